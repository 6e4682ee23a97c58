import { randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface HandedOutFiles {
  /** Writes a private read-only copy and returns its path. */
  write(name: string, bytes: Uint8Array): string;
  /** Deletes one copy, or all of them. A copy that another program still holds is deleted at the next start. */
  remove(file: string): void;
  clear(): void;
}

/**
 * Copies that other programs look at. They lie in `folder`, which belongs to this program alone (single instance),
 * so whatever a crash left there is cleared at the start.
 */
export function createHandedOutFiles(folder: string): HandedOutFiles {
  clear();
  return { write, remove: (file) => removeQuietly(path.dirname(file)), clear };

  function write(name: string, bytes: Uint8Array): string {
    // Each copy gets its own folder: two documents of the same name do not meet.
    const own = path.join(folder, randomUUID());
    mkdirSync(own, { recursive: true, mode: 0o700 });
    const file = path.join(own, name);
    writeFileSync(file, bytes, { mode: 0o400, flag: 'wx' });
    chmodSync(file, 0o400);
    return file;
  }

  function clear(): void {
    removeQuietly(folder);
  }
}

function removeQuietly(target: string): void {
  try {
    rmSync(target, { recursive: true, force: true, maxRetries: 2 });
  } catch {
    // Held open by a viewer (Windows); the next start clears it.
  }
}
