import type { ParsedInput } from '../contract/index.ts';
import { AppError, fieldError, requireVersion } from '../platform/app-error.ts';
import { issueNumber, voidNumber } from '../platform/numbers/numbers.ts';
import type { CommandContext, HandlersOf } from '../platform/router/handlers.ts';
import { agreementOf } from './agreement-store.ts';
import { partiesOf, type StoredParty } from './case-party-store.ts';
import { caseById, keepCase, stageAfter } from './case-store.ts';
import { requireNotBefore, requirePast } from './dates-check.ts';
import { replaceMediators } from './mediator-store.ts';
import { closingAnswer } from './performance/closing.ts';
import { closingFactsOf, keepPrevention, keepTermination } from './performance/ending-store.ts';
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
    context.audit(`case:${row.id}`, {
      number,
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

  async 'mediation.declineCase'(context, { id, version, reason }) {
    const row = await caseById(context, id);
    requireVersion(row.version, version);
    const stage = stageAfter(row, 'decline');
    context.audit(`case:${id}`, { declined: true });
    return keepCase(context, row, { stage, declined_on: context.today, decline_reason: reason });
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
    requireNotBefore('on', on, (await agreementOf(context.tx, id))?.record.effective_on ?? null);
    const facts = await closingFactsOf(context, id);
    const answer = closingAnswer(outcome, facts);
    if (!answer.allowed) {
      throw new AppError('case.closingForbids', {
        params: { outcome, reason: answer.reason, open: facts.openItems },
        fields: {
          outcome: { code: `field.closing${answer.reason[0]?.toUpperCase()}${answer.reason.slice(1)}` },
        },
      });
    }
    await keepPrevention(context, id, prevention);
    context.audit(`case:${id}`, { outcome, on, openItems: facts.openItems, prevention: prevention.length });
    return keepCase(context, row, { stage, outcome, outcome_note: note, closed_on: on });
  },

  async 'mediation.terminateCase'(context, input) {
    const { id, version, reason, on, note } = input;
    const row = await caseById(context, id);
    requireVersion(row.version, version);
    const stage = stageAfter(row, 'terminate');
    requirePast('on', on, context.today);
    requireNotBefore('on', on, row.accepted_on);
    const agreement = await agreementOf(context.tx, id);
    // An agreement that was issued but never came into effect: its number stays in the book, void.
    if (agreement?.record.number) await voidNumber(context, agreement.record.id, `terminated: ${reason}`);
    await keepTermination(context, id, input);
    context.audit(`case:${id}`, { reason, on, routesNotified: true, complexity: input.complexity });
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

/** The next number of the committee’s pattern, or the number of a paper case. Errors: `case.numberTaken`. */
async function caseNumber(
  context: CommandContext,
  caseId: string,
  input: ParsedInput<'mediation.acceptCase'>,
): Promise<string> {
  const request = { kind: 'case' as const, on: input.acceptedOn, ownerId: caseId };
  if (input.manualNumber === '') return (await issueNumber(context, request)).number;
  try {
    return (await issueNumber(context, { ...request, manual: input.manualNumber })).number;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'record.duplicate') throw error;
    throw new AppError('case.numberTaken', {
      params: { number: input.manualNumber },
      fields: { manualNumber: { code: 'field.taken' } },
    });
  }
}
