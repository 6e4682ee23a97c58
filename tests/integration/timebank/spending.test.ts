import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, Refused, type TestDesk } from '../../support/desk.ts';
import { assess, relate } from './circle-kit.ts';
import { addMember, book, line, sheet } from './play.ts';
import { account } from './work-kit.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const refused = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof Refused ? error.error.code : undefined;
};

async function earner(minutes = 240, name = '王志明') {
  const id = await addMember(desk, name);
  await book(desk, sheet('2026-06-20', [line(id, '08:00', '20:00', minutes)]));
  return id;
}

/** Gives a member points the way the ledger takes them, because the region of the test has no rule for any. */
async function points(memberId: string, amount: number, expiresOn = '2026-12-31') {
  const [user] = await desk.sql<{ id: string }>('SELECT id FROM users LIMIT 1');
  const { createIds } = await import('../../../src-main/platform/ids.ts');
  const { pointsAccountOf, post } = await import('../../../src-main/timebank/ledger-store.ts');
  const { openDatabase } = await import('../../../src-main/platform/database/open.ts');
  const { entities } = await import('../../../src-main/entities.ts');
  const { migrations } = await import('../../../src-main/platform/database/migrations/index.ts');
  const ids = createIds(desk.clock);
  const now = desk.clock.now();
  const database = await openDatabase({ file: desk.file, entities, migrations, now });
  await database.write(async (tx) => {
    const to = await pointsAccountOf({ tx, now, services: { ids } }, memberId);
    await post({ tx, now, actor: { userId: user!.id } }, [
      {
        id: ids.next(),
        kind: 'points',
        servedOn: now.slice(0, 10),
        text: '诉求积分',
        sourceClass: null,
        sheetLineId: null,
        rule: '',
        inputs: {},
        entries: [
          { account: 'issue:points', amount: -amount },
          { account: to, amount, opens: [[amount, expiresOn]] },
        ],
        reversesId: null,
        reason: '',
      },
    ]);
  });
  await database.close();
}

async function rice(stock: number) {
  const { id } = await desk.call('timebank.saveGoods', {
    goods: { name: '大米5公斤', partner: '惠民超市', unitName: '袋', minutesPrice: 120, pointsPrice: 30 },
  });
  if (stock > 0) await desk.call('timebank.moveStock', { id, quantity: stock, reason: '到货' });
  return id;
}
const stockOf = async (id: string) =>
  (await desk.call('timebank.listGoods', {})).rows.find((row) => row.id === id)?.stock;
const codeOf = async (id: string) =>
  (
    await desk.sql<{ number: string; code: string }>('SELECT number, code FROM orders WHERE id = ?', [id])
  )[0]!;

describe('giving', () => {
  it('a transfer moves coins once, keeps how both are related, and never more than is free', async () => {
    const giver = await earner(120);
    const mother = await addMember(desk, '王母');
    const { id: relationId } = await relate(desk, giver, mother);
    const gift = { fromId: giver, toId: mother, reason: '赠母亲' };
    expect(await refused(desk.call('timebank.transferCoins', { ...gift, minutes: 121 }))).toBe(
      'ledger.insufficientBalance',
    );
    expect(await refused(desk.call('timebank.transferCoins', { ...gift, toId: giver, minutes: 1 }))).toBe(
      'input.invalid',
    );
    const done = await desk.call('timebank.transferCoins', { ...gift, minutes: 100 });
    expect((await account(desk, giver)).balance).toBe(20);
    expect((await account(desk, mother)).balance).toBe(100);
    const [row] = await desk.sql<{ inputs: string }>('SELECT inputs FROM ledger_transactions WHERE id = ?', [
      done.transactionId,
    ]);
    expect(JSON.parse(row!.inputs)).toMatchObject({ relation: 'lineal', relationId });
    await desk.call('timebank.reverseTransaction', { transactionId: done.transactionId, reason: '转错人' });
    expect((await account(desk, giver)).balance).toBe(120);
  });

  it('what is donated can be granted, not a minute more; the fund issues; a clerk does neither', async () => {
    const giver = await earner(120);
    const elder = await addMember(desk, '周奶奶', { birthDate: '1940-01-01' });
    await assess(desk, elder);
    await desk.call('timebank.donateCoins', { memberId: giver, minutes: 90, reason: '献爱心' });
    const grant = { pool: 'pool:donated' as const, memberId: elder, reason: '80岁独居' };
    expect(await refused(desk.call('timebank.grantFromPool', { ...grant, minutes: 91 }))).toBe(
      'ledger.insufficientBalance',
    );
    await desk.call('timebank.grantFromPool', { ...grant, minutes: 60 });
    await desk.call('timebank.issueFund', { memberId: elder, minutes: 600, reason: '重点空巢独居老人' });
    expect((await account(desk, elder)).balance).toBe(660);
    const pools = await desk.call('timebank.readPools', {});
    expect(pools).toMatchObject({ donatedMinutes: 30, overcapMinutes: 0, issuedMinutes: 600 });
    expect(pools.rows.map(({ kind, members }) => [kind, members])).toEqual([
      ['grant', '周奶奶'],
      ['poolGrant', '周奶奶'],
      ['donation', '王志明'],
    ]);
    const second = await desk.call('timebank.readPools', { page: { offset: 1, limit: 1 } });
    expect([second.rows.map(({ kind }) => kind), second.total]).toEqual([['poolGrant'], 3]);
    const clerk = await desk.as(['clerk']);
    expect(
      await refused(clerk.call('timebank.issueFund', { memberId: elder, minutes: 1, reason: '试' })),
    ).toBe('session.roleMissing');
    expect((await desk.call('timebank.verifyLedger', {})).problems).toEqual([]);
  });
});

describe('the counter', () => {
  it('reserves, prints a voucher, redeems it once, and takes goods back into stock', async () => {
    const member = await earner(300);
    const item = await rice(3);
    const order = await desk.call('timebank.placeOrder', {
      memberId: member,
      goodsId: item,
      quantity: 2,
      unit: 'minute',
      price: 120,
    });
    expect(order.amount).toBe(240);
    expect(await account(desk, member)).toEqual({ balance: 300, held: 240 });
    expect(await stockOf(item)).toBe(1);
    const { number, code } = await codeOf(order.id);
    expect(code).toMatch(/^\d{6}$/);
    expect(await refused(desk.call('timebank.redeemVoucher', { number, code: 'x' }))).toBe('order.wrongCode');
    const redeemed = await desk.call('timebank.redeemVoucher', { number, code });
    expect(await account(desk, member)).toEqual({ balance: 60, held: 0 });
    expect(await refused(desk.call('timebank.redeemVoucher', { number, code }))).toBe('order.stageForbids');
    expect(
      await refused(
        desk.call('timebank.reverseTransaction', { transactionId: redeemed.transactionId, reason: '退货' }),
      ),
    ).toBe('order.takeBackAtCounter');
    const back = await desk.call('timebank.returnOrder', {
      id: order.id,
      version: redeemed.version,
      reason: '米袋破损',
    });
    expect(await account(desk, member)).toEqual({ balance: 300, held: 0 });
    expect(await stockOf(item)).toBe(3);
    expect(back.transactionId).not.toBe(redeemed.transactionId);
    await expect(desk.sql(`UPDATE orders SET state = 'reserved'`)).rejects.toThrow('order.stageForbids');
    expect((await desk.call('timebank.verifyLedger', {})).problems).toEqual([]);
  });

  it('stock never falls below zero, whoever asks', async () => {
    const member = await earner(600);
    const item = await rice(1);
    const order = { memberId: member, goodsId: item, unit: 'minute' as const, price: 120 };
    expect(await refused(desk.call('timebank.placeOrder', { ...order, quantity: 2 }))).toBe(
      'goods.outOfStock',
    );
    expect(await account(desk, member)).toEqual({ balance: 600, held: 0 });
    const answers = await Promise.all(
      [1, 2].map(() => desk.ask('timebank.placeOrder', { ...order, quantity: 1 })),
    );
    expect(answers.map((answer) => (answer.ok ? 'ok' : answer.error.code)).sort()).toEqual([
      'goods.outOfStock',
      'ok',
    ]);
    await expect(
      desk.sql(
        `INSERT INTO goods_movements SELECT goods_id, max(seq) + 1, -1, -1, NULL, '偷', moved_by, moved_at FROM goods_movements`,
      ),
    ).rejects.toThrow('goods.outOfStock');
  });

  it('coins that wait for a voucher cannot be spent otherwise; cancelled they are free again', async () => {
    const member = await earner(150);
    const item = await rice(5);
    const order = await desk.call('timebank.placeOrder', {
      memberId: member,
      goodsId: item,
      quantity: 1,
      unit: 'minute',
      price: 120,
    });
    expect(
      await refused(desk.call('timebank.donateCoins', { memberId: member, minutes: 60, reason: '献爱心' })),
    ).toBe('ledger.insufficientBalance');
    await desk.call('timebank.cancelOrder', { id: order.id, version: 1, reason: '不要了' });
    expect(await account(desk, member)).toEqual({ balance: 150, held: 0 });
    expect(await stockOf(item)).toBe(5);
    const { number, code } = await codeOf(order.id);
    expect(await refused(desk.call('timebank.redeemVoucher', { number, code }))).toBe('order.stageForbids');
  });

  it('charges the price that was shown, or says the new one and reserves nothing', async () => {
    const member = await earner(300);
    const item = await rice(3);
    const [shown] = (await desk.call('timebank.listGoods', {})).rows;
    await desk.call('timebank.saveGoods', {
      ...{ id: item, version: shown!.version },
      goods: {
        ...{ name: shown!.name, partner: shown!.partner, unitName: shown!.unitName },
        ...{ minutesPrice: 150, pointsPrice: 30 },
      },
    });
    const order = { memberId: member, goodsId: item, quantity: 2, unit: 'minute' as const };
    expect(await desk.ask('timebank.placeOrder', { ...order, price: 120 })).toMatchObject({
      error: { code: 'order.minutesPriceChanged', params: { price: 150 } },
    });
    expect(await account(desk, member)).toEqual({ balance: 300, held: 0 });
    expect(await stockOf(item)).toBe(3);
    expect((await desk.call('timebank.placeOrder', { ...order, price: 150 })).amount).toBe(300);
  });

  it('takes points out of their lots, and refuses a voucher that is overdue', async () => {
    const member = await earner(60);
    await points(member, 50);
    const item = await rice(5);
    const order = { memberId: member, goodsId: item, unit: 'point' as const, price: 30 };
    expect(await refused(desk.call('timebank.placeOrder', { ...order, quantity: 2 }))).toBe(
      'ledger.insufficientBalance',
    );
    const placed = await desk.call('timebank.placeOrder', { ...order, quantity: 1 });
    expect((await desk.call('timebank.readSpendable', { memberId: member })).points).toBe(20);
    const { number, code } = await codeOf(placed.id);
    desk.clock.set('2026-08-05T01:00:00.000Z');
    expect(await refused(desk.call('timebank.redeemVoucher', { number, code }))).toBe('order.overdue');
    desk.clock.set('2026-07-15T01:00:00.000Z');
    await desk.call('timebank.redeemVoucher', { number, code });
    expect(await desk.sql('SELECT amount, used_after FROM ledger_lot_uses')).toEqual([
      { amount: 30, used_after: 30 },
    ]);
  });

  it('what a voucher has reserved is not written off in its stead when good points come later', async () => {
    desk.clock.set('2025-12-20T01:00:00.000Z');
    const member = await addMember(desk, '王志明');
    await points(member, 30, '2025-12-31');
    const order = {
      memberId: member,
      goodsId: await rice(3),
      unit: 'point' as const,
      price: 30,
      quantity: 1,
    };
    const placed = await desk.call('timebank.placeOrder', order);
    desk.clock.set('2026-01-05T01:00:00.000Z');
    await points(member, 30, '2026-12-31');
    expect((await desk.call('timebank.readSpendable', { memberId: member })).points).toBe(30);
    expect((await desk.call('timebank.readPoints', { memberId: member })).spendable).toBe(30);
    expect(await desk.call('timebank.expirePoints', {})).toMatchObject({ lots: 0, points: 0 });
    await desk.call('timebank.redeemVoucher', await codeOf(placed.id));
    expect((await desk.call('timebank.readSpendable', { memberId: member })).points).toBe(30);
    expect(
      await desk.sql(`SELECT lot.expires_on, used.used_after FROM ledger_lot_uses AS used
        JOIN ledger_lots AS lot ON lot.id = used.lot_id`),
    ).toEqual([{ expires_on: '2025-12-31', used_after: 30 }]);
    expect((await desk.call('timebank.verifyLedger', {})).problems).toEqual([]);
  });

  it('points that lapse while their voucher waits still pay for it, and newer ones are left alone', async () => {
    desk.clock.set('2026-12-20T01:00:00.000Z');
    const member = await earner(60);
    await points(member, 30);
    const placed = await desk.call('timebank.placeOrder', {
      memberId: member,
      goodsId: await rice(1),
      unit: 'point',
      price: 30,
      quantity: 1,
    });
    desk.clock.set('2027-01-05T01:00:00.000Z');
    await desk.call('timebank.redeemVoucher', await codeOf(placed.id));
    expect(await desk.sql('SELECT amount, used_after FROM ledger_lot_uses')).toEqual([
      { amount: 30, used_after: 30 },
    ]);
  });

  it('a voucher that nobody collects lapses: coins free, goods back in stock, once', async () => {
    const member = await earner(240);
    const item = await rice(1);
    await desk.call('timebank.placeOrder', {
      ...{ memberId: member, goodsId: item, unit: 'minute', quantity: 1, price: 120 },
    });
    desk.clock.set('2026-08-05T01:00:00.000Z');
    expect(await desk.call('timebank.lapseRequests', {})).toEqual({ timedOut: 0, vouchers: 1 });
    expect(await desk.call('timebank.lapseRequests', {})).toEqual({ timedOut: 0, vouchers: 0 });
    expect(await account(desk, member)).toEqual({ balance: 240, held: 0 });
    expect(await stockOf(item)).toBe(1);
  });

  it('the printed voucher ties out with what was reserved', async () => {
    const member = await earner(300);
    const item = await rice(3);
    const placed = await desk.call('timebank.placeOrder', {
      memberId: member,
      goodsId: item,
      quantity: 2,
      unit: 'minute',
      price: 120,
    });
    const { pdf } = await desk.call('documents.read', { id: placed.documentId });
    const { execFileSync } = await import('node:child_process');
    const text = execFileSync('pdftotext', ['-layout', '-', '-'], {
      input: Buffer.from(pdf.base64, 'base64'),
      encoding: 'utf8',
    }).replace(/\s/g, '');
    const { number, code } = await codeOf(placed.id);
    for (const part of [
      '时间银行兑换券',
      number,
      code,
      '大米5公斤',
      '2袋',
      '4小时',
      '惠民超市',
      '2026年7月31日',
    ])
      expect(text).toContain(part);
  });
});

it('the ranking counts permanent hours, not coins; names are masked, equal hours share a rank', async () => {
  const first = await earner(240);
  await earner(120, '李小红');
  await earner(120, '赵明');
  await desk.call('timebank.donateCoins', { memberId: first, minutes: 240, reason: '献爱心' });
  const { rows } = await desk.call('timebank.readRanking', {});
  expect(rows.map(({ rank, minutes }) => [rank, minutes])).toEqual([
    [1, 240],
    [2, 120],
    [2, 120],
  ]);
  for (const { name } of rows) expect(name).not.toMatch(/王志明|李小红|赵明/);
  expect((await desk.call('timebank.readRanking', { from: '2026-07-01' })).rows).toEqual([]);
});
