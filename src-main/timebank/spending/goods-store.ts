import type { GoodsView } from '../../contract/timebank/spending.ts';
import { AppError, notFound } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { BookingContext } from '../booking-context.ts';
import { Goods, GoodsMovements, type GoodsRow } from './entities.ts';

export async function goodsById(tx: Reader, id: string): Promise<GoodsRow> {
  const row = await tx.find(Goods).findOneBy({ id });
  if (!row) throw notFound('goods');
  return row;
}

/** Items of the counter by name, with what is in stock; text matches name and partner. */
export async function findGoods(
  tx: Reader,
  filter: { text: string; withInactive: boolean },
): Promise<GoodsView[]> {
  const pattern = `%${filter.text.replace(/[\\%_]/g, '\\$&')}%`;
  const rows = await tx.all<Omit<GoodsView, 'active'> & { active: number }>(
    `SELECT id, version, name, partner, unit_name AS unitName, minutes_price AS minutesPrice, points_price AS pointsPrice,
       active, ${stockOf('goods.id')} AS stock
     FROM goods WHERE (active = 1 OR ? = 1) AND (name LIKE ? ESCAPE '\\' OR partner LIKE ? ESCAPE '\\')
     ORDER BY active DESC, name, id LIMIT 500`,
    [filter.withInactive ? 1 : 0, pattern, pattern],
  );
  return rows.map((row) => ({ ...row, active: row.active === 1 }));
}

/**
 * One movement of stock; answers what is there afterwards. Error: `goods.outOfStock` (the database refuses it too, so that
 * of two counters with the last piece exactly one hands it out).
 */
export async function moveGoods(
  context: BookingContext,
  move: { goodsId: string; quantity: number; orderId: string | null; reason: string },
): Promise<number> {
  const last = await context.tx.get<{ seq: number; stock_after: number }>(
    'SELECT seq, stock_after FROM goods_movements WHERE goods_id = ? ORDER BY seq DESC LIMIT 1',
    [move.goodsId],
  );
  const stock = (last?.stock_after ?? 0) + move.quantity;
  if (stock < 0) throw new AppError('goods.outOfStock', { params: { stock: last?.stock_after ?? 0 } });
  await context.tx.insert(GoodsMovements, {
    goods_id: move.goodsId,
    seq: (last?.seq ?? 0) + 1,
    quantity: move.quantity,
    stock_after: stock,
    order_id: move.orderId,
    reason: move.reason,
    moved_by: context.actor.userId,
    moved_at: context.now,
  });
  return stock;
}

/** SQL: what is in stock of an item. */
function stockOf(goodsId: string): string {
  return `ifnull((SELECT stock_after FROM goods_movements WHERE goods_id = ${goodsId} ORDER BY seq DESC LIMIT 1), 0)`;
}
