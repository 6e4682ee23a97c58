import { useState } from 'react';
import { Checkbox, Group, Select, Stack, Table } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { AddButton } from '../../../ui/AddButton.tsx';
import { SearchInput } from '../../../ui/SearchInput.tsx';
import { covenantKinds, type CovenantKind } from '../../../../src-main/contract/mediation/covenants.ts';
import { formatPlace, useNavigate, type PageProps } from '../../../app/navigation.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText, todayText } from '../../../i18n/format.ts';
import { Page } from '../../../ui/Page.tsx';
import { Pager } from '../../../ui/Pager.tsx';
import { usePaging } from '../../../ui/use-paging.ts';
import { EmptyState, Loaded } from '../../../ui/states.tsx';
import { DueText } from '../DueText.tsx';

/** Covenants, minutes, letters of responsibility and of commitment, with what is still to be done. */
export function CovenantsPage({ params }: PageProps) {
  const { t } = useTranslation('lines');
  const may = useMay();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [kind, setKind] = useState<CovenantKind | null>(null);
  const [onlyOpen, setOnlyOpen] = useState(false);
  const [onlyDue, setOnlyDue] = useState(params.due !== undefined);
  const [settled] = useDebouncedValue(text.trim(), 250);
  const filter = { text: settled, onlyOpen, onlyDue, ...(kind ? { kind } : {}) };
  const { page, pager } = usePaging(100, filter);
  const list = useRoute('mediation.listCovenants', { ...filter, page }, { keepPrevious: true });
  const add = may('mediation.saveCovenant') ? (
    <AddButton onClick={() => navigate({ page: 'covenant', params: { id: 'new' } })}>
      {t('covenant.new')}
    </AddButton>
  ) : null;
  return (
    <Page title={t('covenant.title')} subtitle={t('covenant.hint')} actions={add}>
      <Stack gap="sm">
        <Group gap="sm" role="search">
          <SearchInput
            aria-label={t('covenant.search')}
            placeholder={t('covenant.search')}
            value={text}
            onChange={setText}
            flex="1 1 14rem"
            maw="24rem"
          />
          <Select
            aria-label={t('covenant.kind')}
            placeholder={t('covenant.kind')}
            data={covenantKinds.map((value) => ({ value, label: t(`covenantKind.${value}`) }))}
            value={kind}
            onChange={(value) => setKind(value)}
            clearable
            clearButtonProps={{ 'aria-label': t('common:action.clear') }}
          />
          <Checkbox
            label={t('covenant.onlyOpen')}
            checked={onlyOpen}
            onChange={(event) => setOnlyOpen(event.currentTarget.checked)}
          />
          <Checkbox
            label={t('covenant.onlyDue')}
            checked={onlyDue}
            onChange={(event) => setOnlyDue(event.currentTarget.checked)}
          />
        </Group>
        <Loaded result={list}>
          {({ rows, total }) =>
            rows.length === 0 ? (
              <EmptyState text={t('covenant.none')} />
            ) : (
              <>
                <Table withTableBorder highlightOnHover aria-label={t('covenant.title')}>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{t('covenant.name')}</Table.Th>
                      <Table.Th>{t('covenant.kind')}</Table.Th>
                      <Table.Th>{t('covenant.number')}</Table.Th>
                      <Table.Th>{t('covenant.madeOn')}</Table.Th>
                      <Table.Th ta="end">{t('covenant.units')}</Table.Th>
                      <Table.Th ta="end">{t('covenant.openItems')}</Table.Th>
                      <Table.Th>{t('covenant.nextDue')}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody className="tabular">
                    {rows.map((row) => (
                      <Table.Tr key={row.id}>
                        <Table.Td>
                          <a href={formatPlace({ page: 'covenant', params: { id: row.id } })}>{row.title}</a>
                        </Table.Td>
                        <Table.Td>{t(`covenantKind.${row.kind}`)}</Table.Td>
                        <Table.Td>{row.number ?? t('covenant.draft')}</Table.Td>
                        <Table.Td>{dateText(row.madeOn)}</Table.Td>
                        <Table.Td ta="end">{row.units}</Table.Td>
                        <Table.Td ta="end">{row.openItems}</Table.Td>
                        <Table.Td>
                          <DueText dueOn={row.nextDueOn} today={todayText()} />
                        </Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
                <Pager label={t('pages')} total={total} {...pager} />
              </>
            )
          }
        </Loaded>
      </Stack>
    </Page>
  );
}
