import { AppError, fieldError, notFound, requireVersion } from '../../platform/app-error.ts';
import { Documents } from '../../platform/documents/entities.ts';
import { issueDocument } from '../../platform/documents/registry.ts';
import { issueNumber } from '../../platform/numbers/numbers.ts';
import type { HandlersOf } from '../../platform/router/handlers.ts';
import { requireNotBefore, requirePast } from '../dates-check.ts';
import {
  archiveById,
  archiveRows,
  loanView,
  overdueLoans,
  standingArchive,
  wholePage,
} from './archive-store.ts';
import { DossierLoans, type LoanRecord } from './entities.ts';
import { lendingSlipData } from './lending-slip-data.ts';

type LoanRoutes =
  'mediation.lendDossier' | 'mediation.returnDossier' | 'mediation.issueLendingSlip' | 'mediation.listLoans';

/** The register of lending and look-up: who, when, why, due back, returned. */
export const loanHandlers: Pick<HandlersOf<'mediation'>, LoanRoutes> = {
  async 'mediation.lendDossier'(context, { archiveId, kind, dueOn, ...fields }) {
    const { tx, today } = context;
    const archive = await standingArchive(tx, archiveId);
    requirePast('takenOn', fields.takenOn, today);
    requireNotBefore('takenOn', fields.takenOn, archive.archived_on);
    if (kind === 'loan' && dueOn === null) throw fieldError('dueOn', 'field.required');
    if (kind === 'loan') requireNotBefore('dueOn', dueOn!, fields.takenOn);
    const out = await tx.get('SELECT 1 FROM dossier_loans WHERE archive_id = ? AND returned_on IS NULL', [
      archiveId,
    ]);
    if (out) throw new AppError('archive.isOut');
    const id = context.services.ids.next();
    await tx.insert(DossierLoans, {
      id,
      version: 1,
      archive_id: archiveId,
      kind,
      person: fields.person,
      organisation: fields.organisation,
      purpose: fields.purpose,
      taken_on: fields.takenOn,
      due_on: kind === 'loan' ? dueOn : null,
      // What is read on the spot never leaves the room.
      returned_on: kind === 'lookUp' ? fields.takenOn : null,
      return_note: '',
      recorded_by: context.actor.userId,
    });
    context.audit([`case:${archive.case_id}`, `archive:${archiveId}`], { loan: kind, dueOn });
    return { id, version: 1 };
  },

  async 'mediation.returnDossier'(context, { loanId, version, returnedOn, note }) {
    const { tx, today } = context;
    const loan = await tx.find(DossierLoans).findOneBy({ id: loanId });
    if (!loan) throw notFound('loan');
    requireVersion(loan.version, version);
    if (loan.returned_on !== null)
      throw new AppError('record.stale', { params: { onFile: loan.version, seen: version } });
    requirePast('returnedOn', returnedOn, today);
    requireNotBefore('returnedOn', returnedOn, loan.taken_on);
    await tx.update(DossierLoans, loanId, {
      returned_on: returnedOn,
      return_note: note,
      version: version + 1,
    });
    const archive = await archiveById(tx, loan.archive_id);
    context.audit([`case:${archive.case_id}`, `archive:${archive.id}`], { returned: true });
    return { id: loanId, version: version + 1 };
  },

  async 'mediation.issueLendingSlip'(context, { loanId }) {
    const { tx, today } = context;
    const loan = await tx.find(DossierLoans).findOneBy({ id: loanId });
    if (!loan) throw notFound('loan');
    const owner = `loan:${loanId}`;
    const issued = await tx.find(Documents).findOneBy({ owner });
    if (issued) return { documentId: issued.id };
    const archive = await archiveById(tx, loan.archive_id);
    const { rows } = await archiveRows(tx, 'a.id = ?', [archive.id], wholePage);
    const { number } = await issueNumber(context, { kind: 'paper', on: today, ownerId: loanId });
    const { documentId } = await issueDocument(context, {
      kind: 'mediation.lendingSlip',
      number,
      title: `档案借阅单 ${number}`,
      owner,
      data: lendingSlipData({
        committee: context.actor.committee.name,
        number,
        archivist: context.actor.displayName,
        loan,
        dossiers: rows,
      }),
    });
    context.audit([`case:${archive.case_id}`, `document:${documentId}`], { lendingSlip: number });
    return { documentId };
  },

  async 'mediation.listLoans'({ tx, today }, { show, page }) {
    const where = { out: 'o.returned_on IS NULL', overdue: overdueLoans, all: '1' }[show];
    const params = show === 'overdue' ? [today] : [];
    const rows = await tx.all<
      LoanRecord & {
        recorder: string;
        archive_number: string;
        title: string;
        case_id: string;
        slip_id: string | null;
      }
    >(
      `SELECT o.*, u.display_name AS recorder, a.archive_number, c.title, a.case_id,
              (SELECT d.id FROM documents d WHERE d.owner = 'loan:' || o.id) AS slip_id
       FROM dossier_loans o JOIN users u ON u.id = o.recorded_by
       JOIN archived_dossiers a ON a.id = o.archive_id JOIN cases c ON c.id = a.case_id
       WHERE ${where} ORDER BY o.taken_on DESC, o.id DESC LIMIT ? OFFSET ?`,
      [...params, page.limit, page.offset],
    );
    const count = async (condition: string, values: string[]) =>
      (await tx.get<{ n: number }>(`SELECT COUNT(*) AS n FROM dossier_loans o WHERE ${condition}`, values))
        ?.n ?? 0;
    return {
      rows: rows.map((row) => ({
        ...loanView(row, today),
        archiveNumber: row.archive_number,
        title: row.title,
        caseId: row.case_id,
        slipId: row.slip_id,
      })),
      total: await count(where, params),
      overdue: await count(overdueLoans, [today]),
    };
  },
};
