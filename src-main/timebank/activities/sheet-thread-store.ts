import type { SheetFields } from '../../contract/timebank.ts';
import { AppError, fieldError } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import { activityById, markHeld } from './activity-store.ts';
import { readSignCode } from './sign-code.ts';
import { enteredSheetsOf, sheetOfCode } from './sign-sheet-store.ts';

/**
 * The thread from a sheet about to be saved to its activity and to the printed lines it was entered from. A sheet of an
 * activity proves that it was held, is in the name of its group, and is the only one unless it has a name of its own.
 * Errors: `activity.stageForbids`, `activity.notYet`, `activity.sheetEntered`; beside a line `field.codeUnknown`,
 * `field.codeUsed`, `field.codeForeign`.
 */
export async function tieSheet(
  context: CommandContext,
  sheetId: string | undefined,
  sheet: SheetFields,
): Promise<SheetFields> {
  const { tx } = context;
  await requireCodes(tx, sheetId, sheet);
  if (sheet.activityId === null) return { ...sheet, part: '' };
  const activity = await activityById(tx, sheet.activityId);
  if (activity.state === 'cancelled')
    throw new AppError('activity.stageForbids', { params: { state: activity.state } });
  const twin = (await enteredSheetsOf(tx, activity.id)).find(
    (other) => other.id !== sheetId && other.part === sheet.part,
  );
  if (twin) throw new AppError('activity.sheetEntered', { params: { number: twin.number } });
  if (activity.state === 'planned') await markHeld(context, activity);
  return { ...sheet, groupId: activity.group_id };
}

async function requireCodes(tx: Reader, sheetId: string | undefined, sheet: SheetFields): Promise<void> {
  const seen = new Set<string>();
  for (const [index, line] of sheet.lines.entries()) {
    if (line.printedCode === '') continue;
    const place = `sheet.lines.${index}.printedCode`;
    const printed = await printedFor(tx, line.printedCode);
    if (!printed) throw fieldError(place, 'field.codeUnknown');
    if (printed.activity_id !== null && printed.activity_id !== sheet.activityId)
      throw fieldError(place, 'field.codeForeign');
    const used = await sheetOfCode(tx, line.printedCode);
    if (seen.has(line.printedCode) || (used && used.id !== sheetId))
      throw fieldError(place, 'field.codeUsed', { number: used?.number ?? '' });
    seen.add(line.printedCode);
  }
}

function printedFor(tx: Reader, code: string) {
  if (readSignCode(code)?.code !== code) return undefined;
  return tx.get<{ activity_id: string | null }>(
    `SELECT activity_id FROM sign_sheet_lines JOIN sign_sheets ON sign_sheets.id = sign_sheet_id WHERE sign_sheet_lines.code = ?`,
    [code],
  );
}
