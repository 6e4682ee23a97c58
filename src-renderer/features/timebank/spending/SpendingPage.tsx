import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { navigate } from '../../../app/navigation.ts';
import { Page } from '../../../ui/Page.tsx';
import { CounterPanel } from './CounterPanel.tsx';
import { DeedsPanel } from './DeedsPanel.tsx';
import { GivingPanel } from './GivingPanel.tsx';
import { GoodsPanel } from './GoodsPanel.tsx';
import { RankingPanel } from './RankingPanel.tsx';

const tabs = ['counter', 'goods', 'giving', 'deeds', 'ranking'] as const;

/** Where hours are spent: the counter, gifts and pools, and who has served most. */
export function SpendingPage({ params }: { params: Record<string, string> }) {
  const { t } = useTranslation('timebankSpending');
  const open = tabs.find((name) => name === params['tab']) ?? 'counter';
  return (
    <Page title={t('page.title')}>
      <Tabs
        value={open}
        onChange={(tab) => navigate({ page: 'spending', params: { tab: tab ?? 'counter' }, replace: true })}
        keepMounted={false}
      >
        <Tabs.List aria-label={t('page.tabs')}>
          {tabs.map((name) => (
            <Tabs.Tab key={name} value={name} fz="md">
              {t(`page.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="counter" pt="md">
          <CounterPanel />
        </Tabs.Panel>
        <Tabs.Panel value="goods" pt="md">
          <GoodsPanel />
        </Tabs.Panel>
        <Tabs.Panel value="giving" pt="md">
          <GivingPanel />
        </Tabs.Panel>
        <Tabs.Panel value="deeds" pt="md">
          <DeedsPanel />
        </Tabs.Panel>
        <Tabs.Panel value="ranking" pt="md">
          <RankingPanel />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
