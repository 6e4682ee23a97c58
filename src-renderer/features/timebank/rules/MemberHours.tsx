import { useState } from 'react';
import { Box, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import { call } from '../../../bridge/api.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { dateText, minutesText } from '../../../i18n/format.ts';
import { DataGrid, type GridColumn } from '../../../ui/DataGrid.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { WhyDialog } from './WhyDialog.tsx';

type HoursRow = RouteOutput<'timebank.listHours'>['rows'][number];

/** The permanent hours of a member, newest first; Enter on a line says why it is this number, coins or not. */
export function MemberHours({ memberId }: { memberId: string }) {
  const { t } = useTranslation('timebankRules');
  const { t: words } = useTranslation('timebank');
  const [why, setWhy] = useState<string>();
  const ends = useRoute('timebank.listHours', { memberId, page: { offset: 0, limit: 1 } });
  const columns: GridColumn<HoursRow>[] = [
    {
      key: 'servedOn',
      header: words('entries.servedOn'),
      width: 148,
      render: (row) => dateText(row.servedOn),
    },
    { key: 'activity', header: words('head.activity'), width: 250, render: (row) => row.activity },
    { key: 'service', header: words('column.serviceType'), width: 130, render: (row) => row.serviceName },
    {
      key: 'source',
      header: words('head.sourceClass'),
      width: 110,
      render: (row) => words(`sourceClass.${row.sourceClass}`),
    },
    {
      key: 'minutes',
      header: t('hours.time'),
      width: 130,
      align: 'end',
      render: (row) => minutesText(row.minutes),
    },
    { key: 'seq', header: words('entries.seq'), width: 70, align: 'end', render: (row) => row.seq ?? '–' },
    { key: 'mark', header: words('entries.mark'), width: 120, render: (row) => t(`hours.mark.${row.mark}`) },
  ];
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {t('hours.hint')}
      </Text>
      <Box h="24rem">
        <DataGrid
          label={t('hours.title')}
          columns={columns}
          queryKey={['timebank.listHours', { memberId }]}
          fetchPage={(offset, limit) => call('timebank.listHours', { memberId, page: { offset, limit } })}
          rowKey={(row) => row.id}
          onOpen={(row) => setWhy(row.transactionId ?? undefined)}
          empty={<EmptyState text={t('hours.empty')} />}
        />
      </Box>
      {ends.data && ends.data.total > 0 && (
        <Text>{t('why.total', { n: ends.data.total, time: minutesText(ends.data.minutes) })}</Text>
      )}
      <WhyDialog transactionId={why} onClose={() => setWhy(undefined)} />
    </Stack>
  );
}
