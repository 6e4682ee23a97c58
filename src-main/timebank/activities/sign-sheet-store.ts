import type { BlankHead } from '../../contract/timebank/activity-values.ts';
import { notFound } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { SheetRowStored } from '../entities.ts';
import { SignSheets, type SignSheetRow } from './entities.ts';
import { signCode } from './sign-code.ts';

export async function signSheetById(tx: Reader, id: string): Promise<SignSheetRow> {
  const row = await tx.find(SignSheets).findOneBy({ id });
  if (!row) throw notFound('signSheet');
  return row;
}

export const headOf = (row: Pick<SignSheetRow, 'head'>) => JSON.parse(row.head) as BlankHead;

/** Sheets printed for an activity, the newest first. */
export function printedSheetsOf(tx: Reader, activityId: string) {
  return tx.all<{
    id: string;
    number: string;
    code: string;
    documentId: string;
    lines: number;
    printedAt: string;
  }>(
    `SELECT id, number, code, document_id AS documentId, printed_at AS printedAt,
       (SELECT count(*) FROM sign_sheet_lines WHERE sign_sheet_id = sign_sheets.id) AS lines
     FROM sign_sheets WHERE activity_id = ? ORDER BY printed_at DESC, id DESC`,
    [activityId],
  );
}

/** Sheets entered for an activity; a withdrawn one leaves its place to another. */
export function enteredSheetsOf(tx: Reader, activityId: string) {
  return tx.all<Pick<SheetRowStored, 'id' | 'number' | 'part' | 'state'>>(
    `SELECT id, number, part, state FROM sheets WHERE activity_id = ? AND state <> 'cancelled' ORDER BY part, id`,
    [activityId],
  );
}

/** The printed line of a code with the person it was printed for. */
export function printedLineOf(tx: Reader, code: string) {
  return tx.get<{
    sign_sheet_id: string;
    position: number;
    member_id: string | null;
    name: string | null;
    volunteer_number: string | null;
  }>(
    `SELECT sign_sheet_lines.*, members.name, members.volunteer_number FROM sign_sheet_lines
     LEFT JOIN members ON members.id = sign_sheet_lines.member_id WHERE code = ?`,
    [code],
  );
}

/** For whom lines were printed, by code; a line for whoever comes is not among them. */
export async function personsOfCodes(
  tx: Reader,
  codes: readonly string[],
): Promise<Map<string, { memberId: string; name: string }>> {
  if (codes.length === 0) return new Map();
  const rows = await tx.all<{ code: string; member_id: string; name: string }>(
    `SELECT code, member_id, members.name FROM sign_sheet_lines JOIN members ON members.id = member_id
     WHERE code IN (${codes.map(() => '?').join(', ')})`,
    codes,
  );
  return new Map(rows.map((row) => [row.code, { memberId: row.member_id, name: row.name }]));
}

/** A sheet that counts, on which a code was entered: not withdrawn, its booking not taken back (as the trigger has it). */
export function sheetOfCode(tx: Reader, code: string): Promise<{ id: string; number: string } | undefined> {
  return tx.get<{ id: string; number: string }>(
    `SELECT sheets.id, sheets.number FROM sheet_lines JOIN sheets ON sheets.id = sheet_lines.sheet_id
     WHERE printed_code = ? AND printed_code <> '' AND sheets.state <> 'cancelled'
       AND NOT EXISTS (SELECT 1 FROM ledger_transactions AS header
         JOIN ledger_transactions AS undone ON undone.reverses_id = header.id WHERE header.sheet_line_id = sheet_lines.id)
     LIMIT 1`,
    [code],
  );
}

/** The first sheet that counts on which lines of a printed sheet were entered: where a sheet of no activity has gone. */
export function sheetOfPrinted(
  tx: Reader,
  signSheetId: string,
): Promise<{ id: string; number: string } | undefined> {
  return tx.get<{ id: string; number: string }>(
    `SELECT sheets.id, sheets.number FROM sign_sheet_lines
     JOIN sheet_lines ON sheet_lines.printed_code = sign_sheet_lines.code JOIN sheets ON sheets.id = sheet_lines.sheet_id
     WHERE sign_sheet_id = ? AND printed_code <> '' AND sheets.state <> 'cancelled' ORDER BY sheets.id LIMIT 1`,
    [signSheetId],
  );
}

/**
 * A seed whose codes nobody has: made of the random part of an id, so that sheets of two centres do not answer to one
 * another’s codes.
 */
export async function freeSeed(tx: Reader, nextId: () => string): Promise<bigint> {
  for (;;) {
    const seed = BigInt(`0x${nextId().slice(-12)}`);
    const taken = await tx.get('SELECT 1 FROM sign_sheets WHERE code = ?', [signCode(seed, 0)]);
    if (!taken) return seed;
  }
}
