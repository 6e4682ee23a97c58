import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CaseRow } from '../../../../src-main/contract/mediation/case-views.ts';
import { caseColumns, type CaseColumn } from '../../../../src-main/contract/mediation/register.ts';
import { dateText, instantText, moneyText, todayText } from '../../../i18n/format.ts';
import type { GridColumn } from '../../../ui/DataGrid.tsx';
import { nextActionText, partiesText } from '../case-text.ts';
import { DueText } from '../DueText.tsx';
import { StageBadge } from '../StageBadge.tsx';
import { useReference } from '../use-reference.ts';

/** Columns that a list can show; phones are for exports only. */
export type ListColumn = Exclude<CaseColumn, 'phones'>;

export const listColumns = caseColumns.filter((column): column is ListColumn => column !== 'phones');

/** The usual columns, less the least needed ones where the window is narrow: names must be readable first. */
export const usualColumnsFor = (width: number): ListColumn[] =>
  usualColumns.filter((column) => width >= 1440 || (column !== 'type' && column !== 'amount'));

const usualColumns: readonly ListColumn[] = [
  ...(['number', 'title', 'stage', 'type'] as const),
  ...(['parties', 'next', 'nextDueOn', 'amount'] as const),
];

/** The chosen columns in their usual order. In a narrow window titles and names go on in a second line. */
export function useCaseColumns(chosen: readonly CaseColumn[], width: number): GridColumn<CaseRow>[] {
  const { t } = useTranslation('mediation');
  const { t: tr } = useTranslation('register');
  const { typeName, areaName } = useReference();
  const today = todayText();
  const dimmed = (text: string) => (
    <Text span c="dimmed">
      {text}
    </Text>
  );
  const wraps = width < 1600;
  const all: Record<ListColumn, Omit<GridColumn<CaseRow>, 'key' | 'header'>> = {
    number: {
      width: 216,
      grow: 0,
      sortKey: 'number',
      render: (row) => row.number ?? dimmed(t('list.noNumber')),
    },
    title: { width: 200, grow: 420, sortKey: 'title', wraps, render: (row) => row.title },
    stage: { width: 108, grow: 0, sortKey: 'stage', render: (row) => <StageBadge stage={row.stage} /> },
    type: { width: 104, grow: 60, render: (row) => typeName(row.disputeType) },
    source: { width: 90, render: (row) => t(`source.${row.source}`) },
    parties: { width: 150, grow: 260, wraps, render: (row) => partiesText(row, t) },
    area: { width: 120, render: (row) => areaName(row.areaId) },
    appliedOn: { width: 120, sortKey: 'appliedOn', render: (row) => dateText(row.appliedOn) },
    acceptedOn: { width: 120, render: (row) => dateText(row.acceptedOn) },
    closedOn: { width: 120, render: (row) => dateText(row.closedOn) },
    outcome: {
      width: 95,
      render: (row) => (row.outcome === null ? '–' : t(`closing.outcomes.${row.outcome}`)),
    },
    amount: {
      width: 112,
      grow: 0,
      align: 'end',
      render: (row) => <span className="tabular">{moneyText(row.amountFen)}</span>,
    },
    mediators: { width: 110, wraps, render: (row) => row.mediators.join('、') },
    next: {
      width: 96,
      grow: 50,
      wraps,
      render: (row) => (row.nextAction ? nextActionText(row.nextAction, t) : dimmed(t('list.noNext'))),
    },
    nextDueOn: {
      width: 156,
      grow: 0,
      sortKey: 'nextDueOn',
      render: (row) => <DueText dueOn={row.nextDueOn} today={today} brief />,
    },
    updatedAt: { width: 150, sortKey: 'updatedAt', render: (row) => instantText(row.updatedAt) },
  };
  return listColumns
    .filter((column) => chosen.includes(column))
    .map((column) => ({ key: column, header: tr(`column.${column}`), ...all[column] }));
}
