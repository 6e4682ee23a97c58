import { copyCircleFiles } from '../circle/proof-file-store.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import { MergeMoves, type MergeMoveRow } from './entities.ts';

/** A merge whose double’s belongings go over to the survivor, or back. */
export interface Moving {
  mergeId: string;
  mergedId: string;
  survivorId: string;
  /** Why rows end that go over or back; stands in the file beside them. */
  reason: string;
}

type Kind = MergeMoveRow['kind'];

/** Writes down what went where; a record of the circle takes the files that prove it along. */
export async function keepMove(
  context: CommandContext,
  { mergeId }: Moving,
  move: Omit<MergeMoveRow, 'merge_id'>,
): Promise<void> {
  const { kind, from_id: fromId, to_id: toId } = move;
  await context.tx.insert(MergeMoves, { merge_id: mergeId, ...move });
  if (toId === null || kind === 'groupStay' || kind === 'volunteerLink') return;
  await copyCircleFiles(context, { kind, id: fromId }, toId);
}

/** What a merge carried over, in the order in which it did. */
export function movedOver({ tx }: CommandContext, { mergeId }: Moving, kind: Kind): Promise<MergeMoveRow[]> {
  return tx.all<MergeMoveRow>(
    `SELECT * FROM merge_moves WHERE merge_id = ? AND direction = 'over' AND kind = ? ORDER BY from_id`,
    [mergeId, kind],
  );
}

export const later = (one: string, other: string): string => (one > other ? one : other);
