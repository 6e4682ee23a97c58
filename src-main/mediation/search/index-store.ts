import type { Reader, Writer } from '../../platform/database/handles.ts';
import { caseTexts } from './case-text-store.ts';
import { indexWords } from './words.ts';

/** Other waiting cases that a command takes along, so that what a job left behind does not stay behind. */
const TAKEN_ALONG = 4;

/**
 * Brings the search index of a case up to date, in the transaction that changed it. Triggers have marked the case if
 * anything searchable was written; where nothing was, this is one look into a small table.
 */
export async function keepSearchWords(tx: Writer, seq: number): Promise<void> {
  const waiting = await tx.all<{ seq: number }>(
    'SELECT seq FROM case_search_pending ORDER BY seq = ? DESC, seq DESC LIMIT ?',
    [seq, 1 + TAKEN_ALONG],
  );
  await indexCases(
    tx,
    waiting.map((one) => one.seq),
  );
}

/** Writes the words of these cases anew and takes them off the waiting list. */
export async function indexCases(tx: Writer, seqs: readonly number[]): Promise<void> {
  if (seqs.length === 0) return;
  const rows = [...(await caseTexts(tx, seqs))].map(([seq, text]) => ({ seq, ...indexWords(text) }));
  const these = JSON.stringify(seqs);
  // One statement for all of them each: a round trip to the driver costs more than indexing a case.
  for (const [table, words] of [
    ['case_names', rows.map((row) => [row.seq, row.names])],
    ['case_texts', rows.map((row) => [row.seq, row.texts])],
  ] as const) {
    await tx.run(`DELETE FROM ${table} WHERE rowid IN (SELECT value FROM json_each(?))`, [these]);
    await tx.run(`INSERT INTO ${table} (rowid, words) SELECT value ->> 0, value ->> 1 FROM json_each(?)`, [
      JSON.stringify(words),
    ]);
  }
  await tx.run('DELETE FROM case_search_pending WHERE seq IN (SELECT value FROM json_each(?))', [these]);
}

/** Empties the indexes; every case waits to be indexed again. */
export async function forgetSearchWords(tx: Writer): Promise<void> {
  await tx.run(`INSERT INTO case_names (case_names) VALUES ('delete-all')`);
  await tx.run(`INSERT INTO case_texts (case_texts) VALUES ('delete-all')`);
  await tx.run(
    `INSERT INTO case_search_pending SELECT seq FROM cases
     WHERE seq NOT IN (SELECT seq FROM case_search_pending)`,
  );
}

export async function countPending(tx: Reader): Promise<number> {
  return (await tx.get<{ n: number }>('SELECT COUNT(*) AS n FROM case_search_pending'))?.n ?? 0;
}

/** Cases that wait, newest first. */
export async function pendingCases(tx: Reader, limit: number): Promise<number[]> {
  const rows = await tx.all<{ seq: number }>(
    'SELECT seq FROM case_search_pending ORDER BY seq DESC LIMIT ?',
    [limit],
  );
  return rows.map((row) => row.seq);
}
