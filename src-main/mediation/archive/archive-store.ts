import type { AppraisalView, ArchiveRow, LoanView } from '../../contract/mediation/archive.ts';
import { AppError, notFound, requireVersion } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import {
  ArchivedDossiers,
  DossierAppraisals,
  type AppraisalRecord,
  type ArchivedDossierRecord,
  type LoanRecord,
} from './entities.ts';

export async function archiveById(tx: Reader, id: string): Promise<ArchivedDossierRecord> {
  const row = await tx.find(ArchivedDossiers).findOneBy({ id });
  if (!row) throw notFound('archive');
  return row;
}

/** A dossier that still exists on paper. Errors: `record.notFound`, `record.stale`, `archive.destroyed`. */
export async function standingArchive(
  tx: Reader,
  id: string,
  version?: number,
): Promise<ArchivedDossierRecord> {
  const row = await archiveById(tx, id);
  if (row.state === 'destroyed') throw new AppError('archive.destroyed');
  if (version !== undefined) requireVersion(row.version, version);
  return row;
}

interface ListedRow extends ArchivedDossierRecord {
  number: string | null;
  title: string;
  dispute_type: string;
  pages: number;
  out_with: string | null;
  out_due: string | null;
  listed: number;
}

/** On a list that is being prepared or approved, but not carried out. */
const onList = `EXISTS (SELECT 1 FROM destruction_items i JOIN destruction_lists l ON l.id = i.list_id
  WHERE i.archive_id = a.id AND l.state IN ('draft', 'approved'))`;

/** SQL over `archived_dossiers a`: at the end of its term and not decided on. Takes the day. */
export const dueForAppraisal = `a.state = 'archived' AND a.retain_until IS NOT NULL AND a.retain_until <= ?`;

/** SQL over `dossier_loans o`: not brought back in time. Takes today. */
export const overdueLoans = 'o.returned_on IS NULL AND o.due_on < ?';

/** Rows of the register; `where` speaks of `a` (archived_dossiers) and `c` (cases). */
export async function archiveRows(
  tx: Reader,
  where: string,
  params: readonly (string | number)[],
  page: { limit: number; offset: number },
  order = 'a.archived_on DESC, a.id DESC',
): Promise<{ rows: ArchiveRow[]; total: number }> {
  const rows = await tx.all<ListedRow>(
    `SELECT a.*, c.number, c.title, c.dispute_type, d.pages, ${onList} AS listed,
            (SELECT person FROM dossier_loans o WHERE o.archive_id = a.id AND o.returned_on IS NULL) AS out_with,
            (SELECT due_on FROM dossier_loans o WHERE o.archive_id = a.id AND o.returned_on IS NULL) AS out_due
     FROM archived_dossiers a JOIN cases c ON c.id = a.case_id JOIN documents d ON d.id = a.document_id
     WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?`,
    [...params, page.limit, page.offset],
  );
  const count = await tx.get<{ n: number }>(
    `SELECT COUNT(*) AS n FROM archived_dossiers a JOIN cases c ON c.id = a.case_id WHERE ${where}`,
    params,
  );
  return { rows: rows.map(rowView), total: count?.n ?? 0 };
}

export const wholePage = { limit: 5_000, offset: 0 };

/** The last word of the appraisers on a dossier; null when nobody has decided. */
export async function lastAppraisal(tx: Reader, archiveId: string): Promise<AppraisalRecord | null> {
  return tx.find(DossierAppraisals).findOne({ where: { archive_id: archiveId }, order: { seq: 'DESC' } });
}

export function appraisalView(row: AppraisalRecord): AppraisalView {
  return {
    id: row.id,
    decidedOn: row.decided_on,
    decision: row.decision,
    reason: row.reason,
    firstAppraiser: row.first_appraiser,
    secondAppraiser: row.second_appraiser,
    retention: row.term === null ? null : { term: row.term, years: row.years, until: row.retain_until },
  };
}

export function loanView(row: LoanRecord & { recorder: string }, today: string): LoanView {
  return {
    id: row.id,
    version: row.version,
    archiveId: row.archive_id,
    kind: row.kind,
    person: row.person,
    organisation: row.organisation,
    purpose: row.purpose,
    takenOn: row.taken_on,
    dueOn: row.due_on,
    returnedOn: row.returned_on,
    returnNote: row.return_note,
    recordedBy: row.recorder,
    overdue: row.returned_on === null && row.due_on !== null && row.due_on < today,
  };
}

function rowView(row: ListedRow): ArchiveRow {
  return {
    id: row.id,
    version: row.version,
    caseId: row.case_id,
    archiveNumber: row.archive_number,
    caseNumber: row.number ?? '',
    title: row.title,
    disputeType: row.dispute_type,
    endedOn: row.ended_on,
    archivedOn: row.archived_on,
    state: row.state,
    retention: { term: row.term, years: row.years, until: row.retain_until },
    room: row.room,
    cabinet: row.cabinet,
    box: row.box,
    pages: row.pages,
    score: row.score,
    outWith: row.out_with,
    outDueOn: row.out_due,
    listed: row.listed === 1,
  };
}
