import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { launchDesk, temporaryFolder, type Desk } from './support/desk.ts';
import { expectAccessible, expectNoOverflow, takePicture } from './support/looks.ts';
import { box, fill, firstRun, pressButton, tick } from './support/main-line.ts';
import { answerOpenDialog, answerSaveDialog, resizePage } from './support/native.ts';

/*
 * An old register comes in, is found by initials, and goes out again as a spreadsheet; an enquiry becomes a case. All by
 * keyboard, in the real window.
 */
let desk: Desk;
test.beforeAll(async () => {
  desk = await launchDesk();
  await resizePage(desk, 1280, 800);
});
test.afterAll(() => desk.close());

test('old register → report → accept → found by initials → exported; enquiry → case', async ({}, testInfo) => {
  test.setTimeout(420_000);
  const { page } = desk;
  const picture = async (name: string) => {
    await takePicture(page, testInfo, name);
    await expectAccessible(page);
    await expectNoOverflow(page);
  };
  await firstRun(desk);

  const folder = temporaryFolder();
  const register = path.join(folder, '2021年登记簿.csv');
  const head = '案号,申请人,被申请人,纠纷类型,申请日期,受理日期,结案日期,结果,履行情况,协议金额（元）\r\n';
  const line = (n: number, name: string, type: string) =>
    `（2021）尧人调字第${n}号,${name},某物业有限公司,${type},2021.3.5,2021年3月8日,20210401,调解成功,已履行,1.2万\r\n`;
  writeFileSync(
    register,
    head + line(1, '曾文明', '物业纠纷') + line(2, '王小明', '胡说') + line(3, '李雷', '邻里纠纷'),
  );
  await answerOpenDialog(desk, register);

  await pressButton(page, page.getByRole('link', { name: '案件', exact: true }).first());
  await expect(page.getByRole('grid')).toBeVisible();
  await pressButton(page, page.getByRole('button', { name: '导入旧登记簿' }));
  await pressButton(page, page.getByRole('button', { name: '选择文件…' }));
  await expect(page.getByText('2021年登记簿.csv：3 行')).toBeVisible();
  await picture('import-mapping');
  await pressButton(page, page.getByRole('button', { name: '检查', exact: true }));
  await expect(page.getByText('共 3 行：可导入 2，有问题 1，以前已导入 0')).toBeVisible();
  await expect(page.getByRole('grid', { name: '逐行检查结果' })).toContainText('纠纷类型无法识别');
  const accept = page.getByRole('button', { name: '导入 2 个案件' });
  await expect(accept).toBeDisabled();
  await picture('import-report');
  await tick(page, page.getByRole('checkbox', { name: /不导入这 1 行/ }));
  await pressButton(page, accept);
  await expect(page.getByText('已导入 2 个案件。')).toBeVisible();
  await picture('import-done');

  await page.keyboard.press('Control+K');
  const search = page.getByRole('dialog').locator('input').first();
  await expect(search).toBeFocused();
  await page.keyboard.insertText('zwm');
  await expect(page.getByRole('dialog').locator('mark').first()).toHaveText('曾文明');
  await picture('search-initials');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('曾文明');
  await expect(page.getByText(/由旧登记簿导入：2021年登记簿.csv，第 2 行/)).toBeVisible();
  await picture('case-imported');

  await pressButton(page, page.getByRole('link', { name: '案件', exact: true }).first());
  await pressButton(page, page.getByRole('button', { name: '更多筛选' }));
  await picture('case-filters');
  const sheet = path.join(folder, '案件.xlsx');
  await answerSaveDialog(desk, sheet);
  await pressButton(page, page.getByRole('button', { name: '导出' }));
  const asXlsx = page.getByRole('menuitem', { name: /XLSX/ });
  await expect(asXlsx).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(asXlsx).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText(`已保存 2 行：${sheet}`)).toBeVisible();
  expect(readFileSync(sheet).subarray(0, 2).toString('latin1')).toBe('PK');

  await pressButton(page, page.getByRole('link', { name: '咨询与排查' }).first());
  await pressButton(page, page.getByRole('button', { name: '登记咨询或排查' }));
  await fill(page, box(page, '来访人'), '韩梅');
  await fill(page, box(page, '咨询内容或排查情况'), '邻居装修噪音很大，问怎么办。');
  await picture('enquiry-dialog');
  await page.keyboard.press('Control+S');
  await expect(page.getByRole('grid')).toContainText('韩梅');
  await picture('enquiries');
  expect(desk.problems).toEqual([]);
});
