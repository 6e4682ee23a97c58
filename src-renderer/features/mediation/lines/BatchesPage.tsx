import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AddButton } from '../../../ui/AddButton.tsx';
import { formatPlace, useNavigate } from '../../../app/navigation.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { moneyText } from '../../../i18n/format.ts';
import { Page } from '../../../ui/Page.tsx';
import { Pager } from '../../../ui/Pager.tsx';
import { usePaging } from '../../../ui/use-paging.ts';
import { EmptyState, Loaded } from '../../../ui/states.tsx';

/** Batches of cases: one firm, many owners. */
export function BatchesPage() {
  const { t } = useTranslation('lines');
  const may = useMay();
  const navigate = useNavigate();
  const { page, pager } = usePaging(100);
  const batches = useRoute('mediation.listBatches', { page }, { keepPrevious: true });
  const add = may('mediation.saveBatch') ? (
    <AddButton onClick={() => navigate({ page: 'batch', params: { id: 'new' } })}>{t('batch.new')}</AddButton>
  ) : null;
  return (
    <Page title={t('batch.title')} subtitle={t('batch.hint')} actions={add}>
      <Loaded result={batches}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <EmptyState text={t('batch.none')} />
          ) : (
            <>
              <Table withTableBorder highlightOnHover aria-label={t('batch.title')}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('batch.name')}</Table.Th>
                    <Table.Th>{t('batch.firm')}</Table.Th>
                    <Table.Th>{t('batch.state')}</Table.Th>
                    <Table.Th ta="end">{t('batch.rows')}</Table.Th>
                    <Table.Th ta="end">{t('batch.issued')}</Table.Th>
                    <Table.Th ta="end">{t('batch.inEffect')}</Table.Th>
                    <Table.Th ta="end">{t('batch.total')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody className="tabular">
                  {rows.map((row) => (
                    <Table.Tr key={row.id}>
                      <Table.Td>
                        <a href={formatPlace({ page: 'batch', params: { id: row.id } })}>{row.name}</a>
                      </Table.Td>
                      <Table.Td>{row.firm}</Table.Td>
                      <Table.Td>
                        <Text span>
                          {row.state === 'opened' && row.cases < row.rows
                            ? t('batch.partlyOpened', { cases: row.cases, rows: row.rows })
                            : t(`batchState.${row.state}`)}
                        </Text>
                      </Table.Td>
                      <Table.Td ta="end">{row.rows}</Table.Td>
                      <Table.Td ta="end">{row.issued}</Table.Td>
                      <Table.Td ta="end">{row.inEffect}</Table.Td>
                      <Table.Td ta="end">{moneyText(row.totalFen)}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
              <Pager label={t('pages')} total={total} {...pager} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
