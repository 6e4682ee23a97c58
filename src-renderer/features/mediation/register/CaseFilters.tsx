import { useState } from 'react';
import { Button, Checkbox, Group, MultiSelect, Select, Stack, TextInput } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { SearchInput } from '../../../ui/SearchInput.tsx';
import {
  caseSources,
  caseStages,
  caseWaits,
  outcomes,
} from '../../../../src-main/contract/mediation/case-values.ts';
import type { CaseViewBody } from '../../../../src-main/contract/mediation/register.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { areaChoices } from '../../../ui/form/AreaField.tsx';
import type { Choice } from '../../../ui/form/fields.tsx';
import { moneyInputText, parseMoney } from '../../../ui/form/parse-money.ts';
import { useReference } from '../use-reference.ts';
import { DayInput } from './DayInput.tsx';

export type CaseFilter = CaseViewBody['filter'];

export const noFilter: CaseFilter = { text: '', onlyMine: false };

/** The filter without what says nothing, as it is sent and compared. */
export function cleanFilter(filter: CaseFilter): CaseFilter {
  const said = Object.entries(filter).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return { ...noFilter, ...Object.fromEntries(said), text: filter.text.trim() };
}

export const isFiltered = (filter: CaseFilter): boolean =>
  JSON.stringify(cleanFilter(filter)) !== JSON.stringify(noFilter);

interface Props {
  filter: CaseFilter;
  onChange(filter: CaseFilter): void;
}

/** All filters of the list; the less usual ones are unfolded. They stay unfolded while one of them narrows the list. */
export function CaseFilters({ filter, onChange }: Props) {
  const { t } = useTranslation('mediation');
  const { t: tr } = useTranslation('register');
  const { disputeTypes } = useReference();
  const [unfolded, setUnfolded] = useState(false);
  const {
    text: _text,
    stages: _stages,
    disputeTypes: _types,
    waits: _waits,
    onlyMine: _mine,
    ...rest
  } = cleanFilter(filter);
  const open = unfolded || Object.keys(rest).length > 0;
  const set = (changes: Partial<CaseFilter>) => onChange({ ...filter, ...changes });
  return (
    <Stack gap="xs" role="search">
      <Group gap="sm" align="center">
        <SearchInput
          aria-label={t('list.search')}
          placeholder={t('list.searchPlaceholder')}
          value={filter.text}
          maxLength={80}
          onChange={(text) => set({ text })}
          flex="1 1 14rem"
          maw="24rem"
        />
        <Several
          label={t('list.filterStage')}
          placeholder={t('list.stage')}
          choices={caseStages.map((stage) => ({ value: stage, label: t(`stage.${stage}`) }))}
          value={filter.stages}
          onChange={(stages) => set({ stages })}
        />
        <Several
          label={t('list.filterType')}
          placeholder={t('list.type')}
          choices={disputeTypes}
          value={filter.disputeTypes}
          onChange={(types) => set({ disputeTypes: types })}
        />
        <Select
          aria-label={t('list.filterWaits')}
          placeholder={t('list.filterWaits')}
          data={caseWaits.map((wait) => ({ value: wait, label: t(`wait.${wait}`) }))}
          value={filter.waits ?? null}
          onChange={(chosen) => set({ waits: caseWaits.find((wait) => wait === chosen) })}
          clearable
          openOnFocus={false}
          clearButtonProps={{ 'aria-label': t('common:action.clear') }}
          w="9rem"
        />
        <Checkbox
          label={t('list.onlyMine')}
          checked={filter.onlyMine}
          onChange={(event) => set({ onlyMine: event.currentTarget.checked })}
        />
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconFilter size="1rem" aria-hidden />}
          aria-expanded={open}
          onClick={() => setUnfolded(!open)}
        >
          {open ? tr('filtersHide') : tr('filters')}
        </Button>
        {isFiltered(filter) ? (
          <Button variant="subtle" size="compact-sm" onClick={() => onChange(noFilter)}>
            {t('list.clearFilters')}
          </Button>
        ) : null}
      </Group>
      {open ? <MoreFilters filter={filter} set={set} /> : null}
    </Stack>
  );
}

function MoreFilters({ filter, set }: { filter: CaseFilter; set(changes: Partial<CaseFilter>): void }) {
  const { t } = useTranslation('mediation');
  const { t: tr } = useTranslation('register');
  const may = useMay();
  const users = useRoute('people.listUsers', {}, { enabled: may('people.listUsers') });
  const reference = useRoute('platform.readReference', {}, { staleTime: 300_000 });
  const mediators = (users.data?.rows ?? [])
    .filter((user) => user.roles.some((role) => role === 'mediator' || role === 'administrator'))
    .map((user) => ({ value: user.id, label: user.displayName }));
  return (
    <Group gap="sm" align="flex-end">
      <Several
        label={tr('source')}
        choices={caseSources.map((value) => ({ value, label: t(`source.${value}`) }))}
        value={filter.sources}
        onChange={(sources) => set({ sources })}
        visible
      />
      <Several
        label={tr('outcome')}
        choices={outcomes.map((value) => ({ value, label: t(`closing.outcomes.${value}`) }))}
        value={filter.outcomes}
        onChange={(chosen) => set({ outcomes: chosen })}
        visible
      />
      {mediators.length > 0 ? (
        <One
          label={tr('mediator')}
          choices={mediators}
          value={filter.mediatorId}
          onChange={(mediatorId) => set({ mediatorId })}
        />
      ) : null}
      <One
        label={tr('area')}
        choices={areaChoices(reference.data?.areas ?? [])}
        value={filter.areaId}
        onChange={(areaId) => set({ areaId })}
      />
      <DayInput label={tr('appliedFrom')} value={filter.from} onChange={(from) => set({ from })} />
      <DayInput label={tr('appliedTo')} value={filter.to} onChange={(to) => set({ to })} />
      <DayInput
        label={tr('closedFrom')}
        value={filter.closedFrom}
        onChange={(closedFrom) => set({ closedFrom })}
      />
      <DayInput label={tr('closedTo')} value={filter.closedTo} onChange={(closedTo) => set({ closedTo })} />
      <AmountInput
        label={tr('minAmount')}
        value={filter.minAmountFen}
        onChange={(minAmountFen) => set({ minAmountFen })}
      />
      {filter.partyId ? (
        <Checkbox
          label={tr('partyFilter')}
          checked
          onChange={() => set({ partyId: undefined })}
          pb="0.5rem"
        />
      ) : null}
    </Group>
  );
}

interface SeveralProps<V extends string> {
  label: string;
  placeholder?: string;
  choices: readonly { value: V; label: string }[];
  value: readonly V[] | undefined;
  onChange(value: V[]): void;
  /** The label stands above the field, not only in its name. */
  visible?: boolean;
}

function Several<V extends string>({
  label,
  placeholder,
  choices,
  value = [],
  onChange,
  visible,
}: SeveralProps<V>) {
  const { t } = useTranslation('common');
  return (
    <MultiSelect
      {...(visible ? { label } : { 'aria-label': label })}
      placeholder={value.length === 0 ? (placeholder ?? '') : ''}
      data={choices.map((choice): Choice => ({ ...choice }))}
      value={[...value]}
      onChange={(chosen) => onChange(chosen as V[])}
      nothingFoundMessage={t('state.noMatch')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('action.clear') }}
      flex="1 1 11rem"
      maw="20rem"
    />
  );
}

function One({
  label,
  choices,
  value,
  onChange,
}: {
  label: string;
  choices: readonly Choice[];
  value: string | undefined;
  onChange(value: string | undefined): void;
}) {
  const { t } = useTranslation('common');
  return (
    <Select
      label={label}
      data={choices as Choice[]}
      value={value ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
      searchable
      clearable
      openOnFocus={false}
      clearButtonProps={{ 'aria-label': t('action.clear') }}
      nothingFoundMessage={t('state.noMatch')}
      w="13rem"
    />
  );
}

function AmountInput({
  label,
  value,
  onChange,
}: {
  label: string;
  value: number | undefined;
  onChange(fen: number | undefined): void;
}) {
  const { t } = useTranslation('fields');
  const [typing, setTyping] = useState<string>();
  const wrong = typing !== undefined && typing.trim() !== '' && value === undefined;
  return (
    <TextInput
      label={label}
      inputMode="decimal"
      value={typing ?? moneyInputText(value)}
      onChange={({ currentTarget }) => {
        setTyping(currentTarget.value);
        onChange(parseMoney(currentTarget.value));
      }}
      error={wrong ? t('money') : undefined}
      w="12rem"
    />
  );
}
