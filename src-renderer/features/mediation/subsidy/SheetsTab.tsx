import { Box, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AddButton } from '../../../ui/AddButton.tsx';
import type { SubsidySheetRow } from '../../../../src-main/contract/mediation/subsidy.ts';
import { navigate } from '../../../app/navigation.ts';
import { call } from '../../../bridge/api.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText, moneyText } from '../../../i18n/format.ts';
import { DataGrid, type GridColumn } from '../../../ui/DataGrid.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { SubsidyState } from './SubsidyState.tsx';

/** All subsidy sheets, newest period first. */
export function SheetsTab() {
  const { t } = useTranslation('subsidy');
  const may = useMay();
  const rules = useRoute('mediation.readSubsidyRules', {});
  const mayMake = may('mediation.saveSubsidySheet');
  const withoutRules = rules.data?.versions.length === 0;
  const openNew = () => navigate({ page: 'subsidySheet', params: { id: 'new' } });
  const columns: GridColumn<SubsidySheetRow>[] = [
    { key: 'number', header: t('sheets.number'), width: 180, render: (row) => row.number },
    {
      key: 'period',
      header: t('sheets.period'),
      width: 300,
      render: (row) => `${dateText(row.periodFrom)}—${dateText(row.periodTo)}`,
    },
    { key: 'lines', header: t('sheets.lines'), width: 80, align: 'end', render: (row) => row.lines },
    {
      key: 'total',
      header: t('sheets.total'),
      width: 190,
      align: 'end',
      render: (row) => (
        <span className="tabular">
          {moneyText(row.totalFen)}
          {row.correctedFen === 0
            ? ''
            : ` · ${t('sheets.corrected', { amount: moneyText(row.totalFen + row.correctedFen) })}`}
        </span>
      ),
    },
    {
      key: 'state',
      header: t('sheets.state'),
      width: 120,
      render: (row) => <SubsidyState state={row.state} />,
    },
    { key: 'madeBy', header: t('sheets.madeBy'), width: 110, render: (row) => row.madeBy },
  ];
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Text c="dimmed">{withoutRules ? t('sheets.noRules') : ''}</Text>
        {mayMake ? <AddButton onClick={openNew}>{t('sheets.new')}</AddButton> : null}
      </Group>
      <Box h="max(20rem, calc(100dvh - 17rem))">
        <DataGrid
          label={t('sheets.label')}
          columns={columns}
          queryKey={['mediation.listSubsidySheets', {}]}
          fetchPage={(offset, limit) => call('mediation.listSubsidySheets', { page: { offset, limit } })}
          rowKey={(row) => row.id}
          onOpen={(row) => navigate({ page: 'subsidySheet', params: { id: row.id } })}
          empty={<EmptyState text={t('sheets.empty')} />}
        />
      </Box>
    </Stack>
  );
}
