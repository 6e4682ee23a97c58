import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { launchDesk, temporaryFolder, type Desk } from './support/desk.ts';
import { tabTo } from './support/keyboard.ts';
import { expectAccessible, expectNoKeys, expectNoOverflow, takePicture } from './support/looks.ts';
import { box, choose, fill, firstRun, pressButton } from './support/main-line.ts';
import { answerOpenDialog, resizePage } from './support/native.ts';

/*
 * A rule is read, changed by a new version, and asked for behind a number; hours come in from a file; what looks odd is
 * reviewed. Members and sheets are told through the routes: timebank.spec.ts plays them.
 */
let desk: Desk;
test.beforeAll(async () => {
  desk = await launchDesk();
  await resizePage(desk, 1360, 860);
});
test.afterAll(() => desk.close());

test('rules → new version → why this number → points → import → review, by keyboard alone', async ({}, testInfo) => {
  test.setTimeout(400_000);
  const { page } = desk;
  const picture = async (name: string) => {
    await takePicture(page, testInfo, name);
    await expectAccessible(page);
    await expectNoOverflow(page);
    await expectNoKeys(page);
  };
  await firstRun(desk);
  const luo = await member(page, '骆明');
  await member(page, '李小红');

  await pressButton(page, page.getByRole('link', { name: '设置' }));
  await page.getByRole('tab', { name: '时间银行规则' }).press('Enter');
  await expect(page.getByText('未核对原文').first()).toBeVisible();
  await picture('rules');
  await newVersion('计时与限额', async (form) => {
    await fill(page, box(form, '每日最多'), '3小时');
    await picture('rule-form');
  });
  await newVersion('积分', async (form) => {
    await form.getByRole('checkbox', { name: '服务时长可得积分' }).press('Space');
    await expect(box(form, '积分（分子）')).toBeVisible();
  });
  await picture('rules-own');

  await sheet(page, luo, '08:00', '18:00', 590);
  await page.evaluate((id) => (window.location.hash = `#/member?id=${id}`), luo);
  await expect(page.getByText('其中 3 分快到期').or(page.getByText('3 分', { exact: true }))).toBeVisible();
  await picture('member-three-counts');
  await tabTo(page, page.getByRole('grid').locator('[role="gridcell"][tabindex="0"]'));
  await page.keyboard.press('Enter');
  await pressButton(page, page.getByRole('button', { name: '为什么是这个数' }));
  await expect(page.getByText('与所记的账一致', { exact: false })).toBeVisible();
  await expect(page.getByText('每日最多 3小时：9小时50分 → 3小时')).toBeVisible();
  await picture('why');
  await pressButton(page, page.getByRole('dialog').getByRole('button', { name: '关闭' }).last());
  await page.getByRole('tab', { name: '积分' }).press('Enter');
  await expect(page.getByRole('table', { name: '各批积分' })).toBeVisible();
  await picture('points');

  const file = path.join(temporaryFolder(), '7月时长.csv');
  const rows = [
    '姓名,服务日期,开始时间,结束时间,服务类别,活动名称',
    `李小红,${shift(-2)},09:00,10:30,治安巡逻,楼道巡查`,
    `无此人,${shift(-2)},09:00,10:30,治安巡逻,楼道巡查`,
  ];
  writeFileSync(file, (await named(page, rows)).join('\r\n'));
  await answerOpenDialog(desk, file);
  await page.evaluate(() => (window.location.hash = '#/importHours'));
  await pressButton(page, page.getByRole('button', { name: '选择文件' }));
  await expect(page.getByText('共 2 行：可入账 1，有问题 1，已入过账 0')).toBeVisible();
  await expect(page.getByText('查无此人')).toBeVisible();
  await picture('import');
  await pressButton(page, page.getByRole('button', { name: '入账' }));
  await picture('import-confirm');
  await pressButton(page, page.getByRole('dialog').getByRole('button', { name: '入账' }));
  await expect(page.getByText('已入账 1 行')).toBeVisible();

  await pressButton(page, page.getByRole('link', { name: '复核与到期' }));
  await pressButton(page, page.getByRole('button', { name: '查一遍' }));
  await expect(page.getByRole('grid').getByText('一天太长')).toBeVisible();
  await expect(page.getByRole('grid').getByText('没有来由')).toBeVisible();
  await picture('review');
  await tabTo(page, page.getByRole('grid').locator('[role="gridcell"][tabindex="0"]'));
  await page.keyboard.press('Enter');
  const deciding = page.getByRole('dialog');
  await deciding.getByRole('radio', { name: '已说明' }).press('Space');
  await pressButton(page, deciding.getByRole('button', { name: '处理' }));
  await expect(deciding.getByText('请填写')).toBeVisible();
  await fill(page, box(deciding, '查明的情况'), '值班表在档');
  await picture('review-decide');
  await pressButton(page, deciding.getByRole('button', { name: '处理' }));
  await expect(page.getByText('已记下处理结果')).toBeVisible();
  await page.getByRole('tab', { name: '到期积分' }).press('Enter');
  await picture('expiry');

  await ask(page, 'timebank.saveRule', {
    rule: { code: 'pointActions', body: riverPatrol },
    ...{ validFrom: shift(0), source: '街道办2026年7月会议', reason: '试行' },
  });
  await page.evaluate(() => (window.location.hash = '#/spending?tab=deeds'));
  const deed = page.getByRole('form', { name: '登记参与积分' });
  await choose(page, box(deed, '成员'), '骆明');
  await choose(page, box(deed, '行为'), '河道巡护');
  await fill(page, box(deed, '计量（米）'), '820');
  await fill(page, box(deed, '日期'), shift(-45));
  await fill(page, box(deed, '说明'), '巡护北十里长沟');
  await expect(deed.getByText('本次可得 5 分')).toBeVisible();
  await picture('deeds-late');
  await fill(page, box(deed, '迟报理由'), '社区台账补登');
  await pressButton(page, deed.getByRole('button', { name: '记积分' }));
  await expect(page.getByText('已记 5 分。')).toBeVisible();
  expect(desk.problems).toEqual([]);

  async function newVersion(name: string, change: (form: ReturnType<Page['getByRole']>) => Promise<void>) {
    await pressButton(page, page.getByRole('button', { name: new RegExp(`^新版本：${name}`) }).first());
    const form = page.getByRole('dialog', { name: `新版本：${name}` });
    await change(form);
    await fill(page, box(form, '依据（文件名、文号或会议）'), '街道办2026年7月会议');
    await fill(page, box(form, '为什么改'), '试行');
    await pressButton(page, form.getByRole('button', { name: '出新版本' }));
    await expect(form).toBeHidden();
  }
});

const riverPatrol = {
  actions: [
    {
      ...{ code: 'patrol', name: '河道巡护', points: 2, per: '次', dayPoints: 20, note: '' },
      extra: { from: 500, every: 100, points: 1, unit: '米' },
    },
  ],
  ...{ dayPoints: 45, monthPoints: 300, monthFen: null, fenPerPoint: null },
};

async function member(page: Page, name: string): Promise<string> {
  const { id } = await ask<{ id: string }>(page, 'timebank.saveMember', {
    member: { name, joinedOn: shift(-60), birthDate: '1966-03-05' },
  });
  return id;
}

async function sheet(page: Page, memberId: string, startsAt: string, endsAt: string, minutes: number) {
  const line = { id: randomUUID(), memberId, serviceType: 'patrol', startsAt, endsAt, minutes };
  const head = { activity: '防汛值守', servedOn: shift(-3), place: '尧林仙居', responsible: '王组长' };
  const saved = await ask<{ id: string; version: number }>(page, 'timebank.saveSheet', {
    sheet: { ...head, lines: [line] },
  });
  await ask(page, 'timebank.approveSheet', { id: saved.id, version: saved.version });
}

/** The rows with the patrol by its own name. */
async function named(page: Page, rows: string[]): Promise<string[]> {
  const { serviceTypes } = await ask<{ serviceTypes: { code: string; name: string }[] }>(
    page,
    'platform.readReference',
    {},
  );
  const name = serviceTypes.find(({ code }) => code === 'patrol')?.name ?? '';
  return rows.map((row) => row.replace('治安巡逻', name));
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

const shift = (days: number) => new Date(Date.now() + (days * 24 + 8) * 3_600_000).toISOString().slice(0, 10);
