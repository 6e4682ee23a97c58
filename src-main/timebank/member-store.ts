import type { MemberFields, MemberView } from '../contract/timebank.ts';
import type { Standing } from '../contract/timebank/standings.ts';
import { AppError, notFound, requireVersion } from '../platform/app-error.ts';
import type { Reader } from '../platform/database/handles.ts';
import { maskAddress, maskIdNumber, maskPhone } from '../platform/masking.ts';
import { issueNumber } from '../platform/numbers/numbers.ts';
import type { CommandContext } from '../platform/router/handlers.ts';
import { likeAnywhere, nameKeys } from '../platform/search-key.ts';
import { Members, type MemberRow } from './entities.ts';
import { serviceMinutesOf } from './hours-store.ts';
import { balanceOfAccount, coinAccountsOf, openCoinAccount } from './ledger-store.ts';
import { standingOf, standingsOf } from './membership/standing-store.ts';

/**
 * Registers a member with a volunteer number (the committee's pattern, or the one given) and a coin account.
 * Errors: `member.numberTaken`; `record.duplicate` when another member has the same ID number.
 */
export async function addMember(context: CommandContext, fields: MemberFields): Promise<MemberRow> {
  const { tx, services, now } = context;
  const id = services.ids.next();
  await requireFree(tx, id, fields);
  const row: MemberRow = {
    ...memberColumns(fields),
    volunteer_number: await numberFor(context, id, fields.volunteerNumber),
    id,
    version: 1,
    created_at: now,
    updated_at: now,
  };
  await tx.insert(Members, row);
  await openCoinAccount(tx, { id: services.ids.next(), memberId: id, now });
  return row;
}

/** Changes a member; an empty volunteer number keeps the one on file. Errors as `addMember`, and `record.stale`. */
export async function changeMember(
  context: CommandContext,
  id: string,
  version: number | undefined,
  fields: MemberFields,
): Promise<MemberRow> {
  const before = await memberById(context.tx, id);
  requireVersion(before.version, version);
  // A membership ends, pauses and begins by its events alone, each with a reason and a name.
  if (fields.state !== before.state) {
    throw new AppError('member.stateByEvent', { fields: { 'member.state': { code: 'field.invalid' } } });
  }
  await requireFree(context.tx, id, fields);
  const keeps = fields.volunteerNumber === '' || fields.volunteerNumber === before.volunteer_number;
  const changes = {
    ...memberColumns(fields),
    volunteer_number: keeps ? before.volunteer_number : await numberFor(context, id, fields.volunteerNumber),
    version: before.version + 1,
    updated_at: context.now,
  };
  await context.tx.update(Members, id, changes);
  return { ...before, ...changes };
}

/** A row with where the membership stands. */
export type MemberOnFile = MemberRow & { standing: Standing };

export async function memberById(tx: Reader, id: string): Promise<MemberOnFile> {
  const row = await tx.find(Members).findOneBy({ id });
  if (!row) throw notFound('member');
  const standing = (await standingsOf(tx, [id])).get(id)?.standing ?? 'active';
  return { ...row, standing };
}

export interface MemberFilter {
  text: string;
  kind?: MemberRow['kind'] | undefined;
  state?: MemberRow['state'] | undefined;
  standing?: Standing | 'waiting' | undefined;
  areaId?: string | undefined;
  sort: 'name' | 'volunteerNumber' | 'joinedOn' | 'coinMinutes' | 'serviceMinutes';
  descending: boolean;
  page: { offset: number; limit: number };
}

/** One page of members. Sorting by a count reads all of them; every other order comes from an index. */
export async function findMembers(
  tx: Reader,
  filter: MemberFilter,
): Promise<{ rows: MemberRow[]; total: number }> {
  const { where, params } = conditionsOf(filter);
  const direction = filter.descending ? 'DESC' : 'ASC';
  const rows = await tx.all<MemberRow>(
    `SELECT members.* FROM members ${where} ORDER BY ${orders[filter.sort]} ${direction}, members.id ${direction} LIMIT ? OFFSET ?`,
    [...params, filter.page.limit, filter.page.offset],
  );
  const count = await tx.get<{ total: number }>(`SELECT count(*) AS total FROM members ${where}`, params);
  return { rows, total: count?.total ?? 0 };
}

/** Masked, with both counts of each. */
export async function memberViews(tx: Reader, rows: readonly MemberRow[]): Promise<MemberView[]> {
  const ids = rows.map((row) => row.id);
  const coins = await coinAccountsOf(tx, ids);
  const hours = await serviceMinutesOf(tx, ids);
  const standings = await standingsOf(tx, ids);
  return rows.map((row) => ({
    ...memberFieldsOf(row),
    id: row.id,
    version: row.version,
    phone: maskPhone(row.phone),
    address: maskAddress(row.address),
    idNumber: maskIdNumber(row.id_number),
    coinMinutes: coins.get(row.id)?.balance ?? 0,
    serviceMinutes: hours.get(row.id) ?? 0,
    standing: standings.get(row.id)?.standing ?? 'active',
  }));
}

export function memberFieldsOf(row: MemberRow): MemberFields {
  return {
    kind: row.kind,
    name: row.name,
    volunteerNumber: row.volunteer_number,
    gender: row.gender,
    birthDate: row.birth_date,
    idType: row.id_type,
    idNumber: row.id_number,
    phone: row.phone,
    address: row.address,
    guardian: row.guardian,
    areaId: row.area_id,
    skills: row.skills,
    joinedOn: row.joined_on,
    state: row.state,
  };
}

const orders: Record<MemberFilter['sort'], string> = {
  name: 'members.name_order',
  volunteerNumber: 'members.volunteer_number',
  joinedOn: 'members.joined_on',
  coinMinutes: balanceOfAccount(
    `(SELECT id FROM ledger_accounts WHERE code = 'member:' || members.id || ':coin')`,
  ),
  serviceMinutes: 'ifnull((SELECT sum(minutes) FROM service_records WHERE member_id = members.id), 0)',
};

function conditionsOf(filter: MemberFilter): { where: string; params: string[] } {
  const conditions: string[] = [];
  const params: string[] = [];
  const add = (condition: string, ...values: string[]) => {
    conditions.push(condition);
    params.push(...values);
  };
  if (filter.kind) add('members.kind = ?', filter.kind);
  if (filter.state) add('members.state = ?', filter.state);
  const standing = standingOf('members.id', 'members.state');
  if (filter.standing === 'waiting') add(`${standing} IN ('applied', 'reviewed')`);
  else if (filter.standing) add(`${standing} = ?`, filter.standing);
  else add('NOT EXISTS (SELECT 1 FROM member_merges WHERE merged_id = members.id AND undone_at IS NULL)');
  if (filter.areaId) {
    // A street stands for its communities and their grids.
    add(
      `members.area_id IN (WITH RECURSIVE below (id) AS (VALUES (?) UNION SELECT areas.id FROM areas JOIN below ON areas.parent_id = below.id)
        SELECT id FROM below)`,
      filter.areaId,
    );
  }
  const text = filter.text.normalize('NFKC').trim();
  if (text !== '') {
    const number = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
    const tail = /^\d{4,}$/.test(text);
    add(
      `(members.search_keys LIKE ? ESCAPE '\\' OR members.volunteer_number LIKE ? ESCAPE '\\' OR ${bearsMerged}${tail ? ' OR members.phone LIKE ?' : ''})`,
      likeAnywhere(text),
      number,
      number,
      ...(tail ? [`%${text}`] : []),
    );
  }
  return { where: conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '', params };
}

/** SQL: a double with a number like this was merged into the member, at once or by way of another. */
const bearsMerged = `members.id IN (WITH RECURSIVE survivors (id) AS (
    SELECT merge.survivor_id FROM member_merges AS merge JOIN members AS gone ON gone.id = merge.merged_id
    WHERE merge.undone_at IS NULL AND gone.volunteer_number LIKE ? ESCAPE '\\'
    UNION SELECT merge.survivor_id FROM member_merges AS merge JOIN survivors ON survivors.id = merge.merged_id
    WHERE merge.undone_at IS NULL) SELECT id FROM survivors)`;

async function requireFree(tx: Reader, id: string, fields: MemberFields): Promise<void> {
  if (fields.volunteerNumber !== '') {
    const taken = await tx.get('SELECT 1 FROM members WHERE volunteer_number = ? AND id <> ?', [
      fields.volunteerNumber,
      id,
    ]);
    if (taken) throw numberTaken();
  }
  if (fields.idNumber !== '') {
    // Two accounts of one person would have two limits (timebank.md, conclusion 4: twins).
    const twin = await tx.get<{ volunteer_number: string }>(
      `SELECT volunteer_number FROM members WHERE id_number = ? AND id <> ?
         AND NOT EXISTS (SELECT 1 FROM member_merges WHERE merged_id = members.id AND undone_at IS NULL)`,
      [fields.idNumber, id],
    );
    if (twin) {
      throw new AppError('record.duplicate', {
        params: { number: twin.volunteer_number },
        fields: { 'member.idNumber': { code: 'field.taken' } },
      });
    }
  }
}

async function numberFor(context: CommandContext, ownerId: string, given: string): Promise<string> {
  const request = { kind: 'volunteer' as const, on: context.today, ownerId };
  try {
    return (await issueNumber(context, given === '' ? request : { ...request, manual: given })).number;
  } catch (error) {
    // A number once given is never given again, even when its member has another one today.
    throw error instanceof AppError && error.code === 'record.duplicate' ? numberTaken() : error;
  }
}

function numberTaken(): AppError {
  return new AppError('member.numberTaken', {
    fields: { 'member.volunteerNumber': { code: 'field.taken' } },
  });
}

function memberColumns(fields: MemberFields) {
  const keys = nameKeys(fields.name);
  return {
    kind: fields.kind,
    name: fields.name,
    search_keys: keys,
    name_order: keys.split(' ')[1] ?? keys,
    gender: fields.gender,
    birth_date: fields.birthDate,
    id_type: fields.idType,
    id_number: fields.idNumber,
    phone: fields.phone,
    address: fields.address,
    guardian: fields.guardian,
    area_id: fields.areaId,
    skills: fields.skills,
    joined_on: fields.joinedOn,
    state: fields.state,
  };
}
