import type { PartyFields } from '../contract/people.ts';
import { notFound, requireVersion } from '../platform/app-error.ts';
import type { Reader } from '../platform/database/handles.ts';
import type { CommandContext } from '../platform/router/handlers.ts';
import { likeAnywhere, nameKeys } from '../platform/search-key.ts';
import { Parties, type PartyRow } from './entities.ts';
import { partyColumnsOf } from './party-columns.ts';

/**
 * Keeps a party of a case in the directory, so that it is typed once: a new entry when `directoryId` is absent, else
 * the known entry as it stands (a case keeps its own snapshot; the directory is corrected in the directory).
 */
export async function rememberParty(
  context: CommandContext,
  party: PartyFields,
  directoryId?: string,
): Promise<string> {
  if (directoryId !== undefined) {
    await partyById(context.tx, directoryId);
    return directoryId;
  }
  const id = context.services.ids.next();
  await context.tx.insert(Parties, {
    id,
    version: 1,
    created_at: context.now,
    updated_at: context.now,
    ...partyColumns(party),
  });
  return id;
}

/** Many new entries at once; answers their ids in the same order. */
export async function rememberParties(
  context: CommandContext,
  parties: readonly PartyFields[],
): Promise<string[]> {
  const rows = parties.map((party) => ({
    id: context.services.ids.next(),
    version: 1,
    created_at: context.now,
    updated_at: context.now,
    ...partyColumns(party),
  }));
  await context.tx.insert(Parties, rows);
  return rows.map((row) => row.id);
}

export async function changeParty(
  context: CommandContext,
  id: string,
  version: number | undefined,
  party: PartyFields,
) {
  const row = await partyById(context.tx, id);
  requireVersion(row.version, version);
  await context.tx.update(Parties, id, {
    ...partyColumns(party),
    version: row.version + 1,
    updated_at: context.now,
  });
  return { id, version: row.version + 1 };
}

export async function partyById(tx: Reader, id: string): Promise<PartyRow> {
  const row = await tx.find(Parties).findOneBy({ id });
  if (!row) throw notFound('party');
  return row;
}

interface PartyFilter {
  text: string;
  kind?: PartyRow['kind'] | undefined;
  offset: number;
  limit: number;
}

/** Directory entries whose name, pinyin or initials hold `text`, or whose phone or ID number ends with it. */
export async function findParties(
  tx: Reader,
  filter: PartyFilter,
): Promise<{ rows: PartyRow[]; total: number }> {
  const { page, count } = partySql(filter);
  const rows = await tx.all<PartyRow>(page.sql, page.params);
  const counted = await tx.get<{ total: number }>(count.sql, count.params);
  return { rows, total: counted?.total ?? 0 };
}

/**
 * The statements of the directory. A name is looked for in the middle, so every entry is judged; by an index that holds
 * all that is judged (migration 0011), so that rows are read for the page alone. Apart so that a test can ask for the
 * plans.
 */
export function partySql(filter: PartyFilter) {
  const conditions: string[] = [];
  const params: (string | number)[] = [];
  if (filter.kind) {
    conditions.push('kind = ?');
    params.push(filter.kind);
  }
  if (filter.text !== '') {
    const tail = /^[\dXx]{4,}$/.test(filter.text);
    conditions.push(
      tail
        ? `(search_keys LIKE ? ESCAPE '\\' OR phone LIKE ? OR id_number LIKE ?)`
        : `search_keys LIKE ? ESCAPE '\\'`,
    );
    params.push(likeAnywhere(filter.text), ...(tail ? [`%${filter.text}`, `%${filter.text}`] : []));
  }
  const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
  const from = `FROM parties INDEXED BY parties_recent ${where}`;
  return {
    page: {
      sql: `SELECT * ${from} ORDER BY updated_at DESC, id DESC LIMIT ? OFFSET ?`,
      params: [...params, filter.limit, filter.offset],
    },
    count: { sql: `SELECT COUNT(*) AS total ${from}`, params },
  };
}

const partyColumns = (party: PartyFields) => ({
  ...partyColumnsOf(party),
  search_keys: nameKeys(party.name),
});
