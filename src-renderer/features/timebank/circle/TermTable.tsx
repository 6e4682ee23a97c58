import type { ReactNode } from 'react';
import { Badge, Button, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import { useCircleText } from './use-circle-text.ts';

type Circle = RouteOutput<'timebank.readCircle'>;

interface Props<R> {
  label: string;
  /** Heads of the columns before term, state and actions, and what stands in them. */
  heads: readonly string[];
  rows: readonly R[];
  cells(row: R): readonly ReactNode[];
  /** Said below the state. */
  note?(row: R): ReactNode;
  endOf(row: R): string;
  /** Absent: who looks may end nothing. */
  onEnd: ((row: R) => void) | undefined;
}

/** What holds for a time, from when to when, and the way to end it. */
export function TermTable<R extends Circle['relations'][number] | Circle['representatives'][number]>({
  label,
  heads,
  rows,
  cells,
  note,
  endOf,
  onEnd,
}: Props<R>) {
  const { t } = useTranslation('timebankCircle');
  const { termText } = useCircleText();
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            {[...heads, t('circle.term'), t('circle.state'), t('circle.actions')].map((head) => (
              <Table.Th key={head}>{head}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.id}>
              {cells(row).map((cell, index) => (
                <Table.Td key={heads[index]}>{cell}</Table.Td>
              ))}
              <Table.Td>{termText(row)}</Table.Td>
              <Table.Td>
                <Badge
                  variant="outline"
                  color={row.state === 'running' ? 'green' : 'gray'}
                  c="var(--mantine-color-text)"
                >
                  {t(`term.${row.state}`)}
                </Badge>
                {note?.(row)}
              </Table.Td>
              <Table.Td>
                {row.endedOn === null && row.state !== 'over' && onEnd && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={endOf(row)}
                    onClick={() => onEnd(row)}
                  >
                    {t('circle.end')}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
