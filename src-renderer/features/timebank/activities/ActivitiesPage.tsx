import { useState } from 'react';
import { Box, Button, Checkbox, Group, MultiSelect, Select, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { AddButton } from '../../../ui/AddButton.tsx';
import { SearchInput } from '../../../ui/SearchInput.tsx';
import {
  activityStates,
  type ActivityRow,
  type ActivityState as State,
} from '../../../../src-main/contract/timebank/activity-values.ts';
import { navigate } from '../../../app/navigation.ts';
import { call } from '../../../bridge/api.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText } from '../../../i18n/format.ts';
import { DataGrid, type GridColumn } from '../../../ui/DataGrid.tsx';
import { Page } from '../../../ui/Page.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { ActivityDialog } from './ActivityDialog.tsx';
import { ActivityState } from './ActivityState.tsx';
import { BlankSheetDialog } from './BlankSheetDialog.tsx';

const whens = ['coming', 'past', 'all'] as const;

/** Planned and past activities in the order of the calendar. */
export function ActivitiesPage({ params }: { params: Record<string, string> }) {
  const { t } = useTranslation('timebankActivities');
  const may = useMay();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 250);
  const [dialog, setDialog] = useState<'new' | 'blank'>();
  const when = whens.find((each) => each === params['when']) ?? 'coming';
  const states = (params['states'] ?? '')
    .split(',')
    .filter((state): state is State => activityStates.includes(state as State));
  const withoutSheet = params['withoutSheet'] === '1';
  const show = (changes: Record<string, string>) => {
    const next = { when, states: states.join(','), withoutSheet: withoutSheet ? '1' : '', ...changes };
    const kept = Object.entries(next).filter(([, value]) => value !== '');
    navigate({ page: 'activities', params: Object.fromEntries(kept), replace: true });
  };
  const filter = { when, withoutSheet, text: asked, ...(states.length > 0 ? { states } : {}) };
  const narrowed = asked !== '' || states.length > 0 || withoutSheet;
  return (
    <Page
      fill
      title={t('page.title')}
      actions={
        may('timebank.saveActivity') && (
          <>
            <Button variant="default" onClick={() => setDialog('blank')}>
              {t('page.printBlank')}
            </Button>
            <AddButton onClick={() => setDialog('new')}>{t('page.new')}</AddButton>
          </>
        )
      }
    >
      <Stack h="100%" gap="sm">
        <Group gap="sm" align="flex-end">
          <SearchInput
            flex="1 1 14rem"
            label={t('page.search')}
            placeholder={t('page.searchHint')}
            value={text}
            onChange={setText}
          />
          <Select
            flex="0 1 15rem"
            label={t('page.when')}
            data={whens.map((value) => ({ value, label: t(`page.${value}`) }))}
            value={when}
            allowDeselect={false}
            onChange={(value) => show({ when: value ?? 'coming' })}
          />
          <MultiSelect
            flex="1 1 14rem"
            label={t('page.state')}
            placeholder={states.length === 0 ? t('page.all') : ''}
            data={activityStates.map((state) => ({ value: state, label: t(`state.${state}`) }))}
            value={states}
            onChange={(next) => show({ states: next.join(',') })}
            clearable
            clearButtonProps={{ 'aria-label': t('common:action.clear') }}
          />
        </Group>
        <Checkbox
          label={t('page.withoutSheet')}
          checked={withoutSheet}
          onChange={({ currentTarget }) =>
            show(currentTarget.checked ? { withoutSheet: '1', when: 'all' } : { withoutSheet: '' })
          }
        />
        <Box flex={1} mih={0}>
          <DataGrid
            label={t('page.title')}
            columns={useColumns()}
            queryKey={['timebank.listActivities', filter]}
            fetchPage={(offset, limit) =>
              call('timebank.listActivities', { ...filter, page: { offset, limit } })
            }
            rowKey={(row) => row.id}
            onOpen={(row) => navigate({ page: 'activity', params: { id: row.id } })}
            empty={
              <EmptyState
                text={
                  narrowed
                    ? t('common:state.noMatch')
                    : t(when === 'coming' ? 'page.noneComing' : 'page.empty')
                }
              >
                {may('timebank.saveActivity') && !narrowed && (
                  <Button onClick={() => setDialog('new')}>{t('page.new')}</Button>
                )}
              </EmptyState>
            }
          />
        </Box>
      </Stack>
      <ActivityDialog
        opened={dialog === 'new'}
        onClose={() => setDialog(undefined)}
        onSaved={(id) => navigate({ page: 'activity', params: { id } })}
      />
      <BlankSheetDialog opened={dialog === 'blank'} onClose={() => setDialog(undefined)} />
    </Page>
  );
}

function useColumns(): GridColumn<ActivityRow>[] {
  const { t } = useTranslation('timebankActivities');
  return [
    { key: 'heldOn', header: t('field.heldOn'), width: 140, render: (row) => dateText(row.heldOn) },
    {
      key: 'time',
      header: t('field.time'),
      width: 112,
      render: (row) => t('row.time', { from: row.startsAt, to: row.endsAt }),
    },
    { key: 'title', header: t('field.title'), width: 210, render: (row) => row.title },
    { key: 'place', header: t('field.place'), width: 150, render: (row) => row.place },
    {
      key: 'group',
      header: t('field.group'),
      width: 130,
      render: (row) => (row.groupName === '' ? t('field.noGroup') : row.groupName),
    },
    {
      key: 'people',
      header: t('field.people'),
      width: 120,
      render: (row) =>
        [
          row.capacity === null
            ? t('row.people', { n: row.signedUp })
            : t('row.peopleOf', { n: row.signedUp, capacity: row.capacity }),
          row.waiting > 0 ? t('row.waiting', { n: row.waiting }) : '',
        ]
          .filter(Boolean)
          .join(' · '),
    },
    {
      key: 'sheets',
      header: t('field.sheets'),
      width: 74,
      render: (row) => (row.sheets > 0 ? row.sheets : row.state === 'held' ? t('row.noSheet') : '–'),
    },
    {
      key: 'state',
      header: t('page.state'),
      width: 112,
      render: (row) => <ActivityState state={row.state} />,
    },
  ];
}
