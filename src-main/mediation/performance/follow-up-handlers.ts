import { courtResultsOf } from '../../contract/mediation/performance.ts';
import { AppError, fieldError, notFound, requireVersion } from '../../platform/app-error.ts';
import type { CommandContext, HandlersOf } from '../../platform/router/handlers.ts';
import { caseById, keepCase, stageAfter } from '../case-store.ts';
import { keepProofs } from '../dossier/record-file-store.ts';
import { requireNotBefore, requirePast } from '../dates-check.ts';
import { countedTermsOf } from '../deadlines/terms-store.ts';
import { foldConfirmation, nextConfirmationEvents } from './confirmation.ts';
import { performanceCourse } from './course-store.ts';
import { isStandingLawsuit } from './closing.ts';
import { keepPrevention, preventionOf } from './ending-store.ts';
import {
  ConfirmationEvents,
  ConfirmationPackets,
  CourtSteps,
  PartySatisfaction,
  ReturnVisits,
} from './entities.ts';
import { visitPlanOf } from './performance-store.ts';

type FollowUpRoutes =
  | 'mediation.recordVisit'
  | 'mediation.recordSatisfaction'
  | 'mediation.correctPrevention'
  | 'mediation.recordConfirmation'
  | 'mediation.saveConfirmationPapers'
  | 'mediation.saveCourtStep'
  | 'mediation.strikeCourtStep';

/** Return visits, satisfaction, the court: all of it also after closing, marked late. */
export const followUpHandlers: Pick<HandlersOf<'mediation'>, FollowUpRoutes> = {
  async 'mediation.recordVisit'(context, { caseId, visitId, version, visit, files }) {
    const { tx, services, today } = context;
    const course = await performanceCourse(context, caseId);
    requirePast('visit.visitedOn', visit.visitedOn, today);
    requireNotBefore('visit.visitedOn', visit.visitedOn, course.effectiveOn);
    await requireParties(context, caseId, 'visit.partyIds', visit.partyIds);
    const terms = await countedTermsOf(context, course.row);
    const others = course.records.visits.filter((one) => one.id !== visitId);
    const planned = visitPlanOf(course.items, course.effectiveOn, others, terms).find(
      (entry) => entry.key === visit.planKey,
    );
    if (visit.planKey !== '') {
      if (!planned) throw fieldError('visit.planKey', 'field.unknownReference');
      if (planned.visitedOn !== null) throw fieldError('visit.planKey', 'field.taken');
      // A visit cannot tell of a performance that was not due yet.
      requireNotBefore('visit.visitedOn', visit.visitedOn, planned.anchorOn);
    }
    const columns = {
      plan_key: visit.planKey,
      visited_on: visit.visitedOn,
      manner: visit.manner,
      visitors: visit.visitors,
      party_ids: JSON.stringify(visit.partyIds),
      performance: visit.performance,
      findings: visit.findings,
      satisfaction: visit.satisfaction,
      lawsuit: visit.lawsuit,
      hidden_risk: visit.hiddenRisk,
      measures: visit.measures,
    };
    let saved = { id: services.ids.next(), version: 1 };
    if (visitId === undefined) {
      await tx.insert(ReturnVisits, { ...saved, case_id: caseId, ...columns, ...course.recorded });
    } else {
      const before = course.records.visits.find((one) => one.id === visitId);
      if (!before) throw notFound('visit');
      requireVersion(before.version, version);
      saved = { id: visitId, version: before.version + 1 };
      await tx.update(ReturnVisits, visitId, { ...columns, version: saved.version });
    }
    await keepProofs(context, caseId, { kind: 'visit', id: saved.id }, files);
    context.audit(`case:${caseId}`, {
      visit: saved.id,
      on: visit.visitedOn,
      plan: visit.planKey,
      corrected: visitId !== undefined,
      late: course.recorded.late === 1,
    });
    await keepCase(context, course.row, { stage: course.stage }, false);
    return saved;
  },

  async 'mediation.recordSatisfaction'(context, { caseId, version, satisfaction }) {
    const { tx } = context;
    const course = await performanceCourse(context, caseId);
    requirePast('satisfaction.on', satisfaction.on, context.today);
    await requireParties(context, caseId, 'satisfaction.partyId', [satisfaction.partyId]);
    const before = await tx.find(PartySatisfaction).findOneBy({ party_id: satisfaction.partyId });
    requireVersion(before?.version ?? 0, version);
    const { late: _late, ...recorded } = course.recorded;
    await tx.run('DELETE FROM party_satisfaction WHERE party_id = ?', [satisfaction.partyId]);
    await tx.insert(PartySatisfaction, {
      party_id: satisfaction.partyId,
      case_id: caseId,
      version: version + 1,
      level: satisfaction.level,
      said_on: satisfaction.on,
      note: satisfaction.note,
      ...recorded,
    });
    context.audit(`case:${caseId}`, { satisfaction: satisfaction.level, was: before?.level ?? null });
    return { version: version + 1 };
  },

  async 'mediation.correctPrevention'(context, { caseId, version, prevention }) {
    const row = await caseById(context, caseId);
    requireVersion(row.version, version);
    const stage = stageAfter(row, 'correctPrevention');
    const before = await preventionOf(context.tx, caseId);
    await keepPrevention(context, caseId, prevention);
    const after = await preventionOf(context.tx, caseId);
    context.audit(`case:${caseId}`, { prevention: after, was: before });
    return keepCase(context, row, { stage });
  },

  async 'mediation.recordConfirmation'(context, { caseId, count, step, files }) {
    const { tx, services, today } = context;
    const course = await performanceCourse(context, caseId);
    const events = course.records.confirmation;
    requireVersion(events.length, count);
    const { state, standing } = foldConfirmation(events);
    if (!nextConfirmationEvents(state, standing.length).includes(step.event)) {
      throw new AppError('confirmation.stepForbidden', { params: { state, event: step.event } });
    }
    requirePast('step.on', step.on, today);
    requireNotBefore('step.on', step.on, course.effectiveOn);
    if (step.event === 'undo') {
      if (step.note === '') throw fieldError('step.note', 'field.required');
    } else {
      requireNotBefore('step.on', step.on, standing.at(-1)?.happened_on ?? null);
    }
    if (step.event === 'apply') {
      if (step.court === '') throw fieldError('step.court', 'field.required');
      const term = (await countedTermsOf(context, course.row))('judicialConfirmation', course.effectiveOn);
      // 人民调解法 art. 33: what was not asked for within the term cannot be asked for any more.
      if (term && step.on > term.dueOn) {
        throw new AppError('confirmation.tooLate', { params: { latest: term.dueOn } });
      }
    }
    const id = services.ids.next();
    const event = {
      id,
      case_id: caseId,
      position: course.records.formerConfirmation.length + events.length + 1,
      event: step.event,
      happened_on: step.on,
      court: step.court,
      number: step.number,
      note: step.note,
      ...course.recorded,
    };
    await tx.insert(ConfirmationEvents, event);
    await keepProofs(context, caseId, { kind: 'confirmation', id }, files);
    const after = foldConfirmation([...events, event]).state;
    context.audit(`case:${caseId}`, { confirmation: step.event, from: state, to: after, on: step.on });
    await keepCase(context, course.row, { stage: course.stage }, false);
    return { id, state: after };
  },

  async 'mediation.saveConfirmationPapers'(context, { caseId, version, ready }) {
    const { tx, services, actor, now } = context;
    const course = await performanceCourse(context, caseId);
    const known = services.reference
      .inForce('confirmationPapers', actor.committee.region, course.effectiveOn)
      .map((one) => one.code);
    if (ready.some((code) => !known.includes(code))) throw fieldError('ready', 'field.unknownReference');
    const before = await tx.find(ConfirmationPackets).findOneBy({ case_id: caseId });
    requireVersion(before?.version ?? 0, version);
    await tx.run(
      `INSERT INTO confirmation_packets (case_id, version, ready, recorded_by, recorded_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (case_id) DO UPDATE SET version = excluded.version, ready = excluded.ready,
         recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at`,
      [caseId, version + 1, JSON.stringify([...new Set(ready)].sort()), actor.userId, now],
    );
    context.audit(`case:${caseId}`, { confirmationPapers: ready.length });
    return { version: version + 1 };
  },

  async 'mediation.saveCourtStep'(context, { caseId, stepId, version, step, files }) {
    const { tx, services, today } = context;
    const course = await performanceCourse(context, caseId);
    if (!courtResultsOf[step.kind].includes(step.result)) throw fieldError('step.result', 'field.invalid');
    requirePast('step.filedOn', step.filedOn, today);
    requireNotBefore('step.filedOn', step.filedOn, course.effectiveOn);
    const resultOn = step.result === 'pending' ? null : step.resultOn;
    if (step.result !== 'pending') {
      if (resultOn === null) throw fieldError('step.resultOn', 'field.required');
      requirePast('step.resultOn', resultOn, today);
      requireNotBefore('step.resultOn', resultOn, step.filedOn);
    }
    const columns = {
      kind: step.kind,
      filed_on: step.filedOn,
      court: step.court,
      number: step.number,
      filed_by: step.filedBy,
      result: step.result,
      result_on: resultOn,
      note: step.note,
    };
    const { late, ...recorded } = course.recorded;
    let saved = { id: services.ids.next(), version: 1 };
    if (stepId === undefined) {
      await tx.insert(CourtSteps, {
        ...saved,
        case_id: caseId,
        struck_reason: '',
        ...columns,
        ...recorded,
      });
    } else {
      const before = course.records.courtSteps.find((one) => one.id === stepId);
      if (!before) throw notFound('courtStep');
      requireVersion(before.version, version);
      saved = { id: stepId, version: before.version + 1 };
      await tx.update(CourtSteps, stepId, { ...columns, version: saved.version });
    }
    await keepProofs(context, caseId, { kind: 'courtStep', id: saved.id }, files);
    context.audit(`case:${caseId}`, {
      courtStep: saved.id,
      kind: step.kind,
      result: step.result,
      late: late === 1,
    });
    await keepCase(context, course.row, { stage: course.stage }, false);
    return saved;
  },

  async 'mediation.strikeCourtStep'(context, { caseId, stepId, version, reason }) {
    const course = await performanceCourse(context, caseId);
    const before = course.records.courtSteps.find((one) => one.id === stepId);
    if (!before) throw notFound('courtStep');
    requireVersion(before.version, version);
    // A case that was closed by this lawsuit is corrected first: its outcome would rest on nothing.
    const others = course.records.courtSteps.filter((one) => one.id !== stepId);
    if (course.row.outcome === 'lawsuit' && !others.some(isStandingLawsuit)) {
      throw new AppError('record.inUse', { params: { name: before.court } });
    }
    const saved = { id: stepId, version: before.version + 1 };
    await context.tx.update(CourtSteps, stepId, { version: saved.version, struck_reason: reason });
    context.audit(`case:${caseId}`, { courtStepStruck: stepId, kind: before.kind });
    await keepCase(context, course.row, { stage: course.stage }, false);
    return saved;
  },
};

async function requireParties(
  { tx }: CommandContext,
  caseId: string,
  path: string,
  ids: readonly string[],
): Promise<void> {
  const rows = await tx.all<{ id: string }>('SELECT id FROM case_parties WHERE case_id = ?', [caseId]);
  const known = new Set(rows.map((row) => row.id));
  if (ids.some((id) => !known.has(id))) throw fieldError(path, 'field.unknownReference');
}
