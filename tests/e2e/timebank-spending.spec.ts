import { randomUUID } from 'node:crypto';
import { expect, test, type Page } from '@playwright/test';
import { launchDesk, type Desk } from './support/desk.ts';
import { expectAccessible, expectNoOverflow, takePicture } from './support/looks.ts';
import { box, choose, fill, firstRun, pressButton } from './support/main-line.ts';
import { resizePage } from './support/native.ts';

/*
 * Hours are spent with the mouse unplugged: goods come in, a voucher goes out and is redeemed, coins are donated and
 * granted. The member and his hours are told through the routes: timebank.spec.ts plays them.
 */
let desk: Desk;
test.beforeAll(async () => {
  desk = await launchDesk();
  await resizePage(desk, 1280, 860);
});
test.afterAll(() => desk.close());

test('goods → voucher → redeemed; donated → granted; ranking, by keyboard alone', async ({}, testInfo) => {
  test.setTimeout(300_000);
  const { page } = desk;
  const picture = async (name: string) => {
    await takePicture(page, testInfo, name);
    await expectAccessible(page);
    await expectNoOverflow(page);
  };
  await firstRun(desk);
  await prepare(page);

  await pressButton(page, page.getByRole('link', { name: '使用时间币' }));
  await expect(page.getByText('还没有兑换记录。')).toBeVisible();
  await page.getByRole('tab', { name: '物品与库存' }).press('Enter');
  await pressButton(page, page.getByRole('button', { name: '添加物品' }));
  const item = page.getByRole('dialog', { name: '添加物品' });
  await fill(page, box(item, '物品名称'), '大米5公斤');
  await fill(page, box(item, '提供单位'), '惠民超市');
  await fill(page, box(item, /^单位$/), '袋');
  await fill(page, box(item, '时间币价格（分钟）'), '120');
  await pressButton(page, item.getByRole('button', { name: '保存' }));
  await pressButton(page, page.getByRole('button', { name: '进出库 大米5公斤' }));
  const stock = page.getByRole('dialog', { name: /进出库/ });
  await fill(page, box(stock, '数量（出库填负数）'), '5');
  await fill(page, box(stock, '说明'), '超市捐助到货');
  await pressButton(page, stock.getByRole('button', { name: '保存' }));
  await expect(page.getByText('库存现为 5。')).toBeVisible();
  await picture('goods');

  await page.getByRole('tab', { name: '兑换柜台' }).press('Enter');
  const order = page.getByRole('form', { name: '兑换' });
  await choose(page, box(order, '成员'), '王志明');
  await expect(order.getByText('8小时', { exact: true })).toBeVisible();
  await choose(page, box(order, '物品'), '大米');
  await fill(page, box(order, '数量'), '2');
  await expect(order.getByText('合计 4小时')).toBeVisible();
  await picture('counter');
  await pressButton(page, order.getByRole('button', { name: '预留并出兑换券' }));
  const voucher = page.getByRole('dialog', { name: '兑换券' });
  await expect(voucher.locator('canvas').first()).toBeVisible();
  await expect(voucher.getByText('第 1 / 1 页')).toBeVisible();
  await picture('voucher');
  await page.keyboard.press('Escape');

  const code = await voucherCode(page);
  const redeem = page.getByRole('form', { name: '核销' });
  await fill(page, box(redeem, '兑换券编号'), code.number);
  await fill(page, box(redeem, '核销码'), code.code);
  await page.keyboard.press('Enter');
  await expect(page.getByText('已核销：大米5公斤 × 2。')).toBeVisible();
  await picture('counter-redeemed');

  await page.getByRole('tab', { name: '转赠与资金池' }).press('Enter');
  const donate = page.getByRole('form', { name: '捐赠到资金池' });
  await choose(page, box(donate, '成员'), '王志明');
  await fill(page, box(donate, '时长（分钟）'), '60');
  await fill(page, box(donate, '说明'), '献爱心');
  await pressButton(page, donate.getByRole('button', { name: '捐赠' }));
  await expect(page.getByText(/已捐赠，第/)).toBeVisible();
  const grant = page.getByRole('form', { name: '从资金池发放' });
  await choose(page, box(grant, '成员'), '周奶奶');
  await fill(page, box(grant, '时长（分钟）'), '30');
  await fill(page, box(grant, '说明'), '80岁独居老人');
  await pressButton(page, grant.getByRole('button', { name: '发放' }));
  await expect(page.getByText(/已发放，第/)).toBeVisible();
  // The one who was typed, not the first of the list before.
  await expect(page.getByText(/资金池发放 · 周奶奶 · 30分/)).toBeVisible();
  await picture('giving');

  await page.getByRole('tab', { name: '时长排行' }).press('Enter');
  await expect(page.getByRole('cell', { name: '8小时' })).toBeVisible();
  await expect(page.getByText('王志明')).toHaveCount(0);
  await picture('ranking');
  expect(desk.problems).toEqual([]);
});

const shift = (days: number) => new Date(Date.now() + (days * 24 + 8) * 3_600_000).toISOString().slice(0, 10);

async function prepare(page: Page): Promise<void> {
  const helper = await member(page, '王志明');
  const elder = await member(page, '周奶奶', '1940-01-01');
  // The pool gives to those in need only: 80 or older and alone (Nanjing).
  await ask(page, 'timebank.assessRecipient', {
    memberId: elder,
    assessment: {
      classes: ['livingAlone'],
      evidence: '入户核查',
      decidedBy: '街道民政科',
      from: shift(-30),
    },
  });
  const sheet = await ask<{ id: string; version: number }>(page, 'timebank.saveSheet', {
    sheet: {
      activity: '社区巡逻',
      servedOn: shift(-3),
      place: '尧林仙居',
      responsible: '王组长',
      lines: [
        {
          id: randomUUID(),
          memberId: helper,
          serviceType: 'patrol',
          startsAt: '08:00',
          endsAt: '16:00',
          minutes: 480,
        },
      ],
    },
  });
  await ask(page, 'timebank.approveSheet', { id: sheet.id, version: sheet.version });
}

/** Number and code as they stand on the paper that the member brings. */
async function voucherCode(page: Page): Promise<{ number: string; code: string }> {
  const { rows } = await ask<{ rows: { number: string; documentId: string }[] }>(
    page,
    'timebank.listOrders',
    {},
  );
  const { pdf } = await ask<{ pdf: { base64: string } }>(page, 'documents.read', { id: rows[0]!.documentId });
  const { execFileSync } = await import('node:child_process');
  const text = execFileSync('pdftotext', ['-layout', '-', '-'], {
    input: Buffer.from(pdf.base64, 'base64'),
    encoding: 'utf8',
  });
  return { number: rows[0]!.number, code: /核销码\s*(\d{6})/.exec(text)?.[1] ?? '' };
}

async function member(page: Page, name: string, birthDate: string | null = null): Promise<string> {
  const saved = await ask<{ id: string }>(page, 'timebank.saveMember', {
    member: { name, birthDate, joinedOn: shift(-30) },
  });
  return saved.id;
}

async function ask<T = unknown>(page: Page, route: string, input: unknown): Promise<T> {
  const answer = await page.evaluate(
    ([name, body, id]) =>
      (window as unknown as { api: { call(...args: unknown[]): Promise<unknown> } }).api.call(name, body, id),
    [route, input, randomUUID()] as const,
  );
  const envelope = answer as { ok: boolean; value: T; error?: unknown };
  if (!envelope.ok) throw new Error(`${route}: ${JSON.stringify(envelope.error)}`);
  return envelope.value;
}
