import type { SubsidyCorrectionView } from '../../contract/mediation/subsidy-corrections.ts';
import { userNames } from '../../people/public.ts';
import { notFound } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import {
  SubsidyCorrections,
  SubsidySheetMakers,
  type CorrectionRecord,
  type SubsidySheetRecord,
} from './entities.ts';

export async function correctionById(tx: Reader, id: string): Promise<CorrectionRecord> {
  const row = await tx.find(SubsidyCorrections).findOneBy({ id });
  if (!row) throw notFound('subsidyCorrection');
  return row;
}

export interface CorrectionEntry {
  correction_id: string;
  line_id: string;
  user_id: string;
  name: string;
  case_number: string;
  dispute_type: string;
  before_fen: number;
  after_fen: number;
}

export function entriesOf(tx: Reader, sheetId: string): Promise<CorrectionEntry[]> {
  return tx.all<CorrectionEntry>(
    `SELECT entry.*, users.display_name AS name, cases.number AS case_number, cases.dispute_type
     FROM subsidy_corrections AS correction
     JOIN subsidy_correction_entries AS entry ON entry.correction_id = correction.id
     JOIN users ON users.id = entry.user_id
     JOIN subsidy_lines AS line ON line.id = entry.line_id JOIN cases ON cases.id = line.case_id
     WHERE correction.sheet_id = ? ORDER BY correction.made_at, correction.id, entry.position`,
    [sheetId],
  );
}

export interface StandingShare {
  lineId: string;
  userId: string;
  name: string;
  amountFen: number;
}

/**
 * What every mediator gets for each line of a sheet with its approved corrections, in the order of the lines; those who mediate the
 * case and get nothing are among them.
 */
export function standingShares(tx: Reader, sheetId: string): Promise<StandingShare[]> {
  return tx.all<StandingShare>(
    `WITH people AS (
       SELECT line.id AS line_id, line.position, share.user_id, share.amount_fen
         FROM subsidy_lines AS line JOIN subsidy_shares AS share ON share.line_id = line.id WHERE line.sheet_id = ?1
       UNION ALL
       SELECT line.id, line.position, entry.user_id, entry.after_fen - entry.before_fen
         FROM subsidy_lines AS line JOIN subsidy_correction_entries AS entry ON entry.line_id = line.id
         JOIN subsidy_corrections AS done ON done.id = entry.correction_id AND done.state = 'approved'
         WHERE line.sheet_id = ?1
       UNION ALL
       SELECT line.id, line.position, mediator.user_id, 0
         FROM subsidy_lines AS line JOIN case_mediators AS mediator ON mediator.case_id = line.case_id
         WHERE line.sheet_id = ?1)
     SELECT line_id AS lineId, user_id AS userId, users.display_name AS name, sum(amount_fen) AS amountFen
     FROM people JOIN users ON users.id = user_id
     GROUP BY position, line_id, user_id ORDER BY position, users.display_name, user_id`,
    [sheetId],
  );
}

/** What the approved corrections add to a sheet, 0 when there is none. */
export async function correctedFen(tx: Reader, sheetId: string): Promise<number> {
  const row = await tx.get<{ sum: number }>(
    `SELECT ifnull(sum(total_fen), 0) AS sum FROM subsidy_corrections WHERE sheet_id = ? AND state = 'approved'`,
    [sheetId],
  );
  return row?.sum ?? 0;
}

/** The corrections of a sheet, oldest first. `userId`: who asks. */
export async function correctionViews(
  tx: Reader,
  sheet: SubsidySheetRecord,
  userId: string,
): Promise<SubsidyCorrectionView[]> {
  const rows = await tx
    .find(SubsidyCorrections)
    .find({ where: { sheet_id: sheet.id }, order: { made_at: 'ASC', id: 'ASC' } });
  const entries = await entriesOf(tx, sheet.id);
  const names = await userNames(
    tx,
    rows.flatMap((row) => [row.made_by, row.decided_by ?? row.made_by]),
  );
  const wroteSheet = await tx.find(SubsidySheetMakers).existsBy({ sheet_id: sheet.id, user_id: userId });
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    number: row.number,
    state: row.state,
    reason: row.reason,
    refusal: row.refusal,
    totalFen: row.total_fen,
    madeBy: names.get(row.made_by) ?? '',
    madeAt: row.made_at,
    decidedBy: row.decided_by === null ? null : (names.get(row.decided_by) ?? ''),
    decidedAt: row.decided_at,
    documentId: row.document_id,
    own: wroteSheet || row.made_by === userId,
    entries: entries
      .filter((entry) => entry.correction_id === row.id)
      .map((entry) => ({
        lineId: entry.line_id,
        userId: entry.user_id,
        caseNumber: entry.case_number,
        name: entry.name,
        beforeFen: entry.before_fen,
        afterFen: entry.after_fen,
      })),
  }));
}
