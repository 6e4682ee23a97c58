import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { launchDesk, temporaryFolder, type Desk } from './support/desk.ts';
import { expectAccessible, expectNoOverflow, takePicture } from './support/looks.ts';
import { box, choose, fill, firstRun, pressButton, tick } from './support/main-line.ts';
import { answerSaveDialog, resizePage } from './support/native.ts';

/*
 * The first main line in the real window, with the mouse unplugged: from a quarrel to a printed agreement.
 */
let desk: Desk;
test.beforeAll(async () => {
  desk = await launchDesk();
  await resizePage(desk, 1280, 720);
});
test.afterAll(() => desk.close());

test('first run → case → agreement → PDF saved, by keyboard alone', async ({}, testInfo) => {
  test.setTimeout(300_000);
  const { page } = desk;
  const picture = async (name: string) => {
    await takePicture(page, testInfo, name);
    await expectAccessible(page);
    await expectNoOverflow(page);
  };

  await picture('first-run');
  await firstRun(desk);
  await picture('workbench-empty');

  await pressButton(
    page,
    page
      .getByRole('button', { name: '登记新案件' })
      .or(page.getByRole('link', { name: '登记新案件' }))
      .first(),
  );
  await expect(page.getByRole('heading', { name: '登记新案件' })).toBeVisible();
  await picture('case-new');

  await choose(page, box(page, '纠纷类型'), '邻里');
  await fill(page, party(page, 0, 'name'), '杨女士');
  // A wrong ID number warns and never blocks: many people in the room have no papers with them.
  await fill(page, party(page, 0, 'idNumber'), '110105194912310021');
  await fill(page, party(page, 1, 'name'), '张𬍛');
  await expect(page.getByText('校验', { exact: false }).first()).toBeVisible();
  await fill(
    page,
    box(page, '纠纷简要情况'),
    '6楼阳台水管爆裂，水漏至5楼，笔记本电脑主板损坏，双方对赔偿数额谈不拢。',
  );
  await fill(page, box(page, '当事人申请事项'), '请求赔偿电脑损失');
  await page.keyboard.press('Control+S');

  await expect(page.getByRole('heading', { level: 1 })).toContainText('杨女士与张𬍛');
  await picture('case-registered');
  for (const name of ['杨女士', '张𬍛']) {
    const consent = page
      .getByRole('radiogroup', { name: new RegExp(name) })
      .getByRole('radio', { name: '同意' });
    await tick(page, consent);
  }
  await choose(page, box(page, '调解员'), '主任');
  await pressButton(page, page.getByRole('button', { name: '受理并编号' }));
  const number = `（${new Date().getFullYear()}）尧人调字第1号`;
  await expect(page.getByText(number).first()).toBeVisible();
  await picture('case-accepted');

  await fill(page, box(page, '争议事项'), '电脑损失按购价还是按实际损失计算');
  await fill(page, box(page, '杨女士的责任'), '水管失修，应承担赔偿责任');
  await pressButton(page, page.getByRole('button', { name: '付款条款' }));
  const clause = page.getByRole('group', { name: '第 1 条', exact: true });
  await fill(page, box(clause, '付款事由'), '电脑损失赔偿');
  await fill(page, box(clause, '金额（元）'), '10,000');
  await fill(page, box(clause, '履行日期'), '2099-12-31');
  const issue = page.getByRole('button', { name: '出具协议书', exact: true });
  await expect(issue).toBeEnabled();
  await expect(page.getByRole('img', { name: /第 1/ }).or(page.locator('canvas')).first()).toBeVisible();
  await picture('agreement-editor');

  await pressButton(page, issue);
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('人民币壹万元整');
  await expect(dialog).toContainText('3 份');
  await picture('agreement-issue');
  await pressButton(page, dialog.getByRole('button', { name: '出具协议书' }));
  const paper = page.getByRole('group', { name: /^人民调解协议书 （/ });
  await expect(paper).toBeVisible();

  const file = path.join(temporaryFolder(), '协议书.pdf');
  await answerSaveDialog(desk, file);
  await pressButton(page, paper.getByRole('button', { name: '另存为' }));
  await expect(page.getByText(file)).toBeVisible();
  expect(existsSync(file)).toBe(true);
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  for (const part of [
    '人民调解协议书',
    '杨女士',
    '张𬍛',
    '人民币壹万元整',
    '¥10,000.00',
    '2099年12月31日',
    '一式三份',
  ]) {
    expect(text.replace(/\s/g, '')).toContain(part);
  }

  await pressButton(page, page.getByRole('button', { name: '全部记为今天' }));
  await pressButton(page, page.getByRole('button', { name: '保存签章' }));
  await expect(page.getByText(/协议自 .* 起生效/)).toBeVisible();
  await picture('case-in-effect');

  await page.keyboard.press('Control+K');
  await expect(page.getByRole('dialog').locator('input').first()).toBeFocused();
  await page.keyboard.insertText('张𬍛');
  await expect(page.getByRole('dialog').getByText('杨女士与张𬍛邻里纠纷').first()).toBeVisible();
  await picture('search');
  await page.keyboard.press('Escape');

  await pressButton(page, page.getByRole('link', { name: '案件', exact: true }).first());
  await expect(page.getByRole('grid')).toContainText('杨女士与张𬍛邻里纠纷');
  await picture('case-list');
  expect(desk.problems).toEqual([]);
});

/** A field of the n-th party of the registration. */
function party(page: Page, index: number, field: string): Locator {
  return page.locator(`[name="parties.${index}.${field}"]`);
}
