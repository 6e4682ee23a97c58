import type { ParsedInput } from '../../contract/index.ts';
import type { Prevention } from '../../contract/mediation/case-values.ts';
import { AppError, fieldError } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import { agreementOf } from '../agreement-store.ts';
import { partiesOf } from '../case-party-store.ts';
import { recordConsent } from '../proceedings/statement-store.ts';
import { requireNotBefore } from '../dates-check.ts';
import {
  closingAnswer,
  earliestClosing,
  isStandingLawsuit,
  type ClosingFacts,
  type Outcome,
} from './closing.ts';
import { foldConfirmation, isConfirmed } from './confirmation.ts';
import { CasePreventions, CaseTerminations } from './entities.ts';
import { entryOf, performanceRecordsOf } from './performance-store.ts';
import { itemsOf, progressOf } from './schedule.ts';

/** What the table of outcomes asks of a case that is to be closed. */
export async function closingFactsOf(
  { tx, today }: { tx: Reader; today: string },
  caseId: string,
): Promise<ClosingFacts> {
  const agreement = await agreementOf(tx, caseId);
  const records = await performanceRecordsOf(tx, caseId);
  const entries = records.entries.map(entryOf);
  const items = itemsOf(agreement?.fields.clauses ?? []);
  const progress = items.map((item) => progressOf(item, entries, today, today));
  const lawsuits = records.courtSteps.filter(isStandingLawsuit);
  const { state, standing } = foldConfirmation(records.confirmation);
  const confirmed = standing.find((one) => one.event === 'confirm');
  return {
    items: items.length,
    openItems: progress.filter((one) => one.state !== 'done').length,
    lawsuits: lawsuits.length,
    confirmed: isConfirmed(state),
    lastDoneOn: progress.reduce<string | null>(
      (last, { doneOn }) => (last === null || (doneOn !== null && doneOn > last) ? doneOn : last),
      null,
    ),
    lawsuitOn: lawsuits[0]?.filed_on ?? null,
    confirmedOn: confirmed?.happened_on ?? null,
  };
}

/**
 * A case may be closed with an outcome on a day. A case of an old register came without its agreement: nothing is asked of
 * it. Errors: `case.closingForbids`; `input.invalid` beside `on` when the outcome had not come about by then.
 */
export async function requireClosable(
  context: CommandContext,
  caseId: string,
  outcome: Outcome,
  on: string,
): Promise<ClosingFacts> {
  const facts = await closingFactsOf(context, caseId);
  const effectiveOn = (await agreementOf(context.tx, caseId))?.record.effective_on ?? null;
  if (effectiveOn === null) return facts;
  requireNotBefore('on', on, effectiveOn);
  const answer = closingAnswer(outcome, facts);
  if (!answer.allowed) {
    throw new AppError('case.closingForbids', {
      params: { outcome, reason: answer.reason, open: facts.openItems },
      fields: {
        outcome: { code: `field.closing${answer.reason[0]?.toUpperCase()}${answer.reason.slice(1)}` },
      },
    });
  }
  requireNotBefore('on', on, earliestClosing(outcome, facts));
  return facts;
}

/** National table, row 11; a kind with nothing to count is no row. */
export async function keepPrevention(
  { tx }: CommandContext,
  caseId: string,
  prevention: readonly Prevention[],
): Promise<void> {
  prevention.forEach((one, index) => {
    if (prevention.findIndex((other) => other.kind === one.kind) !== index) {
      throw fieldError(`prevention.${index}.kind`, 'field.duplicate');
    }
  });
  await tx.run('DELETE FROM case_preventions WHERE case_id = ?', [caseId]);
  const counted = prevention.filter((one) => one.cases + one.persons > 0);
  await tx.insert(
    CasePreventions,
    counted.map((one) => ({ case_id: caseId, ...one })),
  );
}

/** What was counted as prevented, by kind. */
export async function preventionOf(tx: Reader, caseId: string): Promise<Prevention[]> {
  const rows = await tx.find(CasePreventions).find({ where: { case_id: caseId }, order: { kind: 'ASC' } });
  return rows.map(({ kind, cases, persons }) => ({ kind, cases, persons }));
}

/**
 * What the court gets that takes the case next, and who refused: nobody is mediated against a clear refusal (人民调解法
 * art. 17), so the consent of those who refused is withdrawn with the end of mediation.
 */
export async function keepTermination(
  context: CommandContext,
  caseId: string,
  input: Pick<
    ParsedInput<'mediation.terminateCase'>,
    'reason' | 'on' | 'note' | 'refusedBy' | 'disputeFocus' | 'complexity'
  >,
): Promise<void> {
  const { tx } = context;
  const parties = await partiesOf(tx, caseId);
  const refusedBy = input.reason === 'refused' ? [...new Set(input.refusedBy)] : [];
  for (const id of refusedBy) {
    const party = parties.find((one) => one.id === id);
    if (!party) throw fieldError('refusedBy', 'field.unknownReference');
    const refusal = { answer: 'refuses', on: input.on, manner: 'notStated', note: input.note } as const;
    await recordConsent(context, caseId, party, refusal, false);
  }
  await tx.insert(CaseTerminations, {
    case_id: caseId,
    refused_by: JSON.stringify(refusedBy),
    dispute_focus: input.disputeFocus,
    complexity: input.complexity,
    recorded_by: context.actor.userId,
    recorded_at: context.now,
  });
}
