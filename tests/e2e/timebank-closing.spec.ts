import { expect, test } from '@playwright/test';
import { demoFolder, signIn, signOut } from './support/demo.ts';
import { launchDesk, type Desk } from './support/desk.ts';
import { expectAccessible, expectNoOverflow, takePicture } from './support/looks.ts';
import { pressButton } from './support/main-line.ts';
import { resizePage } from './support/native.ts';

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
  await expect(page.getByText('账簿自查报告（未发现问题）')).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('canvas').first()).toBeVisible();
  await picture('audited');

  await pressButton(page, page.getByRole('button', { name: '导出', exact: true }));
  await expect(page.getByRole('button', { name: '另存为……' })).toBeVisible({ timeout: 60_000 });

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
  await picture('final');
});
