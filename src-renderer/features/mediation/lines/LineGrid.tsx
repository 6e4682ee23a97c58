import { memo, type ClipboardEvent, type KeyboardEvent } from 'react';
import { ActionIcon, Group, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { get, useFieldArray, useFormContext, useFormState } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { AddButton } from '../../../ui/AddButton.tsx';
import type { Finding } from '../../../../src-main/contract/mediation/finding.ts';
import { decodeProblem, fieldMessage, findingMessage } from '../../../i18n/messages.ts';
import { isComposing } from '../../../ui/form/AppForm.tsx';
import classes from './LineGrid.module.css';
import { isHeading, readTable } from './paste.ts';

export interface GridColumn {
  key: string;
  label: string;
  /** In rem. */
  width: number;
  numeric?: boolean;
}

interface LineGridProps {
  /** Path of the rows in the form; each row is an object of texts with an `id`. */
  name: string;
  label: string;
  columns: readonly GridColumn[];
  emptyRow: () => Record<string, string>;
  findings: readonly Finding[];
  /** What is counted for a row, shown at its end. */
  result?: { label: string; of: (rowId: string) => string };
  readOnly?: boolean;
}

/**
 * A sheet of text cells for the keyboard: Enter and arrows go up and down, Tab to the next cell, a copied part of a
 * spreadsheet is pasted from the present cell on and makes as many lines as it needs.
 */
export function LineGrid(props: LineGridProps) {
  const { name, label, columns, emptyRow, findings, result, readOnly = false } = props;
  const { t } = useTranslation('lines');
  const { control, getValues, setValue } = useFormContext();
  const { fields, append, remove } = useFieldArray({ control, name, keyName: 'key' });

  const focus = (row: number, column: number) =>
    requestAnimationFrame(() => document.getElementById(`${name}-${row}-${column}`)?.focus());
  const addRow = () => {
    append(emptyRow(), { shouldFocus: false });
    focus(fields.length, 0);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const place = placeOf(event.target);
    if (!place || isComposing(event.nativeEvent) || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' || event.key === 'Enter' ? 1 : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Enter' && place.row === fields.length - 1 && !readOnly) addRow();
    else focus(Math.min(Math.max(place.row + step, 0), fields.length - 1), place.column);
  };
  const onPaste = (event: ClipboardEvent<HTMLElement>) => {
    const place = placeOf(event.target);
    const text = event.clipboardData.getData('text/plain');
    if (!place || readOnly || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    const table = readTable(text);
    const labels = columns.map((column) => column.label);
    const lines = table[0] && isHeading(table[0], labels) ? table.slice(1) : table;
    const rows = (getValues(name) as Record<string, string>[]).map((row) => ({ ...row }));
    lines.forEach((cells, down) => {
      const at = place.row + down;
      rows[at] ??= emptyRow();
      cells.forEach((cell, right) => {
        const column = columns[place.column + right];
        if (column) rows[at]![column.key] = cell;
      });
    });
    setValue(name, rows, { shouldDirty: true, shouldTouch: true });
    focus(place.row + lines.length - 1, place.column);
  };
  return (
    <div>
      <div className={classes.frame} onKeyDown={onKeyDown} onPaste={onPaste}>
        <table className={classes.table} aria-label={label}>
          <thead>
            <tr>
              <th className={classes.number}>{t('grid.number')}</th>
              {columns.map((column) => (
                <th key={column.key} style={{ width: `${column.width}rem` }} data-numeric={column.numeric}>
                  {column.label}
                </th>
              ))}
              {result ? (
                <th style={{ width: '7.5rem' }} data-numeric className={classes.resultHead}>
                  {result.label}
                </th>
              ) : null}
              {readOnly ? null : (
                <th className={classes.tools}>
                  <span className={classes.hidden}>{t('grid.tools')}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {fields.map((field, index) => (
              <GridRow
                key={field.key}
                name={name}
                index={index}
                columns={columns}
                remarks={remarksOf(findings, index)}
                result={result?.of(String((field as unknown as { id?: string }).id ?? '')) ?? undefined}
                readOnly={readOnly}
                onRemove={remove}
              />
            ))}
          </tbody>
        </table>
      </div>
      {readOnly ? null : (
        <Group gap="sm" mt="xs">
          <AddButton variant="default" size="xs" onClick={addRow}>
            {t('grid.addRow')}
          </AddButton>
          <Text size="sm" c="dimmed">
            {t('grid.keys')}
          </Text>
        </Group>
      )}
    </div>
  );
}

interface GridRowProps {
  name: string;
  index: number;
  columns: readonly GridColumn[];
  remarks: string;
  result: string | undefined;
  readOnly: boolean;
  onRemove: (index: number) => void;
}

const GridRow = memo(function GridRow(props: GridRowProps) {
  const { name, index, columns, remarks, result, readOnly, onRemove } = props;
  const { t } = useTranslation('lines');
  const { register, control } = useFormContext();
  const { errors } = useFormState({ control, name: `${name}.${index}` });
  const line = index + 1;
  const problems = columns.flatMap((column) => {
    const message: unknown = get(errors, `${name}.${index}.${column.key}.message`);
    return typeof message !== 'string' || message === ''
      ? []
      : [{ key: column.key, text: `${column.label}：${fieldMessage(decodeProblem(message))}` }];
  });
  const said = [...problems.map((problem) => problem.text), remarks].filter(Boolean).join(' ');
  const columnCount = columns.length + (result === undefined ? 0 : 1) + (readOnly ? 1 : 2);
  return (
    <>
      <tr data-remarked={said !== '' || undefined}>
        <td className={classes.number}>{line}</td>
        {columns.map((column, at) => (
          <td key={column.key}>
            <input
              {...register(`${name}.${index}.${column.key}`)}
              id={`${name}-${index}-${at}`}
              data-place={`${index}:${at}`}
              className={classes.input}
              data-numeric={column.numeric || undefined}
              inputMode={column.numeric ? 'decimal' : 'text'}
              autoComplete="off"
              spellCheck={false}
              readOnly={readOnly}
              aria-label={t('grid.cell', { line, column: column.label })}
              aria-invalid={problems.some((problem) => problem.key === column.key)}
              aria-describedby={said === '' ? undefined : `${name}-${index}-said`}
            />
          </td>
        ))}
        {result === undefined ? null : <td className={classes.result}>{result}</td>}
        {readOnly ? null : (
          <td className={classes.tools}>
            <ActionIcon
              color="gray"
              c="var(--mantine-color-text)"
              aria-label={t('grid.remove', { line })}
              tabIndex={-1}
              onClick={() => onRemove(index)}
            >
              <IconTrash size="1.1rem" aria-hidden />
            </ActionIcon>
          </td>
        )}
      </tr>
      {said === '' ? null : (
        <tr className={classes.said}>
          <td />
          <td colSpan={columnCount - 1} id={`${name}-${index}-said`}>
            {said}
          </td>
        </tr>
      )}
    </>
  );
});

function remarksOf(findings: readonly Finding[], index: number): string {
  return findings
    .filter((finding) => finding.place.startsWith(`rows.${index}.`))
    .map(findingMessage)
    .join(' ');
}

function placeOf(target: EventTarget): { row: number; column: number } | undefined {
  const place = target instanceof HTMLElement ? target.dataset['place'] : undefined;
  const [row, column] = (place ?? '').split(':').map(Number);
  return place === undefined || row === undefined || column === undefined ? undefined : { row, column };
}
