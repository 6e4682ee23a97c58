import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNavigate, type PageProps } from '../../app/navigation.ts';
import { useMay } from '../../bridge/session.tsx';
import { Page } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { RulesTab } from '../timebank/rules/RulesTab.tsx';
import { AreasTab } from './AreasTab.tsx';
import { AuditTab } from './AuditTab.tsx';
import { CalendarTab } from './CalendarTab.tsx';
import { CommitteeTab } from './CommitteeTab.tsx';
import { QualityTab } from './QualityTab.tsx';
import { SearchIndexTab } from './SearchIndexTab.tsx';
import { UsersTab } from './UsersTab.tsx';

const tabs = [
  'users',
  'committee',
  'areas',
  'calendar',
  'timebankRules',
  'quality',
  'search',
  'audit',
] as const;

export function SettingsPage({ params }: PageProps) {
  const { t } = useTranslation('settings');
  const navigate = useNavigate();
  const may = useMay();
  const offered = tabs.filter(
    (tab) =>
      (tab !== 'audit' || may('platform.listAudit')) &&
      (tab !== 'timebankRules' || may('timebank.readRules')),
  );
  const open = offered.find((tab) => tab === params.tab) ?? 'users';
  return (
    <Page title={t('title')}>
      <Tabs
        value={open}
        onChange={(tab) => navigate({ page: 'settings', params: { tab: tab ?? 'users' }, replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {offered.map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {t(`tabs.${tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="users">
          <UsersTab />
        </Tabs.Panel>
        <Tabs.Panel value="committee">
          <Section title={t('committee.label')}>
            <CommitteeTab />
          </Section>
        </Tabs.Panel>
        <Tabs.Panel value="areas">
          <AreasTab />
        </Tabs.Panel>
        <Tabs.Panel value="calendar">
          <CalendarTab />
        </Tabs.Panel>
        <Tabs.Panel value="quality">
          <QualityTab />
        </Tabs.Panel>
        <Tabs.Panel value="search">
          <SearchIndexTab />
        </Tabs.Panel>
        <Tabs.Panel value="timebankRules">
          <RulesTab />
        </Tabs.Panel>
        <Tabs.Panel value="audit">
          <AuditTab />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
