import { civilDateOfInstant } from '../../platform/dates.ts';
import type { Database } from '../../platform/database/gateway.ts';
import type { Reader, Writer } from '../../platform/database/handles.ts';
import { release } from '../hold-store.ts';
import { Orders, type OrderRow } from './entities.ts';
import { moveGoods } from './goods-store.ts';

/**
 * Withdraws every voucher whose last day is over: coins and points are free again, the goods are back in stock. Doing it
 * twice does nothing more. Answers the numbers of the vouchers.
 */
export async function lapseOrders(
  tx: Writer,
  run: { now: string; userId: string | null },
): Promise<string[]> {
  const due = await overdueOrders(tx, run.now);
  for (const row of due) {
    const context = { tx, now: run.now, actor: { userId: run.userId ?? row.placed_by } };
    await release(context, row.hold_id, 'expired');
    await moveGoods(context, {
      goodsId: row.goods_id,
      quantity: row.quantity,
      orderId: row.id,
      reason: lapsed,
    });
    await tx.update(Orders, row.id, {
      state: 'cancelled',
      reason: lapsed,
      version: row.version + 1,
      updated_at: run.now,
    });
  }
  return due.map(({ number }) => number);
}

/** The same at the start of the program; writes nothing when nothing is due. */
export async function lapseOrdersAtStart(
  database: Pick<Database, 'read' | 'write'>,
  now: string,
): Promise<void> {
  const due = await database.read((tx) => overdueOrders(tx, now));
  if (due.length > 0) await database.write((tx) => lapseOrders(tx, { now, userId: null }));
}

/** Kept with the order and the stock movement, like the reasons that people write. */
const lapsed = '兑换券过期';

function overdueOrders(tx: Reader, now: string): Promise<(OrderRow & { hold_id: string })[]> {
  return tx.all(
    `SELECT orders.*, hold.id AS hold_id FROM orders
     JOIN ledger_holds AS hold ON hold.purpose = 'order' AND hold.purpose_id = orders.id AND hold.state = 'held'
     WHERE orders.state = 'reserved' AND orders.expires_on < ? ORDER BY orders.expires_on, orders.id`,
    [civilDateOfInstant(now)],
  );
}
