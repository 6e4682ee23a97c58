import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { demoFolder, signIn, signOut } from './support/demo.ts';
import { tabTo } from './support/keyboard.ts';
import { launchDesk, type Desk } from './support/desk.ts';
import { expectAccessible, expectNoOverflow, takePicture } from './support/looks.ts';
import { pressButton } from './support/main-line.ts';
import { answerOpenDialog, resizePage } from './support/native.ts';

/*
 * Month end by keyboard alone, on the books of the demonstration: the coordinator closes a month and audits the books,
 * the administrator withdraws the closing with a reason and closes for good.
 */
let desk: Desk;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  desk = await launchDesk({ dataDir: await demoFolder() });
  await resizePage(desk, 1280, 800);
});
test.afterEach(() => expect(desk.problems).toEqual([]));
test.afterAll(() => desk.close());

test('check → close → report → withdrawn → closed for good; self-audit; ledger for other programs', async ({}, testInfo) => {
  test.setTimeout(300_000);
  const { page } = desk;
  const picture = async (name: string) => {
    await takePicture(page, testInfo, name);
    await expectAccessible(page);
    await expectNoOverflow(page);
  };

  await signIn(page, 'coordinator');
  await pressButton(page, page.getByRole('link', { name: '结账与核对' }));
  await expect(page.getByText(/^将结账：/)).toBeVisible();
  await expect(page.getByRole('radio', { name: '终结' })).toHaveCount(0);
  await picture('before');
  const months = page.getByRole('region', { name: '各月状态' });
  await pressButton(page, page.getByRole('button', { name: /^初结 / }));
  const done = page.getByRole('status').filter({ hasText: '已结账' });
  await expect(done).toBeVisible({ timeout: 60_000 });
  await expect(months.getByText('已初结')).toHaveCount(1);
  await expect(months.getByRole('button', { name: '撤回初结' })).toHaveCount(0);
  await picture('closed');

  await pressButton(page, page.getByRole('button', { name: '开始自查' }));
  await expect(page.getByText('自查完成：全部一致，未发现问题')).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('canvas').first()).toBeVisible();
  await picture('audited');

  await pressButton(page, page.getByRole('button', { name: '导出', exact: true }));
  await expect(page.getByRole('button', { name: '另存为……' })).toBeVisible({ timeout: 60_000 });

  // A statement for each member as a file of its own, in a folder; what is written is listed and lies there.
  const folder = await mkdtemp(path.join(tmpdir(), 'statement-files-'));
  await answerOpenDialog(desk, folder);
  await pressButton(page, page.getByRole('link', { name: '对账单', exact: true }));
  await tabTo(page, page.getByRole('radio', { name: '合成一份 PDF' }), 260);
  await page.keyboard.press('ArrowDown');
  await tabTo(page, page.getByRole('checkbox', { name: '只包括当月有变动的成员' }), 260);
  await page.keyboard.press('Space');
  await pressButton(page, page.getByRole('button', { name: '选择文件夹并生成……' }));
  await expect(page.getByText(/对账单已全部写好：\d+ 份/)).toBeVisible({ timeout: 60_000 });
  const listed = page.getByRole('table', { name: '写好的对账单' }).getByRole('row');
  const written = await readdir(folder);
  await expect(listed).toHaveCount(Math.min(written.filter((name) => name.endsWith('.pdf')).length, 20) + 1);
  expect(written.filter((name) => name.endsWith('.csv'))).toHaveLength(1);
  await expect(page.getByText(folder)).toBeVisible();
  await picture('files');

  await signOut(page);
  await signIn(page, 'admin');
  await pressButton(page, page.getByRole('link', { name: '结账与核对' }));
  await pressButton(page, months.getByRole('button', { name: '撤回初结' }));
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('漏记了一张签到表');
  await picture('withdraw');
  await pressButton(page, dialog.getByRole('button', { name: '撤回初结' }));
  await expect(months.getByText(/撤回：漏记了一张签到表/)).toBeVisible();
  await expect(months.getByText('已初结')).toHaveCount(0);
  await pressButton(page, page.getByRole('button', { name: /^初结 / }));
  await expect(done).toBeVisible({ timeout: 60_000 });
  await page.getByRole('radio', { name: '初结' }).focus();
  await page.keyboard.press('ArrowRight');
  await pressButton(page, page.getByRole('button', { name: /^终结 / }));
  await expect(months.getByText('已终结')).toHaveCount(1, { timeout: 60_000 });
  // A notice that fades is grey on its way out.
  await expect(page.locator('.mantine-Notification-root')).toHaveCount(0, { timeout: 30_000 });
  await picture('final');
});
