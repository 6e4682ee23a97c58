import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { launchDesk, temporaryFolder, type Desk } from './support/desk.ts';
import { expectAccessible, expectNoOverflow, takePicture } from './support/looks.ts';
import { firstRun, pressButton } from './support/main-line.ts';
import { answerSaveDialog, resizePage } from './support/native.ts';

/* A form for writing by hand: found by name, looked at, given room for more parties, saved. */
let desk: Desk;
test.beforeAll(async () => {
  desk = await launchDesk();
  await resizePage(desk, 1280, 800);
});
test.afterAll(() => desk.close());

test('find a blank form, choose the number of parties, save it', async ({}, testInfo) => {
  test.setTimeout(240_000);
  const { page } = desk;
  await firstRun(desk);
  await pressButton(page, page.getByRole('link', { name: '空白表格' }));
  await expect(page.getByText('从清单中选择一张表格', { exact: false })).toBeVisible();
  await takePicture(page, testInfo, 'blank-forms');
  await expectAccessible(page);

  await page.getByLabel('查找表格').fill('申请书');
  await page.getByRole('button', { name: '人民调解申请书' }).press('Enter');
  const viewer = page.getByRole('region', { name: '所选表格' });
  await expect(viewer.getByRole('img').or(viewer.locator('canvas')).first()).toBeVisible({ timeout: 60_000 });
  await viewer.getByLabel('当事人数').fill('5');
  await takePicture(page, testInfo, 'blank-form');
  await expectAccessible(page);
  await expectNoOverflow(page);

  const file = path.join(temporaryFolder(), 'form.pdf');
  await answerSaveDialog(desk, file);
  await pressButton(page, viewer.getByRole('button', { name: '另存为' }));
  await expect.poll(() => existsSync(file)).toBe(true);
});
