import { AppError, notFound, requireVersion } from '../platform/app-error.ts';
import type { Reader } from '../platform/database/handles.ts';
import type { CommandContext } from '../platform/router/handlers.ts';
import type { ApartPair } from './apart.ts';
import { PartyDistinctions, type PartyRow } from './entities.ts';

export interface StandingPair extends ApartPair {
  id: string;
  version: number;
}

/**
 * Every pair that was told apart and not taken back, by the entries that stand for the two now: what was said of an entry
 * holds for the one that it was merged into.
 */
export const standingPairs = (tx: Reader): Promise<StandingPair[]> =>
  tx.all<StandingPair>(
    `WITH RECURSIVE climb (pair, side, at) AS (
       SELECT id, 'one', one_id FROM party_distinctions WHERE undone_at IS NULL
       UNION ALL SELECT id, 'other', other_id FROM party_distinctions WHERE undone_at IS NULL
       UNION ALL SELECT pair, side, parties.merged_into FROM climb JOIN parties ON parties.id = at
         WHERE parties.merged_into IS NOT NULL)
     SELECT party_distinctions.id, party_distinctions.version,
       max(CASE WHEN side = 'one' THEN at END) AS oneId, max(CASE WHEN side = 'other' THEN at END) AS otherId
     FROM climb JOIN parties ON parties.id = at AND parties.merged_into IS NULL
     JOIN party_distinctions ON party_distinctions.id = pair
     GROUP BY party_distinctions.id ORDER BY told_at DESC, party_distinctions.id DESC`,
  );

/** Errors: `party.apart` when the two were told apart, or entries that were merged into them. */
export async function refuseApart(tx: Reader, oneId: string, otherId: string): Promise<void> {
  const apart = (await standingPairs(tx)).some(
    (pair) =>
      (pair.oneId === oneId && pair.otherId === otherId) ||
      (pair.oneId === otherId && pair.otherId === oneId),
  );
  if (apart) throw new AppError('party.apart');
}

/** Keeps that two entries are not the same. Errors: `party.apart` when that is on file already. */
export async function tellApart(
  { tx, services, actor, now }: CommandContext,
  one: PartyRow,
  other: PartyRow,
  note: string,
): Promise<{ id: string; version: number }> {
  await refuseApart(tx, one.id, other.id);
  const [first, second] = one.id < other.id ? [one.id, other.id] : [other.id, one.id];
  const row = { id: services.ids.next(), version: 1 };
  await tx.insert(PartyDistinctions, {
    ...row,
    one_id: first,
    other_id: second,
    note,
    told_by: actor.userId,
    told_at: now,
    undone_by: null,
    undone_at: null,
  });
  return row;
}

/** Takes it back: the pair is asked about again. Errors: `record.notFound`, `record.stale`. */
export async function undoApart(
  { tx, actor, now }: CommandContext,
  id: string,
  version: number,
): Promise<{ id: string; version: number; pair: ApartPair }> {
  const row = await tx.find(PartyDistinctions).findOneBy({ id });
  if (!row) throw notFound('partyDistinction');
  requireVersion(row.version, version);
  await tx.update(PartyDistinctions, id, { version: version + 1, undone_by: actor.userId, undone_at: now });
  return { id, version: version + 1, pair: { oneId: row.one_id, otherId: row.other_id } };
}

export interface ApartView {
  id: string;
  version: number;
  one: { id: string; name: string };
  other: { id: string; name: string };
  note: string;
  by: string;
  at: string;
}

/** Pairs shown at once; who needs an older one finds it by one of its two entries. */
const PAIRS_SHOWN = 100;

/** What was told apart, latest first, with the names of today. */
export async function apartViews(tx: Reader): Promise<ApartView[]> {
  const rows = await tx.all<
    Record<'id' | 'oneId' | 'oneName' | 'otherId' | 'otherName' | 'note' | 'by' | 'at', string> & {
      version: number;
    }
  >(
    `SELECT pair.id, pair.version, pair.note, users.display_name AS "by", told_at AS "at",
       one_id AS oneId, one.name AS oneName, other_id AS otherId, other.name AS otherName
     FROM party_distinctions AS pair JOIN users ON users.id = told_by
     JOIN parties AS one ON one.id = one_id JOIN parties AS other ON other.id = other_id
     WHERE undone_at IS NULL ORDER BY told_at DESC, pair.id DESC LIMIT ${PAIRS_SHOWN}`,
  );
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    one: { id: row.oneId, name: row.oneName },
    other: { id: row.otherId, name: row.otherName },
    note: row.note,
    by: row.by,
    at: row.at,
  }));
}
