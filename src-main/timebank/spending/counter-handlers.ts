import { AppError, notFound, requireVersion } from '../../platform/app-error.ts';
import { addDays, civilDate, civilDateOfInstant } from '../../platform/dates.ts';
import { issueDocument } from '../../platform/documents/registry.ts';
import { sha256 } from '../../platform/hash.ts';
import { issueNumber } from '../../platform/numbers/numbers.ts';
import type { CommandContext, HandlersOf } from '../../platform/router/handlers.ts';
import { startOf } from '../booking-period.ts';
import { keepActFor } from '../circle/representative-store.ts';
import { hold, release } from '../hold-store.ts';
import type { Entry } from '../ledger.ts';
import { pointsAccountOf, post, postReversal } from '../ledger-store.ts';
import { spendPoints } from '../lot-store.ts';
import type { VoucherData } from '../documents/voucher-data.ts';
import { Goods, Orders, type GoodsRow, type OrderRow } from './entities.ts';
import { findGoods, goodsById, moveGoods } from './goods-store.ts';
import { findOrders, redemptionsThisQuarter } from './order-store.ts';
import { availablePoints, requireWay, spendingMember, type SpendingMember } from './spender-store.ts';
import { fitsUnit } from './spending-rules.ts';

type Routes =
  | 'timebank.listGoods'
  | 'timebank.saveGoods'
  | 'timebank.moveStock'
  | 'timebank.placeOrder'
  | 'timebank.redeemVoucher'
  | 'timebank.cancelOrder'
  | 'timebank.returnOrder'
  | 'timebank.listOrders';

export const counterHandlers: Pick<HandlersOf<'timebank'>, Routes> = {
  async 'timebank.listGoods'({ tx }, filter) {
    return { rows: await findGoods(tx, filter) };
  },

  async 'timebank.saveGoods'(context, { id, version, goods }) {
    const { tx, services, now } = context;
    const columns = {
      name: goods.name,
      partner: goods.partner,
      unit_name: goods.unitName,
      minutes_price: goods.minutesPrice,
      points_price: goods.pointsPrice,
      active: goods.active ? 1 : 0,
      updated_at: now,
    };
    if (id === undefined) {
      const goodsId = services.ids.next();
      await tx.insert(Goods, { ...columns, id: goodsId, version: 1, created_at: now });
      context.audit(`goods:${goodsId}`, { added: goods.name });
      return { id: goodsId, version: 1 };
    }
    const row = await goodsById(tx, id);
    requireVersion(row.version, version);
    await tx.update(Goods, id, { ...columns, version: row.version + 1 });
    context.audit(`goods:${id}`, {
      pricesBefore: [row.minutes_price, row.points_price],
      prices: [goods.minutesPrice, goods.pointsPrice],
      active: goods.active,
    });
    return { id, version: row.version + 1 };
  },

  async 'timebank.moveStock'(context, { id, quantity, reason }) {
    await goodsById(context.tx, id);
    const stock = await moveGoods(context, { goodsId: id, quantity, orderId: null, reason });
    context.audit(`goods:${id}`, { quantity, stock });
    return { stock };
  },

  async 'timebank.placeOrder'(
    context,
    { memberId, goodsId, quantity, unit, price: shown, representationId },
  ) {
    const { tx, services, actor, now, today } = context;
    const known = await spendingMember(context, memberId);
    requireWay(known, 'goods', today);
    const goods = await goodsById(tx, goodsId);
    const price = unit === 'minute' ? goods.minutes_price : goods.points_price;
    if (goods.active === 0 || price === null) throw new AppError('goods.notForSale');
    if (price !== shown)
      throw new AppError(unit === 'minute' ? 'order.minutesPriceChanged' : 'order.pointsPriceChanged', {
        params: { price },
      });
    const amount = price * quantity;
    const accountId = await payingAccount(context, known, unit, amount);
    const id = services.ids.next();
    const { region } = actor.committee;
    const { voucherDays } = services.reference.one('timebankWork', 'terms', region, today);
    const expiresOn = addDays(civilDate(today), voucherDays);
    const { number } = await issueNumber(context, { kind: 'voucher', on: today, ownerId: id });
    const row: OrderRow = {
      id,
      version: 1,
      number,
      code: codeOf(services.ids.next()),
      member_id: memberId,
      goods_id: goodsId,
      quantity,
      unit,
      amount,
      state: 'reserved',
      expires_on: expiresOn,
      reason: '',
      document_id: null,
      transaction_id: null,
      placed_by: actor.userId,
      placed_at: now,
      updated_at: now,
    };
    await hold(context, {
      id: services.ids.next(),
      accountId,
      amount,
      purpose: 'order',
      purposeId: id,
      expiresAt: startOf(addDays(expiresOn, 1)),
    });
    await tx.insert(Orders, row);
    const act = { kind: 'order', memberId, representationId, field: 'representationId' } as const;
    await keepActFor(context, { ...act, id });
    await moveGoods(context, { goodsId, quantity: -quantity, orderId: id, reason: number });
    const { documentId } = await issueDocument(context, {
      kind: 'timebank.voucher',
      number,
      title: `兑换券 ${number}`,
      owner: `member:${memberId}`,
      data: voucherOf(context, row, goods, known),
    });
    await tx.update(Orders, id, { document_id: documentId });
    context.audit([`order:${id}`, `member:${memberId}`], { number, quantity, unit, amount });
    return { id, version: 1, number, amount, documentId };
  },

  /** Once: a second one meets the state of the order, and behind it the occasion of the booking. */
  async 'timebank.redeemVoucher'(context, { number, code }) {
    const { tx, services, today } = context;
    const row = await tx.find(Orders).findOneBy({ number });
    // A wrong number and a wrong code sound alike, so that numbers cannot be tried out.
    if (!row || row.code !== code) throw new AppError('order.wrongCode');
    requireState(row, 'reserved');
    if (row.expires_on < today) throw new AppError('order.overdue');
    const goods = await goodsById(tx, row.goods_id);
    const reservation = await reservationOf(context, row.id);
    const transactionId = services.ids.next();
    await post(context, [
      {
        id: transactionId,
        kind: 'redemption',
        servedOn: today,
        text: `兑换 ${goods.name}×${row.quantity}（${row.number}）`,
        sourceClass: null,
        sheetLineId: null,
        occasion: `order:${row.id}`,
        holdId: reservation.id,
        rule: '',
        inputs: { orderId: row.id, quantity: row.quantity, unit: row.unit, amount: row.amount },
        entries: await paymentOf(context, row, reservation.account_id),
        reversesId: null,
        reason: '',
      },
    ]);
    const saved = await moveOrder(context, row, { state: 'redeemed', transaction_id: transactionId });
    return { ...saved, transactionId, item: goods.name, quantity: row.quantity };
  },

  async 'timebank.cancelOrder'(context, { id, version, reason }) {
    const row = await orderById(context, id, version);
    requireState(row, 'reserved');
    await release(context, (await reservationOf(context, id)).id, 'void');
    await moveGoods(context, { goodsId: row.goods_id, quantity: row.quantity, orderId: id, reason });
    return moveOrder(context, row, { state: 'cancelled', reason });
  },

  async 'timebank.returnOrder'(context, { id, version, reason }) {
    const row = await orderById(context, id, version);
    requireState(row, 'redeemed');
    const { rules } = await spendingMember(context, row.member_id);
    // Huangshan: points are gone once goods were taken.
    if (row.unit === 'point' && !rules.points.refund) throw new AppError('order.noRefund');
    const { reversal } = await postReversal(context, {
      id: context.services.ids.next(),
      transactionId: row.transaction_id ?? '',
      reason,
    });
    await moveGoods(context, { goodsId: row.goods_id, quantity: row.quantity, orderId: id, reason });
    const saved = await moveOrder(context, row, { state: 'returned', reason });
    return { ...saved, transactionId: reversal.id };
  },

  'timebank.listOrders': ({ tx }, filter) => findOrders(tx, filter),
};

/** The account that pays, when it has enough and the rules of points allow it. */
async function payingAccount(
  context: CommandContext,
  { member, account, rules }: SpendingMember,
  unit: OrderRow['unit'],
  amount: number,
): Promise<string> {
  if (unit === 'minute') {
    if (account.balance - account.held < amount) throw new AppError('ledger.insufficientBalance');
    return account.accountId;
  }
  const { unitPoints, timesPerQuarter } = rules.points;
  if (!fitsUnit(amount, unitPoints)) throw new AppError('points.unit', { params: { unit: unitPoints ?? 1 } });
  if (timesPerQuarter !== null) {
    const times = await redemptionsThisQuarter(context.tx, member.id, context.today);
    if (times >= timesPerQuarter)
      throw new AppError('points.quarterLimit', { params: { times: timesPerQuarter } });
  }
  if ((await availablePoints(context.tx, member.id, context.today)) < amount)
    throw new AppError('ledger.insufficientBalance');
  return pointsAccountOf(context, member.id);
}

async function paymentOf(context: CommandContext, row: OrderRow, accountId: string): Promise<Entry[]> {
  if (row.unit === 'minute') {
    return [
      { account: accountId, amount: -row.amount },
      { account: 'redeemed:goods', amount: row.amount },
    ];
  }
  return [
    // They were spent on the day of the order: what has lapsed since then still pays for it.
    await spendPoints(context.tx, {
      accountId,
      points: row.amount,
      today: civilDateOfInstant(row.placed_at),
    }),
    { account: 'points:redeemed', amount: row.amount },
  ];
}

async function reservationOf(context: CommandContext, orderId: string) {
  const row = await context.tx.get<{ id: string; account_id: string }>(
    `SELECT id, account_id FROM ledger_holds WHERE purpose = 'order' AND purpose_id = ? AND state = 'held'`,
    [orderId],
  );
  if (!row) throw new Error(`order ${orderId} is reserved but holds nothing`);
  return row;
}

async function orderById(context: CommandContext, id: string, version: number): Promise<OrderRow> {
  const row = await context.tx.find(Orders).findOneBy({ id });
  if (!row) throw notFound('order');
  requireVersion(row.version, version);
  return row;
}

function requireState(row: OrderRow, state: OrderRow['state']): void {
  if (row.state !== state) throw new AppError('order.stageForbids', { params: { state: row.state } });
}

async function moveOrder(context: CommandContext, row: OrderRow, changes: Partial<OrderRow>) {
  const version = row.version + 1;
  await context.tx.update(Orders, row.id, { ...changes, version, updated_at: context.now });
  context.audit([`order:${row.id}`, `member:${row.member_id}`], { number: row.number, state: changes.state });
  return { id: row.id, version };
}

/** Six digits that nobody can guess from the number of the voucher. */
function codeOf(secret: string): string {
  return String(Number.parseInt(sha256(secret).slice(0, 12), 16) % 1_000_000).padStart(6, '0');
}

function voucherOf(
  context: CommandContext,
  row: OrderRow,
  goods: GoodsRow,
  { member }: SpendingMember,
): VoucherData {
  return {
    organisation: context.actor.committee.name,
    number: row.number,
    code: row.code,
    member: { name: member.name, volunteerNumber: member.volunteer_number },
    item: goods.name,
    partner: goods.partner,
    quantity: row.quantity,
    unitName: goods.unit_name,
    paid: { unit: row.unit, amount: row.amount },
    issuedOn: context.today,
    expiresOn: row.expires_on,
    handler: context.actor.displayName,
  };
}
