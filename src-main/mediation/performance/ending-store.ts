import type { ParsedInput } from '../../contract/index.ts';
import type { Prevention } from '../../contract/mediation/case-values.ts';
import { fieldError } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import { agreementOf } from '../agreement-store.ts';
import { partiesOf } from '../case-party-store.ts';
import { recordConsent } from '../proceedings/statement-store.ts';
import type { ClosingFacts } from './closing.ts';
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
  return {
    openItems: items.filter((item) => progressOf(item, entries, today, today).state !== 'done').length,
    lawsuits: records.courtSteps.filter((one) => one.kind === 'lawsuit').length,
    confirmed: isConfirmed(foldConfirmation(records.confirmation).state),
  };
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
