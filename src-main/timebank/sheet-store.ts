import type { SheetFields, SheetRow } from '../contract/timebank.ts';
import { AppError, fieldError, notFound } from '../platform/app-error.ts';
import type { Reader } from '../platform/database/handles.ts';
import { userNames } from '../people/public.ts';
import type { CommandContext } from '../platform/router/handlers.ts';
import { SheetLines, Sheets, type SheetLineRow, type SheetRowStored } from './entities.ts';

export type SheetState = SheetRowStored['state'];

/** A sheet in one of these states. Errors: `record.notFound`, `sheet.stageForbids`. */
export async function sheetInState(
  tx: Reader,
  id: string,
  states: readonly SheetState[],
): Promise<SheetRowStored> {
  const sheet = await sheetById(tx, id);
  if (!states.includes(sheet.state))
    throw new AppError('sheet.stageForbids', { params: { state: sheet.state } });
  return sheet;
}

export async function sheetById(tx: Reader, id: string): Promise<SheetRowStored> {
  const sheet = await tx.find(Sheets).findOneBy({ id });
  if (!sheet) throw notFound('sheet');
  return sheet;
}

/** Replaces the lines of a sheet. Errors: `input.invalid` beside a line whose id is used twice or elsewhere. */
export async function writeLines(
  context: CommandContext,
  sheetId: string,
  lines: SheetFields['lines'],
): Promise<void> {
  const seen = new Set<string>();
  lines.forEach((line, index) => {
    if (seen.has(line.id)) throw fieldError(`sheet.lines.${index}.id`, 'field.taken');
    seen.add(line.id);
  });
  const marks = lines.map(() => '?').join(', ');
  const foreign = await context.tx.get<{ id: string }>(
    `SELECT id FROM sheet_lines WHERE id IN (${marks}) AND sheet_id <> ? LIMIT 1`,
    [...seen, sheetId],
  );
  if (foreign)
    throw fieldError(`sheet.lines.${lines.findIndex((line) => line.id === foreign.id)}.id`, 'field.taken');
  await context.tx.run('DELETE FROM sheet_lines WHERE sheet_id = ?', [sheetId]);
  await context.tx.insert(
    SheetLines,
    lines.map((line, position) => ({
      id: line.id,
      sheet_id: sheetId,
      position,
      member_id: line.memberId,
      service_type: line.serviceType,
      starts_at: line.startsAt,
      ends_at: line.endsAt,
      minutes: line.minutes,
      recipient: line.recipient,
      note: line.note,
      printed_code: line.printedCode,
    })),
  );
}

export function headColumns(sheet: SheetFields) {
  return {
    activity: sheet.activity,
    served_on: sheet.servedOn,
    place: sheet.place,
    area_id: sheet.areaId,
    responsible: sheet.responsible,
    source_class: sheet.sourceClass,
    note: sheet.note,
    group_id: sheet.groupId,
    activity_id: sheet.activityId,
    part: sheet.part,
  };
}

/** A line with its member, and what it became in the ledger. */
export interface SheetLineRead extends SheetLineRow {
  member_name: string;
  volunteer_number: string;
  transaction_id: string | null;
  /** JSON of the credit as it was decided when posted. */
  inputs: string | null;
  rule: string | null;
  reversed: number;
}

export function linesOf(tx: Reader, sheetId: string): Promise<SheetLineRead[]> {
  return tx.all<SheetLineRead>(
    `SELECT line.*, members.name AS member_name, members.volunteer_number, header.id AS transaction_id, header.inputs,
       header.rule, undone.seq IS NOT NULL AS reversed
     FROM sheet_lines AS line
     JOIN members ON members.id = line.member_id
     LEFT JOIN ledger_transactions AS header ON header.sheet_line_id = line.id
     LEFT JOIN ledger_transactions AS undone ON undone.reverses_id = header.id
     WHERE line.sheet_id = ? ORDER BY line.position`,
    [sheetId],
  );
}

/** Sheets, newest service first; text is looked for in number, activity and place. */
export async function findSheets(
  tx: Reader,
  filter: {
    states?: readonly SheetState[] | undefined;
    text?: string;
    page: { offset: number; limit: number };
  },
): Promise<{ rows: SheetRow[]; total: number }> {
  const conditions: string[] = [];
  const params: string[] = [];
  if (filter.states && filter.states.length > 0) {
    conditions.push(`state IN (${filter.states.map(() => '?').join(', ')})`);
    params.push(...filter.states);
  }
  if (filter.text) {
    const pattern = `%${filter.text.replace(/[\\%_]/g, '\\$&')}%`;
    conditions.push(`(number LIKE ? ESCAPE '\\' OR activity LIKE ? ESCAPE '\\' OR place LIKE ? ESCAPE '\\')`);
    params.push(pattern, pattern, pattern);
  }
  const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
  const rows = await tx.all<SheetRowStored & { lines: number; minutes: number }>(
    `SELECT sheets.*, (SELECT count(*) FROM sheet_lines WHERE sheet_id = sheets.id) AS lines,
       (SELECT ifnull(sum(minutes), 0) FROM sheet_lines WHERE sheet_id = sheets.id) AS minutes
     FROM sheets ${where} ORDER BY served_on DESC, id DESC LIMIT ? OFFSET ?`,
    [...params, filter.page.limit, filter.page.offset],
  );
  const count = await tx.get<{ total: number }>(`SELECT count(*) AS total FROM sheets ${where}`, params);
  const names = await userNames(
    tx,
    rows.flatMap((row) => [row.entered_by, row.approved_by ?? row.entered_by]),
  );
  return {
    total: count?.total ?? 0,
    rows: rows.map((row) => ({
      id: row.id,
      version: row.version,
      number: row.number,
      activity: row.activity,
      servedOn: row.served_on,
      place: row.place,
      state: row.state,
      sourceClass: row.source_class,
      lines: row.lines,
      minutes: row.minutes,
      enteredBy: names.get(row.entered_by) ?? '',
      approvedBy: row.approved_by === null ? null : (names.get(row.approved_by) ?? ''),
    })),
  };
}
