import type { ParsedInput } from '../../contract/index.ts';
import { AppError, fieldError, notFound, requireVersion } from '../../platform/app-error.ts';
import { endOfTerm } from '../../platform/calendar/calendar.ts';
import { addDays } from '../../platform/dates.ts';
import { Documents } from '../../platform/documents/entities.ts';
import type { CommandContext, HandlersOf } from '../../platform/router/handlers.ts';
import { caseById, keepCase, stageAfter } from '../case-store.ts';
import { requireNotAfter, requireNotBefore, requirePast } from '../dates-check.ts';
import { countDue, type CountedDue } from '../deadline.ts';
import { keepProofs } from '../dossier/record-file-store.ts';
import type { CaseRecord } from '../entities.ts';
import { TermExtensions, TermSuspensions, type SuspensionRecord } from './entities.ts';
import { calendarFor, countedTermsOf, extensionsOf, suspensionsOf } from './terms-store.ts';

type ClockRoutes =
  | 'mediation.saveSuspension'
  | 'mediation.cancelSuspension'
  | 'mediation.recordExtension'
  | 'mediation.cancelExtension';

/** Stop-clock and extension: which rule allows what is dated data; every command counts the case’s terms again. */
export const clockHandlers: Pick<HandlersOf<'mediation'>, ClockRoutes> = {
  async 'mediation.saveSuspension'(context, { caseId, suspensionId, version, suspension, files }) {
    const { tx, services } = context;
    const row = await caseById(context, caseId);
    const stage = stageAfter(row, 'changeTerm');
    const others = (await suspensionsOf(tx, caseId)).filter(
      (one) => one.id !== suspensionId && one.cancel_reason === '',
    );
    await checkSuspension(context, row, suspension, others);
    const columns = {
      reason: suspension.reason,
      from_on: suspension.fromOn,
      expected_on: suspension.expectedOn,
      to_on: suspension.toOn,
      note: suspension.note,
      document_id: suspension.documentId,
    };
    let saved = { id: services.ids.next(), version: 1 };
    if (suspensionId === undefined) {
      await tx.insert(TermSuspensions, {
        ...saved,
        case_id: caseId,
        cancel_reason: '',
        ...recorded(context),
        ...columns,
      });
    } else {
      const before = await tx.find(TermSuspensions).findOneBy({ id: suspensionId, case_id: caseId });
      if (!before) throw notFound('suspension');
      requireVersion(before.version, version);
      if (before.cancel_reason !== '') throw new AppError('term.cancelled');
      saved = { id: suspensionId, version: before.version + 1 };
      await tx.update(TermSuspensions, suspensionId, { ...columns, version: saved.version });
    }
    await keepProofs(context, caseId, { kind: 'suspension', id: saved.id }, files);
    const { reason, fromOn, toOn } = suspension;
    context.audit(`case:${caseId}`, { suspension: saved.id, reason, fromOn, toOn });
    await keepCase(context, row, { stage }, false);
    return saved;
  },

  async 'mediation.cancelSuspension'(context, { id, version, reason }) {
    const before = await context.tx.find(TermSuspensions).findOneBy({ id });
    if (!before) throw notFound('suspension');
    requireVersion(before.version, version);
    if (before.cancel_reason !== '') throw new AppError('term.cancelled');
    const row = await caseById(context, before.case_id);
    const stage = stageAfter(row, 'changeTerm');
    await context.tx.update(TermSuspensions, id, { cancel_reason: reason, version: version + 1 });
    context.audit(`case:${row.id}`, { suspensionCancelled: id });
    await keepCase(context, row, { stage }, false);
    return { id, version: version + 1 };
  },

  async 'mediation.recordExtension'(context, { caseId, extension, files }) {
    const { tx, services, today } = context;
    const row = await caseById(context, caseId);
    const stage = stageAfter(row, 'changeTerm');
    const term = await termOfMediation(context, row);
    if (term.record.extensionBy === 'none') {
      throw new AppError('term.extensionForbidden', { params: { rule: term.record.name } });
    }
    requirePast('extension.agreedOn', extension.agreedOn, today);
    requireNotBefore('extension.agreedOn', extension.agreedOn, row.accepted_on);
    // What has run out cannot be prolonged: mediation has failed, or begins anew.
    requireNotAfter('extension.agreedOn', extension.agreedOn, await lastDayOfMediation(context, row, term));
    requireNotBefore('extension.toOn', extension.toOn, addDays(term.dueOn, 1));
    if (term.record.extensionMax) {
      const plain = countDue(term.record, term.fromOn, await calendarFor(context));
      const latest = endOfTerm(
        { from: plain.dueOn, ...term.record.extensionMax },
        await calendarFor(context),
      ).dueOn;
      if (extension.toOn > latest) {
        throw new AppError('term.extensionTooFar', {
          params: { rule: term.record.name, latest },
          fields: { 'extension.toOn': { code: 'field.dateTooLate', params: { latest } } },
        });
      }
    }
    await requireOwnDocument(context, 'extension.documentId', caseId, extension.documentId);
    const id = services.ids.next();
    await tx.insert(TermExtensions, {
      id,
      case_id: caseId,
      version: 1,
      to_on: extension.toOn,
      agreed_on: extension.agreedOn,
      agreed_by_all: 1,
      reason: extension.reason,
      document_id: extension.documentId,
      cancel_reason: '',
      ...recorded(context),
    });
    await keepProofs(context, caseId, { kind: 'extension', id }, files);
    context.audit(`case:${caseId}`, { extension: id, from: term.dueOn, to: extension.toOn });
    await keepCase(context, row, { stage }, false);
    return { id, version: 1 };
  },

  async 'mediation.cancelExtension'(context, { id, version, reason }) {
    const before = await context.tx.find(TermExtensions).findOneBy({ id });
    if (!before) throw notFound('extension');
    requireVersion(before.version, version);
    if (before.cancel_reason !== '') throw new AppError('term.cancelled');
    const row = await caseById(context, before.case_id);
    const stage = stageAfter(row, 'changeTerm');
    await context.tx.update(TermExtensions, id, { cancel_reason: reason, version: version + 1 });
    context.audit(`case:${row.id}`, { extensionCancelled: id });
    await keepCase(context, row, { stage }, false);
    return { id, version: version + 1 };
  },
};

/** A stop without an end lasts, as far as others are concerned, for ever. */
const OPEN_END = '9999-12-31';

type Suspension = ParsedInput<'mediation.saveSuspension'>['suspension'];

/** The rule allows the reason, the days are in order, and the clock was still running when it was stopped. */
async function checkSuspension(
  context: CommandContext,
  row: CaseRecord,
  suspension: Suspension,
  others: readonly SuspensionRecord[],
): Promise<void> {
  const { fromOn, toOn, expectedOn, reason } = suspension;
  const term = await termOfMediation(context, row);
  if (!term.record.suspensions.includes(reason)) {
    throw new AppError('term.suspensionForbidden', { params: { rule: term.record.name, reason } });
  }
  requirePast('suspension.fromOn', fromOn, context.today);
  requireNotBefore('suspension.fromOn', fromOn, row.accepted_on);
  requireNotBefore('suspension.expectedOn', expectedOn, fromOn);
  if (toOn !== null) {
    requirePast('suspension.toOn', toOn, context.today);
    requireNotBefore('suspension.toOn', toOn, fromOn);
  }
  const end = toOn ?? OPEN_END;
  if (others.some((one) => one.from_on <= end && (one.to_on ?? OPEN_END) >= fromOn)) {
    throw new AppError('term.suspensionsOverlap', {
      fields: { 'suspension.fromOn': { code: 'field.periodsOverlap' } },
    });
  }
  // Judged without this stop: what has run out can no longer be stopped.
  const running = countDue(term.record, term.fromOn, await calendarFor(context), {
    pauses: others.map((one) => ({
      reason: one.reason,
      from: one.from_on,
      to: one.to_on ?? one.expected_on,
    })),
    extensions: (await extensionsOf(context.tx, row.id))
      .filter((one) => one.cancel_reason === '')
      .map((one) => ({ toOn: one.to_on, agreedOn: one.agreed_on })),
  });
  requireNotAfter('suspension.fromOn', fromOn, await lastDayOfMediation(context, row, running));
  await requireOwnDocument(context, 'suspension.documentId', row.id, suspension.documentId);
}

async function termOfMediation(context: CommandContext, row: CaseRecord): Promise<CountedDue> {
  const terms = await countedTermsOf(context, row);
  const term = row.accepted_on === null ? null : terms('mediate', row.accepted_on);
  if (!term) throw new AppError('term.notRunning');
  return term;
}

/** Entered late, once the agreement has been issued, it must have been agreed while there was something to mediate. */
async function lastDayOfMediation(
  { tx }: CommandContext,
  row: CaseRecord,
  term: CountedDue,
): Promise<string> {
  const made = await tx.get<{ concluded_on: string }>(
    'SELECT concluded_on FROM agreements WHERE case_id = ? AND issued_document_id IS NOT NULL',
    [row.id],
  );
  return made && made.concluded_on < term.dueOn ? made.concluded_on : term.dueOn;
}

/** A paper that goes with it is one of this case’s. */
async function requireOwnDocument(
  { tx }: CommandContext,
  path: string,
  caseId: string,
  documentId: string | null,
): Promise<void> {
  if (documentId === null) return;
  const known = await tx.find(Documents).existsBy({ id: documentId, owner: `case:${caseId}` });
  if (!known) throw fieldError(path, 'field.unknownReference');
}

const recorded = (context: CommandContext) => ({
  recorded_by: context.actor.userId,
  recorded_at: context.now,
});
