import { useState } from 'react';
import { Box, Button, Group, MultiSelect, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { AddButton } from '../../ui/AddButton.tsx';
import { SearchInput } from '../../ui/SearchInput.tsx';
import { sheetStates, type SheetRow } from '../../../src-main/contract/timebank.ts';
import { navigate } from '../../app/navigation.ts';
import { call } from '../../bridge/api.ts';
import { useMay } from '../../bridge/session.tsx';
import { dateText, minutesText } from '../../i18n/format.ts';
import { DataGrid, type GridColumn } from '../../ui/DataGrid.tsx';
import { Page } from '../../ui/Page.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { HeadCode } from './activities/HeadCode.tsx';
import { SheetState } from './SheetState.tsx';

type State = SheetRow['state'];

/** Sign-in sheets, newest first, with what is still to be approved. */
export function SheetsPage({ params }: { params: Record<string, string> }) {
  const { t } = useTranslation('timebank');
  const may = useMay();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 250);
  const states = (params['states'] ?? '')
    .split(',')
    .filter((state): state is State => sheetStates.includes(state as State));
  const setStates = (next: string[]) =>
    navigate({ page: 'sheets', params: next.length > 0 ? { states: next.join(',') } : {}, replace: true });
  const filter = { text: asked, ...(states.length > 0 ? { states } : {}) };
  const openNew = () => navigate({ page: 'sheet', params: { id: 'new' } });

  const columns: GridColumn<SheetRow>[] = [
    { key: 'number', header: t('sheets.number'), width: 185, render: (row) => row.number },
    { key: 'activity', header: t('head.activity'), width: 200, render: (row) => row.activity },
    { key: 'servedOn', header: t('head.servedOn'), width: 148, render: (row) => dateText(row.servedOn) },
    { key: 'place', header: t('head.place'), width: 140, render: (row) => row.place },
    { key: 'lines', header: t('sheets.lines'), width: 64, align: 'end', render: (row) => row.lines },
    {
      key: 'minutes',
      header: t('sheets.time'),
      width: 112,
      align: 'end',
      render: (row) => minutesText(row.minutes),
    },
    {
      key: 'state',
      header: t('sheets.state'),
      width: 108,
      render: (row) => <SheetState state={row.state} />,
    },
    { key: 'enteredBy', header: t('sheet.enteredBy'), width: 84, render: (row) => row.enteredBy },
  ];
  return (
    <Page
      fill
      title={t('sheets.title')}
      actions={
        may('timebank.saveSheet') && (
          <>
            <Button variant="default" onClick={() => navigate({ page: 'importHours' })}>
              {t('frame:nav.importHours')}
            </Button>
            <AddButton onClick={openNew}>{t('sheets.new')}</AddButton>
          </>
        )
      }
    >
      <Stack h="100%" gap="sm">
        <Group gap="sm" align="flex-end">
          <SearchInput
            flex="1 1 16rem"
            label={t('sheets.search')}
            placeholder={t('sheets.searchHint')}
            value={text}
            onChange={setText}
          />
          <MultiSelect
            flex="1 1 16rem"
            label={t('sheets.state')}
            placeholder={states.length === 0 ? t('all') : ''}
            data={sheetStates.map((state) => ({ value: state, label: t(`sheetState.${state}`) }))}
            value={states}
            onChange={setStates}
            clearable
            clearButtonProps={{ 'aria-label': t('common:action.clear') }}
          />
        </Group>
        {may('timebank.readSignCode') && <HeadCode />}
        <Box flex={1} mih={0}>
          <DataGrid
            label={t('sheets.title')}
            columns={columns}
            queryKey={['timebank.listSheets', filter]}
            fetchPage={(offset, limit) => call('timebank.listSheets', { ...filter, page: { offset, limit } })}
            rowKey={(row) => row.id}
            onOpen={(row) => navigate({ page: 'sheet', params: { id: row.id } })}
            empty={
              <EmptyState
                text={asked !== '' || states.length > 0 ? t('common:state.noMatch') : t('sheets.empty')}
              >
                {may('timebank.saveSheet') && asked === '' && states.length === 0 && (
                  <Button onClick={openNew}>{t('sheets.new')}</Button>
                )}
              </EmptyState>
            }
          />
        </Box>
      </Stack>
    </Page>
  );
}
