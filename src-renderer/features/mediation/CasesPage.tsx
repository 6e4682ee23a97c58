import { useState } from 'react';
import { Button, Checkbox, Group, MultiSelect, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RouteInput } from '../../../src-main/contract/index.ts';
import {
  caseStages,
  type CaseRow,
  type CaseStage,
  type caseSorts,
} from '../../../src-main/contract/mediation.ts';
import { useNavigate, type PageProps } from '../../app/navigation.ts';
import { call } from '../../bridge/api.ts';
import { useMay } from '../../bridge/session.tsx';
import { moneyText, todayText } from '../../i18n/format.ts';
import { DataGrid, type GridColumn } from '../../ui/DataGrid.tsx';
import { Page } from '../../ui/Page.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { DueText } from './DueText.tsx';
import { StageBadge } from './StageBadge.tsx';
import { useReference } from './use-reference.ts';

type CaseSort = (typeof caseSorts)[number];

interface Filters {
  text: string;
  stages: CaseStage[];
  disputeTypes: string[];
  onlyWithoutNextAction: boolean;
}

/** All cases, however many: one dense list with search, filters and sorting done by the server. */
export function CasesPage({ params }: PageProps) {
  const { t } = useTranslation('mediation');
  const navigate = useNavigate();
  const may = useMay();
  const none: Filters = { text: '', stages: [], disputeTypes: [], onlyWithoutNextAction: false };
  const [filters, setFilters] = useState<Filters>({
    ...none,
    onlyWithoutNextAction: params.without === 'next',
  });
  const [text] = useDebouncedValue(filters.text.trim(), 250);
  const asked: RouteInput<'mediation.listCases'> = {
    text,
    onlyWithoutNextAction: filters.onlyWithoutNextAction,
    ...(filters.stages.length > 0 ? { stages: filters.stages } : {}),
    ...(filters.disputeTypes.length > 0 ? { disputeTypes: filters.disputeTypes } : {}),
  };
  const filtered =
    text !== '' || filters.stages.length + filters.disputeTypes.length > 0 || filters.onlyWithoutNextAction;
  const columns = useColumns();
  const newCase = may('mediation.registerCase') ? (
    <Button
      leftSection={<IconPlus size="1.1rem" aria-hidden />}
      onClick={() => navigate({ page: 'newCase' })}
    >
      {t('list.new')}
    </Button>
  ) : null;

  return (
    <Page title={t('list.title')} actions={newCase} fill>
      <Stack gap="sm" h="100%">
        <FilterBar
          filters={filters}
          onChange={setFilters}
          onClear={() => setFilters(none)}
          filtered={filtered}
        />
        <div style={{ flex: 1, minHeight: '12rem' }}>
          <DataGrid<CaseRow>
            label={t('list.label')}
            columns={columns}
            rowKey={(row) => row.id}
            queryKey={['mediation.listCases', asked]}
            initialSort={{ key: 'updatedAt', descending: true }}
            fetchPage={(offset, limit, sort) =>
              call('mediation.listCases', {
                ...asked,
                ...(sort ? { sort: sort.key as CaseSort, descending: sort.descending } : {}),
                page: { offset, limit },
              })
            }
            onOpen={(row) => navigate({ page: 'case', params: { id: row.id } })}
            empty={
              filtered ? (
                <EmptyState text={t('list.emptyFiltered')}>
                  <Button variant="default" onClick={() => setFilters(none)}>
                    {t('list.clearFilters')}
                  </Button>
                </EmptyState>
              ) : (
                <EmptyState text={t('list.empty')} />
              )
            }
          />
        </div>
      </Stack>
    </Page>
  );
}

interface FilterBarProps {
  filters: Filters;
  onChange(filters: Filters): void;
  onClear(): void;
  filtered: boolean;
}

function FilterBar({ filters, onChange, onClear, filtered }: FilterBarProps) {
  const { t } = useTranslation('mediation');
  const { disputeTypes } = useReference();
  return (
    <Group gap="sm" align="center" role="search">
      <TextInput
        aria-label={t('list.search')}
        placeholder={t('list.searchPlaceholder')}
        leftSection={<IconSearch size="1.1rem" aria-hidden />}
        value={filters.text}
        onChange={(event) => onChange({ ...filters, text: event.currentTarget.value })}
        flex="1 1 14rem"
        maw="24rem"
      />
      <MultiSelect
        aria-label={t('list.filterStage')}
        placeholder={filters.stages.length === 0 ? t('list.stage') : ''}
        data={caseStages.map((stage) => ({ value: stage, label: t(`stage.${stage}`) }))}
        value={filters.stages}
        onChange={(stages) => onChange({ ...filters, stages: stages })}
        flex="1 1 11rem"
        maw="20rem"
        clearable
        clearButtonProps={{ 'aria-label': t('common:action.clear') }}
      />
      <MultiSelect
        aria-label={t('list.filterType')}
        placeholder={filters.disputeTypes.length === 0 ? t('list.type') : ''}
        data={disputeTypes}
        value={filters.disputeTypes}
        onChange={(types) => onChange({ ...filters, disputeTypes: types })}
        searchable
        nothingFoundMessage={t('common:state.noMatch')}
        flex="1 1 11rem"
        maw="20rem"
        clearable
        clearButtonProps={{ 'aria-label': t('common:action.clear') }}
      />
      <Checkbox
        label={t('list.onlyWithoutNext')}
        checked={filters.onlyWithoutNextAction}
        onChange={(event) => onChange({ ...filters, onlyWithoutNextAction: event.currentTarget.checked })}
      />
      {filtered ? (
        <Button variant="subtle" size="compact-sm" onClick={onClear}>
          {t('list.clearFilters')}
        </Button>
      ) : null}
    </Group>
  );
}

function useColumns(): GridColumn<CaseRow>[] {
  const { t } = useTranslation('mediation');
  const { typeName } = useReference();
  const today = todayText();
  return [
    {
      key: 'number',
      header: t('list.number'),
      width: 200,
      sortKey: 'number',
      render: (row) =>
        row.number ?? (
          <Text span c="dimmed">
            {t('list.noNumber')}
          </Text>
        ),
    },
    { key: 'title', header: t('list.caseTitle'), width: 165, sortKey: 'title', render: (row) => row.title },
    {
      key: 'stage',
      header: t('list.stage'),
      width: 105,
      sortKey: 'stage',
      render: (row) => <StageBadge stage={row.stage} />,
    },
    { key: 'type', header: t('list.type'), width: 85, render: (row) => typeName(row.disputeType) },
    { key: 'parties', header: t('list.parties'), width: 110, render: (row) => partiesText(row, t) },
    {
      key: 'next',
      header: t('list.next'),
      width: 110,
      render: (row) =>
        row.nextAction ? (
          nextActionText(row.nextAction, t)
        ) : (
          <Text span c="dimmed">
            {t('list.noNext')}
          </Text>
        ),
    },
    {
      key: 'nextDueOn',
      header: t('list.nextDueOn'),
      width: 150,
      sortKey: 'nextDueOn',
      render: (row) => <DueText dueOn={row.nextDueOn} today={today} />,
    },
    {
      key: 'amount',
      header: t('list.amount'),
      width: 105,
      align: 'end',
      render: (row) => <span className="tabular">{moneyText(row.amountFen)}</span>,
    },
  ];
}

type T = ReturnType<typeof useTranslation<'mediation'>>['t'];

export function partiesText(row: CaseRow, t: T): string {
  const names = row.parties.join('、');
  return row.partyCount > row.parties.length ? t('list.partiesMore', { names, n: row.partyCount }) : names;
}

/** Codes of the next action are the server's; one without a sentence shows itself. */
export function nextActionText(code: string, t: T): string {
  const find = t as unknown as (key: string, options: { defaultValue: string }) => string;
  return find(`case.nextAction.${code}`, { defaultValue: code });
}
