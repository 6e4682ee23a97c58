import { AppError, requireVersion } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { HandlersOf } from '../../platform/router/handlers.ts';
import { Members } from '../entities.ts';
import { headOf, postReversal } from '../ledger-store.ts';
import { memberById, memberViews, type MemberOnFile } from '../member-store.ts';
import { MemberMerges } from './entities.ts';
import { mayFollow } from './membership.ts';
import { belongingsOf, moveBelongings, returnBelongings } from './merge-belongings-store.ts';
import { filledFrom, moveHours, twinPairs, weightOf } from './merge-store.ts';
import { blockersOf, moveRest, requireNothingOpen, restOf, restView } from './rest-store.ts';
import { courseOf, recordEvent } from './standing-store.ts';

type Routes =
  'timebank.listTwins' | 'timebank.previewMerge' | 'timebank.mergeMembers' | 'timebank.takeBackMerge';

export const mergeHandlers: Pick<HandlersOf<'timebank'>, Routes> = {
  async 'timebank.listTwins'({ tx }, { page }) {
    const { rows, total } = await twinPairs(tx, page);
    const sides = await Promise.all(
      rows.map(async ({ one, other, reasons }) => ({
        one: await sideOf(tx, await memberById(tx, one)),
        other: await sideOf(tx, await memberById(tx, other)),
        reasons,
      })),
    );
    return { rows: sides, total };
  },

  async 'timebank.previewMerge'(context, { survivorId, mergedId }) {
    const { tx, today } = context;
    const [survivor, merged] = [await memberById(tx, survivorId), await memberById(tx, mergedId)];
    const { rows } = await twinPairs(tx, { offset: 0, limit: 1 }, [survivorId, mergedId]);
    return {
      survivor: await sideOf(tx, survivor),
      merged: await sideOf(tx, merged),
      reasons: rows[0]?.reasons ?? [],
      blockers: await blockersOf(tx, mergedId, true),
      rest: restView(await restOf(tx, mergedId), today),
      services: (await weightOf(tx, mergedId)).services,
      belongings: await belongingsOf(context, mergedId),
    };
  },

  /**
   * Coins and points go in one transaction, the hours service by service; the double keeps row, id and number for ever.
   * A wrong merge is not undone by deleting anything: `takeBackMerge` reverses it, as long as the survivor still has it.
   */
  async 'timebank.mergeMembers'(context, { survivorId, survivorVersion, mergedId, mergedVersion, reason }) {
    const { tx, services, now } = context;
    const survivor = await memberById(tx, survivorId);
    const merged = await memberById(tx, mergedId);
    requireVersion(survivor.version, survivorVersion);
    requireVersion(merged.version, mergedVersion);
    const courses = { survivor: await courseOf(tx, survivor), merged: await courseOf(tx, merged) };
    if (
      survivorId === mergedId ||
      survivor.kind !== merged.kind ||
      !mayFollow('absorbed', courses.survivor) ||
      !mayFollow('merged', courses.merged)
    ) {
      throw new AppError('member.mergeForbidden');
    }
    await requireNothingOpen(tx, mergedId, true);
    const mergeId = services.ids.next();
    const transactionId = await moveRest(context, {
      memberId: mergedId,
      way: 'merge',
      receiver: survivor,
      occasion: `merge:${mergeId}`,
      rule: '',
      inputs: { merged: mergedId, survivor: survivorId },
    });
    await tx.insert(MemberMerges, {
      ...{ id: mergeId, merged_id: mergedId, survivor_id: survivorId, transaction_id: transactionId },
      ...{ merged_at: now, undone_at: null, undo_transaction_id: null },
    });
    const moved = await moveHours(context, {
      ...{ mergeId, fromId: mergedId, toId: survivorId, onlyOfMerge: false },
      recordedAt: await recordedAt(tx, now),
      remark: `（由 ${merged.volunteer_number} 并入）`,
    });
    const belongings = await moveBelongings(context, {
      ...{ mergeId, mergedId, survivorId },
      reason: `并入 ${survivor.volunteer_number}`,
    });
    const filled = filledFrom(survivor, merged);
    if (Object.keys(filled).length > 0) await tx.update(Members, survivorId, filled);
    const told = { reason, transactionId };
    await recordEvent(context, merged, courses.merged, { kind: 'merged', otherId: survivorId, ...told });
    const saved = await recordEvent(context, survivor, courses.survivor, {
      ...{ kind: 'absorbed', otherId: mergedId, ...told },
      inputs: { filled: Object.keys(filled), belongings },
    });
    return { ...saved, transactionId, services: moved, belongings };
  },

  async 'timebank.takeBackMerge'(context, { id, version, reason }) {
    const { tx, services, now } = context;
    const merged = await memberById(tx, id);
    requireVersion(merged.version, version);
    const course = await courseOf(tx, merged);
    const merge = await tx.get<{ id: string; survivor_id: string; transaction_id: string | null }>(
      'SELECT id, survivor_id, transaction_id FROM member_merges WHERE merged_id = ? AND undone_at IS NULL',
      [id],
    );
    if (!merge) throw new AppError('member.stepForbidden', { params: { standing: course.standing } });
    const survivor = await memberById(tx, merge.survivor_id);
    const survivorCourse = await courseOf(tx, survivor);
    if (!mayFollow('released', survivorCourse)) throw new AppError('member.mergeForbidden');
    await moveHours(context, {
      ...{ mergeId: merge.id, fromId: survivor.id, toId: id, onlyOfMerge: true },
      recordedAt: await recordedAt(tx, now),
      remark: '（合并撤回）',
    });
    await returnBelongings(context, {
      ...{ mergeId: merge.id, mergedId: id, survivorId: survivor.id },
      reason: `撤回合并 ${merged.volunteer_number}`,
    });
    const undoId = merge.transaction_id === null ? null : services.ids.next();
    if (undoId !== null && merge.transaction_id !== null) {
      await postReversal(context, { id: undoId, transactionId: merge.transaction_id, reason });
    }
    await tx.update(MemberMerges, merge.id, { undone_at: now, undo_transaction_id: undoId });
    await recordEvent(context, survivor, survivorCourse, {
      ...{ kind: 'released', reason, otherId: id, transactionId: undoId },
    });
    return recordEvent(context, merged, course, {
      ...{ kind: 'unmerged', reason, otherId: survivor.id, transactionId: undoId },
    });
  },
};

/** Booking time of the hours: that of the ledger, which never runs backwards. */
async function recordedAt(tx: Reader, now: string): Promise<string> {
  const head = await headOf(tx);
  return now > head.recordedAt ? now : head.recordedAt;
}

async function sideOf(tx: Reader, member: MemberOnFile) {
  const [view] = await memberViews(tx, [member]);
  return { ...view!, ...(await weightOf(tx, member.id)) };
}
