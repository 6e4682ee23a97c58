import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { launchDesk, temporaryFolder, type Desk } from './support/desk.ts';
import { expectAccessible, expectNoOverflow, takePicture } from './support/looks.ts';
import { box, choose, fill, firstRun, pressButton } from './support/main-line.ts';
import { answerSaveDialog, resizePage } from './support/native.ts';

/*
 * An activity of a group with the mouse unplugged: planned, people signed up, the sheet printed and saved, its codes
 * scanned back, only those kept who came, approved, and the hours found with the person and with the group.
 */
let desk: Desk;
test.beforeAll(async () => {
  desk = await launchDesk();
  await resizePage(desk, 1366, 768);
});
test.afterAll(() => desk.close());

const people = ['王志明', '李小红', '张大爷'];

test('activity → sign-ups → printed sheet → scanned back → approved → hours of person and group', async ({}, testInfo) => {
  test.setTimeout(300_000);
  const { page } = desk;
  const picture = async (name: string) => {
    await takePicture(page, testInfo, name);
    await expectAccessible(page);
    await expectNoOverflow(page);
  };
  await firstRun(desk);
  const team = await member(page, '“夕阳红”服务队', 'group');
  for (const name of people) {
    const memberId = await member(page, name);
    if (name !== '张大爷')
      await ask(page, 'timebank.saveGroupMember', {
        membership: { groupId: team, memberId, joinedOn: shift(-30) },
      });
  }

  await pressButton(page, page.getByRole('link', { name: '活动', exact: true }));
  await expect(page.getByText('今天起没有安排活动')).toBeVisible();
  await picture('activities-empty');
  await pressButton(page, page.getByRole('button', { name: '安排活动' }).first());
  const form = page.getByRole('dialog', { name: '安排活动' });
  await fill(page, box(form, '活动名称'), '小区清洁日');
  await fill(page, box(form, '日期'), shift(0).replaceAll('-', ''));
  await fill(page, box(form, '开始'), '0800');
  await fill(page, box(form, '结束'), '0930');
  await fill(page, box(form, '地点'), '尧林仙居广场');
  await fill(page, box(form, '负责人'), '王组长');
  await choose(page, box(form, '服务类别'), '卫生和治安巡查');
  await choose(page, box(form, '以团体名义'), '“夕阳红”服务队');
  await picture('activity-form');
  await page.keyboard.press('Control+S');

  await expect(page.getByRole('heading', { level: 1 })).toContainText('小区清洁日');
  for (const [index, name] of people.entries()) {
    await choose(page, box(page, '登记报名的志愿者'), name);
    await page.keyboard.press('Enter');
    await expect(page.getByText(`${name} 已报名，第 ${index + 1} 位。`)).toBeVisible();
  }
  await expect(page.getByText(/张大爷 这一天不是/)).toBeVisible();
  await picture('activity-people');

  await pressButton(page, page.getByRole('button', { name: '打印签到表' }));
  const printing = page.getByRole('dialog', { name: '打印签到表' });
  await fill(page, box(printing, '空白行数'), '2');
  await page.keyboard.press('Enter');
  await expect(printing.getByText(/已生成，共 1 页/)).toBeVisible();
  await picture('sheet-printed');
  const file = path.join(temporaryFolder(), '签到表.pdf');
  await answerSaveDialog(desk, file);
  await pressButton(page, printing.getByRole('button', { name: '另存为' }));
  await expect(page.getByText(file)).toBeVisible();
  expect(existsSync(file)).toBe(true);
  const text = execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' });
  const [head, ...codes] = [...new Set(text.match(/[2-9A-Z]{4}-[2-9A-Z]{4}/g))];
  expect(codes).toHaveLength(5);
  await page.keyboard.press('Escape');

  // The paper comes back: its head is scanned in the list of sheets.
  await pressButton(page, page.getByRole('link', { name: '签到表' }));
  await scan(head!);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('录入签到表');
  await expect(page.getByText('已签到 0 / 3 行')).toBeVisible();
  await picture('sheet-planned');
  await page.keyboard.press('Control+S');
  await expect(page.getByText(/还有 3 行没有确认到场/)).toBeVisible();
  await page.keyboard.press('F9');
  await scan(codes[0]!);
  await expect(page.getByText('第 1 行 王志明：已签到。')).toBeVisible();
  await scan(codes[1]!.replace('-', '').toLowerCase());
  await expect(page.getByText('第 2 行 李小红：已签到。')).toBeVisible();
  await scan(codes[0]!);
  await expect(page.getByText(/第 1 行 王志明 已经扫过/)).toBeVisible();
  await scan(`${codes[2]!.slice(0, -1)}${codes[2]!.endsWith('2') ? '3' : '2'}`);
  await expect(page.getByText(/这不是签到表编号/)).toBeVisible();
  await expect(box(page, '扫码或输入编号')).toBeFocused();
  await picture('sheet-scanned');
  await pressButton(page, page.getByRole('button', { name: '只保留已签到的' }));
  await expect(page.getByText('去掉了 1 行未签到的。')).toBeVisible();
  await pressButton(page, page.getByRole('button', { name: '撤销' }));
  await expect(page.getByText('已签到 2 / 3 行')).toBeVisible();
  await pressButton(page, page.getByRole('button', { name: '只保留已签到的' }));

  // Enter on the empty field goes into the line scanned last: its person left half an hour early.
  await page.keyboard.press('F9');
  await page.keyboard.press('Enter');
  await expect(box(page, '第1行 开始')).toBeFocused();
  await fill(page, box(page, '第1行 结束'), '900');
  await expect(page.getByText('2 行，共 2小时30分')).toBeVisible();
  await expect(page.getByText('错误 0 处')).toBeVisible();
  await page.keyboard.press('Control+S');

  await expect(page.getByRole('heading', { level: 1 })).toContainText('签到表 ');
  await expect(page.getByText('“夕阳红”服务队')).toBeVisible();
  await pressButton(page, page.getByRole('button', { name: '审核通过' }));
  await pressButton(page, page.getByRole('dialog').getByRole('button', { name: '审核通过' }));
  await expect(page.getByText('已入账').first()).toBeVisible();

  await open(page, `#/member?id=${team}&tab=groups`);
  await expect(page.getByRole('row', { name: /王志明/ })).toContainText('1小时');
  await expect(page.getByRole('row', { name: /李小红/ })).toContainText('1小时30分');
  await picture('group-people');
  await pressButton(page, page.getByRole('button', { name: '加入成员' }));
  const joining = page.getByRole('dialog', { name: '加入成员' });
  await choose(page, box(joining, '成员'), '张大爷');
  await page.keyboard.press('Control+S');
  await expect(page.getByRole('row', { name: /张大爷/ })).toBeVisible();
  await pressButton(page, page.getByRole('button', { name: '张大爷 退出团体' }));
  await pressButton(page, page.getByRole('dialog').getByRole('button', { name: '保存' }));
  await expect(page.getByText('张大爷 已退出团体。')).toBeVisible();

  await pressButton(page, page.getByRole('link', { name: '活动', exact: true }));
  await expect(page.getByRole('row', { name: /小区清洁日/ })).toContainText('已举行');
  await picture('activities');

  // The same paper again: its sheet is there already.
  await pressButton(page, page.getByRole('link', { name: '签到表' }));
  await scan(head!);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('签到表 ');
  await expect(page.getByText('已入账').first()).toBeVisible();
  expect(desk.problems).toEqual([]);

  async function scan(code: string) {
    const field = box(page, '扫码或输入编号');
    await fill(page, field, code);
    await page.keyboard.press('Enter');
  }
});

const shift = (days: number) => new Date(Date.now() + (days * 24 + 8) * 3_600_000).toISOString().slice(0, 10);

async function open(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    window.location.hash = to;
  }, hash);
}

async function member(page: Page, name: string, kind: 'person' | 'group' = 'person'): Promise<string> {
  const saved = await ask<{ id: string }>(page, 'timebank.saveMember', {
    member: { name, kind, joinedOn: shift(-60) },
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
