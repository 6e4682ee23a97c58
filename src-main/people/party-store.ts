import type { PartyFields } from '../contract/people.ts';
import { notFound, requireVersion } from '../platform/app-error.ts';
import type { Reader } from '../platform/database/handles.ts';
import type { CommandContext } from '../platform/router/handlers.ts';
import { likeAnywhere, nameKeys } from '../platform/search-key.ts';
import { Parties, type PartyRow } from './entities.ts';

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

/** Directory entries whose name, pinyin or initials hold `text`, or whose phone or ID number ends with it. */
export async function findParties(
  tx: Reader,
  filter: { text: string; kind?: PartyRow['kind'] | undefined; offset: number; limit: number },
): Promise<{ rows: PartyRow[]; total: number }> {
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
  const rows = await tx.all<PartyRow>(
    `SELECT * FROM parties ${where} ORDER BY updated_at DESC, id DESC LIMIT ? OFFSET ?`,
    [...params, filter.limit, filter.offset],
  );
  const count = await tx.get<{ total: number }>(`SELECT COUNT(*) AS total FROM parties ${where}`, params);
  return { rows, total: count?.total ?? 0 };
}

export function partyFields(row: PartyRow): PartyFields {
  return {
    kind: row.kind,
    name: row.name,
    gender: row.gender,
    ethnicity: row.ethnicity,
    birthDate: row.birth_date,
    age: row.age,
    occupation: row.occupation,
    phone: row.phone,
    address: row.address,
    idType: row.id_type,
    idNumber: row.id_number,
    creditCode: row.credit_code,
    legalRepresentative: row.legal_representative,
    legalRepresentativePost: row.legal_representative_post,
  };
}

function partyColumns(party: PartyFields) {
  return {
    kind: party.kind,
    name: party.name,
    search_keys: nameKeys(party.name),
    gender: party.gender,
    ethnicity: party.ethnicity,
    birth_date: party.birthDate,
    age: party.age,
    occupation: party.occupation,
    phone: party.phone,
    address: party.address,
    id_type: party.idType,
    id_number: party.idNumber,
    credit_code: party.creditCode,
    legal_representative: party.legalRepresentative,
    legal_representative_post: party.legalRepresentativePost,
  };
}
