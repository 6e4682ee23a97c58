import type { PartyFields, PartyView } from '../contract/people.ts';
import { AppError, notFound, requireVersion } from '../platform/app-error.ts';
import type { Reader } from '../platform/database/handles.ts';
import type { CommandContext } from '../platform/router/handlers.ts';
import { maskAddress, maskIdNumber, maskPhone } from '../platform/masking.ts';
import { lastPageEnd } from '../platform/database/page-total.ts';
import { likeAnywhere, nameKeys } from '../platform/search-key.ts';
import { Parties, type PartyRow } from './entities.ts';
import { partyColumnsOf, partyFieldsOf } from './party-columns.ts';

/**
 * Keeps a party of a case in the directory, so that it is typed once: a new entry when `directoryId` is absent, else
 * the known entry as it stands, or the one it was merged into (a case keeps its own snapshot; the directory is corrected in the directory).
 */
export async function rememberParty(
  context: CommandContext,
  party: PartyFields,
  directoryId?: string,
): Promise<string> {
  if (directoryId !== undefined) {
    return standingParty(context.tx, directoryId);
  }
  const id = context.services.ids.next();
  await context.tx.insert(Parties, {
    id,
    version: 1,
    merged_into: null,
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
    merged_into: null,
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
  if (row.merged_into !== null) throw new AppError('party.merged');
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

/** An entry of the directory as lists show it. */
export function maskedParty(row: PartyRow): PartyView {
  const fields = partyFieldsOf(row);
  return {
    ...fields,
    id: row.id,
    version: row.version,
    phone: maskPhone(fields.phone),
    address: maskAddress(fields.address),
    idNumber: maskIdNumber(fields.idNumber),
  };
}

/** The entry itself, or the one at the end of its merges. Errors: `record.notFound`. */
async function standingParty(tx: Reader, id: string): Promise<string> {
  const row = await tx.get<{ id: string }>(
    `WITH RECURSIVE one (id, merged_into) AS (
       SELECT id, merged_into FROM parties WHERE id = ?
       UNION ALL SELECT parties.id, parties.merged_into FROM parties JOIN one ON parties.id = one.merged_into)
     SELECT id FROM one WHERE merged_into IS NULL`,
    [id],
  );
  if (!row) throw notFound('party');
  return row.id;
}

/** SQL for the ids of an entry and of all that were merged into it; one parameter. */
export const entryWithDoubles = `WITH RECURSIVE one (id) AS (
  SELECT ? UNION ALL SELECT parties.id FROM parties JOIN one ON parties.merged_into = one.id) SELECT id FROM one`;

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
  return { rows, total: lastPageEnd(rows.length, filter) ?? (await countOf(tx, count)) };
}

/**
 * The statements of the directory. A name is looked for in the middle, so every entry is judged; by an index that holds
 * all that is judged (migration 0011), so that rows are read for the page alone. Apart so that a test can ask for the
 * plans.
 */
export function partySql(filter: PartyFilter) {
  const conditions = ['merged_into IS NULL'];
  const params: (string | number)[] = [];
  if (filter.kind) {
    conditions.push('kind = ?');
    params.push(filter.kind);
  }
  if (filter.text !== '') {
    const tail = /^[\dXx]{4,}$/.test(filter.text);
    const ends = (column: string) => `substr(${column}, -${filter.text.length}) = ? COLLATE NOCASE`;
    conditions.push(
      tail
        ? `(${ends('phone')} OR ${ends('id_number')} OR search_keys LIKE ? ESCAPE '\\')`
        : `search_keys LIKE ? ESCAPE '\\'`,
    );
    params.push(...(tail ? [filter.text, filter.text] : []), likeAnywhere(filter.text));
  }
  const from = `FROM parties INDEXED BY parties_recent WHERE ${conditions.join(' AND ')}`;
  return {
    page: {
      sql: `SELECT * ${from} ORDER BY updated_at DESC, id DESC LIMIT ? OFFSET ?`,
      params: [...params, filter.limit, filter.offset],
    },
    count: conditions.length > 1 ? { sql: `SELECT COUNT(*) AS total ${from}`, params } : countAll,
  };
}

/** All that stand, without going through them: those that were merged are few and have an index of their own. */
const countAll = {
  sql: `SELECT (SELECT COUNT(*) FROM parties) - (SELECT COUNT(*) FROM parties WHERE merged_into IS NOT NULL) AS total`,
  params: [],
};

const countOf = async (tx: Reader, { sql, params }: ReturnType<typeof partySql>['count']): Promise<number> =>
  (await tx.get<{ total: number }>(sql, params))?.total ?? 0;

const partyColumns = (party: PartyFields) => ({
  ...partyColumnsOf(party),
  search_keys: nameKeys(party.name),
});
