import type { ShownFile } from '../../contract/files.ts';
import { AppError } from '../app-error.ts';
import type { FileRow } from './entities.ts';
import { readStoredFile } from './file-store.ts';
import { isViewable } from './media-type.ts';

/** A file that the window can show. Error: `file.notViewable`. */
export function requireViewable(file: FileRow | null): FileRow {
  if (!file || !isViewable(file.media_type, file.bytes)) throw new AppError('file.notViewable');
  return file;
}

/** Its content, checked against its SHA-256. Errors: `file.missing`, `file.tampered`. */
export async function showFile(
  dataDir: string,
  { name, file }: { name: string; file: FileRow },
): Promise<ShownFile> {
  const bytes = await readStoredFile(dataDir, file);
  return { name, mediaType: file.media_type, base64: bytes.toString('base64') };
}
