import type { RouteName } from '../../contract/index.ts';
import type { Route } from '../../contract/route.ts';
import { AppError } from '../app-error.ts';
import type { Reader, Writer } from '../database/handles.ts';
import { canonicalJson, sha256 } from '../hash.ts';
import { Commands, type CommandRow } from './entities.ts';

/** One command as its sender means it: its own id, and what it asks for. */
export interface CommandKey {
  id: string;
  name: RouteName;
  userId: string | null;
  fingerprint: string;
}

/** SHA-256 over route, account and parsed input, without secrets: a fast hash of a password must not be kept. */
export function fingerprintOf(name: RouteName, route: Route, userId: string | null, input: unknown): string {
  const copy: unknown = structuredClone(input);
  for (const path of route.secrets ?? []) blank(copy, path.split('.'));
  return sha256(canonicalJson({ name, userId, input: copy }));
}

/**
 * The result of the first time, when this command has been carried out before.
 * Errors: `command.idReused` when the same id comes with other content.
 */
export async function recall(tx: Reader, key: CommandKey): Promise<{ value: unknown } | undefined> {
  const row = await tx.get<CommandRow>('SELECT * FROM commands WHERE id = ?', [key.id]);
  if (!row) return undefined;
  if (row.fingerprint !== key.fingerprint || row.route !== key.name) throw new AppError('command.idReused');
  return { value: JSON.parse(row.result) as unknown };
}

export async function remember(tx: Writer, key: CommandKey, result: unknown, at: string): Promise<void> {
  await tx.insert(Commands, {
    id: key.id,
    route: key.name,
    user_id: key.userId,
    fingerprint: key.fingerprint,
    result: JSON.stringify(result),
    at,
  });
}

function blank(value: unknown, [head, ...rest]: string[]): void {
  if (head === undefined || typeof value !== 'object' || value === null || !(head in value)) return;
  const record = value as Record<string, unknown>;
  if (rest.length === 0) record[head] = '';
  else blank(record[head], rest);
}
