import type { EnquiryFields, EnquiryView } from '../../contract/mediation/enquiries.ts';
import type { ParsedInput } from '../../contract/index.ts';
import { userNames } from '../../people/public.ts';
import { notFound } from '../../platform/app-error.ts';
import type { Reader, SqlValue } from '../../platform/database/handles.ts';
import { maskAddress, maskPhone } from '../../platform/masking.ts';
import { lastPageEnd } from '../../platform/database/page-total.ts';
import { likeAnywhere, nameKeys, searchKey } from '../../platform/search-key.ts';
import { Enquiries, type EnquiryRecord } from './entities.ts';

type Filter = ParsedInput<'mediation.listEnquiries'>;

/** Errors: `record.notFound`. */
export async function enquiryById(tx: Reader, id: string): Promise<EnquiryRecord> {
  const row = await tx.find(Enquiries).findOneBy({ id });
  if (!row) throw notFound('enquiry');
  return row;
}

/** One page of the register, newest first, and the number of all that pass the filter. */
export async function listEnquiries(
  tx: Reader,
  filter: Filter,
  today: string,
): Promise<{ rows: EnquiryView[]; total: number }> {
  const { page, count } = enquirySql(filter, today);
  const rows = await tx.all<EnquiryRecord>(page.sql, page.params);
  const total =
    lastPageEnd(rows.length, filter.page) ??
    (await tx.get<{ total: number }>(count.sql, count.params))?.total ??
    0;
  return { rows: await enquiryViews(tx, rows), total };
}

/**
 * The statements of the register. A word is looked for in the middle of the keys, so every line is judged; by an index
 * that holds all that is judged (migration 0011), a fraction of the table. Apart so that a test can ask for the plans.
 */
export function enquirySql(filter: Filter, today: string) {
  const { where, params } = whereOf(filter, today);
  const from = `FROM enquiries INDEXED BY enquiries_by_day ${where}`;
  return {
    page: {
      sql: `SELECT * ${from} ORDER BY received_on DESC, id DESC LIMIT ? OFFSET ?`,
      params: [...params, filter.page.limit, filter.page.offset],
    },
    count: { sql: `SELECT COUNT(*) AS total ${from}`, params },
  };
}

/** Enquiries as the window shows them, phone and address masked. */
export async function enquiryViews(tx: Reader, rows: readonly EnquiryRecord[]): Promise<EnquiryView[]> {
  const names = await userNames(
    tx,
    rows.map((row) => row.handled_by),
  );
  const ids = rows.flatMap((row) => (row.case_id === null ? [] : [row.case_id]));
  const cases = await tx.all<{ id: string; number: string | null; title: string }>(
    'SELECT id, number, title FROM cases WHERE id IN (SELECT value FROM json_each(?))',
    [JSON.stringify(ids)],
  );
  const caseOf = new Map(cases.map((one) => [one.id, one]));
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    number: row.number,
    kind: row.kind,
    receivedOn: row.received_on,
    anonymous: row.anonymous === 1,
    personName: row.person_name,
    phone: maskPhone(row.phone),
    address: maskAddress(row.address),
    areaId: row.area_id,
    disputeType: row.dispute_type,
    question: row.question,
    answer: row.answer,
    handledBy: row.handled_by,
    handledByName: names.get(row.handled_by) ?? '',
    followUpOn: row.follow_up_on,
    result: row.result,
    referredTo: row.referred_to,
    caseId: row.case_id,
    caseNumber: caseOf.get(row.case_id ?? '')?.number ?? null,
    caseTitle: caseOf.get(row.case_id ?? '')?.title ?? null,
    updatedAt: row.updated_at,
  }));
}

/** Columns of what was typed; a value that comes back as it was masked is what is on file. */
export function enquiryColumns(
  fields: EnquiryFields,
  number: string,
  handledBy: string,
  before?: EnquiryRecord,
) {
  const kept = (typed: string, full: string | undefined, masked: (value: string) => string) =>
    full !== undefined && typed.includes('*') && typed === masked(full) ? full : typed;
  return {
    kind: fields.kind,
    received_on: fields.receivedOn,
    anonymous: fields.anonymous ? 1 : 0,
    person_name: fields.anonymous ? '' : fields.personName,
    phone: fields.anonymous ? '' : kept(fields.phone, before?.phone, maskPhone),
    address: fields.anonymous ? '' : kept(fields.address, before?.address, maskAddress),
    area_id: fields.areaId,
    dispute_type: fields.disputeType,
    question: fields.question,
    answer: fields.answer,
    handled_by: handledBy,
    follow_up_on: fields.followUpOn,
    search_keys: `${searchKey(number)} ${fields.anonymous ? '' : nameKeys(fields.personName)} ${searchKey(fields.question)}`,
  };
}

/** Enquiries by month, kind and result: what the statistics take over (排查纠纷, 咨询). */
export async function countEnquiries(tx: Reader, { from, to }: { from: string; to: string }) {
  const rows = await tx.all<{
    month: string;
    kind: EnquiryRecord['kind'];
    result: EnquiryRecord['result'];
    count: number;
  }>(
    `SELECT substr(received_on, 1, 7) AS month, kind, result, COUNT(*) AS count FROM enquiries
     WHERE received_on BETWEEN ? AND ? GROUP BY 1, 2, 3 ORDER BY 1 DESC, 2, 3`,
    [from, to],
  );
  return { rows, total: rows.reduce((sum, row) => sum + row.count, 0) };
}

function whereOf(filter: Filter, today: string): { where: string; params: SqlValue[] } {
  const conditions: string[] = [];
  const params: SqlValue[] = [];
  const add = (sql: string, ...values: SqlValue[]) => {
    conditions.push(sql);
    params.push(...values);
  };
  const text = searchKey(filter.text);
  // A phone is typed with blanks and hyphens: only one that ends with the same digit is worth the replacing.
  const tail = `(substr(phone, -1) = ? AND replace(replace(phone, ' ', ''), '-', '') LIKE ?)`;
  if (/^\d{4,}$/.test(text)) {
    const phone = [text.slice(-1), `%${text}`];
    add(`(${tail} OR search_keys LIKE ? ESCAPE '\\')`, ...phone, likeAnywhere(filter.text));
  } else if (text !== '') {
    add(`search_keys LIKE ? ESCAPE '\\'`, likeAnywhere(filter.text));
  } else if (filter.text !== '') add('0');
  if (filter.kinds) add(inList('kind', filter.kinds), ...filter.kinds);
  if (filter.results) add(inList('result', filter.results), ...filter.results);
  if (filter.from) add('received_on >= ?', filter.from);
  if (filter.to) add('received_on <= ?', filter.to);
  if (filter.onlyDue) add(dueEnquiries, today);
  return { where: conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '', params };
}

/** SQL over `enquiries`: to be looked into again, and it was not. Takes today. */
export const dueEnquiries = `follow_up_on <= ? AND result = 'watched'`;

const inList = (column: string, values: readonly string[]): string =>
  `${column} IN (${values.map(() => '?').join(', ')})`;
