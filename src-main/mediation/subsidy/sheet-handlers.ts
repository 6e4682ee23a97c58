import type { ParsedInput } from '../../contract/index.ts';
import { userNames } from '../../people/public.ts';
import { AppError, requireVersion } from '../../platform/app-error.ts';
import { drawPaper, issueDocument, type DrawnPaper } from '../../platform/documents/registry.ts';
import { issueNumber, voidNumber } from '../../platform/numbers/numbers.ts';
import {
  prepared,
  type CommandContext,
  type HandlersOf,
  type QueryContext,
} from '../../platform/router/handlers.ts';
import { summaryOf, type AssessedSheet } from './assess.ts';
import type { KnownScores } from '../dossier/score-store.ts';
import {
  assess,
  assessedView,
  assessWhileReading,
  changedLines,
  refuseErrors,
  scoresAhead,
  type TypedSheet,
} from './assess-store.ts';
import { SubsidySheetMakers, SubsidySheets, type SubsidySheetRecord } from './entities.ts';
import { candidateIds, factsOf, mostCandidates } from './facts-store.ts';
import { remark } from './remarks.ts';
import { ruleSetsOf } from './rule-store.ts';
import {
  caseIdsOf,
  clearLines,
  findSheets,
  inputOf,
  sheetById,
  sheetInState,
  storedLines,
  writeLines,
} from './sheet-store.ts';
import { sheetPaper } from './sheet-paper-store.ts';

type SheetRoutes =
  | 'mediation.listSubsidySheets'
  | 'mediation.listSubsidyCandidates'
  | 'mediation.checkSubsidySheet'
  | 'mediation.readSubsidySheet'
  | 'mediation.saveSubsidySheet'
  | 'mediation.submitSubsidySheet'
  | 'mediation.approveSubsidySheet'
  | 'mediation.returnSubsidySheet'
  | 'mediation.cancelSubsidySheet';

export const sheetHandlers: Pick<HandlersOf<'mediation'>, SheetRoutes> = {
  'mediation.listSubsidySheets': ({ tx, actor }, { states, page }) =>
    findSheets(tx, { committeeId: actor.committee.id, states, page }),

  async 'mediation.listSubsidyCandidates'({ tx, actor }, { from, to, sheetId }) {
    const rules = await ruleSetsOf(tx, actor.committee.id);
    const payTerminated = rules.some(({ rows }) => rows.some(({ outcome }) => outcome !== 'agreement'));
    const ids = await candidateIds(tx, { from, to, payTerminated, sheetId });
    const facts = await factsOf(tx, ids.slice(0, mostCandidates), sheetId);
    return {
      rows: ids.flatMap((id) => {
        const found = facts.get(id);
        return found ? [{ ...found, mediators: found.mediators.map(({ name }) => name) }] : [];
      }),
      more: ids.length > mostCandidates,
    };
  },

  'mediation.checkSubsidySheet': async (context, { id, sheet }) =>
    assessedView(await assessWhileReading(context, { ...sheet, id })),

  async 'mediation.readSubsidySheet'(context, { id }) {
    const { tx, actor } = context;
    const sheet = await sheetById(tx, id);
    const names = await userNames(
      tx,
      [sheet.made_by, sheet.submitted_by, sheet.approved_by].filter((one) => one !== null),
    );
    const nameOf = (userId: string | null) => (userId === null ? null : (names.get(userId) ?? ''));
    return {
      id,
      version: sheet.version,
      number: sheet.number,
      periodFrom: sheet.period_from,
      periodTo: sheet.period_to,
      note: sheet.note,
      state: sheet.state,
      reason: sheet.reason,
      madeBy: nameOf(sheet.made_by) ?? '',
      submittedBy: nameOf(sheet.submitted_by),
      submittedAt: sheet.submitted_at,
      approvedBy: nameOf(sheet.approved_by),
      approvedAt: sheet.approved_at,
      documentId: sheet.document_id,
      ownSheet:
        (await tx.find(SubsidySheetMakers).existsBy({ sheet_id: id, user_id: actor.userId })) === true,
      ...assessedView(await shown(context, sheet)),
    };
  },

  'mediation.saveSubsidySheet': prepared<'mediation.saveSubsidySheet', KnownScores>({
    prepare: (context, { sheet }) =>
      scoresAhead(context, async () => sheet.lines.map(({ caseId }) => caseId)),
    commit: saveSheet,
  }),

  'mediation.submitSubsidySheet': prepared<'mediation.submitSubsidySheet', KnownScores>({
    prepare: (context, { id }) => scoresAhead(context, (tx) => caseIdsOf(tx, id)),
    commit: submitSheet,
  }),

  'mediation.approveSubsidySheet': prepared<'mediation.approveSubsidySheet', Ahead>({
    /** A sheet of a thousand cases takes a while to draw: outside the transaction, and again inside if anything differs then. */
    async prepare(context, { id }) {
      const scores = await scoresAhead(context, (tx) => caseIdsOf(tx, id));
      const paper = await context.read(async (tx) => {
        const sheet = await sheetById(tx, id);
        if (sheet.state !== 'submitted') return undefined;
        return sheetPaper({ ...context, tx }, sheet, approvalBy(context));
      });
      return { scores, drawn: paper && (await drawPaper(context.services, paper, context.now)) };
    },
    commit: approveSheet,
  }),

  async 'mediation.returnSubsidySheet'(context, { id, version, reason }) {
    const sheet = await sheetInState(context.tx, id, ['submitted']);
    requireVersion(sheet.version, version);
    return move(context, sheet, { state: 'returned', reason });
  },

  async 'mediation.cancelSubsidySheet'(context, { id, version, reason }) {
    const sheet = await sheetInState(context.tx, id, ['draft', 'returned']);
    requireVersion(sheet.version, version);
    await voidNumber(context, id, reason);
    return move(context, sheet, { state: 'cancelled', reason });
  },
};

async function saveSheet(
  context: CommandContext,
  { id, version, sheet }: ParsedInput<'mediation.saveSubsidySheet'>,
  scores: KnownScores,
): Promise<{ id: string; version: number; number: string }> {
  const { tx, actor, now, services, audit } = context;
  const before = id === undefined ? undefined : await sheetInState(tx, id, ['draft', 'returned']);
  if (before) requireVersion(before.version, version);
  const result = await assess(context, { ...sheet, id }, scores);
  const columns = {
    period_from: sheet.periodFrom,
    period_to: sheet.periodTo,
    note: sheet.note,
    state: 'draft' as const,
    reason: '',
    total_fen: result.totalFen,
    submitted_by: null,
    submitted_at: null,
    updated_at: now,
  };
  const sheetId = before?.id ?? services.ids.next();
  let number = before?.number ?? '';
  if (before) {
    await clearLines(tx, sheetId);
    await tx.update(SubsidySheets, sheetId, { ...columns, version: before.version + 1 });
  } else {
    number = (await issueNumber(context, { kind: 'subsidy', on: context.today, ownerId: sheetId })).number;
    await tx.insert(SubsidySheets, {
      ...columns,
      id: sheetId,
      version: 1,
      committee_id: actor.committee.id,
      number,
      made_by: actor.userId,
      made_at: now,
      approved_by: null,
      approved_at: null,
      document_id: null,
    });
  }
  await addMaker(context, sheetId);
  await writeLines(tx, sheetId, result.lines);
  audit(`subsidySheet:${sheetId}`, { number, lines: result.lines.length, totalFen: result.totalFen });
  return { id: sheetId, version: (before?.version ?? 0) + 1, number };
}

async function submitSheet(
  context: CommandContext,
  { id, version }: ParsedInput<'mediation.submitSubsidySheet'>,
  scores: KnownScores,
): Promise<{ id: string; version: number }> {
  const { tx, actor, now } = context;
  const sheet = await sheetInState(tx, id, ['draft']);
  requireVersion(sheet.version, version);
  const result = await assess(context, await typedOf(context, sheet), scores);
  refuseErrors(result.findings);
  await clearLines(tx, id);
  await writeLines(tx, id, result.lines);
  await addMaker(context, id);
  return move(context, sheet, {
    state: 'submitted',
    total_fen: result.totalFen,
    submitted_by: actor.userId,
    submitted_at: now,
  });
}

/** What an approval has done before its transaction. */
interface Ahead {
  scores: KnownScores;
  /** Absent when there was nothing to approve. */
  drawn: DrawnPaper | undefined;
}

async function approveSheet(
  context: CommandContext,
  { id, version }: ParsedInput<'mediation.approveSubsidySheet'>,
  { scores, drawn }: Ahead,
): Promise<{ id: string; version: number; documentId: string }> {
  const { tx, actor, now } = context;
  const sheet = await sheetInState(tx, id, ['submitted']);
  requireVersion(sheet.version, version);
  if (await tx.find(SubsidySheetMakers).existsBy({ sheet_id: id, user_id: actor.userId })) {
    throw new AppError('subsidy.ownSheet');
  }
  const handedIn = await storedLines(tx, id);
  const { lines: today, findings } = await assess(context, await typedOf(context, sheet), scores);
  refuseErrors([
    ...findings,
    ...changedLines(handedIn, today).map((index) =>
      remark('error', 'subsidyFactsChanged', `lines.${index}.amountFen`),
    ),
  ]);
  const paper = await sheetPaper(context, sheet, approvalBy(context));
  const { documentId } = await issueDocument(
    context,
    { ...paper, number: sheet.number, owner: `subsidySheet:${id}` },
    drawn,
  );
  const saved = await move(context, sheet, {
    state: 'approved',
    approved_by: actor.userId,
    approved_at: now,
    document_id: documentId,
  });
  context.audit(`document:${documentId}`, { lines: handedIn.length, totalFen: sheet.total_fen });
  return { ...saved, documentId };
}

const approvalBy = ({ actor, today }: Pick<CommandContext, 'actor' | 'today'>) => ({
  approvedBy: actor.displayName,
  approvedOn: today,
});

/** A draft is worked out afresh, so that a grade given since shows; everything else is what was handed in. */
async function shown(context: QueryContext, sheet: SubsidySheetRecord): Promise<AssessedSheet> {
  if (sheet.state === 'draft' || sheet.state === 'returned' || sheet.state === 'submitted') {
    const fresh = await assessWhileReading(context, await typedOf(context, sheet));
    if (sheet.state !== 'submitted') return fresh;
    const lines = await storedLines(context.tx, sheet.id);
    return { ...fresh, lines, totalFen: sheet.total_fen, summary: summaryOf(lines) };
  }
  const lines = await storedLines(context.tx, sheet.id);
  return { lines, findings: [], totalFen: sheet.total_fen, summary: summaryOf(lines) };
}

async function typedOf(
  { tx }: QueryContext | CommandContext,
  sheet: SubsidySheetRecord,
): Promise<TypedSheet> {
  return {
    id: sheet.id,
    periodFrom: sheet.period_from,
    periodTo: sheet.period_to,
    lines: (await storedLines(tx, sheet.id)).map(inputOf),
  };
}

async function addMaker({ tx, actor }: CommandContext, sheetId: string): Promise<void> {
  const maker = { sheet_id: sheetId, user_id: actor.userId };
  if (!(await tx.find(SubsidySheetMakers).existsBy(maker))) await tx.insert(SubsidySheetMakers, maker);
}

async function move(
  context: CommandContext,
  sheet: SubsidySheetRecord,
  changes: Partial<SubsidySheetRecord>,
): Promise<{ id: string; version: number }> {
  const version = sheet.version + 1;
  await context.tx.update(SubsidySheets, sheet.id, { ...changes, version, updated_at: context.now });
  context.audit(`subsidySheet:${sheet.id}`, { number: sheet.number, from: sheet.state, to: changes.state });
  return { id: sheet.id, version };
}
