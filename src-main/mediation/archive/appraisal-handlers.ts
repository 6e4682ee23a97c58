import { AppError, fieldError } from '../../platform/app-error.ts';
import type { HandlersOf } from '../../platform/router/handlers.ts';
import { requirePast } from '../dates-check.ts';
import {
  appraisalView,
  archiveRows,
  dueForAppraisal,
  lastAppraisal,
  standingArchive,
} from './archive-store.ts';
import { ArchivedDossiers, DossierAppraisals } from './entities.ts';
import { retainUntil } from './retention.ts';

type AppraisalRoutes = 'mediation.listDueForAppraisal' | 'mediation.appraiseDossier';

/** 档案法实施条例(2024) art. 24: what has reached the end of its term is appraised, kept with a new term or destroyed. */
export const appraisalHandlers: Pick<HandlersOf<'mediation'>, AppraisalRoutes> = {
  async 'mediation.listDueForAppraisal'({ tx, today }, { until, page }) {
    const { rows, total } = await archiveRows(
      tx,
      dueForAppraisal,
      [until ?? today],
      page,
      'a.retain_until, a.id',
    );
    const withAppraisals = [];
    for (const row of rows) {
      const last = await lastAppraisal(tx, row.id);
      withAppraisals.push({ ...row, appraisal: last && appraisalView(last) });
    }
    return { rows: withAppraisals, total };
  },

  async 'mediation.appraiseDossier'(context, input) {
    const { tx, services, actor, today, now } = context;
    const archive = await standingArchive(tx, input.archiveId, input.version);
    if (archive.state !== 'archived') throw new AppError('archive.notArchived');
    requirePast('decidedOn', input.decidedOn, today);
    // Before its day a dossier may be kept longer, never destroyed.
    const isDue = archive.retain_until !== null && archive.retain_until < input.decidedOn;
    if (input.decision === 'destroy' && !isDue) throw new AppError('archive.notDue');
    if (input.firstAppraiser === input.secondAppraiser)
      throw fieldError('secondAppraiser', 'field.samePerson');
    if (input.decision === 'keep' && !input.retention) throw fieldError('retention', 'field.required');
    const kept =
      input.decision === 'keep' && input.retention ? newTerm(input.retention, input.decidedOn) : null;
    const last = await tx.get<{ seq: number | null }>('SELECT MAX(seq) AS seq FROM dossier_appraisals');
    await tx.insert(DossierAppraisals, {
      seq: (last?.seq ?? 0) + 1,
      id: services.ids.next(),
      archive_id: archive.id,
      decided_on: input.decidedOn,
      decision: input.decision,
      reason: input.reason,
      first_appraiser: input.firstAppraiser,
      second_appraiser: input.secondAppraiser,
      term: kept?.term ?? null,
      years: kept?.years ?? null,
      retain_until: kept?.retain_until ?? null,
      recorded_by: actor.userId,
      recorded_at: now,
    });
    const version = archive.version + 1;
    await tx.update(ArchivedDossiers, archive.id, {
      version,
      updated_at: now,
      ...(kept ? { ...kept, retention_rule: '', retention_reason: input.reason } : {}),
    });
    context.audit([`case:${archive.case_id}`, `archive:${archive.id}`], {
      appraisal: input.decision,
      ...(kept ? { term: kept.term, until: kept.retain_until } : {}),
    });
    return { id: archive.id, version };

    /** A new term runs from the decision. Errors: `input.invalid` without years where the data has none. */
    function newTerm(
      chosen: NonNullable<typeof input.retention>,
      from: string,
    ): { term: typeof chosen.term; years: number | null; retain_until: string | null } {
      const data = services.reference.one('retentionTerms', chosen.term, actor.committee.region, from);
      if (chosen.term === 'permanent') return { term: chosen.term, years: null, retain_until: null };
      const years = chosen.years ?? data.years;
      if (years === null) throw fieldError('retention.years', 'field.required');
      return { term: chosen.term, years, retain_until: retainUntil(from, years, data.countedFrom) };
    }
  },
};
