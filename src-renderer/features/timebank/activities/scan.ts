import type { SignCodeView } from '../../../../src-main/contract/timebank/activity-values.ts';
import { lineOfPrepared } from '../sheet-form.ts';
import { isBlank, type DraftLine } from '../sheet-lines.ts';
import { LINES_AT_MOST } from '../sheet-state.ts';

/** The sheet being entered, as far as a code must know it. */
export interface ScannedInto {
  /** Of the sheet on file that is being corrected. */
  sheetId: string | undefined;
  activityId: string | null;
  lines: readonly DraftLine[];
}

/** What a code of a printed sheet does to the sheet being entered; `n` counts lines as people see them. */
export type ScanOutcome =
  | { kind: 'came' | 'twice'; id: string; n: number; name: string }
  | { kind: 'add'; line: DraftLine; n: number; name: string; takeHead: boolean }
  | { kind: 'entered'; number: string }
  | { kind: 'foreign'; number: string; activity: string }
  | { kind: 'full' }
  | { kind: 'headHere' }
  | { kind: 'headOpen'; number: string }
  | { kind: 'openSheet'; id: string }
  | { kind: 'openPrinted'; signSheetId: string };

/**
 * A head’s code opens its sheet, unless something else is being typed. A line’s code says that its person came, once:
 * found by the code itself or by the person, else added with the person and the planned times.
 */
export function scanned(into: ScannedInto, view: SignCodeView, newId: string): ScanOutcome {
  const { lines, activityId } = into;
  const untouched = into.sheetId === undefined && activityId === null && lines.every(isBlank);
  const { line } = view;
  if (line === null) {
    if (view.head.activityId !== null && view.head.activityId === activityId) return { kind: 'headHere' };
    if (!untouched) return { kind: 'headOpen', number: view.number };
    return view.entered
      ? { kind: 'openSheet', id: view.entered.id }
      : { kind: 'openPrinted', signSheetId: view.signSheetId };
  }
  if (view.head.activityId !== null && view.head.activityId !== activityId && !untouched)
    return { kind: 'foreign', number: view.number, activity: view.head.activity };
  if (view.entered && view.entered.id !== into.sheetId)
    return { kind: 'entered', number: view.entered.number };
  const known = place(lines, view.code, line.memberId);
  if (known !== undefined) {
    const row = lines[known]!;
    const name = row.member?.name ?? '';
    const again = row.printedCode !== undefined && row.presence !== 'planned';
    return { kind: again ? 'twice' : 'came', id: row.id, n: known + 1, name };
  }
  const filled = lines.filter((each) => !isBlank(each)).length;
  if (filled >= LINES_AT_MOST) return { kind: 'full' };
  return {
    kind: 'add',
    line: lineOfPrepared(line, newId, 'came'),
    n: lines.findLastIndex((each) => !isBlank(each)) + 2,
    name: line.name,
    takeHead: untouched,
  };
}

function place(lines: readonly DraftLine[], code: string, memberId: string | null): number | undefined {
  const byCode = lines.findIndex((line) => line.printedCode === code);
  const found =
    byCode >= 0 || memberId === null ? byCode : lines.findIndex((line) => line.member?.id === memberId);
  return found < 0 ? undefined : found;
}
