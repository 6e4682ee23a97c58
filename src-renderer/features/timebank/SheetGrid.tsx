import {
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
  type ClipboardEvent,
  type Dispatch,
  type FocusEvent,
  type KeyboardEvent,
} from 'react';
import { Button, Group, Kbd, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isComposing } from '../../ui/form/AppForm.tsx';
import { useMemberLookup } from './MemberCell.tsx';
import { SheetRow } from './SheetRow.tsx';
import type { Arrival, LineFinding } from './sheet-findings.ts';
import { cellAfter, intentOf, type CellPlace } from './sheet-keys.ts';
import { columns, isBlank, type Column, type DraftLine, type ServiceChoice } from './sheet-lines.ts';
import { readTable, type SheetAction, type SheetLines } from './sheet-state.ts';
import styles from './SheetGrid.module.css';

export interface SheetGridProps {
  sheet: SheetLines;
  dispatch: Dispatch<SheetAction>;
  services: readonly ServiceChoice[];
  /** Remarks of the main process by line id. */
  remote: ReadonlyMap<string, readonly LineFinding[]>;
  /** Where the keyboard is, if it is in the sheet. */
  arrival: Arrival | undefined;
  /** The line whose code was scanned last. */
  scanned?: string | undefined;
  onArrive: (arrival: Arrival | undefined) => void;
  /** Enter on the empty line at the end: the sheet is complete. */
  onFinish: () => void;
}

/**
 * The lines of a sign-in sheet, made for the keyboard: everything that a clerk with one hand on the paper needs is on Enter,
 * Tab, arrows and Ctrl. The keys stand in `sheet-keys.ts`, what they do to the lines in `sheet-state.ts`.
 */
export function SheetGrid({
  sheet,
  dispatch,
  services,
  remote,
  arrival,
  scanned,
  onArrive,
  onFinish,
}: SheetGridProps) {
  const { t } = useTranslation('timebank');
  const { lines, removed } = sheet;
  const table = useRef<HTMLTableElement>(null);
  const [wanted, setWanted] = useState<{ id: string; column: Column }>();
  useMemberLookup(lines, dispatch);

  // A line just opened is drawn first and entered then.
  useLayoutEffect(() => {
    if (wanted === undefined) return;
    cellElement(table.current, wanted.id, wanted.column)?.focus();
    setWanted(undefined);
  }, [wanted]);

  const open = (column: Column) => {
    const newId = crypto.randomUUID();
    dispatch({ type: 'append', newId });
    setWanted({ id: newId, column });
  };
  const focus = ({ row, column }: CellPlace) =>
    cellElement(table.current, lines[row]?.id ?? '', column)?.focus();
  const onRemove = useCallback(
    (id: string) => dispatch({ type: 'remove', id, newId: crypto.randomUUID() }),
    [dispatch],
  );
  const removeAt = (row: number, column: Column) => {
    const line = lines[row];
    if (!line) return;
    const neighbour = lines[row + 1] ?? lines[row - 1];
    onRemove(line.id);
    if (neighbour) setWanted({ id: neighbour.id, column });
  };
  const undo = () => {
    if (!removed) return;
    dispatch({ type: 'undoRemove' });
    setWanted({ id: removed.line.id, column: 'member' });
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    const place = placeOf(event.target, lines);
    if (!place || event.defaultPrevented) return;
    const input = event.target as HTMLInputElement;
    const line = lines[place.row]!;
    const atEnd = place.row === lines.length - 1;
    const composing = isComposing(event.nativeEvent);
    if (
      event.key === 'Tab' &&
      !event.shiftKey &&
      !composing &&
      atEnd &&
      place.column === columns.at(-1) &&
      !isBlank(line)
    ) {
      event.preventDefault();
      open('member');
      return;
    }
    const caret = {
      start: input.selectionStart ?? 0,
      end: input.selectionEnd ?? 0,
      length: input.value.length,
    };
    const intent = intentOf({ ...modifiers(event), composing }, caret);
    if (intent === undefined) return;
    event.preventDefault();
    switch (intent) {
      case 'next': {
        const isTime = place.column === 'startsAt' || place.column === 'endsAt';
        if (isTime && input.value.trim() === '')
          dispatch({ type: 'copyAbove', id: line.id, column: place.column });
        if (atEnd && isBlank(line) && (place.column === 'member' || place.column === 'note')) onFinish();
        else go(cellAfter(place, 'next', lines.length), 'member');
        break;
      }
      case 'completeLine':
        if (isBlank(line)) break;
        dispatch({ type: 'completeLine', id: line.id });
        go(cellAfter({ ...place, column: 'member' }, 'down', lines.length), 'member');
        break;
      case 'copyAbove':
        dispatch({ type: 'copyAbove', id: line.id, column: place.column });
        break;
      case 'removeLine':
        removeAt(place.row, place.column);
        break;
      case 'undoRemove':
        undo();
        break;
      case 'edit':
        input.setSelectionRange(input.value.length, input.value.length);
        break;
      case 'revert':
        if (arrival?.line.id === line.id) dispatch({ type: 'revert', line: arrival.line });
        break;
      case 'down':
        if (!atEnd || !isBlank(line)) go(cellAfter(place, 'down', lines.length), place.column);
        break;
      default: {
        const target = cellAfter(place, intent, lines.length);
        if (target) focus(target);
      }
    }

    function go(target: CellPlace | undefined, columnOfNew: Column) {
      if (target) focus(target);
      else if (!isBlank(line)) open(columnOfNew);
    }
  };

  const onFocus = (event: FocusEvent<HTMLTableElement>) => {
    const place = placeOf(event.target, lines);
    const line = place && lines[place.row];
    if (!place || !line) return;
    onArrive({ line, column: place.column });
    if (event.target instanceof HTMLInputElement) event.target.select();
  };
  const onBlur = (event: FocusEvent<HTMLTableElement>) => {
    if (!placeOf(event.relatedTarget, lines)) onArrive(undefined);
  };

  const onPaste = (event: ClipboardEvent<HTMLTableElement>) => {
    const place = placeOf(event.target, lines);
    const cells = readTable(event.clipboardData.getData('text/plain'));
    if (!place || !cells) return;
    event.preventDefault();
    const newIds = cells.map(() => crypto.randomUUID());
    dispatch({ type: 'paste', id: lines[place.row]!.id, column: place.column, cells, newIds, services });
  };

  return (
    <div>
      <div className={styles.frame}>
        <table
          ref={table}
          className={styles.table}
          aria-label={t('grid.label')}
          onKeyDown={onKeyDown}
          onFocus={onFocus}
          onBlur={onBlur}
          onPaste={onPaste}
        >
          <thead>
            <tr>
              <th scope="col" className={styles.number}>
                {t('grid.number')}
              </th>
              {columns.map((column) => (
                <th key={column} scope="col" className={styles[column]}>
                  {t(`column.${column}`)}
                </th>
              ))}
              <td className={styles.tools} />
            </tr>
          </thead>
          <tbody>
            {lines.map((line, index) => (
              <SheetRow
                key={line.id}
                line={line}
                index={index}
                services={services}
                remote={remote.get(line.id) ?? NO_FINDINGS}
                arrival={line.id === arrival?.line.id ? arrival : undefined}
                scanned={line.id === scanned}
                dispatch={dispatch}
                onRemove={onRemove}
              />
            ))}
          </tbody>
        </table>
      </div>
      <Group mt="xs" gap="sm" justify="space-between">
        <Text size="sm" c="dimmed" className={styles.keys}>
          {(['enter', 'complete', 'copy', 'remove', 'doubt', 'save'] as const).map((name) => (
            <span key={name}>
              <Kbd size="sm">{KEYS[name]}</Kbd> {t(`keys.${name}`)}
            </span>
          ))}
        </Text>
        <Group gap="xs" role="status">
          {removed && (
            <>
              <Text size="sm">{t('grid.removed', { n: removed.index + 1 })}</Text>
              <Button size="compact-sm" variant="default" onClick={undo}>
                {t('grid.undoRemove')}
              </Button>
            </>
          )}
        </Group>
      </Group>
    </div>
  );
}

const NO_FINDINGS: readonly LineFinding[] = [];

const KEYS = {
  enter: 'Enter',
  complete: 'Ctrl+Enter',
  copy: 'Ctrl+D',
  remove: 'Ctrl+Delete',
  doubt: 'F8',
  save: 'Ctrl+S',
} as const;

/** The input of a cell, for moving the focus there. */
export function cellElement(
  root: ParentNode | null,
  lineId: string,
  column: Column,
): HTMLInputElement | null {
  return root?.querySelector<HTMLInputElement>(`[data-cell="${lineId}:${column}"]`) ?? null;
}

function placeOf(target: EventTarget | null, lines: readonly DraftLine[]): CellPlace | undefined {
  const cell = target instanceof HTMLElement ? target.dataset['cell'] : undefined;
  if (cell === undefined) return undefined;
  const [id, name] = cell.split(':');
  const row = lines.findIndex((line) => line.id === id);
  const column = columns.find((known) => known === name);
  return row < 0 || column === undefined ? undefined : { row, column };
}

function modifiers({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent) {
  return { key, ctrlKey: ctrlKey || metaKey, shiftKey, altKey };
}
