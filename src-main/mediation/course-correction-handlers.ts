import type { ParsedInput } from '../contract/index.ts';
import { fieldError, requireVersion } from '../platform/app-error.ts';
import { voidNumber } from '../platform/numbers/numbers.ts';
import type { CommandContext, HandlersOf } from '../platform/router/handlers.ts';
import { agreementOf } from './agreement-store.ts';
import { caseNumber } from './case-number-store.ts';
import { caseById, keepCase, stageAfter } from './case-store.ts';
import { requireNotAfter, requireNotBefore, requirePast } from './dates-check.ts';
import type { CaseRecord } from './entities.ts';
import { requireClosable } from './performance/ending-store.ts';
import { noteStep } from './performance/step-store.ts';

type CorrectionRoutes = 'mediation.correctAcceptance' | 'mediation.correctEnding';

/** What was written down wrongly, or only later: the step stays what it was, its days and words are put right. */
export const courseCorrectionHandlers: Pick<HandlersOf<'mediation'>, CorrectionRoutes> = {
  async 'mediation.correctAcceptance'(context, input) {
    const { id, acceptedOn, rightsNotifiedOn, reason } = input;
    const row = await caseById(context, id);
    requireVersion(row.version, input.version);
    const stage = stageAfter(row, 'correctAcceptance');
    for (const [path, day] of [
      ['acceptedOn', acceptedOn],
      ['rightsNotifiedOn', rightsNotifiedOn],
    ] as const) {
      requirePast(path, day, context.today);
      requireNotBefore(path, day, row.applied_on);
      requireNotAfter(path, day, row.closed_on ?? row.terminated_on);
    }
    requireNotAfter('acceptedOn', acceptedOn, await firstDayOfMediation(context, id));
    let number = row.number ?? '';
    if (input.manualNumber !== '' && input.manualNumber !== number) {
      await voidNumber(context, id, `corrected: ${reason}`, number);
      number = await caseNumber(context, id, input);
    }
    const before = { on: row.accepted_on, number: row.number };
    const accepted = await noteStep(context, row, 'accepted', acceptedOn, { reason, before });
    const notified = await noteStep(context, row, 'rightsNotified', rightsNotifiedOn, {
      reason,
      before: { on: row.rights_notified_on },
    });
    context.audit(`case:${id}`, {
      acceptedOn,
      rightsNotifiedOn,
      number,
      acceptedOnBefore: row.accepted_on,
      rightsNotifiedOnBefore: row.rights_notified_on,
      numberBefore: row.number,
      late: accepted.late || notified.late,
    });
    const changes = { stage, number, accepted_on: acceptedOn, rights_notified_on: rightsNotifiedOn };
    return { ...(await keepCase(context, row, changes)), number };
  },

  async 'mediation.correctEnding'(context, input) {
    const row = await caseById(context, input.id);
    requireVersion(row.version, input.version);
    stageAfter(row, 'correctEnding');
    requirePast('on', input.on, context.today);
    const { step, before, changes } = await correctionOf(context, row, input);
    const { late } = await noteStep(context, row, step, input.on, { reason: input.reason, before });
    context.audit(`case:${row.id}`, { corrected: step, on: input.on, before, late });
    return keepCase(context, row, changes);
  },
};

interface EndingCorrection {
  step: 'closed' | 'terminated' | 'declined';
  before: Record<string, string | null>;
  changes: Partial<CaseRecord>;
}

/** What is put right depends on how the case ended. Errors: `input.invalid` for what is missing; those of closing. */
async function correctionOf(
  context: CommandContext,
  row: CaseRecord,
  input: ParsedInput<'mediation.correctEnding'>,
): Promise<EndingCorrection> {
  const { on, outcome, terminationReason, declineReason, note } = input;
  if (row.stage === 'closed') {
    if (outcome === null) throw fieldError('outcome', 'field.required');
    requireNotBefore('on', on, row.accepted_on);
    await requireClosable(context, row.id, outcome, on);
    return {
      step: 'closed',
      before: { on: row.closed_on, outcome: row.outcome },
      changes: { outcome, closed_on: on, outcome_note: note || row.outcome_note },
    };
  }
  if (row.stage === 'terminated') {
    if (terminationReason === null) throw fieldError('terminationReason', 'field.required');
    requireNotBefore('on', on, row.accepted_on);
    return {
      step: 'terminated',
      before: { on: row.terminated_on, reason: row.termination_reason },
      changes: {
        termination_reason: terminationReason,
        terminated_on: on,
        termination_note: note || row.termination_note,
      },
    };
  }
  if (declineReason === '') throw fieldError('declineReason', 'field.required');
  requireNotBefore('on', on, row.applied_on);
  return {
    step: 'declined',
    before: { on: row.declined_on },
    changes: { declined_on: on, decline_reason: declineReason },
  };
}

/** The first session or the day of the agreement; null before either. */
async function firstDayOfMediation({ tx }: CommandContext, caseId: string): Promise<string | null> {
  const session = await tx.get<{ day: string | null }>(
    'SELECT min(held_on) AS day FROM mediation_sessions WHERE case_id = ?',
    [caseId],
  );
  const record = (await agreementOf(tx, caseId))?.record;
  const days = [session?.day, record?.concluded_on, record?.effective_on].filter(
    (day): day is string => typeof day === 'string',
  );
  return days.length === 0 ? null : days.reduce((first, day) => (day < first ? day : first));
}
