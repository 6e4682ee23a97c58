import type { ReactNode } from 'react';
import { Badge, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import { minutesText } from '../../../i18n/format.ts';
import { useCircleText } from './use-circle-text.ts';

export type InNeedRow = RouteOutput<'timebank.listInNeed'>['rows'][number];

/** Those in need in the order in which they should be given to: since when they wait, and what each got. */
export function InNeedTable({
  rows,
  label,
  choose,
  choice,
  amount,
  amountOf,
}: {
  rows: readonly InNeedRow[];
  label: string;
  /** Head of the column in which a row is chosen, and what stands in it. */
  choose: string;
  choice(row: InNeedRow): ReactNode;
  /** Head of the column in which each gets his amount, and what stands in it. */
  amount?: string;
  amountOf?(row: InNeedRow): ReactNode;
}) {
  const { t } = useTranslation('timebankCircle');
  const { classesText } = useCircleText();
  return (
    <Table.ScrollContainer minWidth={680}>
      <Table aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{choose}</Table.Th>
            <Table.Th>{t('need.who')}</Table.Th>
            <Table.Th>{t('need.classes')}</Table.Th>
            {amount !== undefined && <Table.Th>{amount}</Table.Th>}
            <Table.Th ta="end">{t('need.waiting')}</Table.Th>
            <Table.Th ta="end">{t('need.year')}</Table.Th>
            <Table.Th ta="end">{t('need.all')}</Table.Th>
            <Table.Th ta="end">{t('need.available')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.id}>
              <Table.Td>{choice(row)}</Table.Td>
              <Table.Td>
                {row.name}
                <Text size="sm" c="dimmed">
                  {row.volunteerNumber}
                </Text>
              </Table.Td>
              <Table.Td>
                {classesText(row.classes)}{' '}
                {row.byFund && (
                  <Badge variant="outline" color="orange" c="var(--mantine-color-text)">
                    {t('need.byFund')}
                  </Badge>
                )}
              </Table.Td>
              {amount !== undefined && <Table.Td>{amountOf?.(row)}</Table.Td>}
              <Table.Td ta="end" className="tabular">
                {t('need.days', { n: row.waitingDays })}
              </Table.Td>
              <Table.Td ta="end" className="tabular">
                {minutesText(row.yearMinutes)}
              </Table.Td>
              <Table.Td ta="end" className="tabular">
                {minutesText(row.allMinutes)}
              </Table.Td>
              <Table.Td ta="end" className="tabular">
                {minutesText(row.availableMinutes)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
