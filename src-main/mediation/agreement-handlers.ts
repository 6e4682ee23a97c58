import type { ParsedInput } from '../contract/index.ts';
import type { SignatureAct } from '../contract/mediation/agreement-values.ts';
import { AppError, fieldError, notFound, requireVersion } from '../platform/app-error.ts';
import { toCapitals } from '../platform/money.ts';
import type { CommandContext, HandlersOf } from '../platform/router/handlers.ts';
import { actsOf, agreementOf, replaceActs, writeAgreement } from './agreement-store.ts';
import { effectIsFollowed } from './agreement-version-store.ts';
import { partiesOf } from './case-party-store.ts';
import { caseById, keepCase, stageAfter } from './case-store.ts';
import { checkInputOf } from './check-input.ts';
import { checkAgreement } from './checker.ts';
import { copiesFor } from './copies.ts';
import { requireNotBefore, requirePast } from './dates-check.ts';
import { effectiveDate, effectMayMove } from './effect.ts';
import { Agreements, type AgreementRecord, type CaseRecord } from './entities.ts';
import { mediatorsOf } from './mediator-store.ts';
import { isPrintable, totalFen } from './totals.ts';

type AgreementRoutes = 'mediation.checkAgreement' | 'mediation.saveAgreement' | 'mediation.recordSignatures';

export const agreementHandlers: Pick<HandlersOf<'mediation'>, AgreementRoutes> = {
  async 'mediation.checkAgreement'(context, { caseId, agreement }) {
    const input = await checkInputOf(context, await caseById(context, caseId), agreement);
    const total = totalFen(agreement.clauses);
    return {
      findings: checkAgreement(input),
      totalFen: total,
      // The checker has said so: `totalTooLarge`.
      totalCapitals: isPrintable(total) ? toCapitals(total) : '',
      copies: copiesFor(input.parties.length),
    };
  },

  'mediation.saveAgreement': saveAgreement,

  async 'mediation.recordSignatures'(context, { caseId, version, acts }) {
    const row = await caseById(context, caseId);
    const agreement = (await agreementOf(context.tx, caseId))?.record;
    if (!agreement) throw notFound('agreement');
    requireVersion(agreement.version, version);
    if (!agreement.issued_document_id) throw new AppError('agreement.notIssued');
    stageAfter(row, 'recordSignatures');
    await checkActs(context, row, acts, agreement);
    await replaceActs(context, agreement.id, acts);
    const parties = await partiesOf(context.tx, caseId);
    const effectiveOn = effectiveDate({
      form: agreement.form,
      concludedOn: agreement.concluded_on,
      partyIds: parties.map((party) => party.id),
      acts: await actsOf(context.tx, agreement.id),
    });
    const move = { before: agreement.effective_on, after: effectiveOn };
    if (!effectMayMove(move, await effectIsFollowed(context.tx, caseId))) {
      throw new AppError('agreement.effectStands', { params: { effectiveOn: agreement.effective_on ?? '' } });
    }
    await context.tx.update(Agreements, agreement.id, {
      version: agreement.version + 1,
      effective_on: effectiveOn,
      updated_at: context.now,
    });
    context.audit(`case:${caseId}`, {
      acts: acts.length,
      effectiveOnBefore: agreement.effective_on,
      effectiveOn,
    });
    await keepCase(context, row, { stage: stageByEffect(row, effectiveOn) }, false);
    return { version: agreement.version + 1, effectiveOn };
  },
};

/** Saves the terms; whatever else puts a clause into an agreement (an accepted offer) comes by here too. */
export async function saveAgreement(
  context: CommandContext,
  { caseId, version, agreement }: ParsedInput<'mediation.saveAgreement'>,
): Promise<{ version: number }> {
  const row = await caseById(context, caseId);
  const before = (await agreementOf(context.tx, caseId))?.record ?? null;
  if (before?.issued_document_id) throw new AppError('agreement.alreadyIssued');
  if (before) requireVersion(before.version, version);
  const stage = stageAfter(row, 'saveAgreement');
  const saved = await writeAgreement(context, caseId, before, agreement);
  context.audit(`case:${caseId}`, {
    form: agreement.form,
    clauses: agreement.clauses.length,
    totalFen: totalFen(agreement.clauses),
  });
  await keepCase(context, row, { stage }, false);
  return { version: saved };
}

/** A tick taken back can end the effect again: the case waits for signatures once more. */
function stageByEffect(row: CaseRecord, effectiveOn: string | null): CaseRecord['stage'] {
  if (effectiveOn !== null && row.stage === 'agreed') return stageAfter(row, 'takeEffect');
  if (effectiveOn === null && row.stage === 'performing') return stageAfter(row, 'loseEffect');
  return row.stage;
}

/** Every act is one of this case’s own people, has a day, and that day is not before the agreement nor to come. */
async function checkActs(
  context: CommandContext,
  row: CaseRecord,
  acts: readonly SignatureAct[],
  agreement: AgreementRecord,
): Promise<void> {
  // Whoever signed before the case was handed over to somebody else has signed.
  const signed = (await actsOf(context.tx, agreement.id)).filter((act) => act.actor === 'mediator');
  const people = {
    party: new Set((await partiesOf(context.tx, row.id)).map((party) => party.id)),
    mediator: new Set([
      ...(await mediatorsOf(context.tx, row.id)).map((mediator) => mediator.userId),
      ...signed.map((act) => act.actorId ?? ''),
    ]),
  };
  const seen = new Set<string>();
  for (const [index, act] of acts.entries()) {
    const known =
      act.actor === 'committee'
        ? act.actorId === null
        : act.actorId !== null && people[act.actor].has(act.actorId);
    if (!known) throw fieldError(`acts.${index}.actorId`, 'field.unknownReference');
    const key = `${act.actor} ${act.actorId}`;
    if (seen.has(key)) throw fieldError(`acts.${index}.actorId`, 'field.duplicate');
    seen.add(key);
    if (!act.signature && !act.fingerprint && !act.seal) continue;
    if (act.doneOn === null) throw fieldError(`acts.${index}.doneOn`, 'field.required');
    requirePast(`acts.${index}.doneOn`, act.doneOn, context.today);
    requireNotBefore(`acts.${index}.doneOn`, act.doneOn, agreement.concluded_on);
  }
}
