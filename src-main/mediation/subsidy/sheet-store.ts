import type {
  SubsidyLine,
  SubsidyLineInput,
  SubsidySheetRow,
  SubsidyState,
  SubsidyStep,
} from '../../contract/mediation/subsidy.ts';
import { userNames } from '../../people/public.ts';
import { AppError, fieldError, notFound } from '../../platform/app-error.ts';
import type { Reader, Writer } from '../../platform/database/handles.ts';
import {
  SubsidyLines,
  SubsidyShares,
  SubsidySheets,
  type SubsidyLineRecord,
  type SubsidySheetRecord,
} from './entities.ts';

export async function sheetById(tx: Reader, id: string): Promise<SubsidySheetRecord> {
  const sheet = await tx.find(SubsidySheets).findOneBy({ id });
  if (!sheet) throw notFound('subsidySheet');
  return sheet;
}

/** A sheet in one of these states. Errors: `record.notFound`, `subsidy.stageForbids`. */
export async function sheetInState(
  tx: Reader,
  id: string,
  states: readonly SubsidyState[],
): Promise<SubsidySheetRecord> {
  const sheet = await sheetById(tx, id);
  if (!states.includes(sheet.state)) {
    throw new AppError('subsidy.stageForbids', { params: { state: sheet.state } });
  }
  return sheet;
}

/** The cases on a sheet; none when there is no such sheet. */
export async function caseIdsOf(tx: Reader, sheetId: string): Promise<string[]> {
  const rows = await tx.all<{ case_id: string }>(
    'SELECT case_id FROM subsidy_lines WHERE sheet_id = ? ORDER BY position',
    [sheetId],
  );
  return rows.map((row) => row.case_id);
}

/** The lines of a sheet as they were written, with the names of today. */
export async function storedLines(tx: Reader, sheetId: string): Promise<SubsidyLine[]> {
  const lines = await tx.all<SubsidyLineRecord & JoinedCase>(
    `SELECT line.*, cases.number, cases.title, cases.dispute_type, rules.name AS rule_name
     FROM subsidy_lines AS line
     JOIN cases ON cases.id = line.case_id
     LEFT JOIN subsidy_rule_sets AS rules ON rules.id = line.rule_set_id
     WHERE line.sheet_id = ? ORDER BY line.position`,
    [sheetId],
  );
  const shares = await tx.all<StoredShare>(
    `SELECT share.*, users.display_name AS name
     FROM subsidy_lines AS line JOIN subsidy_shares AS share ON share.line_id = line.id
     JOIN users ON users.id = share.user_id
     WHERE line.sheet_id = ? ORDER BY line.position, share.position`,
    [sheetId],
  );
  const ofLine = new Map<string, StoredShare[]>();
  for (const one of shares) ofLine.set(one.line_id, [...(ofLine.get(one.line_id) ?? []), one]);
  return lines.map((line) => lineOf(line, ofLine.get(line.id) ?? []));
}

/** What the maker typed, read back from a stored line. */
export function inputOf(line: SubsidyLine): SubsidyLineInput {
  return {
    id: line.id,
    caseId: line.caseId,
    score: line.typedScore,
    override: line.overridden
      ? {
          amountFen: line.amountFen,
          reason: line.overrideReason,
          shares: line.sharesTyped
            ? line.shares.map(({ userId, amountFen }) => ({ userId, amountFen }))
            : null,
        }
      : null,
  };
}

/** Takes all lines off a sheet; before a returned one becomes a draft again, so that freed cases do not stand in the way. */
export async function clearLines(tx: Writer, sheetId: string): Promise<void> {
  await tx.run('DELETE FROM subsidy_lines WHERE sheet_id = ?', [sheetId]);
}

/**
 * Writes the lines of a draft whose old lines are cleared. Errors: `subsidy.caseTaken` when a case stands on another live
 * sheet or twice on this one; `input.invalid` beside a case that is unknown or has not ended, or a line id used elsewhere.
 */
export async function writeLines(tx: Writer, sheetId: string, lines: readonly SubsidyLine[]): Promise<void> {
  const foreign = await tx.get<{ id: string }>(
    'SELECT id FROM subsidy_lines WHERE id IN (SELECT value FROM json_each(?)) LIMIT 1',
    [JSON.stringify(lines.map(({ id }) => id))],
  );
  const taken = lines.findIndex(
    ({ id }, index) => id === foreign?.id || lines.findIndex((other) => other.id === id) !== index,
  );
  if (taken >= 0) throw fieldError(`sheet.lines.${taken}.id`, 'field.taken');
  if (lines.length === 0) return;
  await tx.insert(
    SubsidyLines,
    lines.map((line, position) => ({ ...lineColumns(line), sheet_id: sheetId, position, live: 1 })),
  );
  const shares = lines.flatMap((line) =>
    line.shares.map((share, position) => ({
      line_id: line.id,
      user_id: share.userId,
      position,
      lead: share.lead ? 1 : 0,
      barred: share.barred ? 1 : 0,
      amount_fen: share.amountFen,
    })),
  );
  if (shares.length > 0) await tx.insert(SubsidyShares, shares);
}

/** Sheets, newest period first. */
export async function findSheets(
  tx: Reader,
  filter: {
    committeeId: string;
    states: readonly SubsidyState[] | undefined;
    page: { offset: number; limit: number };
  },
): Promise<{ rows: SubsidySheetRow[]; total: number }> {
  const where = `WHERE committee_id = ?1 AND (?2 IS NULL OR state IN (SELECT value FROM json_each(?2)))`;
  const wanted = filter.states && filter.states.length > 0 ? JSON.stringify(filter.states) : null;
  const rows = await tx.all<SubsidySheetRecord & { lines: number; corrected_fen: number }>(
    `SELECT *, (SELECT count(*) FROM subsidy_lines WHERE sheet_id = subsidy_sheets.id) AS lines,
       (SELECT ifnull(sum(total_fen), 0) FROM subsidy_corrections
         WHERE sheet_id = subsidy_sheets.id AND state = 'approved') AS corrected_fen
     FROM subsidy_sheets ${where} ORDER BY period_from DESC, id DESC LIMIT ?3 OFFSET ?4`,
    [filter.committeeId, wanted, filter.page.limit, filter.page.offset],
  );
  const count = await tx.get<{ total: number }>(`SELECT count(*) AS total FROM subsidy_sheets ${where}`, [
    filter.committeeId,
    wanted,
  ]);
  const names = await userNames(
    tx,
    rows.flatMap((row) => [row.made_by, row.approved_by ?? row.made_by]),
  );
  return {
    total: count?.total ?? 0,
    rows: rows.map((row) => ({
      id: row.id,
      version: row.version,
      number: row.number,
      periodFrom: row.period_from,
      periodTo: row.period_to,
      state: row.state,
      lines: row.lines,
      totalFen: row.total_fen,
      correctedFen: row.corrected_fen,
      madeBy: names.get(row.made_by) ?? '',
      approvedBy: row.approved_by === null ? null : (names.get(row.approved_by) ?? ''),
    })),
  };
}

export interface OwnLine {
  line_id: string;
  sheet_number: string;
  approved_at: string;
  case_number: string;
  title: string;
  ended_on: string;
  class_name: string;
  line_fen: number;
  share_fen: number;
  corrected_fen: number;
  steps: string;
}

/** A mediator’s own shares on approved sheets, of cases that ended in a year (or ever), newest first. */
export function ownLines(tx: Reader, userId: string, year: number | undefined): Promise<OwnLine[]> {
  return tx.all<OwnLine>(
    `SELECT line.id AS line_id, sheet.number AS sheet_number, sheet.approved_at, cases.number AS case_number,
       cases.title, line.ended_on, line.class_name, line.amount_fen + ifnull((SELECT sum(after_fen - before_fen)
         FROM subsidy_correction_entries JOIN subsidy_corrections ON id = correction_id AND state = 'approved'
         WHERE line_id = line.id), 0) AS line_fen,
       ifnull(share.amount_fen, 0) + ifnull(corrected.fen, 0) AS share_fen, ifnull(corrected.fen, 0) AS corrected_fen, line.steps
     FROM (SELECT line_id FROM subsidy_shares WHERE user_id = ?1
       UNION SELECT line_id FROM subsidy_correction_entries WHERE user_id = ?1) AS own
     JOIN subsidy_lines AS line ON line.id = own.line_id
     LEFT JOIN subsidy_shares AS share ON share.line_id = line.id AND share.user_id = ?1
     LEFT JOIN (SELECT line_id, sum(after_fen - before_fen) AS fen
       FROM subsidy_correction_entries JOIN subsidy_corrections ON id = correction_id AND state = 'approved'
       WHERE user_id = ?1 GROUP BY line_id) AS corrected ON corrected.line_id = line.id
     JOIN subsidy_sheets AS sheet ON sheet.id = line.sheet_id
     JOIN cases ON cases.id = line.case_id
     WHERE (share.user_id IS NOT NULL OR corrected.fen IS NOT NULL) AND sheet.state = 'approved' AND (?2 IS NULL OR substr(line.ended_on, 1, 4) = ?2)
     ORDER BY line.ended_on DESC, line.id DESC`,
    [userId, year === undefined ? null : String(year)],
  );
}

interface JoinedCase {
  number: string | null;
  title: string;
  dispute_type: string;
  rule_name: string | null;
}

interface StoredShare {
  line_id: string;
  user_id: string;
  name: string;
  lead: number;
  barred: number;
  amount_fen: number;
}

function lineOf(line: SubsidyLineRecord & JoinedCase, shares: readonly StoredShare[]): SubsidyLine {
  return {
    id: line.id,
    caseId: line.case_id,
    number: line.number ?? '',
    title: line.title,
    disputeType: line.dispute_type,
    endedOn: line.ended_on,
    classCode: line.class_code,
    className: line.class_name,
    form: line.form,
    outcome: line.outcome,
    performed: line.performed === 1,
    score: line.score,
    typedScore: line.typed_score,
    dossierScore: line.dossier_score,
    ruleSetId: line.rule_set_id,
    ruleName: line.rule_name ?? '',
    ruleRow: line.rule_row,
    ruleFen: line.rule_fen,
    amountFen: line.amount_fen,
    overridden: line.overridden === 1,
    overrideReason: line.override_reason,
    sharesTyped: line.shares_typed === 1,
    shares: shares.map((share) => ({
      userId: share.user_id,
      name: share.name,
      lead: share.lead === 1,
      barred: share.barred === 1,
      amountFen: share.amount_fen,
    })),
    steps: JSON.parse(line.steps) as SubsidyStep[],
  };
}

function lineColumns(line: SubsidyLine) {
  return {
    id: line.id,
    case_id: line.caseId,
    ended_on: line.endedOn ?? '',
    class_code: line.classCode,
    class_name: line.className,
    form: line.form,
    outcome: line.outcome,
    performed: line.performed ? 1 : 0,
    score: line.score,
    typed_score: line.typedScore,
    dossier_score: line.dossierScore,
    rule_set_id: line.ruleSetId,
    rule_row: line.ruleRow,
    rule_fen: line.ruleFen,
    amount_fen: line.amountFen,
    overridden: line.overridden ? 1 : 0,
    override_reason: line.overrideReason,
    shares_typed: line.sharesTyped ? 1 : 0,
    steps: JSON.stringify(line.steps),
  };
}
