import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle, IconScale } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../src-main/contract/index.ts';
import { useRoute } from '../../bridge/queries.ts';
import { minutesText } from '../../i18n/format.ts';
import { DataGrid, type GridColumn } from '../../ui/DataGrid.tsx';
import { Section } from '../../ui/Section.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import styles from './TableBox.module.css';

type Row = RouteOutput<'timebank.readTrialBalance'>['rows'][number];

/** Balance of every account of the ledger; the sum must be zero, and says so in words. */
export function TrialBalance() {
  const { t } = useTranslation('timebank');
  const balance = useRoute('timebank.readTrialBalance', {});
  const columns: GridColumn<Row>[] = [
    { key: 'name', header: t('ledger.account'), width: 260, render: (row) => row.name },
    { key: 'code', header: t('ledger.code'), width: 320, render: (row) => row.code },
    {
      key: 'minutes',
      header: t('ledger.minutes'),
      width: 150,
      align: 'end',
      render: (row) => minutesText(row.minutes),
    },
  ];
  return (
    <Section title={t('ledger.trial')}>
      <Loaded result={balance}>
        {({ rows, sum, transactions, head }) => (
          <>
            <Alert
              role={sum === 0 ? 'status' : 'alert'}
              color={sum === 0 ? 'pine' : 'red'}
              icon={sum === 0 ? <IconScale aria-hidden /> : <IconAlertTriangle aria-hidden />}
              title={t(sum === 0 ? 'ledger.balanced' : 'ledger.unbalanced')}
              mb="sm"
            >
              <div className={styles.hash}>{`${t('ledger.summary', { n: transactions })} ${head}`}</div>
            </Alert>
            <div className={styles.tall}>
              <DataGrid
                label={t('ledger.trial')}
                columns={columns}
                queryKey={['timebank.readTrialBalance', 'rows', head, rows.length]}
                fetchPage={(offset, limit) =>
                  Promise.resolve({ rows: rows.slice(offset, offset + limit), total: rows.length })
                }
                rowKey={(row) => row.code}
                empty={<EmptyState text={t('ledger.empty')} />}
              />
            </div>
            <Text mt="xs" fw={600}>{`${t('ledger.sum')} ${minutesText(sum)}`}</Text>
          </>
        )}
      </Loaded>
    </Section>
  );
}
