import type { reviewRules } from '../../contract/timebank/rule-bodies.ts';
import type { reviewStates } from '../../contract/timebank/rules.ts';
import { notFound } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import type { SourceClass } from '../../contract/timebank.ts';
import { ReviewItems, type ReviewItemRow } from './entities.ts';
import { firstBookingOf } from '../served-store.ts';
import type { BookedService, Suspicion } from './review.ts';

/** Days of service, both inclusive. */
export interface ServiceRange {
  from: string;
  to: string;
}

/**
 * A page of the services that stand, as they were written into the record; `last` is where the next page begins, null
 * after the last one. Clock times, who typed it in and when come from the line of the sheet, the request or the imported
 * row that the booking goes back to, whatever was corrected since.
 */
export async function servicePage(
  tx: Reader,
  range: ServiceRange,
  page: { after: number; limit: number },
): Promise<{ services: BookedService[]; last: number | null }> {
  const rows = await tx.all<{
    place: number;
    transaction_id: string;
    member_id: string;
    kind: 'person' | 'group';
    entered_by: string;
    served_on: string;
    entered_at: string;
    minutes: number;
    starts_at: string | null;
    ends_at: string | null;
    source_class: SourceClass;
    grounded: number;
  }>(
    `SELECT record.rowid AS place, root.transaction_id, record.member_id, members.kind,
       ifnull(sheets.entered_by, source.created_by) AS entered_by,
       record.served_on, ifnull(sheets.entered_at, source.recorded_at) AS entered_at, record.minutes, record.source_class,
       coalesce(line.starts_at, request.served_from, json_extract(source.inputs, '$.startsAt')) AS starts_at,
       coalesce(line.ends_at, request.served_to, json_extract(source.inputs, '$.endsAt')) AS ends_at,
       coalesce(line.recipient, json_extract(source.inputs, '$.recipient'), '') <> ''
         OR (source.occasion IS NOT NULL AND source.occasion NOT LIKE 'import:%') AS grounded
     FROM service_records AS record
     JOIN members ON members.id = record.member_id
     -- What came from a double that was merged stands on the booking of the double.
     LEFT JOIN hours_moves AS move ON move.record_id = record.id
     JOIN service_records AS root ON root.id = ifnull(move.root_id, record.id)
     JOIN ledger_transactions AS source ON source.id = ${firstBookingOf('root.transaction_id')}
     LEFT JOIN sheet_lines AS line ON line.id = source.sheet_line_id
     LEFT JOIN sheets ON sheets.id = line.sheet_id
     LEFT JOIN requests AS request ON request.transaction_id = source.id
     WHERE record.rowid > ? AND record.served_on BETWEEN ? AND ? AND record.reverses_id IS NULL
       AND NOT EXISTS (SELECT 1 FROM service_records AS undone WHERE undone.reverses_id = record.id)
     ORDER BY record.rowid LIMIT ?`,
    [page.after, range.from, range.to, page.limit],
  );
  return {
    last: rows.length < page.limit ? null : (rows.at(-1)?.place ?? null),
    services: rows.map((row) => ({
      transactionId: row.transaction_id,
      memberId: row.member_id,
      memberKind: row.kind,
      enteredBy: row.entered_by,
      servedOn: row.served_on,
      enteredAt: row.entered_at,
      minutes: row.minutes,
      startsAt: row.starts_at,
      endsAt: row.ends_at,
      sourceClass: row.source_class,
      grounded: row.grounded === 1,
    })),
  };
}

/** How many services stand in a range, reversals and all: enough to know whether a look will be long. */
export async function serviceCount(tx: Reader, { from, to }: ServiceRange): Promise<number> {
  const row = await tx.get<{ n: number }>(
    'SELECT count(*) AS n FROM service_records WHERE served_on BETWEEN ? AND ?',
    [from, to],
  );
  return row?.n ?? 0;
}

/** Transactions that an item about whole hours names, whatever became of it. */
export async function coveredByItems(tx: Reader): Promise<Set<string>> {
  const rows = await tx.all<{ id: string }>(
    `SELECT DISTINCT named.value AS id FROM timebank_review_items AS item, json_each(item.transactions) AS named
     WHERE item.rule = 'roundHours'`,
  );
  return new Set(rows.map(({ id }) => id));
}

/** Puts on the list what is not there yet; answers how many. What people decided is never touched. */
export async function addSuspicions(
  { tx, now, services }: Pick<CommandContext, 'tx' | 'now' | 'services'>,
  found: readonly Suspicion[],
): Promise<number> {
  const known = new Set(
    (
      await tx.all<{ key: string }>(
        'SELECT key FROM timebank_review_items WHERE key IN (SELECT value FROM json_each(?))',
        [JSON.stringify(found.map(({ key }) => key))],
      )
    ).map(({ key }) => key),
  );
  const fresh = [
    ...new Map(found.filter(({ key }) => !known.has(key)).map((one) => [one.key, one])).values(),
  ];
  if (fresh.length > 0) {
    await tx.insert(
      ReviewItems,
      fresh.map((one) => ({
        id: services.ids.next(),
        version: 1,
        key: one.key,
        rule: one.rule,
        rule_version: one.ruleVersion,
        member_id: one.memberId,
        entered_by: one.enteredBy,
        served_on: one.servedOn,
        params: JSON.stringify(one.params),
        transactions: JSON.stringify(one.transactions),
        state: 'open' as const,
        note: '',
        found_at: now,
        decided_by: null,
        decided_at: null,
      })),
    );
  }
  return fresh.length;
}

export type ReviewRow = ReviewItemRow & { member_name: string | null; volunteer_number: string | null };

export interface ReviewFilter {
  state?: (typeof reviewStates)[number] | undefined;
  rule?: (typeof reviewRules)[number] | undefined;
  memberId?: string | undefined;
  page: { offset: number; limit: number };
}

export async function findReview(
  tx: Reader,
  filter: ReviewFilter,
): Promise<{ rows: ReviewRow[]; total: number }> {
  const conditions: string[] = [];
  const params: string[] = [];
  for (const [column, value] of [
    ['item.state', filter.state],
    ['item.rule', filter.rule],
    ['item.member_id', filter.memberId],
  ] as const) {
    if (value === undefined) continue;
    conditions.push(`${column} = ?`);
    params.push(value);
  }
  const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
  const rows = await tx.all<ReviewRow>(
    `SELECT item.*, members.name AS member_name, members.volunteer_number
     FROM timebank_review_items AS item LEFT JOIN members ON members.id = item.member_id
     ${where} ORDER BY item.served_on DESC, item.id LIMIT ? OFFSET ?`,
    [...params, filter.page.limit, filter.page.offset],
  );
  const count = await tx.get<{ total: number }>(
    `SELECT count(*) AS total FROM timebank_review_items AS item ${where}`,
    params,
  );
  return { rows, total: count?.total ?? 0 };
}

export async function reviewCounts(tx: Reader): Promise<Record<(typeof reviewStates)[number], number>> {
  const rows = await tx.all<{ state: (typeof reviewStates)[number]; n: number }>(
    'SELECT state, count(*) AS n FROM timebank_review_items GROUP BY state',
  );
  const of = (state: (typeof reviewStates)[number]) => rows.find((row) => row.state === state)?.n ?? 0;
  return { open: of('open'), explained: of('explained'), confirmed: of('confirmed') };
}

export async function reviewItemById(tx: Reader, id: string): Promise<ReviewItemRow> {
  const row = await tx.find(ReviewItems).findOneBy({ id });
  if (!row) throw notFound('reviewItem');
  return row;
}
