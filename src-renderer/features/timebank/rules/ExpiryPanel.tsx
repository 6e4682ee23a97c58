import { useState } from 'react';
import { Box, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import { navigate } from '../../../app/navigation.ts';
import { call } from '../../../bridge/api.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText } from '../../../i18n/format.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { DataGrid, type GridColumn } from '../../../ui/DataGrid.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { EmptyState } from '../../../ui/states.tsx';
import { JobProgress } from '../closing/JobProgress.tsx';
import { useJob } from '../use-job.ts';

type Row = RouteOutput<'timebank.listExpiringPoints'>['rows'][number];

/** Points that end soon, and those that are over and can be written off. */
export function ExpiryPanel() {
  const { t } = useTranslation('timebankRules');
  const may = useMay();
  const [asking, setAsking] = useState(false);
  const { job, follow, cancel } = useJob();
  const ends = useRoute('timebank.listExpiringPoints', { page: { offset: 0, limit: 1 } });
  const expire = useCommand('timebank.expirePoints', {
    onDone: ({ jobId, lots, points }) => {
      setAsking(false);
      if (jobId !== null) follow(jobId);
      else notifyDone(t('expiry.done', { lots, points }));
    },
  });
  const over = ends.data?.overLots ?? 0;
  const columns: GridColumn<Row>[] = [
    {
      key: 'member',
      header: t('expiry.member'),
      width: 220,
      render: (row) => `${row.memberName} ${row.volunteerNumber}`,
    },
    { key: 'points', header: t('expiry.points'), width: 100, align: 'end', render: (row) => row.points },
    { key: 'expiresOn', header: t('expiry.expiresOn'), width: 160, render: (row) => dateText(row.expiresOn) },
    {
      key: 'state',
      header: t('expiry.state'),
      width: 120,
      render: (row) => t(row.over ? 'expiry.over' : 'expiry.soon'),
    },
  ];
  return (
    <Stack h="100%" gap="sm">
      <Group justify="space-between">
        <Text c="dimmed">{t('expiry.intro')}</Text>
        {may('timebank.expirePoints') ? (
          <Button disabled={over === 0 || job?.state === 'running'} onClick={() => setAsking(true)}>
            {t('expiry.run')}
          </Button>
        ) : null}
      </Group>
      {job ? <JobProgress job={job} label={t('expiry.run')} onCancel={cancel} /> : null}
      {job?.state === 'done' ? <Text role="status">{t('expiry.jobDone', { n: job.total })}</Text> : null}
      <Box flex={1} mih={0}>
        <DataGrid
          label={t('review.expiryTab')}
          columns={columns}
          queryKey={['timebank.listExpiringPoints', {}]}
          fetchPage={(offset, limit) => call('timebank.listExpiringPoints', { page: { offset, limit } })}
          rowKey={(row) => `${row.memberId}:${row.expiresOn}`}
          onOpen={(row) => navigate({ page: 'member', params: { id: row.memberId, tab: 'points' } })}
          empty={<EmptyState text={t('expiry.empty')} />}
        />
      </Box>
      <ConfirmDialog
        opened={asking}
        title={t('expiry.runTitle')}
        confirmLabel={t('expiry.run')}
        pending={expire.pending}
        onConfirm={() => void expire.run({})}
        onClose={() => setAsking(false)}
      >
        <Text>{t('expiry.runText', { n: over })}</Text>
      </ConfirmDialog>
    </Stack>
  );
}
