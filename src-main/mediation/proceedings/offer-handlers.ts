import type { AgreementFields } from '../../contract/mediation/agreement-values.ts';
import type { OfferFields } from '../../contract/mediation/proceedings-fields.ts';
import { AppError, fieldError, notFound, requireVersion } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { CommandContext, HandlersOf } from '../../platform/router/handlers.ts';
import { saveAgreement } from '../agreement-handlers.ts';
import { agreementOf } from '../agreement-store.ts';
import { keepCase } from '../case-store.ts';
import { requirePast } from '../dates-check.ts';
import type { CaseRecord } from '../entities.ts';
import { changedColumns, courseOf, nextNumber, requireParties } from './course-store.ts';
import { DisputeIssues, Offers } from './entities.ts';
import {
  refusalOfAnswer,
  refusalOfCorrection,
  refusalOfOffer,
  type ChainRefusal,
  type OfferDraft,
} from './offer-chain.ts';
import { clauseOfOffer } from './offer-clause.ts';
import {
  chainOf,
  issuesOf,
  offerById,
  offerColumns,
  offersInAgreement,
  offersOf,
  replaceOfferParties,
} from './offer-store.ts';

type OfferRoutes =
  'mediation.saveIssue' | 'mediation.recordOffer' | 'mediation.answerOffer' | 'mediation.offerToClause';

export const offerHandlers: Pick<HandlersOf<'mediation'>, OfferRoutes> = {
  async 'mediation.saveIssue'(context, { caseId, issueId, version, issue }) {
    const { tx, services } = context;
    const { row, stage, recorded } = await courseOf(context, caseId, 'recordOffer');
    await keepCase(context, row, { stage }, false);
    if (issueId !== undefined) {
      const before = await tx.find(DisputeIssues).findOneBy({ id: issueId, case_id: caseId });
      if (!before) throw notFound('issue');
      requireVersion(before.version, version);
      await tx.update(DisputeIssues, before.id, { ...issue, version: before.version + 1 });
      context.audit(`case:${caseId}`, { issue: before.number, corrected: changedColumns(before, issue) });
      return { id: before.id, version: before.version + 1 };
    }
    const id = services.ids.next();
    const number = await nextNumber(tx, 'dispute_issues', caseId);
    await tx.insert(DisputeIssues, { id, case_id: caseId, version: 1, number, ...issue, ...recorded });
    context.audit(`case:${caseId}`, { issue: number });
    return { id, version: 1 };
  },

  async 'mediation.recordOffer'(context, { caseId, offerId, version, offer }) {
    const { row, stage, recorded } = await courseOf(context, caseId, 'recordOffer', offer.offeredOn);
    await checkOffer(context, caseId, offer);
    await keepCase(context, row, { stage }, false);
    if (offerId !== undefined) return correctOffer(context, caseId, offerId, version, offer);
    const { tx, services } = context;
    const id = services.ids.next();
    const before = await offersOf(tx, caseId, offer.issueId);
    refuse(refusalOfOffer(chainOf(before), draftOf(id, offer)));
    const number = before.length + 1;
    await tx.insert(Offers, {
      id,
      case_id: caseId,
      issue_id: offer.issueId,
      version: 1,
      number,
      counter_to: offer.counterTo,
      answer: 'open',
      answered_on: null,
      answer_note: '',
      ...offerColumns(offer),
      ...recorded,
    });
    await replaceOfferParties(tx, id, offer);
    if (offer.counterTo !== null) await answerByCounter(context, offer.counterTo, offer.offeredOn);
    context.audit(`case:${caseId}`, {
      offer: id,
      number,
      counterTo: offer.counterTo,
      late: recorded.late === 1,
    });
    return { id, version: 1 };
  },

  async 'mediation.answerOffer'(context, { caseId, offerId, version, answer, on, note }) {
    const { row, stage } = await courseOf(context, caseId, 'recordOffer');
    const { offer, chain } = await offerById(context.tx, caseId, offerId);
    requireVersion(offer.record.version, version);
    requirePast('on', on, context.today);
    const isClause = (await offersInAgreement(context.tx, caseId)).has(offerId);
    refuse(refusalOfAnswer(chain, offerId, answer, on, isClause), 'on');
    await context.tx.update(Offers, offerId, {
      version: offer.record.version + 1,
      answer,
      answered_on: answer === 'open' ? null : on,
      answer_note: answer === 'open' ? '' : note,
    });
    context.audit(`case:${caseId}`, { offer: offerId, answerBefore: offer.record.answer, answer, on });
    await keepCase(context, row, { stage }, false);
    return { id: offerId, version: offer.record.version + 1 };
  },

  async 'mediation.offerToClause'(context, { caseId, offerId }) {
    const { row } = await courseOf(context, caseId, 'saveAgreement');
    const { offer } = await offerById(context.tx, caseId, offerId);
    if (offer.record.answer !== 'accepted') throw new AppError('offer.notAccepted');
    if ((await offersInAgreement(context.tx, caseId)).has(offerId)) throw new AppError('offer.isClause');
    const stored = await agreementOf(context.tx, caseId);
    const agreement = stored?.fields ?? (await firstAgreement(context.tx, row));
    const saved = await saveAgreement(context, {
      caseId,
      version: stored?.record.version,
      agreement: { ...agreement, clauses: [...agreement.clauses, clauseOfOffer(offerId, offer.fields)] },
    });
    context.audit(`case:${caseId}`, { offer: offerId });
    return { clauseId: offerId, agreementVersion: saved.version };
  },
};

async function correctOffer(
  context: CommandContext,
  caseId: string,
  offerId: string,
  version: number | undefined,
  fields: OfferFields,
) {
  const { tx } = context;
  const { offer, chain } = await offerById(tx, caseId, offerId);
  requireVersion(offer.record.version, version);
  if (offer.record.issue_id !== fields.issueId) throw fieldError('offer.issueId', 'field.unknownReference');
  refuse(refusalOfCorrection(chain, draftOf(offerId, fields)));
  const columns = offerColumns(fields);
  await tx.update(Offers, offerId, { ...columns, version: offer.record.version + 1 });
  await replaceOfferParties(tx, offerId, fields);
  if (fields.counterTo !== null) await answerByCounter(context, fields.counterTo, fields.offeredOn);
  context.audit(`case:${caseId}`, { offer: offerId, corrected: changedColumns(offer.record, columns) });
  return { id: offerId, version: offer.record.version + 1 };
}

/** The offer that is countered is answered on the day of its counter-offer. */
async function answerByCounter({ tx }: CommandContext, id: string, on: string): Promise<void> {
  await tx.run(
    `UPDATE offers SET answer = 'countered', answered_on = ?, answer_note = '', version = version + 1 WHERE id = ?`,
    [on, id],
  );
}

async function checkOffer({ tx, today }: CommandContext, caseId: string, offer: OfferFields): Promise<void> {
  const issue = await tx.find(DisputeIssues).findOneBy({ id: offer.issueId, case_id: caseId });
  if (!issue) throw fieldError('offer.issueId', 'field.unknownReference');
  requirePast('offer.offeredOn', offer.offeredOn, today);
  for (const side of ['fromIds', 'toIds', 'debtorIds', 'creditorIds'] as const) {
    await requireParties(tx, caseId, `offer.${side}`, offer[side]);
  }
}

const draftOf = (id: string, offer: OfferFields): OfferDraft => ({
  id,
  counterTo: offer.counterTo,
  by: offer.by,
  fromIds: offer.fromIds,
  toIds: offer.toIds,
  offeredOn: offer.offeredOn,
});

function refuse(reason: ChainRefusal | null, dayField = 'offer.offeredOn'): void {
  switch (reason) {
    case null:
      return;
    case 'unknown':
      throw fieldError('offer.counterTo', 'field.unknownReference');
    case 'notOpen':
      throw new AppError('offer.notOpen');
    case 'issueSettled':
      throw new AppError('offer.issueSettled');
    case 'isClause':
      throw new AppError('offer.isClause');
    case 'notAddressed':
      throw fieldError('offer.fromIds', 'field.offerNotAddressed');
    case 'toOneself':
      throw fieldError('offer.toIds', 'field.offerToOneself');
    case 'tooEarly':
      throw fieldError(dayField, 'field.beforeOffer');
  }
}

/** An agreement that begins with this clause: facts from the registration, the issues in dispute as they were named. */
async function firstAgreement(tx: Reader, row: CaseRecord): Promise<AgreementFields> {
  const issues = await issuesOf(tx, row.id);
  return {
    form: 'written',
    facts: row.facts,
    issues: issues.map((issue) => issue.title).join('；'),
    responsibilities: [],
    clauses: [],
    performance: '',
    concludedOn: null,
    place: '',
    recorder: '',
  };
}
