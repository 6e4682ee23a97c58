import type { DoubleReason, PartyField } from '../contract/people.ts';
import { AppError, requireVersion } from '../platform/app-error.ts';
import type { Reader } from '../platform/database/handles.ts';
import type { CommandContext } from '../platform/router/handlers.ts';
import { nameKeys } from '../platform/search-key.ts';
import { openParts, type ApartPair } from './apart.ts';
import { refuseApart } from './apart-store.ts';
import { Parties, PartyMerges, type PartyMergeRow, type PartyRow } from './entities.ts';
import { mergedFields } from './merge.ts';
import { partyColumnsOf, partyFieldsOf, type PartyColumns } from './party-columns.ts';
import { partyById } from './party-store.ts';

/** Groups that are shown at once; merged ones make room for the next. */
const GROUPS_SHOWN = 50;

/** Entries of one group that are shown; hundreds of one name are no question of doubles. */
const ENTRIES_SHOWN = 20;

export interface DoubleGroup {
  reason: DoubleReason;
  ids: string[];
  /** How many the group has in all. */
  total: number;
}

/*
 * One statement each, most certain first: a number is one person’s; a name with its date of birth or phone mostly is; an
 * organisation is known by its name.
 */
const searches: readonly (readonly [DoubleReason, string])[] = [
  ['idNumber', grouped('id_number', `id_number <> ''`)],
  ['creditCode', grouped('credit_code', `credit_code <> ''`)],
  ['nameBirth', grouped('name, birth_date', `kind = 'person' AND birth_date IS NOT NULL`)],
  ['namePhone', grouped('name, phone', `phone <> ''`)],
  ['organisationName', grouped('name', `kind = 'organisation'`)],
];

function grouped(by: string, where: string): string {
  return `SELECT json_group_array(id) AS ids FROM parties WHERE merged_into IS NULL AND ${where}
    GROUP BY ${by}, kind HAVING COUNT(*) > 1 ORDER BY MAX(updated_at) DESC LIMIT ?`;
}

/**
 * Entries that may be the same person or organisation; the same set of entries is named once, by its surest reason. `apart`:
 * the pairs that were told apart; what they leave of a group is asked.
 */
export async function doubleGroups(tx: Reader, apart: readonly ApartPair[]): Promise<DoubleGroup[]> {
  const seen = new Set<string>();
  const groups: DoubleGroup[] = [];
  for (const [reason, sql] of searches) {
    // Each pair can take one group away at most: so many more are looked at, and none waits behind what is settled.
    for (const row of await tx.all<{ ids: string }>(sql, [GROUPS_SHOWN + apart.length])) {
      for (const ids of openParts((JSON.parse(row.ids) as string[]).sort(), apart)) {
        const set = ids.join(' ');
        if (seen.has(set)) continue;
        seen.add(set);
        groups.push({ reason, ids: ids.slice(0, ENTRIES_SHOWN), total: ids.length });
      }
    }
  }
  return groups.slice(0, GROUPS_SHOWN);
}

/** Two standing entries of one kind. Errors: `record.notFound`, `party.merged`, `party.otherKind`, `party.apart`. */
export async function mergeablePair(
  tx: Reader,
  survivorId: string,
  mergedId: string,
): Promise<{ survivor: PartyRow; merged: PartyRow }> {
  const survivor = await partyById(tx, survivorId);
  const merged = await partyById(tx, mergedId);
  if (survivorId === mergedId || survivor.merged_into !== null || merged.merged_into !== null)
    throw new AppError('party.merged');
  if (survivor.kind !== merged.kind) throw new AppError('party.otherKind');
  await refuseApart(tx, survivorId, mergedId);
  return { survivor, merged };
}

/**
 * Puts one entry into another: the survivor gets the chosen fields, the other one points to it and stands in no list any more.
 * Cases are not touched. Errors: those of `mergeablePair`; `record.stale`.
 */
export async function mergeParties(
  context: CommandContext,
  { survivor, merged }: { survivor: PartyRow; merged: PartyRow },
  take: readonly PartyField[],
): Promise<{ id: string; version: number }> {
  const { tx, services, actor, now } = context;
  const version = survivor.version + 1;
  const columns = partyColumnsOf(mergedFields(partyFieldsOf(survivor), partyFieldsOf(merged), take));
  await tx.update(Parties, survivor.id, {
    ...columns,
    search_keys: nameKeys(columns.name),
    version,
    updated_at: now,
  });
  await tx.update(Parties, merged.id, { merged_into: survivor.id, version: merged.version + 1 });
  await tx.insert(PartyMerges, {
    id: services.ids.next(),
    merged_id: merged.id,
    survivor_id: survivor.id,
    before: JSON.stringify(partyColumnsOf(partyFieldsOf(survivor))),
    survivor_version: version,
    merged_by: actor.userId,
    merged_at: now,
    undone_by: null,
    undone_at: null,
  });
  return { id: survivor.id, version };
}

/**
 * Takes a merge back: both entries are as they were. Errors: `record.notFound` for an entry that was not merged;
 * `record.stale`; `party.changedSinceMerge` when the surviving entry was changed or merged since: what was typed then would be lost.
 */
export async function undoMerge(
  context: CommandContext,
  merged: PartyRow,
  version: number,
): Promise<{ id: string; version: number; survivorId: string }> {
  const { tx, actor, now } = context;
  requireVersion(merged.version, version);
  const merge = await standingMerge(tx, merged.id);
  const survivor = await partyById(tx, merge.survivor_id);
  if (survivor.version !== merge.survivor_version || survivor.merged_into !== null)
    throw new AppError('party.changedSinceMerge');
  const before = JSON.parse(merge.before) as PartyColumns;
  await tx.update(Parties, survivor.id, {
    ...before,
    search_keys: nameKeys(before.name),
    version: survivor.version + 1,
    updated_at: now,
  });
  await tx.update(Parties, merged.id, { merged_into: null, version: version + 1 });
  await tx.update(PartyMerges, merge.id, { undone_by: actor.userId, undone_at: now });
  return { id: merged.id, version: version + 1, survivorId: survivor.id };
}

async function standingMerge(tx: Reader, mergedId: string): Promise<PartyMergeRow> {
  const row = await tx.get<PartyMergeRow>(
    'SELECT * FROM party_merges WHERE merged_id = ? AND undone_at IS NULL',
    [mergedId],
  );
  if (!row) throw new AppError('record.notFound', { params: { what: 'partyMerge' } });
  return row;
}

export interface MergedEntry {
  id: string;
  version: number;
  name: string;
  mergedAt: string;
}

/** The entries that were put into this one, latest first. */
export const mergedInto = (tx: Reader, survivorId: string): Promise<MergedEntry[]> =>
  tx.all<MergedEntry>(
    `SELECT parties.id, parties.version, parties.name, party_merges.merged_at AS mergedAt
     FROM party_merges JOIN parties ON parties.id = merged_id
     WHERE survivor_id = ? AND undone_at IS NULL ORDER BY merged_at DESC, party_merges.id DESC`,
    [survivorId],
  );
