import { memo, useId, useState, type Dispatch } from 'react';
import { ActionIcon } from '@mantine/core';
import { IconCheck, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ChoiceCell } from './ChoiceCell.tsx';
import { FindingList } from './FindingList.tsx';
import { MemberCell } from './MemberCell.tsx';
import { TextCell, type CellInputProps } from './TextCell.tsx';
import { findingsNow, type Arrival, type LineFinding } from './sheet-findings.ts';
import {
  cellText,
  clockMinutes,
  columns,
  matchServices,
  type Column,
  type DraftLine,
  type ServiceChoice,
} from './sheet-lines.ts';
import type { SheetAction } from './sheet-state.ts';
import styles from './SheetGrid.module.css';

export interface SheetRowProps {
  line: DraftLine;
  index: number;
  services: readonly ServiceChoice[];
  /** What the main process remarked on this line. */
  remote: readonly LineFinding[];
  /** The keyboard is in this line: where, and what the line was when it came. */
  arrival: Arrival | undefined;
  /** Its code was the last to be scanned. */
  scanned: boolean;
  dispatch: Dispatch<SheetAction>;
  onRemove: (id: string) => void;
}

/** One line of the sheet and, under it, what is doubtful about it in words. */
export const SheetRow = memo(function SheetRow({
  line,
  index,
  services,
  remote,
  arrival,
  scanned,
  dispatch,
  onRemove,
}: SheetRowProps) {
  const { t } = useTranslation('timebank');
  const wordsId = useId();
  const findings = findingsNow(line, remote, arrival);
  const active = arrival !== undefined;
  const number = index + 1;

  const propsOf = (column: Column): CellInputProps => ({
    'aria-label': t('grid.cell', { n: number, column: t(`column.${column}`) }),
    'aria-invalid': findings.some((finding) => finding.column === column && finding.severity === 'error'),
    'aria-describedby': findings.some((finding) => finding.column === column) ? wordsId : undefined,
    'data-cell': `${line.id}:${column}`,
    value: cellText(line, column, services),
    onType: (text) => dispatch({ type: 'type', id: line.id, column, text }),
    onBlur: () => dispatch({ type: 'settle', id: line.id, column, services }),
  });
  const clock = clockMinutes(line);

  return (
    <>
      <tr
        className={
          [active && styles.active, scanned && styles.scanned].filter(Boolean).join(' ') || undefined
        }
        data-line={line.id}
      >
        <th scope="row" className={styles.number}>
          {number}
          <Presence line={line} />
        </th>
        <td>
          <MemberCell line={line} dispatch={dispatch} input={propsOf('member')} />
        </td>
        <td>
          <ServiceCell line={line} services={services} dispatch={dispatch} input={propsOf('serviceType')} />
        </td>
        {(['startsAt', 'endsAt'] as const).map((column) => (
          <td key={column}>
            <TextCell {...propsOf(column)} numeric />
          </td>
        ))}
        <td>
          <TextCell
            {...propsOf('minutes')}
            numeric
            placeholder={clock === undefined ? undefined : String(clock)}
          />
        </td>
        {(['recipient', 'note'] as const).map((column) => (
          <td key={column}>
            <TextCell {...propsOf(column)} />
          </td>
        ))}
        <td className={styles.tools}>
          <ActionIcon
            variant="subtle"
            color="gray.8"
            size="1.75rem"
            tabIndex={-1}
            aria-label={t('grid.removeLine', { n: number })}
            onClick={() => onRemove(line.id)}
          >
            <IconTrash size="1.125rem" aria-hidden />
          </ActionIcon>
        </td>
      </tr>
      {findings.length > 0 && (
        <tr className={styles.words}>
          <td />
          <td colSpan={columns.length + 1} id={wordsId}>
            <FindingList findings={findings} />
          </td>
        </tr>
      )}
    </>
  );
});

/** Whether somebody of the list came: a mark and a word, never colour alone. */
function Presence({ line }: { line: DraftLine }) {
  const { t } = useTranslation('timebankActivities');
  if (line.presence === 'planned') return <span className={styles.planned}>{t('sheet.planned')}</span>;
  if (line.presence === undefined && !line.printedCode) return null;
  return <IconCheck size="1rem" role="img" aria-label={t('sheet.cameMark')} />;
}

function ServiceCell({
  line,
  services,
  dispatch,
  input,
}: Pick<SheetRowProps, 'line' | 'services' | 'dispatch'> & { input: CellInputProps }) {
  const [typed, setTyped] = useState<string>();
  const found = typed === undefined ? [] : matchServices(typed, services);
  return (
    <ChoiceCell
      {...input}
      choices={found.map(({ code, name }) => ({ key: code, label: name, detail: code }))}
      openWhenEmpty
      preferred={typed?.trim() === '' ? undefined : found[0]?.code}
      onSearch={setTyped}
      onChoose={(code) => dispatch({ type: 'chooseService', id: line.id, code })}
    />
  );
}
