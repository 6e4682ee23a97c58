import { AppError, fieldError, notFound, requireVersion } from '../../platform/app-error.ts';
import type { CommandContext, HandlersOf } from '../../platform/router/handlers.ts';
import { keepCase } from '../case-store.ts';
import { requireNotBefore, requirePast } from '../dates-check.ts';
import { leaveCase } from '../mediator-store.ts';
import { changedColumns, courseOf, requireParties } from './course-store.ts';
import { CaseParticipants, RecusalRequests, Recusals, RiskRecords, type RecusalRecord } from './entities.ts';

type PeopleRoutes =
  | 'mediation.recordParticipant'
  | 'mediation.recordRecusal'
  | 'mediation.decideRecusal'
  | 'mediation.recordRisk';

export const peopleHandlers: Pick<HandlersOf<'mediation'>, PeopleRoutes> = {
  async 'mediation.recordParticipant'(context, { caseId, participantId, version, participant }) {
    const { tx, services, today } = context;
    const { row, stage, recorded } = await courseOf(context, caseId, 'recordCourse');
    requirePast('participant.invitedOn', participant.invitedOn, today);
    const columns = {
      kind: participant.kind,
      name: participant.name,
      relation: participant.relation,
      organisation: participant.organisation,
      invited_on: participant.invitedOn,
      invited_by: participant.invitedBy,
      parties_consent: participant.partiesConsent ? 1 : 0,
      note: participant.note,
      withdrawn_reason: participant.withdrawnReason,
    };
    await keepCase(context, row, { stage }, false);
    if (participantId !== undefined) {
      const before = await tx.find(CaseParticipants).findOneBy({ id: participantId, case_id: caseId });
      if (!before) throw notFound('participant');
      requireVersion(before.version, version);
      await tx.update(CaseParticipants, before.id, { ...columns, version: before.version + 1 });
      context.audit(`case:${caseId}`, { participant: before.id, corrected: changedColumns(before, columns) });
      return { id: before.id, version: before.version + 1 };
    }
    const id = services.ids.next();
    await tx.insert(CaseParticipants, { id, case_id: caseId, version: 1, ...columns, ...recorded });
    context.audit(`case:${caseId}`, { participant: id, consent: participant.partiesConsent });
    return { id, version: 1 };
  },

  async 'mediation.recordRecusal'(context, { caseId, recusal }) {
    const { tx, services, today } = context;
    const granted = recusal.decision === 'granted';
    // Granted, it changes who mediates: allowed when changing that is.
    const event = granted ? ('assignMediators' as const) : ('recordCourse' as const);
    const { row, stage, recorded } = await courseOf(context, caseId, event);
    const partyId = recusal.askedBy === 'party' ? recusal.partyId : null;
    await requireParties(tx, caseId, 'recusal.partyId', [partyId]);
    requirePast('recusal.askedOn', recusal.askedOn, today);
    await requireMediatesOnce(context, caseId, recusal.userId);
    const id = services.ids.next();
    const request = {
      id,
      case_id: caseId,
      user_id: recusal.userId,
      asked_by: recusal.askedBy,
      party_id: partyId,
      asked_on: recusal.askedOn,
      reason: recusal.reason,
    };
    const { decision, decidedOn } = recusal;
    if (decision === null || decidedOn === null) {
      const { recorded_by, recorded_at } = recorded;
      await tx.insert(RecusalRequests, { ...request, recorded_by, recorded_at });
      context.audit(`case:${caseId}`, { recusal: recusal.userId, decision: 'pending' });
    } else {
      await decide(context, 'recusal', { ...request, decision, decided_on: decidedOn, ...recorded });
    }
    // The list of mediators is part of the case file’s version, as with assigning them.
    await keepCase(context, row, { stage }, granted);
    return { id };
  },

  async 'mediation.decideRecusal'(context, { caseId, recusalId, decision: { decision, decidedOn } }) {
    const { tx } = context;
    const granted = decision === 'granted';
    const event = granted ? ('assignMediators' as const) : ('recordCourse' as const);
    const { row, stage, recorded } = await courseOf(context, caseId, event);
    const request = await tx.find(RecusalRequests).findOneBy({ id: recusalId, case_id: caseId });
    if (!request) throw notFound('recusal');
    if (await tx.find(Recusals).findOneBy({ id: recusalId })) throw new AppError('record.stale');
    // Whoever left the case in the meantime needs no decision that sends them away.
    if (granted) await requireMediatesOnce(context, caseId, request.user_id);
    await decide(context, 'decision', { ...request, decision, decided_on: decidedOn, ...recorded });
    await keepCase(context, row, { stage }, granted);
    return { id: recusalId };
  },

  async 'mediation.recordRisk'(context, { caseId, riskId, version, risk }) {
    const { tx, services, today } = context;
    const { row, stage, recorded } = await courseOf(context, caseId, 'recordCourse', risk.foundOn);
    requirePast('risk.foundOn', risk.foundOn, today);
    for (const field of ['reportedOn', 'resolvedOn'] as const) {
      const day = risk[field];
      if (day === null) continue;
      requirePast(`risk.${field}`, day, today);
      requireNotBefore(`risk.${field}`, day, risk.foundOn);
    }
    const columns = {
      kind: risk.kind,
      found_on: risk.foundOn,
      situation: risk.situation,
      measures: risk.measures,
      reported_on: risk.reportedOn,
      reported_to: risk.reportedTo,
      report_content: risk.reportContent,
      resolved_on: risk.resolvedOn,
    };
    await keepCase(context, row, { stage }, false);
    if (riskId !== undefined) {
      const before = await tx.find(RiskRecords).findOneBy({ id: riskId, case_id: caseId });
      if (!before) throw notFound('risk');
      requireVersion(before.version, version);
      await tx.update(RiskRecords, before.id, { ...columns, version: before.version + 1 });
      context.audit(`case:${caseId}`, { risk: before.id, corrected: changedColumns(before, columns) });
      return { id: before.id, version: before.version + 1 };
    }
    const id = services.ids.next();
    await tx.insert(RiskRecords, { id, case_id: caseId, version: 1, ...columns, ...recorded });
    context.audit(`case:${caseId}`, { risk: id, kind: risk.kind, reportedOn: risk.reportedOn });
    return { id, version: 1 };
  },
};

async function decide(context: CommandContext, path: string, recusal: RecusalRecord): Promise<void> {
  const { tx, today } = context;
  requirePast(`${path}.decidedOn`, recusal.decided_on, today);
  requireNotBefore(`${path}.decidedOn`, recusal.decided_on, recusal.asked_on);
  await tx.insert(Recusals, recusal);
  if (recusal.decision === 'granted') await leaveCase(tx, recusal.case_id, recusal.user_id);
  context.audit(`case:${recusal.case_id}`, { recusal: recusal.user_id, decision: recusal.decision });
}

/** Whoever is asked to step back mediates the case now, and was not sent away from it before. */
async function requireMediatesOnce({ tx }: CommandContext, caseId: string, userId: string): Promise<void> {
  const gone = await tx.get(
    `SELECT 1 FROM recusals WHERE case_id = ? AND user_id = ? AND decision = 'granted'`,
    [caseId, userId],
  );
  if (gone) throw new AppError('case.mediatorRecused');
  const here = await tx.get('SELECT 1 FROM case_mediators WHERE case_id = ? AND user_id = ?', [
    caseId,
    userId,
  ]);
  if (!here) throw fieldError('recusal.userId', 'field.unknownReference');
}
