import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError, notFound } from '../app-error.ts';
import type { Reader } from '../database/handles.ts';
import { sha256 } from '../hash.ts';
import type { CommandContext } from '../router/handlers.ts';
import { Files, type FileRow } from './entities.ts';
import { cleanFileName } from './file-name.ts';
import { mediaTypeOf } from './media-type.ts';

/** Largest file that is kept: an hour of recorded speech, a thick scan, a short video. */
export const FILE_LIMIT_BYTES = 100 * 1024 * 1024;

/** Folder of all files, below the data folder, so that a backup of that folder has everything. */
export const filesFolder = (dataDir: string): string => join(dataDir, 'files');

/** Where files are written before they get their name; what lies here was never finished. */
export const incomingFolder = (dataDir: string): string => join(filesFolder(dataDir), 'incoming');

/**
 * Keeps a content beside the database: `files/ab/<sha256>`, written under another name, on the disk and renamed before the
 * running transaction commits. Same content, once; a file that is there is never overwritten. Everything happens inside
 * the writing transaction, of which there is one at a time in all processes: so the sweep (file-sweep.ts) can never
 * meet a file whose row is still to come. A rollback leaves the file without a row; the next start removes it.
 * Errors: `file.empty`, `file.tooLarge`; `file.tampered` when another content stands under this one’s hash.
 */
export async function storeFile(
  context: Pick<CommandContext, 'tx' | 'services' | 'actor' | 'now'>,
  file: { name: string; bytes: Uint8Array },
): Promise<FileRow> {
  const { tx, services, actor, now } = context;
  requireSize(file.bytes.byteLength);
  const hash = sha256(file.bytes);
  const known = await tx.find(Files).findOneBy({ sha256: hash });
  await place(services.dataDir, hash, file.bytes, known !== null);
  if (known) return known;
  const row: FileRow = {
    id: services.ids.next(),
    sha256: hash,
    bytes: file.bytes.byteLength,
    media_type: mediaTypeOf(file.bytes),
    original_name: cleanFileName(file.name),
    added_by: actor.userId,
    added_at: now,
  };
  await tx.insert(Files, row);
  return row;
}

/** Errors: `file.empty`; `file.tooLarge` with the limit in megabytes. */
export function requireSize(bytes: number): void {
  if (bytes === 0) throw new AppError('file.empty');
  if (bytes > FILE_LIMIT_BYTES) {
    throw new AppError('file.tooLarge', { params: { limit: FILE_LIMIT_BYTES / 1024 / 1024 } });
  }
}

export async function fileRow(tx: Reader, id: string): Promise<FileRow> {
  const row = await tx.find(Files).findOneBy({ id });
  if (!row) throw notFound('file');
  return row;
}

/** The kept bytes, checked against their hash. Errors: `file.missing`; `file.tampered` when they are others. */
export async function readStoredFile(
  dataDir: string,
  row: Pick<FileRow, 'sha256' | 'bytes'>,
): Promise<Buffer> {
  const bytes = await readOrNothing(pathOf(dataDir, row.sha256));
  if (!bytes) throw new AppError('file.missing');
  if (bytes.byteLength !== row.bytes || sha256(bytes) !== row.sha256) throw new AppError('file.tampered');
  return bytes;
}

/** The only maker of a path: from a hash and nothing else. */
function pathOf(dataDir: string, hash: string): string {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new AppError('file.tampered');
  return join(filesFolder(dataDir), hash.slice(0, 2), hash);
}

async function place(dataDir: string, hash: string, bytes: Uint8Array, isKnown: boolean): Promise<void> {
  const target = pathOf(dataDir, hash);
  const there = await readOrNothing(target);
  if (there && sha256(there) === hash) return;
  // What a row points to is evidence, even when somebody changed it: it is not written over.
  if (there && isKnown) throw new AppError('file.tampered');
  if (there) await rm(target);
  const incoming = incomingFolder(dataDir);
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const draft = join(incoming, `${hash}.part`);
  await rm(draft, { force: true });
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, target);
  await syncFolder(dirname(target));
}

async function readOrNothing(path: string): Promise<Buffer | undefined> {
  if (!existsSync(path)) return undefined;
  try {
    return await readFile(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'EISDIR') return undefined;
    throw error;
  }
}

/** The name of a file is on the disk when its folder is; Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
