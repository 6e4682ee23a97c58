import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNavigate, type PageProps } from '../../../app/navigation.ts';
import { Page } from '../../../ui/Page.tsx';
import { DestructionTab } from './DestructionTab.tsx';
import { DueTab } from './DueTab.tsx';
import { LoansTab } from './LoansTab.tsx';
import { RegisterTab } from './RegisterTab.tsx';

const tabs = ['register', 'loans', 'due', 'destruction'] as const;
type ArchiveTab = (typeof tabs)[number];

/** The archive: register, lending, what has reached the end of its term, destruction lists. */
export function ArchivePage({ params }: PageProps) {
  const { t } = useTranslation('archive');
  const navigate = useNavigate();
  const tab: ArchiveTab = tabs.find((one) => one === params.tab) ?? 'register';
  return (
    <Page title={t('title')}>
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(next) => next && navigate({ page: 'archive', params: { tab: next }, replace: true })}
      >
        <Tabs.List mb="md">
          {tabs.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`tabs.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="register">
          <RegisterTab text={params.text ?? ''} />
        </Tabs.Panel>
        <Tabs.Panel value="loans">
          <LoansTab show={params.show} />
        </Tabs.Panel>
        <Tabs.Panel value="due">
          <DueTab />
        </Tabs.Panel>
        <Tabs.Panel value="destruction">
          <DestructionTab />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
