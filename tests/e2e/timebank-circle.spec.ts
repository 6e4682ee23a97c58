import { randomUUID } from 'node:crypto';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { launchDesk, type Desk } from './support/desk.ts';
import { tabTo } from './support/keyboard.ts';
import {
  expectAccessible,
  expectDialogReady,
  expectNoKeys,
  expectNoOverflow,
  takePicture,
} from './support/looks.ts';
import { administrator, box, choose, fill, pressButton, tick } from './support/main-line.ts';
import { resizePage } from './support/native.ts';

/*
 * Who belongs to whom, who acts for whom and who may receive, with the mouse unplugged, at a centre in Gulou: its circle
 * of transfers is spouse and lineal relatives from 60, its fund is for the hardest cases. What comes before is told
 * through the routes.
 */
let desk: Desk;
test.beforeAll(async () => {
  desk = await launchDesk();
  await resizePage(desk, 1280, 900);
});
test.afterAll(() => desk.close());

test('circle → representative → transfer → assessment → grant → list of the fund, by keyboard', async ({}, testInfo) => {
  test.setTimeout(300_000);
  const { page } = desk;
  const picture = async (name: string) => {
    await takePicture(page, testInfo, name);
    await expectAccessible(page);
    await expectNoOverflow(page);
    await expectNoKeys(page);
  };
  const people = await prepare(page);

  await goTo(page, `#/member?id=${people.giver}&tab=circle`);
  await expect(page.getByText(/还没有登记亲友关系/)).toBeVisible();
  await picture('circle-empty');
  await pressButton(page, page.getByRole('button', { name: '登记亲友关系' }));
  const relation = page.getByRole('dialog', { name: '登记亲友关系' });
  await expectDialogReady(page);
  await pressButton(page, relation.getByRole('button', { name: '保存' }));
  await expect(relation.getByText('请填写')).toBeVisible();
  await picture('relation-errors');
  await choose(page, box(relation, '亲友（成员）'), '王母');
  await fill(page, box(relation, '证明说明'), '户号末四位 0012');
  await pressButton(page, relation.getByRole('button', { name: '保存' }));
  await expect(page.getByText('亲友关系已登记。')).toBeVisible();
  await expect(page.getByRole('table', { name: '亲友关系' }).getByText('可受赠')).toBeVisible();
  const { relations } = await ask<{ relations: { id: string }[] }>(page, 'timebank.readCircle', {
    memberId: people.giver,
  });
  const file = { name: '户口簿首页.png', base64: scan };
  const proof = { kind: 'relation', recordId: relations[0]!.id, file };
  await ask(page, 'timebank.attachProofFile', proof);
  await page.reload();
  await pressButton(page, page.getByRole('button', { name: '查看证明文件 户口簿首页.png' }));
  await expect(page.getByRole('img', { name: '户口簿首页.png' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('img', { name: '户口簿首页.png' })).toHaveCount(0);

  await pressButton(page, page.getByRole('button', { name: '登记代理人' }));
  const agent = page.getByRole('dialog', { name: '登记代理人' });
  await choose(page, box(agent, '可以代办'), '代为转赠');
  await fill(page, box(agent, '代理人姓名'), '王小明');
  await fill(page, box(agent, '代理人电话'), '13812345678');
  await pressButton(page, agent.getByRole('button', { name: '保存' }));
  await expect(page.getByText('代理人已登记。')).toBeVisible();
  await expect(page.getByText('138****5678')).toBeVisible();
  await picture('circle-and-representatives');
  await pressButton(page, page.getByRole('button', { name: '看王小明的电话' }));
  await expect(page.getByText('13812345678')).toBeVisible();

  await goTo(page, `#/member?id=${people.elder}&tab=circle`);
  await expect(page.getByText('现有资料还不能确认符合服务对象条件。')).toBeVisible();
  await pressButton(page, page.getByRole('button', { name: '作受助评估' }));
  const assessment = page.getByRole('dialog', { name: '作受助评估' });
  await choose(page, box(assessment, '困难类别'), '空巢独居');
  await fill(page, box(assessment, '评估依据'), '入户核查，街道低保名册');
  await fill(page, box(assessment, '认定单位或人员'), '街道民政科');
  await fill(page, box(assessment, '截止日期'), shift(20));
  await picture('assessment');
  await pressButton(page, assessment.getByRole('button', { name: '保存' }));
  await expect(page.getByText('受助评估已登记（第 1 次）。')).toBeVisible();
  await expect(page.getByText('符合本地规则的服务对象条件。', { exact: true })).toBeVisible();
  await picture('eligibility');

  await goTo(page, '#/spending?tab=giving');
  const transfer = page.getByRole('form', { name: '转赠亲友' });
  await choose(page, box(transfer, '转出成员'), '王志明');
  await pick(page, box(transfer, '受赠成员'), /王母/);
  await pick(page, box(transfer, '由谁办理'), /王小明/);
  await fill(page, box(transfer, '时长（分钟）'), '60');
  await fill(page, box(transfer, '说明'), '赠母亲');
  await picture('transfer');
  // What is typed stays: somebody comes to the counter meanwhile.
  await goTo(page, '#/spending?tab=counter');
  await expect(page.getByRole('form', { name: '核销' })).toBeVisible();
  await goTo(page, '#/spending?tab=giving');
  await expect(transfer.getByText('已恢复上次未保存的内容')).toBeVisible();
  await expect(box(transfer, '受赠成员')).toHaveValue(/王母/);
  await expect(box(transfer, '说明')).toHaveValue('赠母亲');
  await pressButton(page, transfer.getByRole('button', { name: '转赠', exact: true }));
  await expect(page.getByText(/已转赠，第/)).toBeVisible();

  await pressButton(page, page.getByRole('button', { name: '把周奶奶填入发放单' }));
  const grant = page.getByRole('form', { name: '从资金池发放' });
  await expect(box(grant, '成员')).toHaveValue(/周奶奶/);
  await fill(page, box(grant, '时长（分钟）'), '30');
  await fill(page, box(grant, '说明'), '80岁独居');
  await pressButton(page, grant.getByRole('button', { name: '发放', exact: true }));
  await expect(page.getByText(/资金池发放 · 周奶奶 · 30分/)).toBeVisible();

  const list = page.getByRole('form', { name: '基金批量发放' });
  await fill(page, box(list, '发放事由'), '本年度专项基金发放');
  await fill(page, box(list, '每人（分钟）'), '600');
  await tick(page, list.getByRole('checkbox', { name: '全选' }));
  await expect(list.getByText('已选 2 人，合计 20小时')).toBeVisible();
  // Each row may say otherwise; an amount that cannot be is refused beside its row.
  await fill(page, box(list, '发给周奶奶的分钟数'), '0');
  await pressButton(page, list.getByRole('button', { name: '发放并出具清单' }));
  await expect(list.getByRole('row', { name: /周奶奶/ }).getByText(/不能小于|太小/)).toBeVisible();
  await picture('fund-list-refused');
  await fill(page, box(list, '发给周奶奶的分钟数'), '900');
  await expect(list.getByText('已选 2 人，合计 25小时')).toBeVisible();
  await list.scrollIntoViewIfNeeded();
  await picture('fund-list');
  await pressButton(page, list.getByRole('button', { name: '发放并出具清单' }));
  const paper = page.getByRole('dialog', { name: '发放清单' });
  await expect(paper.locator('canvas').first()).toBeVisible();
  await expect(paper.getByText('第 1 / 1 页')).toBeVisible();
  await picture('fund-paper');
  await page.keyboard.press('Escape');
  await expect(list.getByText('已选 2 人', { exact: false })).toHaveCount(0);
  // The forms that were only passed through on the way say nothing.
  const single = page.getByRole('form', { name: '专项基金发放', exact: true });
  await expect(single.getByText('请填写')).toHaveCount(0);
  await single.scrollIntoViewIfNeeded();
  await picture('fund-after-list');

  await goTo(page, '#/requests');
  await pressButton(page, page.getByRole('button', { name: '登记点单' }).first());
  const request = page.getByRole('dialog');
  await choose(page, box(request, '居民（受助人）'), '小王');
  await expect(request.getByText('不符合本地规则的服务对象条件，不能点单。')).toBeVisible();
  await picture('request-outside');
  await page.keyboard.press('Escape');

  await goTo(page, '#/workbench');
  const due = page.getByRole('region', { name: '受助评估到期提醒' });
  await expect(due.getByText(/周奶奶.*到期/)).toBeVisible();
  await due.scrollIntoViewIfNeeded();
  await picture('workbench-due');
  expect(desk.problems).toEqual([]);
});

/** One white dot. */
const scan =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

/** Opens a choice that is not typed into, and takes the option, with the arrow keys. */
async function pick(page: Page, field: Locator, option: RegExp): Promise<void> {
  await tabTo(page, field, 120);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option', { name: option })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue(option);
}

async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((place) => void (window.location.hash = place), hash);
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

const shift = (days: number) => new Date(Date.now() + (days * 24 + 8) * 3_600_000).toISOString().slice(0, 10);

/** A centre in Gulou; who has coins, his mother, two elders for the fund, and somebody who is too young. */
async function prepare(page: Page): Promise<{ giver: string; elder: string }> {
  await ask(page, 'people.initialise', {
    committee: { name: '南京市鼓楼区某街道人民调解委员会', mark: '鼓', region: '320106' },
    administrator: { ...administrator, displayName: '主任' },
  });
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('工作台');
  const giver = await member(page, '王志明', '1950-03-01');
  await member(page, '王母', '1930-05-05');
  const elder = await member(page, '周奶奶', '1940-01-01');
  const other = await member(page, '钱爷爷', '1938-01-01');
  await member(page, '小王', '1995-01-01');
  await ask(page, 'timebank.assessRecipient', {
    memberId: other,
    assessment: { classes: ['livingAlone'], evidence: '街道名册', decidedBy: '街道民政科', from: shift(-60) },
  });
  const line = { serviceType: 'patrol', startsAt: '08:00', endsAt: '16:00', minutes: 480 };
  const sheet = await ask<{ id: string; version: number }>(page, 'timebank.saveSheet', {
    sheet: {
      activity: '社区巡逻',
      servedOn: shift(-3),
      place: '某社区',
      responsible: '王组长',
      lines: [{ id: randomUUID(), memberId: giver, ...line }],
    },
  });
  await ask(page, 'timebank.approveSheet', { id: sheet.id, version: sheet.version });
  await ask(page, 'timebank.donateCoins', { memberId: giver, minutes: 60, reason: '献爱心' });
  return { giver, elder };
}

async function member(page: Page, name: string, birthDate: string): Promise<string> {
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
