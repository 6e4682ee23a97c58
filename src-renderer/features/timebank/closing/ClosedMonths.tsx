import { useState } from 'react';
import { Badge, Button, Group, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ClosingMonth } from '../../../../src-main/contract/timebank/closing.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useMay } from '../../../bridge/session.tsx';
import { instantText, monthText } from '../../../i18n/format.ts';
import { notifyDone } from '../../../ui/notify.ts';
import { Section } from '../../../ui/Section.tsx';
import { ReasonDialog } from '../ReasonDialog.tsx';
import { BoardListDialog } from './BoardListDialog.tsx';
import styles from '../TableBox.module.css';

/** The months with their locks: who closed, the report, the board list, and the withdrawal of the last first closing. */
export function ClosedMonths({
  months,
  withdrawable,
}: {
  months: ClosingMonth[];
  withdrawable: string | null;
}) {
  const { t } = useTranslation('timebankClosing');
  const may = useMay();
  const [withdrawing, setWithdrawing] = useState<string>();
  const withdraw = useCommand('timebank.withdrawClosing', {
    onDone: ({ month }) => {
      setWithdrawing(undefined);
      notifyDone(t('months.withdrawn', { month: monthText(month) }));
    },
  });
  const open = useCommand('documents.open');
  const [posting, setPosting] = useState<string>();
  return (
    <Section title={t('months.title')}>
      <div className={styles.box} tabIndex={0} role="region" aria-label={t('months.title')}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('months.month')}</Table.Th>
              <Table.Th>{t('months.state')}</Table.Th>
              <Table.Th>{t('months.by')}</Table.Th>
              <Table.Th>{t('months.actions')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {months.map((row) => (
              <Table.Tr key={row.month}>
                <Table.Td>{monthText(row.month)}</Table.Td>
                <Table.Td>
                  <Badge
                    variant={row.state === 'open' ? 'outline' : 'filled'}
                    color={row.state === 'final' ? 'dark' : 'pine'}
                  >
                    {t(`state.${row.state}`)}
                  </Badge>
                </Table.Td>
                <Table.Td>
                  {row.closedAt !== null && (
                    <Text size="sm">{`${row.closedBy} · ${instantText(row.closedAt)}`}</Text>
                  )}
                  {row.finalAt !== null && (
                    <Text size="sm">{`${row.finalBy} · ${instantText(row.finalAt)}`}</Text>
                  )}
                  {row.withdrawals.map((one) => (
                    <Text key={one.at} size="sm" c="dimmed">
                      {t('months.withdrawal', { by: one.by, at: instantText(one.at), reason: one.reason })}
                    </Text>
                  ))}
                </Table.Td>
                <Table.Td>
                  <Group gap="xs">
                    {row.documentId !== null && (
                      <Button
                        size="xs"
                        variant="default"
                        aria-label={t('months.reportOf', { month: monthText(row.month) })}
                        onClick={() => void open.run({ id: row.documentId! })}
                      >
                        {t('months.report')}
                      </Button>
                    )}
                    {row.state !== 'open' && may('timebank.issueBoardList') && (
                      <Button
                        size="xs"
                        variant="default"
                        aria-label={t('months.boardOf', { month: monthText(row.month) })}
                        onClick={() => setPosting(row.month)}
                      >
                        {t('months.board')}
                      </Button>
                    )}
                    {row.month === withdrawable && may('timebank.withdrawClosing') && (
                      <Button
                        size="xs"
                        variant="default"
                        color="red"
                        onClick={() => setWithdrawing(row.month)}
                      >
                        {t('months.withdraw')}
                      </Button>
                    )}
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {posting !== undefined && <BoardListDialog month={posting} onClose={() => setPosting(undefined)} />}
      <ReasonDialog
        opened={withdrawing !== undefined}
        about={`withdraw:${withdrawing ?? ''}`}
        title={t('months.withdrawTitle', { month: monthText(withdrawing ?? '2000-01') })}
        consequence={t('months.withdrawText')}
        confirmLabel={t('months.withdraw')}
        pending={withdraw.pending}
        danger
        max={200}
        onConfirm={(reason) => withdraw.run({ month: withdrawing ?? '', reason })}
        onClose={() => setWithdrawing(undefined)}
      />
    </Section>
  );
}
