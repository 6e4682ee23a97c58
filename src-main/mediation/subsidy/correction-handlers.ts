import { AppError, fieldError, requireVersion } from '../../platform/app-error.ts';
import { drawDraft, issueDocument, type Draft } from '../../platform/documents/registry.ts';
import { issueNumber } from '../../platform/numbers/numbers.ts';
import { finished, type HandlersOf } from '../../platform/router/handlers.ts';
import { correctionPaper } from './correction-paper-store.ts';
import { correctedFen, correctionById, correctionViews, standingShares } from './correction-store.ts';
import { SubsidyCorrectionEntries, SubsidyCorrections, SubsidySheetMakers } from './entities.ts';
import { sheetById, sheetInState } from './sheet-store.ts';

type CorrectionRoutes =
  | 'mediation.listSubsidyCorrections'
  | 'mediation.saveSubsidyCorrection'
  | 'mediation.decideSubsidyCorrection'
  | 'mediation.previewSubsidyCorrection';

/*
 * An approved sheet stays as it was approved. A correction is an entry beside it that says what stood and what is to stand
 * instead; with its approval it counts in totals, in what each mediator sees as his own, and in the monthly cap.
 */
export const correctionHandlers: Pick<HandlersOf<'mediation'>, CorrectionRoutes> = {
  async 'mediation.listSubsidyCorrections'({ tx, actor }, { sheetId }) {
    const sheet = await sheetById(tx, sheetId);
    return {
      corrections: await correctionViews(tx, sheet, actor.userId),
      standing: await standingShares(tx, sheetId),
      totalFen: sheet.total_fen + (await correctedFen(tx, sheetId)),
    };
  },

  async 'mediation.saveSubsidyCorrection'(context, { sheetId, reason, entries }) {
    const { tx, actor, now, services } = context;
    const sheet = await sheetInState(tx, sheetId, ['approved']);
    if (await tx.find(SubsidyCorrections).existsBy({ sheet_id: sheetId, state: 'submitted' }))
      throw new AppError('subsidy.correctionOpen');
    const standing = new Map(
      (await standingShares(tx, sheetId)).map((one) => [`${one.lineId} ${one.userId}`, one.amountFen]),
    );
    const named = new Set<string>();
    const changes = entries.flatMap(({ lineId, userId, amountFen }, index) => {
      const key = `${lineId} ${userId}`;
      const before = standing.get(key);
      if (before === undefined) throw fieldError(`entries.${index}.userId`, 'field.unknownReference');
      if (named.has(key)) throw fieldError(`entries.${index}.userId`, 'field.duplicate');
      named.add(key);
      return before === amountFen ? [] : [{ lineId, userId, before, after: amountFen }];
    });
    if (changes.length === 0) throw new AppError('subsidy.nothingCorrected');
    const id = services.ids.next();
    const { number } = await issueNumber(context, { kind: 'subsidy', on: context.today, ownerId: id });
    const totalFen = changes.reduce((sum, one) => sum + one.after - one.before, 0);
    await tx.insert(SubsidyCorrections, {
      id,
      version: 1,
      sheet_id: sheetId,
      number,
      state: 'submitted',
      reason,
      refusal: '',
      total_fen: totalFen,
      made_by: actor.userId,
      made_at: now,
      decided_by: null,
      decided_at: null,
      document_id: null,
    });
    await tx.insert(
      SubsidyCorrectionEntries,
      changes.map(({ lineId, userId, before, after }, position) => ({
        correction_id: id,
        line_id: lineId,
        user_id: userId,
        position,
        before_fen: before,
        after_fen: after,
      })),
    );
    context.audit([`subsidyCorrection:${id}`, `subsidySheet:${sheet.id}`], {
      number,
      entries: changes.length,
      totalFen,
    });
    return { id, version: 1, number };
  },

  async 'mediation.decideSubsidyCorrection'(context, { id, version, approve, refusal }) {
    const { tx, actor, now } = context;
    const correction = await correctionById(tx, id);
    if (correction.state !== 'submitted')
      throw new AppError('subsidy.stageForbids', { params: { state: correction.state } });
    requireVersion(correction.version, version);
    if (!approve && refusal === '') throw fieldError('refusal', 'field.required');
    const sheet = await sheetById(tx, correction.sheet_id);
    const wroteSheet = { sheet_id: sheet.id, user_id: actor.userId };
    if (correction.made_by === actor.userId || (await tx.find(SubsidySheetMakers).existsBy(wroteSheet))) {
      throw new AppError('subsidy.ownSheet');
    }
    let documentId: string | null = null;
    if (approve) {
      const approval = { approvedBy: actor.displayName, approvedOn: context.today };
      const paper = await correctionPaper(context, sheet, correction, approval);
      const owner = `subsidySheet:${sheet.id}`;
      ({ documentId } = await issueDocument(context, { ...paper, number: correction.number, owner }));
    }
    await tx.update(SubsidyCorrections, id, {
      version: version + 1,
      state: approve ? 'approved' : 'refused',
      refusal: approve ? '' : refusal,
      decided_by: actor.userId,
      decided_at: now,
      document_id: documentId,
    });
    context.audit(
      [
        `subsidyCorrection:${id}`,
        `subsidySheet:${sheet.id}`,
        ...(documentId ? [`document:${documentId}`] : []),
      ],
      { number: correction.number, approved: approve, totalFen: correction.total_fen },
    );
    return { id, version: version + 1, documentId };
  },

  'mediation.previewSubsidyCorrection': finished<'mediation.previewSubsidyCorrection', Draft>({
    async read(context, { id }) {
      const correction = await correctionById(context.tx, id);
      const sheet = await sheetById(context.tx, correction.sheet_id);
      const paper = await correctionPaper(context, sheet, correction, null);
      return { ...paper, title: `${paper.title}（草稿）`, now: context.now };
    },
    finish: drawDraft,
  }),
};
