import { useState } from 'react';
import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle, IconScale } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../src-main/contract/index.ts';
import { useRoute } from '../../bridge/queries.ts';
import { minutesText } from '../../i18n/format.ts';
import { DataGrid, type GridColumn } from '../../ui/DataGrid.tsx';
import { DateInput } from '../../ui/DateInput.tsx';
import { Section } from '../../ui/Section.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import styles from './TableBox.module.css';

type Row = RouteOutput<'timebank.readTrialBalance'>['rows'][number];

/** Balance of every account of the ledger; the sum must be zero, and says so in words. */
export function TrialBalance() {
  const { t } = useTranslation(['timebank', 'timebankClosing']);
  const [known, setKnown] = useState('');
  const day = /^\d{4}-\d\d-\d\d$/.test(known) ? known : undefined;
  const balance = useRoute('timebank.readTrialBalance', day === undefined ? {} : { knownOn: day }, {
    keepPrevious: true,
  });
  const amountText = (unit: Row['unit'], amount: number) =>
    unit === 'minute' ? minutesText(amount) : t('ledger.points', { n: amount });
  const columns: GridColumn<Row>[] = [
    {
      key: 'name',
      header: t('ledger.account'),
      width: 260,
      render: (row) => row.name ?? t(`ledger.accounts.${accountKey(row.code)}`),
    },
    { key: 'code', header: t('ledger.code'), width: 320, render: (row) => row.code },
    {
      key: 'amount',
      header: t('ledger.balance'),
      width: 150,
      align: 'end',
      render: (row) => amountText(row.unit, row.amount),
    },
  ];
  return (
    <Section title={t('ledger.trial')}>
      <DateInput
        label={t('timebankClosing:balance.known')}
        value={known}
        onChange={setKnown}
        w="14rem"
        mb="sm"
      />
      <Loaded result={balance}>
        {({ rows, sums, transactions, head }) => (
          <>
            <Alert
              role={balanced(sums) ? 'status' : 'alert'}
              color={balanced(sums) ? 'pine' : 'red'}
              icon={balanced(sums) ? <IconScale aria-hidden /> : <IconAlertTriangle aria-hidden />}
              title={t(balanced(sums) ? 'ledger.balanced' : 'ledger.unbalanced')}
              mb="sm"
            >
              <div className={styles.hash}>{`${t('ledger.summary', { n: transactions })} ${head}`}</div>
            </Alert>
            <div className={styles.tall}>
              <DataGrid
                label={t('ledger.trial')}
                columns={columns}
                queryKey={['timebank.readTrialBalance', 'rows', day, head, rows.length]}
                fetchPage={(offset, limit) =>
                  Promise.resolve({ rows: rows.slice(offset, offset + limit), total: rows.length })
                }
                rowKey={(row) => row.code}
                empty={<EmptyState text={t('ledger.empty')} />}
              />
            </div>
            <Text
              mt="xs"
              fw={600}
            >{`${t('ledger.sum')} ${minutesText(sums.minute)} · ${amountText('point', sums.point)}`}</Text>
          </>
        )}
      </Loaded>
    </Section>
  );
}

const balanced = (sums: RouteOutput<'timebank.readTrialBalance'>['sums']) =>
  sums.minute === 0 && sums.point === 0;

/** Keys of sentences hold no colon; the accounts of the time bank itself are a closed list (ledger-schema.ts). */
const accountKey = (code: string) => code.replace(':', '_') as 'issue_service' | 'pool_overcap' | 'adjust';
