import type { ImportField } from '../../contract/mediation/register.ts';
import { importMapping } from '../../contract/mediation/register.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { canonicalJson, sha256 } from '../../platform/hash.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import { fold } from '../search/fold.ts';
import type { OnFile } from './import-check.ts';
import { wordKey } from './import-words.ts';

export async function onFile(tx: Reader): Promise<OnFile> {
  const numbers = await tx.all<{ number: string }>(
    `SELECT number FROM issued_numbers WHERE kind = 'case' UNION SELECT number FROM cases WHERE number IS NOT NULL`,
  );
  const origins = await tx.all<{ fingerprint: string }>('SELECT fingerprint FROM case_origins');
  return {
    numbers: new Set(numbers.map((row) => fold(row.number))),
    fingerprints: new Set(origins.map((row) => row.fingerprint)),
  };
}

/** Register headings in any order, with signs and spaces left out. */
export const headerKey = (headers: readonly string[]): string =>
  sha256(canonicalJson([...headers.map(wordKey)].sort()));

/** The mapping that was last used for these headings, laid over them in their present order; null when there is none. */
export async function rememberedMapping(
  tx: Reader,
  headers: readonly string[],
): Promise<(ImportField | null)[] | null> {
  const row = await tx.get<{ mapping: string }>('SELECT mapping FROM import_mappings WHERE header_key = ?', [
    headerKey(headers),
  ]);
  if (!row) return null;
  const byHeader = JSON.parse(row.mapping) as Record<string, ImportField | null>;
  const mapping = importMapping.safeParse(headers.map((header) => byHeader[wordKey(header)] ?? null));
  return mapping.success ? mapping.data : null;
}

export async function rememberMapping(
  { tx, actor, now }: Pick<CommandContext, 'tx' | 'actor' | 'now'>,
  headers: readonly string[],
  mapping: readonly (ImportField | null)[],
): Promise<void> {
  const byHeader = Object.fromEntries(
    headers.map((header, index) => [wordKey(header), mapping[index] ?? null]),
  );
  await tx.run(
    `INSERT INTO import_mappings (header_key, mapping, saved_by, saved_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (header_key) DO UPDATE
     SET mapping = excluded.mapping, saved_by = excluded.saved_by, saved_at = excluded.saved_at`,
    [headerKey(headers), JSON.stringify(byHeader), actor.userId, now],
  );
}
