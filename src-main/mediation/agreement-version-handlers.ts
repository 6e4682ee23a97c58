import { AppError, notFound, requireVersion } from '../platform/app-error.ts';
import { voidNumber } from '../platform/numbers/numbers.ts';
import type { CommandContext, HandlersOf } from '../platform/router/handlers.ts';
import { actsOf, agreementOf, type StoredAgreement } from './agreement-store.ts';
import { endVersion, formerAgreement, restoreVersion, versionsOf } from './agreement-version-store.ts';
import { caseById, keepCase, stageAfter } from './case-store.ts';
import { requireNotBefore, requirePast } from './dates-check.ts';
import { confirmationOfCase } from './performance/performance-store.ts';
import { replacementRefusal } from './performance/succession.ts';

type VersionRoutes =
  | 'mediation.withdrawAgreement'
  | 'mediation.replaceAgreement'
  | 'mediation.restoreAgreement'
  | 'mediation.readAgreementVersions';

/** An issued agreement that turns out wrong is never changed: it gives way to another, and stays on file as what it was. */
export const agreementVersionHandlers: Pick<HandlersOf<'mediation'>, VersionRoutes> = {
  async 'mediation.withdrawAgreement'(context, { caseId, version, reason }) {
    const row = await caseById(context, caseId);
    const stored = await storedAgreement(context, caseId, version);
    const { id, number } = stored.record;
    if (number === null) throw new AppError('agreement.notIssued');
    const stage = stageAfter(row, 'withdrawAgreement');
    if ((await actsOf(context.tx, id)).length > 0) throw new AppError('agreement.signed');
    await voidNumber(context, id, `withdrawn: ${reason}`, number);
    const saved = await endVersion(context, stored, { ending: 'withdrawn', on: context.today, reason });
    context.audit([`case:${caseId}`, `document:${stored.record.issued_document_id}`], { withdrawn: number });
    await keepCase(context, row, { stage }, false);
    return { version: saved };
  },

  async 'mediation.replaceAgreement'(context, { caseId, version, cause, on, reason }) {
    const row = await caseById(context, caseId);
    const stored = await storedAgreement(context, caseId, version);
    const stage = stageAfter(row, 'replaceAgreement');
    const { state, standing } = await confirmationOfCase(context.tx, caseId);
    const refused = replacementRefusal(cause, state);
    if (refused !== null) {
      throw new AppError('agreement.replacementForbids', { params: { cause, reason: refused } });
    }
    requirePast('on', on, context.today);
    requireNotBefore('on', on, stored.record.effective_on);
    if (cause === 'rejected') requireNotBefore('on', on, standing.at(-1)?.happened_on ?? null);
    const saved = await endVersion(context, stored, { ending: cause, on, reason });
    // The papers for the court are those of the agreement; what was ready for the former one says nothing of the next.
    await context.tx.run(
      `UPDATE confirmation_packets SET ready = '[]', version = version + 1 WHERE case_id = ?`,
      [caseId],
    );
    context.audit([`case:${caseId}`, `document:${stored.record.issued_document_id}`], {
      replaced: stored.record.number,
      cause,
      on,
    });
    await keepCase(context, row, { stage }, false);
    return { version: saved };
  },

  async 'mediation.restoreAgreement'(context, { caseId, version }) {
    const row = await caseById(context, caseId);
    const stored = await storedAgreement(context, caseId, version);
    const stage = stageAfter(row, 'restoreAgreement');
    const former = await formerAgreement(context.tx, caseId);
    if (!former) throw new AppError('agreement.noFormer');
    const saved = await restoreVersion(context, stored, former);
    context.audit([`case:${caseId}`, `document:${former.document_id}`], { restored: former.number });
    await keepCase(context, row, { stage }, false);
    return { version: saved };
  },

  async 'mediation.readAgreementVersions'(context, { caseId }) {
    const row = await caseById(context, caseId);
    const stored = await agreementOf(context.tx, caseId);
    const versions = await versionsOf(context.tx, caseId);
    const acts = stored ? await actsOf(context.tx, stored.record.id) : [];
    const { state } = await confirmationOfCase(context.tx, caseId);
    const former = versions.some((one) => one.ending !== 'withdrawn' && one.restored_at === null);
    return {
      versions: versions.map((one) => ({
        id: one.id,
        ending: one.ending,
        reason: one.reason,
        endedOn: one.ended_on,
        number: one.number,
        documentId: one.document_id,
        effectiveOn: one.effective_on,
        restored: one.restored_at !== null,
      })),
      may: {
        withdraw: row.stage === 'agreed' && acts.length === 0,
        restore: row.stage === 'mediating' && former,
      },
      replace:
        row.stage === 'performing' && stored
          ? (['rejected', 'consent'] as const).filter((cause) => replacementRefusal(cause, state) === null)
          : [],
    };
  },
};

/** Errors: `record.notFound`, `record.stale`. */
async function storedAgreement(
  context: CommandContext,
  caseId: string,
  version: number,
): Promise<StoredAgreement> {
  const stored = await agreementOf(context.tx, caseId);
  if (!stored) throw notFound('agreement');
  requireVersion(stored.record.version, version);
  return stored;
}
