import type { Reader } from '../../platform/database/handles.ts';

/** Telephone of the committee, where people ask; empty when none is on file. */
export async function contactOf(tx: Reader, committeeId: string): Promise<string> {
  const row = await tx.get<{ phone: string }>('SELECT phone FROM committees WHERE id = ?', [committeeId]);
  return row?.phone ?? '';
}
