import { useState } from 'react';
import { Button, Checkbox, Group, MultiSelect, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { AddButton } from '../../../ui/AddButton.tsx';
import { SearchInput } from '../../../ui/SearchInput.tsx';
import {
  enquiryKinds,
  enquiryResults,
  type EnquiryView,
} from '../../../../src-main/contract/mediation/enquiries.ts';
import { useNavigate, type PageProps } from '../../../app/navigation.ts';
import { call } from '../../../bridge/api.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText, todayText } from '../../../i18n/format.ts';
import { DataGrid, type GridColumn } from '../../../ui/DataGrid.tsx';
import { Page } from '../../../ui/Page.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { DueText } from '../DueText.tsx';
import { DayInput } from '../register/DayInput.tsx';
import { EnquiryCounts } from './EnquiryCounts.tsx';
import { EnquiryDialog } from './EnquiryDialog.tsx';

interface Filters {
  text: string;
  kinds: EnquiryView['kind'][];
  results: EnquiryView['result'][];
  from: string | undefined;
  to: string | undefined;
  onlyDue: boolean;
}

const none: Filters = { text: '', kinds: [], results: [], from: undefined, to: undefined, onlyDue: false };

/** Who asked and what was found on the way, apart from cases. */
export function EnquiriesPage({ params }: PageProps) {
  const { t } = useTranslation('enquiries');
  const may = useMay();
  const navigate = useNavigate();
  const [filters, setFilters] = useState<Filters>({ ...none, onlyDue: params.due !== undefined });
  const [text] = useDebouncedValue(filters.text.trim(), 250);
  const asked = {
    text,
    onlyDue: filters.onlyDue,
    ...(filters.kinds.length > 0 ? { kinds: filters.kinds } : {}),
    ...(filters.results.length > 0 ? { results: filters.results } : {}),
    ...(filters.from ? { from: filters.from } : {}),
    ...(filters.to ? { to: filters.to } : {}),
  };
  const filtered = JSON.stringify(filters) !== JSON.stringify(none);
  const show = (id: string | undefined) =>
    navigate({ page: 'enquiries', ...(id === undefined ? {} : { params: { id } }), replace: true });
  return (
    <Page
      title={t('title')}
      fill
      actions={
        may('mediation.recordEnquiry') ? <AddButton onClick={() => show('new')}>{t('new')}</AddButton> : null
      }
    >
      <Stack gap="sm" h="100%">
        <FilterBar filters={filters} onChange={setFilters} filtered={filtered} />
        <EnquiryCounts from={filters.from} to={filters.to} />
        <div style={{ flex: 1, minHeight: '12rem' }}>
          <DataGrid<EnquiryView>
            label={t('label')}
            columns={useColumns()}
            rowKey={(row) => row.id}
            queryKey={['mediation.listEnquiries', asked]}
            fetchPage={(offset, limit) =>
              call('mediation.listEnquiries', { ...asked, page: { offset, limit } })
            }
            onOpen={(row) => show(row.id)}
            empty={<EmptyState text={filtered ? t('emptyFiltered') : t('empty')} />}
          />
        </div>
      </Stack>
      <EnquiryDialog id={params.id} onClose={() => show(undefined)} />
    </Page>
  );
}

function FilterBar({
  filters,
  onChange,
  filtered,
}: {
  filters: Filters;
  onChange(filters: Filters): void;
  filtered: boolean;
}) {
  const { t } = useTranslation('enquiries');
  const set = (changes: Partial<Filters>) => onChange({ ...filters, ...changes });
  const clear = { 'aria-label': t('common:action.clear') };
  return (
    <Group gap="sm" align="flex-end" role="search">
      <SearchInput
        aria-label={t('search')}
        placeholder={t('searchPlaceholder')}
        value={filters.text}
        maxLength={80}
        onChange={(text) => set({ text })}
        flex="1 1 14rem"
        maw="24rem"
      />
      <MultiSelect
        aria-label={t('filterKind')}
        placeholder={filters.kinds.length === 0 ? t('kindLabel') : ''}
        data={enquiryKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        value={filters.kinds}
        onChange={(kinds) => set({ kinds: kinds })}
        clearable
        clearButtonProps={clear}
        w="11rem"
      />
      <MultiSelect
        aria-label={t('filterResult')}
        placeholder={filters.results.length === 0 ? t('resultLabel') : ''}
        data={enquiryResults.map((value) => ({ value, label: t(`result.${value}`) }))}
        value={filters.results}
        onChange={(results) => set({ results: results })}
        clearable
        clearButtonProps={clear}
        w="13rem"
      />
      <DayInput label={t('from')} value={filters.from} onChange={(from) => set({ from })} />
      <DayInput label={t('to')} value={filters.to} onChange={(to) => set({ to })} />
      <Checkbox
        label={t('onlyDue')}
        checked={filters.onlyDue}
        onChange={({ currentTarget }) => set({ onlyDue: currentTarget.checked })}
        pb="0.5rem"
      />
      {filtered ? (
        <Button variant="subtle" size="compact-sm" onClick={() => onChange(none)}>
          {t('clear')}
        </Button>
      ) : null}
    </Group>
  );
}

function useColumns(): GridColumn<EnquiryView>[] {
  const { t } = useTranslation('enquiries');
  const today = todayText();
  return [
    { key: 'number', header: t('number'), width: 205, render: (row) => row.number },
    { key: 'receivedOn', header: t('receivedOn'), width: 140, render: (row) => dateText(row.receivedOn) },
    { key: 'kind', header: t('kindLabel'), width: 60, render: (row) => t(`kind.${row.kind}`) },
    {
      key: 'person',
      header: t('person'),
      width: 90,
      render: (row) =>
        row.anonymous ? (
          <Text span c="dimmed">
            {t('nameless')}
          </Text>
        ) : (
          row.personName
        ),
    },
    { key: 'question', header: t('question'), width: 150, render: (row) => row.question },
    { key: 'result', header: t('resultLabel'), width: 100, render: (row) => t(`result.${row.result}`) },
    {
      key: 'followUpOn',
      header: t('followUpOn'),
      width: 130,
      render: (row) =>
        row.result === 'watched' ? (
          <DueText dueOn={row.followUpOn} today={today} />
        ) : (
          dateText(row.followUpOn)
        ),
    },
    { key: 'handledBy', header: t('handledBy'), width: 80, render: (row) => row.handledByName },
  ];
}
