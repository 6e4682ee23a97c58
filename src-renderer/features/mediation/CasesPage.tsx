import { useState } from 'react';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconFileImport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { AddButton } from '../../ui/AddButton.tsx';
import type { CaseRow } from '../../../src-main/contract/mediation/case-views.ts';
import { caseStages, caseWaits, type CaseStage } from '../../../src-main/contract/mediation/case-values.ts';
import type { caseSorts } from '../../../src-main/contract/mediation/cases.ts';
import type { CaseColumn, CaseViewBody } from '../../../src-main/contract/mediation/register.ts';
import { useNavigate, type PageProps } from '../../app/navigation.ts';
import { useLayout } from '../../app/use-layout.ts';
import { call } from '../../bridge/api.ts';
import { useMay } from '../../bridge/session.tsx';
import { DataGrid } from '../../ui/DataGrid.tsx';
import type { GridSort } from '../../ui/DataGridPages.ts';
import { Page } from '../../ui/Page.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { useCaseColumns, usualColumnsFor } from './register/case-columns.tsx';
import { CaseFilters, cleanFilter, isFiltered, noFilter, type CaseFilter } from './register/CaseFilters.tsx';
import { ExportMenu } from './register/ExportMenu.tsx';
import { ColumnsMenu, ViewsMenu } from './register/ViewsMenu.tsx';
import { useIndexing } from './use-indexing.ts';

type CaseSort = (typeof caseSorts)[number];

/** All cases, however many: one dense list; filters, order and columns can be kept under a name, and exported. */
export function CasesPage({ params }: PageProps) {
  const { t } = useTranslation('mediation');
  const navigate = useNavigate();
  const layout = useLayout();
  const [filter, setFilter] = useState<CaseFilter>({
    ...noFilter,
    ...filterOf(params),
  });
  const [columns, setColumns] = useState<CaseColumn[]>(() => usualColumnsFor(layout.width));
  const [sort, setSort] = useState<GridSort>(
    filter.waits ? { key: 'nextDueOn', descending: false } : { key: 'updatedAt', descending: true },
  );
  // A view that was chosen brings its own order: the list starts anew with it.
  const [listed, setListed] = useState(0);
  const [asked] = useDebouncedValue(cleanFilter(filter), 250);
  const indexing = useIndexing(asked.text !== '');
  const view: CaseViewBody = {
    filter: asked,
    columns,
    sort: sort.key as CaseSort,
    descending: sort.descending,
  };
  const choose = (chosen: CaseViewBody) => {
    setFilter(chosen.filter);
    setColumns(chosen.columns);
    setSort({ key: chosen.sort, descending: chosen.descending });
    setListed((before) => before + 1);
  };

  return (
    <Page title={t('list.title')} actions={<PageActions />} fill>
      <Stack gap="sm" h="100%">
        <CaseFilters filter={filter} onChange={setFilter} />
        {asked.text !== '' && indexing.pending > 0 ? (
          <Text size="sm" role="status">
            {t('search:pending', { n: indexing.pending })}
          </Text>
        ) : null}
        <Group gap="xs">
          <ViewsMenu view={view} onChoose={choose} />
          <ColumnsMenu columns={columns} onChange={setColumns} />
          <ExportMenu view={view} />
        </Group>
        <div style={{ flex: 1, minHeight: '12rem' }}>
          <DataGrid<CaseRow>
            key={listed}
            label={t('list.label')}
            columns={useCaseColumns(columns, layout.width)}
            rowKey={(row) => row.id}
            queryKey={['mediation.listCases', asked]}
            initialSort={sort}
            onSort={setSort}
            fetchPage={(offset, limit, order) =>
              call('mediation.listCases', {
                ...asked,
                ...(order ? { sort: order.key as CaseSort, descending: order.descending } : {}),
                page: { offset, limit },
              })
            }
            onOpen={(row) => navigate({ page: 'case', params: { id: row.id } })}
            empty={
              isFiltered(filter) ? (
                <EmptyState text={t('list.emptyFiltered')}>
                  <Button variant="default" onClick={() => setFilter(noFilter)}>
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

/** What a link into the list asks for. */
function filterOf({ waits, mine, open, party }: PageProps['params']): Partial<CaseFilter> {
  const wait = caseWaits.find((one) => one === waits);
  return {
    ...(wait ? { waits: wait } : {}),
    ...(open ? { stages: caseStages.filter((stage) => !overStages.includes(stage)) } : {}),
    ...(party ? { partyId: party } : {}),
    onlyMine: mine !== undefined,
  };
}

const overStages: readonly CaseStage[] = ['closed', 'declined', 'terminated'];

function PageActions() {
  const { t } = useTranslation('mediation');
  const { t: tr } = useTranslation('register');
  const may = useMay();
  const navigate = useNavigate();
  return (
    <>
      {may('mediation.acceptImport') ? (
        <Button
          variant="default"
          leftSection={<IconFileImport size="1.1rem" aria-hidden />}
          onClick={() => navigate({ page: 'importRegister' })}
        >
          {tr('import')}
        </Button>
      ) : null}
      {may('mediation.registerCase') ? (
        <AddButton onClick={() => navigate({ page: 'newCase' })}>{t('list.new')}</AddButton>
      ) : null}
    </>
  );
}
