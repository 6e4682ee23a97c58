import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { signIn } from '../support/demo.ts';
import { temporaryFolder, type Desk } from '../support/desk.ts';
import { type GuideWalk } from '../support/guide.ts';
import { box } from '../support/main-line.ts';
import { answerOpenDialog } from '../support/native.ts';
import { handsOn } from './hands.ts';

/** staff.md: find, list, print, blank forms, enquiries, an old register. */
export async function walkStaff(desk: Desk, guide: GuideWalk): Promise<void> {
  await signIn(desk.page, 'clerk');
  await guide.look();
  await search(desk, guide);
  await list(desk, guide);
  await documents(desk, guide);
  await blankForms(desk, guide);
  await enquiries(desk, guide);
  await importRegister(desk, guide);
  await archive(desk, guide);
  await directoryAndBatches(desk, guide);
  await guide.press(desk.page.getByRole('button', { name: /^账号/ }));
  await desk.page.keyboard.press('Escape');
}

async function search({ page }: Desk, { picture }: GuideWalk): Promise<void> {
  await page.keyboard.press('Control+K');
  await expect(page.getByRole('dialog').locator('input').first()).toBeFocused();
  await page.keyboard.insertText('lsj');
  await expect(
    page
      .getByRole('dialog')
      .getByText('六都寨', { exact: false })
      .or(page.getByRole('dialog').getByText('漏水'))
      .first(),
  ).toBeVisible();
  await picture('search');
  await page.keyboard.press('Escape');
}

async function list({ page }: Desk, { press, picture, look }: GuideWalk): Promise<void> {
  const { button, link } = handsOn(page);
  await press(link('案件'));
  await expect(page.getByRole('row').nth(2)).toBeVisible();
  await press(button('更多筛选'));
  await press(button('收起筛选'));
  await press(button('常用筛选'));
  await page.keyboard.press('Escape');
  await button('导出').click();
  await expect(page.getByRole('menuitem', { name: '导出为 CSV' })).toBeVisible();
  await picture('cases');
  await page.keyboard.press('Escape');
  await look();
}

async function documents({ page }: Desk, { press, picture }: GuideWalk): Promise<void> {
  await press(handsOn(page).link('文书'));
  await page.getByRole('row').nth(1).click();
  await expect(page.locator('canvas').first()).toBeVisible();
  await picture('documents');
}

async function blankForms({ page }: Desk, { press, picture }: GuideWalk): Promise<void> {
  const { link } = handsOn(page);
  await press(link('空白表格'));
  await press(page.getByRole('navigation', { name: '表格清单' }).getByText('调解申请书').first());
  await expect(page.locator('canvas').first()).toBeVisible();
  await picture('forms');
}

async function enquiries({ page }: Desk, { press, picture }: GuideWalk): Promise<void> {
  const { button, link, dialog, done } = handsOn(page);
  await press(link('咨询与排查'));
  await press(button('登记咨询或排查'));
  await box(dialog, '来访人').fill('朱某');
  await box(dialog, '咨询内容或排查情况').fill('楼上水管漏水，卧室屋顶花了，问该由谁修。');
  await box(dialog, '答复或处理').fill('告知先与楼上协商，协商不成可以申请调解。');
  await press(dialog.getByRole('button', { name: '保存', exact: true }));
  await done();
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await picture('enquiries');
  await page.getByRole('row').nth(1).click();
  await expect(dialog.or(button('转为案件')).first()).toBeVisible();
  await press(button('转为案件'));
  await page.keyboard.press('Escape');
}

/** Two lines of an old register, one of them without a party. */
async function importRegister(desk: Desk, { press, picture }: GuideWalk): Promise<void> {
  const { page } = desk;
  const { button, link } = handsOn(page);
  const file = path.join(temporaryFolder(), '旧登记簿.csv');
  writeFileSync(
    file,
    '案号,纠纷类型,申请日期,受理日期,申请人,被申请人,纠纷简要情况,调解结果,结案日期,履行情况\r\n' +
      '（2019）尧人调字第31号,邻里纠纷,2019-03-01,2019-03-01,朱某,张某,水管爆裂，楼下卧室被淹,达成协议,2019-03-08,已履行\r\n' +
      '（2019）尧人调字第32号,邻里纠纷,2019-03-05,2019-03-05,,,狗粪引起争吵,达成协议,2019-03-09,已履行\r\n',
  );
  await press(link('案件'));
  await press(button('导入旧登记簿'));
  await answerOpenDialog(desk, file);
  await press(button('选择文件…'));
  await expect(button('检查')).toBeVisible();
  await press(button('检查'));
  await expect(page.getByText(/共 2 行/)).toBeVisible();
  await picture('import');
}

async function archive({ page }: Desk, { press, picture }: GuideWalk): Promise<void> {
  await press(handsOn(page).link('档案'));
  await press(page.getByRole('tab', { name: '借阅登记' }));
  await press(page.getByRole('tab', { name: '档案登记' }));
  await picture('archive');
}

async function directoryAndBatches({ page }: Desk, { press, look, picture }: GuideWalk): Promise<void> {
  const { button, link } = handsOn(page);
  await press(link('当事人库'));
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await picture('directory');
  for (const occupation of ['教师', '退休教师']) await page.evaluate(saveDouble, occupation);
  await press(button('查找重复'));
  const merge = page.getByRole('button', { name: /把第 2 条“朱某”合并/ });
  await press(merge);
  const compare = page.getByRole('dialog', { name: '并排比较' });
  await expect(compare.getByText('不再出现在当事人库里')).toBeVisible();
  await picture('doubles', compare);
  await press(compare.getByRole('button', { name: '合并', exact: true }));
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await press(link('批量案件'));
  await expect(button('新建批量案件')).toBeVisible();
  await look();
}

/** Somebody who was written down once more. */
async function saveDouble(occupation: string): Promise<void> {
  await window.api.call(
    'people.saveParty',
    { party: { name: '朱某', phone: '13812345678', occupation } },
    crypto.randomUUID(),
  );
}
