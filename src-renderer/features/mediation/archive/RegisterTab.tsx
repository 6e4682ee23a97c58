import { useState } from 'react';
import { Badge, Button, Checkbox, Group, Menu, MultiSelect, Select, Stack, Table, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconDots, IconFolderOpen } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Pager } from '../../../ui/Pager.tsx';
import { usePaging } from '../../../ui/use-paging.ts';
import { SearchInput } from '../../../ui/SearchInput.tsx';
import {
  archiveStates,
  retentionTerms,
  type ArchiveRow,
  type ArchiveState,
  type RetentionTerm,
} from '../../../../src-main/contract/mediation/archive.ts';
import { useNavigate } from '../../../app/navigation.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText } from '../../../i18n/format.ts';
import { EmptyState, Loaded } from '../../../ui/states.tsx';
import { useTermText } from '../dossier/words.ts';
import { ArchiveDialogs, type ArchiveAct } from './ArchiveDialogs.tsx';

/** The archive register with its filters and what can be done with a dossier. */
export function RegisterTab({ text: wanted }: { text: string }) {
  const { t } = useTranslation('archive');
  const [typed, setTyped] = useState(wanted);
  const [terms, setTerms] = useState<RetentionTerm[]>([]);
  const [states, setStates] = useState<ArchiveState[]>([]);
  const [year, setYear] = useState<number | null>(null);
  const [onlyOut, setOnlyOut] = useState(false);
  const [acting, setActing] = useState<{ act: ArchiveAct; row: ArchiveRow }>();
  const [text] = useDebouncedValue(typed.trim(), 250);
  const isFiltered = text !== '' || terms.length + states.length > 0 || year !== null || onlyOut;
  const filter = {
    text,
    onlyOut,
    ...(terms.length > 0 ? { terms } : {}),
    ...(states.length > 0 ? { states } : {}),
    ...(year === null ? {} : { year }),
  };
  const { page, pager } = usePaging(100, filter);
  const result = useRoute('mediation.listArchive', { ...filter, page }, { keepPrevious: true });
  return (
    <Stack>
      <Group gap="sm" align="end" role="search">
        <SearchInput label={t('filter.text')} value={typed} onChange={setTyped} w="16rem" />
        <MultiSelect
          label={t('filter.terms')}
          placeholder={terms.length === 0 ? t('filter.anyTerm') : ''}
          data={retentionTerms.map((term) => ({ value: term, label: t(`dossier:term.${term}`) }))}
          value={terms}
          onChange={(next) => setTerms(retentionTerms.filter((term) => next.includes(term)))}
          w="14rem"
        />
        <MultiSelect
          label={t('filter.states')}
          placeholder={states.length === 0 ? t('filter.anyState') : ''}
          data={archiveStates.map((state) => ({ value: state, label: t(`state.${state}`) }))}
          value={states}
          onChange={(next) => setStates(archiveStates.filter((state) => next.includes(state)))}
          w="14rem"
        />
        <Select
          label={t('filter.year')}
          placeholder={t('filter.anyYear')}
          data={(result.data?.years ?? []).map(String)}
          value={year === null ? null : String(year)}
          onChange={(next) => setYear(next === null ? null : Number(next))}
          clearable
          clearButtonProps={{ 'aria-label': t('common:action.clear') }}
          openOnFocus={false}
          w="9rem"
        />
        <Checkbox
          label={t('filter.onlyOut')}
          checked={onlyOut}
          onChange={({ currentTarget }) => setOnlyOut(currentTarget.checked)}
          mb={8}
        />
      </Group>
      <Loaded result={result}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <EmptyState text={isFiltered ? t('filter.empty') : t('filter.none')} />
          ) : (
            <>
              <Register rows={rows} onAct={(act, row) => setActing({ act, row })} />
              <Pager label={t('pages')} total={total} {...pager} />
            </>
          )
        }
      </Loaded>
      {acting ? <ArchiveDialogs {...acting} onClose={() => setActing(undefined)} /> : null}
    </Stack>
  );
}

function Register({
  rows,
  onAct,
}: {
  rows: readonly ArchiveRow[];
  onAct(act: ArchiveAct, row: ArchiveRow): void;
}) {
  const { t } = useTranslation('archive');
  const termText = useTermText();
  return (
    <Table.ScrollContainer minWidth="58rem">
      <Table aria-label={t('register')} verticalSpacing={6} highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('column.number')}</Table.Th>
            <Table.Th>{t('column.name')}</Table.Th>
            <Table.Th>{t('column.retention')}</Table.Th>
            <Table.Th style={{ whiteSpace: 'nowrap' }}>{t('column.place')}</Table.Th>
            <Table.Th ta="end" style={{ whiteSpace: 'nowrap' }}>
              {t('column.pages')}
            </Table.Th>
            <Table.Th ta="end" style={{ whiteSpace: 'nowrap' }}>
              {t('column.score')}
            </Table.Th>
            <Table.Th style={{ whiteSpace: 'nowrap' }}>{t('column.state')}</Table.Th>
            <Table.Th aria-label={t('more')} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.id}>
              <Table.Td className="tabular" style={{ whiteSpace: 'nowrap' }}>
                {row.archiveNumber}
                <Text size="sm" c="dimmed">
                  {t('column.archived')} {dateText(row.archivedOn)}
                </Text>
              </Table.Td>
              <Table.Td maw="22rem">
                <Text fw={600}>{row.title}</Text>
                <Text size="sm" c="dimmed">
                  {row.caseNumber}
                </Text>
              </Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>
                {termText(row.retention.term, row.retention.years)}
                {row.retention.until ? (
                  <Text size="sm" c="dimmed">
                    {t('column.until', { on: dateText(row.retention.until) })}
                  </Text>
                ) : null}
              </Table.Td>
              <Table.Td>{[row.room, row.cabinet, row.box].filter(Boolean).join(' / ')}</Table.Td>
              <Table.Td ta="end" className="tabular">
                {row.pages}
              </Table.Td>
              <Table.Td ta="end" className="tabular">
                {row.score}
              </Table.Td>
              <Table.Td>
                <Badge
                  color={row.state === 'archived' ? 'green' : 'gray'}
                  c="var(--mantine-color-text)"
                  miw="max-content"
                >
                  {t(`state.${row.state}`)}
                </Badge>
                {row.outWith ? (
                  <Text size="sm">{t('out', { person: row.outWith, due: dateText(row.outDueOn) })}</Text>
                ) : null}
                {row.listed ? <Text size="sm">{t('listed')}</Text> : null}
              </Table.Td>
              <Table.Td>
                <RowMenu row={row} onAct={(act) => onAct(act, row)} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function RowMenu({ row, onAct }: { row: ArchiveRow; onAct(act: ArchiveAct): void }) {
  const { t } = useTranslation('archive');
  const navigate = useNavigate();
  const may = useMay();
  const acts: ArchiveAct[] = [];
  if (row.state !== 'destroyed') {
    if (may('mediation.lendDossier') && row.outWith === null) acts.push('lend');
    if (may('mediation.relocateDossier')) acts.push('move');
    if (may('mediation.reopenDossier') && row.state === 'archived' && !row.listed) acts.push('reopen');
    if (may('mediation.appraiseDossier') && row.state === 'archived' && !row.listed) acts.push('keep');
  }
  return (
    <Group gap={4} wrap="nowrap" justify="flex-end">
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconFolderOpen size="1rem" aria-hidden />}
        aria-label={t('openCaseOf', { name: row.title })}
        onClick={() => navigate({ page: 'case', params: { id: row.caseId } })}
      >
        {t('openCase')}
      </Button>
      {acts.length > 0 ? (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={<IconDots size="1rem" aria-hidden />}
              aria-label={t('moreOf', { name: row.title })}
            >
              {t('more')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {acts.map((act) => (
              <Menu.Item key={act} onClick={() => onAct(act)}>
                {t(`act.${act}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      ) : null}
    </Group>
  );
}
