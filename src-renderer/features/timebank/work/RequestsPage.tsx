import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { navigate } from '../../../app/navigation.ts';
import { Page } from '../../../ui/Page.tsx';
import { ComplaintsPanel } from './ComplaintsPanel.tsx';
import { CorrectionsPanel } from './CorrectionsPanel.tsx';
import { SessionHoursPanel } from '../session-hours/SessionHoursPanel.tsx';
import { RequestBoard } from './RequestBoard.tsx';

const tabs = ['board', 'corrections', 'complaints', 'sessions'] as const;

/** What residents ask for and what became of it; corrections and complaints beside. `id` opens one request. */
export function RequestsPage({ params }: { params: Record<string, string> }) {
  const { t } = useTranslation('timebankWork');
  const open = tabs.find((name) => name === params['tab']) ?? 'board';
  return (
    <Page fill title={t('page.title')}>
      <Tabs
        value={open}
        onChange={(tab) => navigate({ page: 'requests', params: { tab: tab ?? 'board' }, replace: true })}
        keepMounted={false}
        h="100%"
        display="flex"
        style={{ flexDirection: 'column' }}
      >
        <Tabs.List aria-label={t('page.tabs')}>
          {tabs.map((name) => (
            <Tabs.Tab key={name} value={name} fz="md">
              {t(`page.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="board" pt="sm" flex={1} mih={0}>
          <RequestBoard openId={params['id']} />
        </Tabs.Panel>
        <Tabs.Panel value="corrections" pt="sm">
          <CorrectionsPanel />
        </Tabs.Panel>
        <Tabs.Panel value="complaints" pt="sm">
          <ComplaintsPanel />
        </Tabs.Panel>
        <Tabs.Panel value="sessions" pt="sm">
          <SessionHoursPanel />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
