import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { AppError } from '../app-error.ts';
import type { OutputFolder } from '../ports.ts';
import { cleanFileName } from './file-name.ts';

const MOST_NAMESAKES = 1_000;

/** The folder at a path that a person chose; it must exist. Names are cleaned: none leads out of the folder. */
export function outputFolder(path: string): OutputFolder {
  return {
    path,
    async write(name, bytes) {
      const clean = cleanFileName(name);
      try {
        for (let count = 1; count <= MOST_NAMESAKES; count += 1) {
          const candidate = numbered(clean, count);
          const outcome = await writeNew(join(path, candidate), bytes);
          if (outcome !== 'taken') return { name: candidate, already: outcome === 'same' };
        }
      } catch (error) {
        throw isOfFileSystem(error) ? new AppError('folder.notWritable') : error;
      }
      throw new AppError('folder.notWritable');
    },
  };
}

/** `report.pdf`, `report (2).pdf`, … */
function numbered(name: string, count: number): string {
  if (count === 1) return name;
  const extension = extname(name);
  return `${name.slice(0, name.length - extension.length)} (${count})${extension}`;
}

/**
 * The name is taken first, exclusively, so that no other program’s file is ever written over; the bytes come beside it and
 * take its place when they are on the disk.
 */
async function writeNew(target: string, bytes: Uint8Array): Promise<'written' | 'same' | 'taken'> {
  try {
    await (await open(target, 'wx', 0o600)).close();
  } catch (error) {
    if (!isOfFileSystem(error) || error.code !== 'EEXIST') throw error;
    return (await sameBytes(target, bytes)) ? 'same' : 'taken';
  }
  const draft = join(dirname(target), `.${randomUUID()}.part`);
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, target);
    return 'written';
  } catch (error) {
    await rm(draft, { force: true });
    await rm(target, { force: true });
    throw error;
  }
}

/** A namesake that cannot be read (a folder, another person’s file) is another file. */
async function sameBytes(target: string, bytes: Uint8Array): Promise<boolean> {
  try {
    return (await readFile(target)).equals(bytes);
  } catch (error) {
    if (isOfFileSystem(error)) return false;
    throw error;
  }
}

const isOfFileSystem = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && 'code' in error && 'syscall' in error;
