import type { ParsedInput } from '../contract/index.ts';
import { AppError, fieldError, requireVersion } from '../platform/app-error.ts';
import { voidNumber } from '../platform/numbers/numbers.ts';
import type { CommandContext, HandlersOf } from '../platform/router/handlers.ts';
import { agreementOf } from './agreement-store.ts';
import { formerAgreement } from './agreement-version-store.ts';
import { caseNumber } from './case-number-store.ts';
import { partiesOf, type StoredParty } from './case-party-store.ts';
import { caseById, keepCase, stageAfter } from './case-store.ts';
import { requireNotBefore, requirePast } from './dates-check.ts';
import { replaceMediators } from './mediator-store.ts';
import { keepPrevention, keepTermination, requireClosable } from './performance/ending-store.ts';
import { confirmationOfCase } from './performance/performance-store.ts';
import { noteStep } from './performance/step-store.ts';
import { terminationEvent } from './performance/succession.ts';
import { recordConsent } from './proceedings/statement-store.ts';

type CourseRoutes =
  | 'mediation.acceptCase'
  | 'mediation.declineCase'
  | 'mediation.assignMediators'
  | 'mediation.closeCase'
  | 'mediation.terminateCase';

export const courseHandlers: Pick<HandlersOf<'mediation'>, CourseRoutes> = {
  async 'mediation.acceptCase'(context, input) {
    const row = await caseById(context, input.id);
    requireVersion(row.version, input.version);
    const stage = stageAfter(row, 'accept');
    requirePast('acceptedOn', input.acceptedOn, context.today);
    requireNotBefore('acceptedOn', input.acceptedOn, row.applied_on);
    requirePast('rightsNotifiedOn', input.rightsNotifiedOn, context.today);
    requireNotBefore('rightsNotifiedOn', input.rightsNotifiedOn, row.applied_on);
    await recordConsents(context, row.id, await partiesOf(context.tx, row.id), input);
    await replaceMediators(context, row.id, input.mediators);
    const number = await caseNumber(context, row.id, input);
    const accepted = await noteStep(context, row, 'accepted', input.acceptedOn);
    const notified = await noteStep(context, row, 'rightsNotified', input.rightsNotifiedOn);
    context.audit(`case:${row.id}`, {
      number,
      late: accepted.late || notified.late,
      acceptedOn: input.acceptedOn,
      mediators: input.mediators.length,
    });
    const saved = await keepCase(context, row, {
      stage,
      number,
      accepted_on: input.acceptedOn,
      rights_notified_on: input.rightsNotifiedOn,
    });
    return { ...saved, number };
  },

  async 'mediation.declineCase'(context, { id, version, kind, reason, on = context.today }) {
    const row = await caseById(context, id);
    requireVersion(row.version, version);
    const stage = stageAfter(row, 'decline');
    requirePast('on', on, context.today);
    requireNotBefore('on', on, row.applied_on);
    const { late } = await noteStep(context, row, 'declined', on);
    context.audit(`case:${id}`, { declined: true, on, late });
    return keepCase(context, row, { stage, declined_on: on, decline_kind: kind, decline_reason: reason });
  },

  async 'mediation.assignMediators'(context, { id, version, mediators }) {
    const row = await caseById(context, id);
    requireVersion(row.version, version);
    const stage = stageAfter(row, 'assignMediators');
    await replaceMediators(context, id, mediators);
    context.audit(`case:${id}`, { mediators: mediators.map((one) => one.userId) });
    return keepCase(context, row, { stage });
  },

  async 'mediation.closeCase'(context, { id, version, outcome, on, note, prevention }) {
    const row = await caseById(context, id);
    requireVersion(row.version, version);
    const stage = stageAfter(row, 'close');
    requirePast('on', on, context.today);
    const { openItems } = await requireClosable(context, id, outcome, on);
    await keepPrevention(context, id, prevention);
    const { late } = await noteStep(context, row, 'closed', on);
    context.audit(`case:${id}`, { outcome, on, late, openItems, prevention: prevention.length });
    return keepCase(context, row, { stage, outcome, outcome_note: note, closed_on: on });
  },

  async 'mediation.terminateCase'(context, input) {
    const { id, version, reason, on, note } = input;
    const row = await caseById(context, id);
    requireVersion(row.version, version);
    const { state, standing } = await confirmationOfCase(context.tx, id);
    const event = terminationEvent(row.stage, state);
    const stage = stageAfter(row, event);
    requirePast('on', on, context.today);
    requireNotBefore('on', on, row.accepted_on);
    if (event === 'terminateRejected') {
      requireNotBefore('on', on, standing.at(-1)?.happened_on ?? null);
    }
    // What the parties agreed binds them (人民调解法 art. 31) until another agreement does; only a rejected one may end here.
    const former = event === 'terminate' ? await formerAgreement(context.tx, id) : null;
    if (former?.ending === 'consent')
      throw new AppError('agreement.formerStands', { params: { number: former.number } });
    const record = (await agreementOf(context.tx, id))?.record;
    // An agreement that was issued but never came into effect: its number stays in the book, void.
    if (record?.number && record.effective_on === null) {
      await voidNumber(context, record.id, `terminated: ${reason}`, record.number);
    }
    await keepTermination(context, id, input);
    const { late } = await noteStep(context, row, 'terminated', on);
    context.audit(`case:${id}`, { reason, on, late, routesNotified: true, complexity: input.complexity });
    return keepCase(context, row, {
      stage,
      termination_reason: reason,
      termination_note: note,
      terminated_on: on,
    });
  },
};

/**
 * Nobody is mediated against a clear refusal, and everybody is asked (人民调解法 art. 17). Errors: `case.consentMissing`
 * naming those who refuse or were not asked; for a refusal the advice is to decline the case.
 */
async function recordConsents(
  context: CommandContext,
  caseId: string,
  parties: readonly StoredParty[],
  { consents, acceptedOn }: Pick<ParsedInput<'mediation.acceptCase'>, 'consents' | 'acceptedOn'>,
): Promise<void> {
  consents.forEach((consent, index) => {
    if (!parties.some((party) => party.id === consent.partyId)) {
      throw fieldError(`consents.${index}.partyId`, 'field.unknownReference');
    }
  });
  const answerOf = (party: StoredParty) => consents.find((one) => one.partyId === party.id)?.consents;
  const names = (list: readonly StoredParty[]) => list.map((party) => party.name).join('、');
  const refusing = parties.filter((party) => answerOf(party) === false);
  if (refusing.length > 0) {
    throw new AppError('case.consentMissing', { params: { names: names(refusing), advice: 'decline' } });
  }
  const silent = parties.filter((party) => answerOf(party) === undefined);
  if (silent.length > 0)
    throw new AppError('case.consentMissing', { params: { names: names(silent), advice: 'ask' } });
  for (const [index, consent] of consents.entries()) {
    const party = parties.find((one) => one.id === consent.partyId);
    if (!party) continue;
    const on = consent.on ?? acceptedOn;
    requirePast(`consents.${index}.on`, on, context.today);
    await recordConsent(
      context,
      caseId,
      party,
      { answer: 'consents', on, manner: consent.manner, note: '' },
      false,
    );
  }
}
