import type { OrderView } from '../../contract/timebank/spending.ts';
import type { Reader, SqlValue } from '../../platform/database/handles.ts';
import { likeAnywhere } from '../../platform/search-key.ts';
import { startOf } from '../booking-period.ts';
import { civilDate } from '../../platform/dates.ts';

export interface OrderFilter {
  text: string;
  state?: OrderView['state'] | undefined;
  memberId?: string | undefined;
  page: { offset: number; limit: number };
}

/** Orders, newest first; text matches the number, the item and the member. The code of a voucher is never listed. */
export async function findOrders(
  tx: Reader,
  filter: OrderFilter,
): Promise<{ rows: OrderView[]; total: number }> {
  const conditions = ['1 = 1'];
  const params: SqlValue[] = [];
  if (filter.state) {
    conditions.push('orders.state = ?');
    params.push(filter.state);
  }
  if (filter.memberId) {
    conditions.push('orders.member_id = ?');
    params.push(filter.memberId);
  }
  if (filter.text !== '') {
    const pattern = `%${filter.text.replace(/[\\%_]/g, '\\$&')}%`;
    conditions.push(
      `(orders.number LIKE ? ESCAPE '\\' OR goods.name LIKE ? ESCAPE '\\' OR members.search_keys LIKE ? ESCAPE '\\')`,
    );
    params.push(pattern, pattern, likeAnywhere(filter.text));
  }
  const source = `FROM orders JOIN goods ON goods.id = orders.goods_id JOIN members ON members.id = orders.member_id
    WHERE ${conditions.join(' AND ')}`;
  const rows = await tx.all<OrderView>(
    `SELECT orders.id, orders.version, orders.number, orders.member_id AS memberId, members.name AS memberName,
       members.volunteer_number AS volunteerNumber, goods.name AS item, goods.partner, orders.quantity, orders.unit,
       orders.amount, orders.state, orders.placed_at AS placedAt, orders.expires_on AS expiresOn, orders.reason,
       orders.document_id AS documentId
     ${source} ORDER BY orders.placed_at DESC, orders.id DESC LIMIT ? OFFSET ?`,
    [...params, filter.page.limit, filter.page.offset],
  );
  const count = await tx.get<{ total: number }>(`SELECT count(*) AS total ${source}`, params);
  return { rows, total: count?.total ?? 0 };
}

/** How often a member has ordered for points in the quarter of a date; what was cancelled or returned does not count. */
export async function redemptionsThisQuarter(tx: Reader, memberId: string, today: string): Promise<number> {
  const month = Number(today.slice(5, 7));
  const first = String(month - ((month - 1) % 3)).padStart(2, '0');
  const row = await tx.get<{ times: number }>(
    `SELECT count(*) AS times FROM orders WHERE member_id = ? AND unit = 'point' AND placed_at >= ?
       AND state IN ('reserved', 'redeemed')`,
    [memberId, startOf(civilDate(`${today.slice(0, 4)}-${first}-01`))],
  );
  return row?.times ?? 0;
}

/** Whether a transaction paid for goods that were handed over and not taken back. */
export async function isRedeemedOrder(tx: Reader, transactionId: string): Promise<boolean> {
  const row = await tx.get(`SELECT 1 FROM orders WHERE transaction_id = ? AND state = 'redeemed'`, [
    transactionId,
  ]);
  return row !== undefined;
}
