import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../database/gateway.ts';
import { filesFolder, incomingFolder } from './file-store.ts';

/**
 * Removes what a crash or a rolled-back command left: unfinished files, and files that no row points to. Runs at the
 * start, inside the writing transaction (see `storeFile`), and only when there is something to remove. Answers how many.
 */
export async function sweepFiles(database: Database, dataDir: string): Promise<number> {
  const candidates = await storedHashes(dataDir);
  const unfinished = await names(incomingFolder(dataDir));
  if (candidates.length + unfinished.length === 0) return 0;
  const looksOrphaned = await database.read((tx) => withoutRow(tx, candidates));
  if (looksOrphaned.length + unfinished.length === 0) return 0;
  return database.write(async (tx) => {
    const orphans = await withoutRow(tx, looksOrphaned);
    const doomed = [
      ...orphans.map((hash) => join(filesFolder(dataDir), hash.slice(0, 2), hash)),
      ...(await names(incomingFolder(dataDir))).map((name) => join(incomingFolder(dataDir), name)),
    ];
    for (const path of doomed) await rm(path, { force: true });
    return doomed.length;
  });
}

type Lookup = Parameters<Parameters<Database['read']>[0]>[0];

async function withoutRow(tx: Lookup, hashes: readonly string[]): Promise<string[]> {
  if (hashes.length === 0) return [];
  const rows = await tx.all<{ sha256: string }>(
    'SELECT sha256 FROM files WHERE sha256 IN (SELECT value FROM json_each(?))',
    [JSON.stringify(hashes)],
  );
  const known = new Set(rows.map((row) => row.sha256));
  return hashes.filter((hash) => !known.has(hash));
}

/** Every name that the store itself could have given; anything else in the folder is left alone. */
async function storedHashes(dataDir: string): Promise<string[]> {
  const root = filesFolder(dataDir);
  const folders = (await names(root)).filter((name) => /^[0-9a-f]{2}$/.test(name));
  const lists = await Promise.all(
    folders.map(async (folder) =>
      (await names(join(root, folder))).filter(
        (name) => /^[0-9a-f]{64}$/.test(name) && name.startsWith(folder),
      ),
    ),
  );
  return lists.flat();
}

async function names(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch {
    return [];
  }
}
