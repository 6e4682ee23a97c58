import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNavigate, type PageProps } from '../../../app/navigation.ts';
import { useMay } from '../../../bridge/session.tsx';
import { Page } from '../../../ui/Page.tsx';
import { ExclusionsTab } from './ExclusionsTab.tsx';
import { OwnTab } from './OwnTab.tsx';
import { RulesTab } from './RulesTab.tsx';
import { SheetsTab } from './SheetsTab.tsx';

const tabs = { sheets: SheetsTab, rules: RulesTab, exclusions: ExclusionsTab, own: OwnTab };
const needs = {
  sheets: 'mediation.listSubsidySheets',
  rules: 'mediation.readSubsidyRules',
  exclusions: 'mediation.listSubsidyExclusions',
  own: 'mediation.listOwnSubsidies',
} as const;
type Tab = keyof typeof tabs;

/** Subsidy by case: sheets, rates, who is barred; for a mediator the own lines only. */
export function SubsidyPage({ params }: PageProps) {
  const { t } = useTranslation('subsidy');
  const navigate = useNavigate();
  const may = useMay();
  const offered = (Object.keys(tabs) as Tab[]).filter((tab) => may(needs[tab]));
  const first = offered.includes('sheets') ? 'sheets' : offered.includes('own') ? 'own' : 'rules';
  const open = offered.find((tab) => tab === params.tab) ?? first;
  return (
    <Page title={t('title')}>
      <Tabs
        value={open}
        onChange={(tab) => navigate({ page: 'subsidy', params: { tab: tab ?? first }, replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {offered.map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {t(`tabs.${tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {offered.map((tab) => {
          const Content = tabs[tab];
          return (
            <Tabs.Panel key={tab} value={tab}>
              <Content />
            </Tabs.Panel>
          );
        })}
      </Tabs>
    </Page>
  );
}
