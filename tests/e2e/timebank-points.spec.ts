import { randomUUID } from 'node:crypto';
import { expect, test, type Page } from '@playwright/test';
import { launchDesk, type Desk } from './support/desk.ts';
import { tabTo } from './support/keyboard.ts';
import { expectAccessible, expectNoKeys, expectNoOverflow, takePicture } from './support/looks.ts';
import { administrator, box, fill, pressButton } from './support/main-line.ts';
import { resizePage } from './support/native.ts';

/*
 * Rules of points: the editor of points by measure (每再增100米加1分) from empty to a new version, by keyboard; and the
 * list of points that lapse soon, with people on it.
 */
let desk: Desk;
test.beforeAll(async () => {
  desk = await launchDesk();
  await resizePage(desk, 1280, 900);
});
test.afterAll(() => desk.close());

test('points by measure are edited, refused while half filled, and kept; points that lapse soon are listed', async ({}, testInfo) => {
  const { page } = desk;
  const picture = async (name: string) => {
    await takePicture(page, testInfo, name);
    await expectAccessible(page);
    await expectNoOverflow(page);
    await expectNoKeys(page);
  };
  await prepare(page);
  await page.evaluate(() => (window.location.hash = '#/settings'));
  await page.getByRole('tab', { name: '时间银行规则' }).press('Enter');
  await pressButton(page, page.getByRole('button', { name: /^新版本：其他行为积分/ }).first());
  const form = page.getByRole('dialog', { name: '新版本：其他行为积分' });
  const byMeasure = form.getByRole('checkbox', { name: '另按计量加分（如每再增100米）' });
  await tabTo(page, byMeasure, 120);
  await page.keyboard.press('Space');
  await fill(page, box(form, '超过多少起算'), '500');
  await fill(page, box(form, '依据（文件名、文号或会议）'), '街道办会议');
  await fill(page, box(form, '为什么改'), '按里程加分');
  await pressButton(page, form.getByRole('button', { name: '出新版本' }));
  await expect(form.getByText('请填写').first()).toBeVisible();
  await picture('rule-extra-refused');
  await fill(page, box(form, '单位（如：米）'), '米');
  await fill(page, box(form, '加几分'), '2');
  await pressButton(page, form.getByRole('button', { name: '出新版本' }));
  await expect(form).toBeHidden();
  const extra = await extraInForce(page);
  expect(extra).toEqual({ from: 500, every: 100, points: 2, unit: '米' });

  await page.evaluate(() => (window.location.hash = '#/timebankReview?tab=expiry'));
  await page.getByRole('tab', { name: '到期积分' }).press('Enter');
  await expect(page.getByText('王志明')).toBeVisible();
  await expect(page.getByText('李小红')).toBeVisible();
  await picture('expiry-rows');
  expect(desk.problems).toEqual([]);
});

async function extraInForce(page: Page): Promise<unknown> {
  const { inForce } = await ask<{
    inForce: { rule: { code: string; body: { actions?: { extra: unknown }[] } } }[];
  }>(page, 'timebank.readRules', {});
  return inForce.find(({ rule }) => rule.code === 'pointActions')?.rule.body.actions?.[0]?.extra;
}

/** A centre where an hour gives a point until the end of the year, an action gives points, and two people have some. */
async function prepare(page: Page): Promise<void> {
  await ask(page, 'people.initialise', {
    committee: { name: '南京市栖霞区尧化街道人民调解委员会', mark: '尧', region: '320113' },
    administrator: { ...administrator, displayName: '主任' },
  });
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('工作台');
  const own = { validFrom: shift(0), source: '街道办会议', reason: '试行' };
  const patrol = {
    code: 'patrol',
    name: '河道巡护',
    points: 2,
    per: '次',
    dayPoints: 20,
    note: '',
    extra: null,
  };
  const none = { dayPoints: null, monthPoints: null, monthFen: null, fenPerPoint: null };
  await ask(page, 'timebank.saveRule', {
    rule: { code: 'pointActions', body: { actions: [patrol], ...none } },
    ...own,
  });
  const body = {
    ...{ perHour: { numerator: 1, denominator: 1 }, sources: ['signInOut', 'sheet', 'lateEntry'] },
    ...{ expiry: { kind: 'endOfYear' }, warnDays: 366, unitPoints: null, timesPerQuarter: null },
    ...{ fenPerPoint: null, refund: true },
  };
  await ask(page, 'timebank.saveRule', { rule: { code: 'points', body }, ...own });
  const lines = [];
  for (const name of ['王志明', '李小红']) {
    const member = { name, joinedOn: shift(-60) };
    const { id } = await ask<{ id: string }>(page, 'timebank.saveMember', { member });
    const times = { serviceType: 'patrol', startsAt: '08:00', endsAt: '10:00', minutes: 120 };
    lines.push({ id: randomUUID(), memberId: id, ...times });
  }
  const head = { activity: '社区巡逻', servedOn: shift(-1), place: '尧林仙居', responsible: '王组长' };
  const { id, version } = await ask<{ id: string; version: number }>(page, 'timebank.saveSheet', {
    sheet: { ...head, lines },
  });
  await ask(page, 'timebank.approveSheet', { id, version });
}

const shift = (days: number) => new Date(Date.now() + (days * 24 + 8) * 3_600_000).toISOString().slice(0, 10);

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
