import type { ArchiveView } from '../../contract/mediation/archive.ts';
import { userNames } from '../../people/public.ts';
import { AppError, requireVersion } from '../../platform/app-error.ts';
import { issueNumber } from '../../platform/numbers/numbers.ts';
import type { CommandContext, HandlersOf } from '../../platform/router/handlers.ts';
import { caseById, keepCase, type CaseContext } from '../case-store.ts';
import { requireNotBefore, requirePast } from '../dates-check.ts';
import { boundDossierOf, dossierStateOf, type DossierState } from '../dossier/dossier-store.ts';
import { archiveBlockersOf } from './archiving.ts';
import { appraisalView, archiveRows, loanView, standingArchive, wholePage } from './archive-store.ts';
import {
  ArchivedDossiers,
  DossierAppraisals,
  DossierReopenings,
  type LoanRecord,
  type ReopeningRecord,
} from './entities.ts';

type ArchivingRoutes =
  | 'mediation.readArchiving'
  | 'mediation.archiveCase'
  | 'mediation.reopenDossier'
  | 'mediation.relocateDossier'
  | 'mediation.listArchive';

export const archivingHandlers: Pick<HandlersOf<'mediation'>, ArchivingRoutes> = {
  async 'mediation.readArchiving'(context, { caseId }) {
    const state = await dossierStateOf(context, await caseById(context, caseId));
    const { term, years, until } = state.retention;
    return {
      blockers: await blockersOf(context, state),
      retention: term === null ? null : { term, years, until },
      archive: state.archive && (await archiveViewOf(context, state.archive.id)),
    };
  },

  async 'mediation.archiveCase'(context, { caseId, version, on, location }) {
    const { tx } = context;
    const row = await caseById(context, caseId);
    const state = await dossierStateOf(context, row);
    requireVersion(state.record?.version ?? 0, version);
    const blockers = await blockersOf(context, state);
    const bound = await boundDossierOf(tx, caseId, state.fingerprint);
    const endedOn = row.closed_on ?? row.terminated_on;
    const { record, retention, score, archive } = state;
    if (blockers.length > 0 || !bound || !record || endedOn === null || retention.term === null) {
      throw new AppError('archive.notReady', { params: { blockers: blockers.join(',') } });
    }
    requirePast('on', on, context.today);
    requireNotBefore('on', on, endedOn);
    const columns = {
      document_id: bound.documentId,
      ended_on: endedOn,
      archived_on: on,
      archived_by: context.actor.userId,
      compiled_by: record.compiled_by,
      checked_by: record.checked_by,
      term: retention.term,
      years: retention.years,
      retain_until: retention.until,
      retention_rule: record.retention_term === null ? (retention.proposal?.rule ?? '') : '',
      retention_reason: record.retention_reason,
      ...location,
      score: score.points,
      score_reasons: JSON.stringify(score.reasons),
      updated_at: context.now,
    };
    // Everything else that keeping a case writes, before the dossier locks it.
    await keepCase(context, row, {}, false);
    if (archive) {
      const next = archive.version + 1;
      await tx.run('UPDATE dossier_reopenings SET closed_on = ? WHERE archive_id = ? AND closed_on IS NULL', [
        on,
        archive.id,
      ]);
      await tx.update(ArchivedDossiers, archive.id, { ...columns, version: next, state: 'archived' });
      context.audit([`case:${caseId}`, `archive:${archive.id}`], {
        archivedAgain: true,
        term: retention.term,
      });
      return { id: archive.id, version: next, archiveNumber: archive.archive_number };
    }
    const id = context.services.ids.next();
    const { number } = await issueNumber(context, { kind: 'archive', on, ownerId: id });
    await tx.insert(ArchivedDossiers, {
      id,
      version: 1,
      case_id: caseId,
      archive_number: number,
      ...columns,
      state: 'archived',
      destroyed_on: null,
      created_at: context.now,
    });
    context.audit([`case:${caseId}`, `archive:${id}`], {
      archiveNumber: number,
      term: retention.term,
      score: score.points,
    });
    return { id, version: 1, archiveNumber: number };
  },

  async 'mediation.reopenDossier'(context, { archiveId, version, reason }) {
    const { tx } = context;
    const before = await standingArchive(tx, archiveId, version);
    if (before.state !== 'archived') throw new AppError('archive.notArchived');
    await tx.insert(DossierReopenings, {
      id: context.services.ids.next(),
      archive_id: archiveId,
      reason,
      opened_on: context.today,
      opened_by: context.actor.userId,
      closed_on: null,
    });
    await tx.update(ArchivedDossiers, archiveId, {
      state: 'reopened',
      version: version + 1,
      updated_at: context.now,
    });
    context.audit([`case:${before.case_id}`, `archive:${archiveId}`], { reopened: true });
    return { id: archiveId, version: version + 1 };
  },

  async 'mediation.relocateDossier'(context, { archiveId, version, location }) {
    const before = await standingArchive(context.tx, archiveId, version);
    await context.tx.update(ArchivedDossiers, archiveId, {
      ...location,
      version: version + 1,
      updated_at: context.now,
    });
    context.audit([`case:${before.case_id}`, `archive:${archiveId}`], { location });
    return { id: archiveId, version: version + 1 };
  },

  async 'mediation.listArchive'({ tx }, { text, terms, states, year, onlyOut, page }) {
    const conditions = ['1'];
    const params: (string | number)[] = [];
    if (text !== '') {
      const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
      conditions.push(
        `(a.archive_number LIKE ? ESCAPE '\\' OR c.number LIKE ? ESCAPE '\\' OR c.title LIKE ? ESCAPE '\\')`,
      );
      params.push(pattern, pattern, pattern);
    }
    const among = (column: string, values: readonly string[] | undefined) => {
      if (!values || values.length === 0) return;
      conditions.push(`${column} IN (SELECT value FROM json_each(?))`);
      params.push(JSON.stringify(values));
    };
    among('a.term', terms);
    among('a.state', states);
    if (year !== undefined) {
      conditions.push('a.archived_on BETWEEN ? AND ?');
      params.push(`${year}-01-01`, `${year}-12-31`);
    }
    if (onlyOut) {
      conditions.push(
        'EXISTS (SELECT 1 FROM dossier_loans o WHERE o.archive_id = a.id AND o.returned_on IS NULL)',
      );
    }
    const years = await tx.all<{ year: string }>(
      'SELECT DISTINCT substr(archived_on, 1, 4) AS year FROM archived_dossiers ORDER BY year DESC',
    );
    return {
      ...(await archiveRows(tx, conditions.join(' AND '), params, page)),
      years: years.map((one) => Number(one.year)),
    };
  },
};

async function blockersOf(context: CaseContext | CommandContext, state: DossierState) {
  const { record, completeness, archive, retention } = state;
  return archiveBlockersOf({
    stage: state.row.stage,
    isArchived: archive !== null && archive.state !== 'reopened',
    bound: await boundDossierOf(context.tx, state.row.id, state.fingerprint),
    situation: record?.situation ?? '',
    compiledBy: record?.compiled_by ?? '',
    checkedBy: record?.checked_by ?? '',
    missing: completeness.missing,
    hasRetention: retention.term !== null,
  });
}

async function archiveViewOf({ tx, today }: CaseContext, id: string): Promise<ArchiveView | null> {
  const { rows } = await archiveRows(tx, 'a.id = ?', [id], wholePage);
  const row = rows[0];
  const record = await tx.find(ArchivedDossiers).findOneBy({ id });
  if (!row || !record) return null;
  const loans = await tx.all<LoanRecord & { recorder: string }>(
    `SELECT o.*, u.display_name AS recorder FROM dossier_loans o JOIN users u ON u.id = o.recorded_by
     WHERE o.archive_id = ? ORDER BY o.taken_on DESC, o.id DESC`,
    [id],
  );
  const appraisals = await tx
    .find(DossierAppraisals)
    .find({ where: { archive_id: id }, order: { seq: 'DESC' } });
  const reopenings = await tx.all<ReopeningRecord>(
    'SELECT * FROM dossier_reopenings WHERE archive_id = ? ORDER BY opened_on DESC, id DESC',
    [id],
  );
  const names = await userNames(
    tx,
    reopenings.map((one) => one.opened_by),
  );
  return {
    ...row,
    compiledBy: record.compiled_by,
    checkedBy: record.checked_by,
    documentId: record.document_id,
    retentionRule: record.retention_rule,
    retentionReason: record.retention_reason,
    destroyedOn: record.destroyed_on,
    reopenings: reopenings.map((one) => ({
      reason: one.reason,
      openedOn: one.opened_on,
      openedBy: names.get(one.opened_by) ?? '',
      closedOn: one.closed_on,
    })),
    loans: loans.map((one) => loanView(one, today)),
    appraisals: appraisals.map(appraisalView),
  };
}
