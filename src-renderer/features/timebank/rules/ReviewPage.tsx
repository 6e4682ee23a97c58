import { useState } from 'react';
import { Box, Button, Group, Select, Stack, Tabs, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { reviewRules } from '../../../../src-main/contract/timebank/rule-bodies.ts';
import { reviewStates, type ReviewItem } from '../../../../src-main/contract/timebank/rules.ts';
import { navigate, type PageProps } from '../../../app/navigation.ts';
import { call } from '../../../bridge/api.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText } from '../../../i18n/format.ts';
import { DataGrid, type GridColumn } from '../../../ui/DataGrid.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { Page } from '../../../ui/Page.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { JobProgress } from '../closing/JobProgress.tsx';
import { useJob } from '../use-job.ts';
import { ExpiryPanel } from './ExpiryPanel.tsx';
import { ReviewDialog } from './ReviewDialog.tsx';
import { reasonText, useRuleWords } from './rule-text.ts';

const tabs = ['list', 'expiry'] as const;

/** What is worth a second look, and points that are about to end. */
export function ReviewPage({ params }: PageProps) {
  const { t } = useTranslation('timebankRules');
  const open = tabs.find((tab) => tab === params['tab']) ?? 'list';
  return (
    <Page fill title={t('review.title')}>
      <Tabs
        value={open}
        h="100%"
        style={{ display: 'flex', flexDirection: 'column' }}
        keepMounted={false}
        onChange={(tab) =>
          navigate({ page: 'timebankReview', params: { tab: tab ?? 'list' }, replace: true })
        }
      >
        <Tabs.List>
          <Tabs.Tab value="list" fz="md">
            {t('review.listTab')}
          </Tabs.Tab>
          <Tabs.Tab value="expiry" fz="md">
            {t('review.expiryTab')}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="list" pt="md" flex={1} mih={0}>
          <ReviewList params={params} />
        </Tabs.Panel>
        <Tabs.Panel value="expiry" pt="md" flex={1} mih={0}>
          <ExpiryPanel />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

function ReviewList({ params }: PageProps) {
  const { t } = useTranslation('timebankRules');
  const say = useRuleWords();
  const may = useMay();
  const [deciding, setDeciding] = useState<ReviewItem>();
  const state = reviewStates.find((one) => one === params['state']);
  const rule = reviewRules.find((one) => one === params['rule']);
  const filter = { ...(state ? { state } : {}), ...(rule ? { rule } : {}) };
  const { job, follow, cancel } = useJob();
  const run = useCommand('timebank.runReview', {
    onDone: ({ jobId, looked, added }) =>
      jobId === null ? notifyDone(t('review.ran', { looked, added })) : follow(jobId),
  });
  const choose = (next: { state?: string | null; rule?: string | null }) => {
    const chosen = { state: state ?? null, rule: rule ?? null, ...next };
    const kept = Object.entries(chosen).filter((entry): entry is [string, string] => entry[1] !== null);
    navigate({ page: 'timebankReview', params: { tab: 'list', ...Object.fromEntries(kept) }, replace: true });
  };
  const columns: GridColumn<ReviewItem>[] = [
    { key: 'rule', header: t('review.ruleLabel'), width: 120, render: (row) => t(`review.rule.${row.rule}`) },
    { key: 'who', header: t('review.who'), width: 130, render: (row) => row.memberName || t('review.many') },
    { key: 'servedOn', header: t('review.servedOn'), width: 145, render: (row) => dateText(row.servedOn) },
    { key: 'why', header: t('review.why'), width: 430, render: (row) => reasonText(row, say) },
    {
      key: 'enteredBy',
      header: t('review.enteredBy'),
      width: 100,
      render: (row) => row.enteredBy || t('review.severalClerks'),
    },
    {
      key: 'state',
      header: t('review.stateLabel'),
      width: 100,
      render: (row) => t(`review.state.${row.state}`),
    },
  ];
  return (
    <Stack h="100%" gap="sm">
      <Text c="dimmed">{t('review.intro')}</Text>
      <Group gap="sm" align="flex-end">
        <Select
          label={t('review.stateLabel')}
          placeholder={t('timebank:all')}
          data={reviewStates.map((value) => ({ value, label: t(`review.state.${value}`) }))}
          value={state ?? null}
          onChange={(value) => choose({ state: value })}
          clearable
          clearButtonProps={{ 'aria-label': t('common:action.clear') }}
        />
        <Select
          label={t('review.ruleLabel')}
          placeholder={t('timebank:all')}
          data={reviewRules.map((value) => ({ value, label: t(`review.rule.${value}`) }))}
          value={rule ?? null}
          onChange={(value) => choose({ rule: value })}
          clearable
          clearButtonProps={{ 'aria-label': t('common:action.clear') }}
        />
        {may('timebank.runReview') ? (
          <Button loading={run.pending} disabled={job?.state === 'running'} onClick={() => void run.run({})}>
            {t('review.run')}
          </Button>
        ) : null}
      </Group>
      {job ? <JobProgress job={job} label={t('review.run')} onCancel={cancel} /> : null}
      {job?.state === 'done' ? <Text role="status">{t('review.jobDone')}</Text> : null}
      <Box flex={1} mih={0}>
        <DataGrid
          label={t('review.listTab')}
          columns={columns}
          queryKey={['timebank.listReview', filter]}
          fetchPage={(offset, limit) => call('timebank.listReview', { ...filter, page: { offset, limit } })}
          rowKey={(row) => row.id}
          onOpen={setDeciding}
          empty={<EmptyState text={t('review.empty')} />}
        />
      </Box>
      <ReviewDialog item={deciding} onClose={() => setDeciding(undefined)} />
    </Stack>
  );
}
