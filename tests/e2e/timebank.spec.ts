import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { launchDesk, temporaryFolder, type Desk } from './support/desk.ts';
import { expectAccessible, expectNoOverflow, takePicture } from './support/looks.ts';
import { box, choose, fill, firstRun, pressButton } from './support/main-line.ts';
import { tabTo } from './support/keyboard.ts';
import { answerSaveDialog, resizePage } from './support/native.ts';

/*
 * The second main line in the real window, with the mouse unplugged: forty lines of a sign-in sheet, approval, statement.
 */
let desk: Desk;
test.beforeAll(async () => {
  desk = await launchDesk();
  await resizePage(desk, 1280, 720);
});
test.afterAll(() => desk.close());

const names = Array.from({ length: 40 }, (_, index) => `志愿者${String(index + 1).padStart(2, '0')}`);

test('sign-in sheet of 40 lines → approval → statement PDF saved, by keyboard alone', async ({}, testInfo) => {
  test.setTimeout(300_000);
  const { page } = desk;
  const picture = async (name: string) => {
    await takePicture(page, testInfo, name);
    await expectAccessible(page);
    await expectNoOverflow(page);
  };
  await firstRun(desk);
  await registerMembers(names);

  await pressButton(page, page.getByRole('link', { name: '成员' }));
  await expect(page.getByRole('grid')).toContainText('志愿者01');
  await picture('members');

  await pressButton(page, page.getByRole('link', { name: '签到表' }));
  await picture('sheets-empty');
  await pressButton(
    page,
    page
      .getByRole('button', { name: '录入签到表' })
      .or(page.getByRole('link', { name: '录入签到表' }))
      .first(),
  );
  await fill(page, box(page, '活动名称'), '小区治安巡查');
  await fill(page, box(page, '服务日期'), yesterday());
  await fill(page, box(page, '地点'), '尧林仙居');
  await fill(page, box(page, '活动负责人'), '王组长');

  // The first line is typed whole; the others take all but the name from the line above (Ctrl+Enter).
  await fill(page, box(page, '第1行 成员'), names[0]!);
  for (const cell of ['', '巡', '900', '1030']) {
    await page.keyboard.insertText(cell);
    await page.keyboard.press('Enter');
  }
  await page.keyboard.press('Control+Enter');
  for (const name of names.slice(1)) {
    await page.keyboard.insertText(name);
    await page.keyboard.press('Control+Enter');
  }
  await expect(page.getByText('40 行，共 60小时')).toBeVisible();
  await expect(page.getByText('错误 0 处')).toBeVisible();
  await picture('sheet-grid');

  // The last line ends before it begins: a sentence beside it, and nothing is saved.
  const end = box(page, '第40行 结束');
  for (const key of ['ArrowUp', 'ArrowRight', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
  await expect(end).toBeFocused();
  await page.keyboard.insertText('830');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/结束.*晚于开始/).first()).toBeVisible();
  await picture('sheet-doubt');
  await page.keyboard.press('F8');
  await expect(end).toBeFocused();
  await page.keyboard.insertText('1030');
  await page.keyboard.press('Enter');
  await expect(page.getByText('错误 0 处')).toBeVisible();
  await page.keyboard.press('Control+S');

  await expect(page.getByRole('heading', { level: 1 })).toContainText('签到表 ');
  await picture('sheet-entered');
  await pressButton(page, page.getByRole('button', { name: '审核通过' }));
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('40 行');
  await pressButton(page, dialog.getByRole('button', { name: '审核通过' }));
  await expect(page.getByText('已入账').first()).toBeVisible();
  await picture('sheet-approved');

  await pressButton(page, page.getByRole('link', { name: '成员' }));
  await fill(page, box(page, '查找成员'), names[0]!);
  const grid = page.getByRole('grid');
  await expect(grid).toContainText('1小时30分');
  await tabTo(page, grid.locator('[role="gridcell"][tabindex="0"]'));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(names[0]!);
  await picture('member');
  await pressButton(page, page.getByRole('tab', { name: '账目' }));
  for (const next of ['服务时长', '积分', '对账单']) {
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tab', { name: next })).toHaveAttribute('aria-selected', 'true');
  }
  await pressButton(page, page.getByRole('button', { name: '出具对账单' }));
  await expect(page.getByText(/对账单 .* 已出具/)).toBeVisible();

  const file = path.join(temporaryFolder(), '对账单.pdf');
  await answerSaveDialog(desk, file);
  await pressButton(page, page.getByRole('button', { name: '另存为' }));
  await expect(page.getByText(file)).toBeVisible();
  expect(existsSync(file)).toBe(true);
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  for (const part of ['积分·时长对账单', names[0]!, '小区治安巡查', '1小时30分', '期末余额']) {
    expect(text.replace(/\s/g, '')).toContain(part);
  }
  await picture('member-statement');

  await pressButton(page, page.getByRole('link', { name: '对账单' }));
  // Last month stands there first; the hours were booked today.
  const now = new Date();
  await choose(page, box(page, '月份'), `${now.getFullYear()}年${now.getMonth() + 1}月`);
  await expect(page.getByText(/还没有结束/)).toBeVisible();
  await pressButton(page, page.getByRole('button', { name: '生成全部对账单' }));
  await expect(page.getByText(/对账单已生成/)).toBeVisible({ timeout: 60_000 });
  await pressButton(page, page.getByRole('button', { name: '核验账本' }));
  await expect(page.getByText(/账本完好：核验了 40 笔交易/)).toBeVisible();
  await picture('statements');
  expect(desk.problems).toEqual([]);
});

/** As people type it: 20260701. */
function yesterday(): string {
  return new Date(Date.now() - 24 * 3600 * 1000).toISOString().slice(0, 10).replaceAll('-', '');
}

/** The members stand in the file already: this test is about the sheet. Registered through the window’s own door. */
async function registerMembers(list: readonly string[]): Promise<void> {
  await desk.page.evaluate(async (members) => {
    for (const name of members) {
      const answer = await window.api.call(
        'timebank.saveMember',
        { member: { name, joinedOn: '2025-01-01', phone: '13800000000' } },
        crypto.randomUUID(),
      );
      if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    }
  }, list);
}
