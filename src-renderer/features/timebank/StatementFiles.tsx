import { useState } from 'react';
import { Alert, Pagination, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JobView } from '../../../src-main/contract/platform.ts';
import { useRoute } from '../../bridge/queries.ts';
import { monthText } from '../../i18n/format.ts';
import styles from './TableBox.module.css';

const PAGE = 20;

/** What lies in the folder once a run of separate statements has ended, whether it was stopped, failed or got to its end. */
export function StatementFiles({ job, month }: { job: JobView; month: string }) {
  const { t } = useTranslation('timebankClosing');
  const [page, setPage] = useState(1);
  const ended = job.state !== 'running';
  const made = useRoute(
    'timebank.readStatementFiles',
    { jobId: job.id, page: { offset: (page - 1) * PAGE, limit: PAGE } },
    { enabled: ended, keepPrevious: true },
  );
  if (!ended || !made.data || (made.data.total === 0 && job.state === 'failed')) return null;
  const { folder, asked, already, index, total, rows } = made.data;
  const whole = job.state === 'done';
  return (
    <Stack gap="sm">
      <Alert
        role="status"
        color={whole ? 'pine' : 'yellow'}
        title={t(whole ? 'files.done' : 'files.stopped', { month: monthText(month), total, asked })}
      >
        <Text size="sm" className={styles.hash}>
          {t('files.folder', { folder })}
        </Text>
        {already > 0 && <Text size="sm">{t('files.already', { already })}</Text>}
        {index !== null && <Text size="sm">{t('files.index', { file: index })}</Text>}
        {!whole && <Text size="sm">{t('files.again')}</Text>}
      </Alert>
      {total > 0 && (
        <Table.ScrollContainer minWidth={480}>
          <Table aria-label={t('files.list')} striped>
            <Table.Thead>
              <Table.Tr>
                {(['place', 'name', 'file', 'number'] as const).map((key) => (
                  <Table.Th key={key}>{t(`files.columns.${key}`)}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={row.documentId}>
                  <Table.Td>{row.place}</Table.Td>
                  <Table.Td>{row.name}</Table.Td>
                  <Table.Td>{row.file}</Table.Td>
                  <Table.Td className="tabular">{row.number}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {total > PAGE && (
        <Pagination
          total={Math.ceil(total / PAGE)}
          value={page}
          onChange={setPage}
          getControlProps={(control) => ({ 'aria-label': t(`files.pages.${control}`) })}
          getItemProps={(item) => ({ 'aria-label': t('files.page', { page: item }) })}
        />
      )}
    </Stack>
  );
}
