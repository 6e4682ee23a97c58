import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { signIn } from '../support/demo.ts';
import { projectRoot, temporaryFolder, type Desk } from '../support/desk.ts';
import { type GuideWalk } from '../support/guide.ts';
import { box } from '../support/main-line.ts';
import { answerOpenDialog } from '../support/native.ts';
import { handsOn } from './hands.ts';

/** mediator.md, step by step: a published quarrel about a burst pipe, from the door to the archive. */
export async function walkMediator(desk: Desk, guide: GuideWalk): Promise<void> {
  await guide.picture('sign-in');
  await signIn(desk.page, 'mediator1');
  await guide.picture('workbench');
  await register(desk, guide);
  await accept(desk, guide);
  await talk(desk, guide);
  await collect(desk, guide);
  await offer(desk, guide);
  await agree(desk, guide);
  await sign(desk, guide);
  await follow(desk, guide);
  await close(desk, guide);
  await bind(desk, guide);
}

async function register({ page }: Desk, { press, picture }: GuideWalk): Promise<void> {
  const { button, pick } = handsOn(page);
  await press(button('登记新案件'));
  await page.getByRole('radio', { name: '口头申请' }).check();
  await pick('纠纷类型', '邻里');
  await page.locator('[name="parties.0.name"]').fill('杨女士');
  await page.locator('[name="parties.1.name"]').fill('5楼住户');
  await box(page, '纠纷简要情况').fill(
    '6楼阳台水管爆裂，水漏至5楼，家电、墙面、家具不同程度受损，笔记本电脑主板损坏，赔偿数额谈不拢。',
  );
  await box(page, '当事人申请事项').fill('请求调解因水管爆裂造成的赔偿');
  await page.getByRole('heading', { level: 1 }).click();
  await page.locator('#content').evaluate((content) => content.scrollTo(0, 0));
  await picture('register');
  await press(button('登记案件'));
  await expect(page.getByRole('heading', { level: 1 })).toContainText('杨女士与5楼住户');
  await picture('case');
}

async function accept({ page }: Desk, { press, picture }: GuideWalk): Promise<void> {
  const { button, panel } = handsOn(page);
  for (const name of ['杨女士', '5楼住户']) {
    const consent = panel('受理').getByRole('radiogroup', { name: new RegExp(name) });
    await consent.getByRole('radio', { name: '同意' }).check();
  }
  await picture('accept', panel('受理'));
  await press(button('受理并编号'));
  await expect(page.getByText(/尧人调字第\d+号/).first()).toBeVisible();
}

async function talk({ page }: Desk, { press, picture }: GuideWalk): Promise<void> {
  const { button, dialog, pick, done } = handsOn(page);
  await press(button('记录一次调解'));
  await box(dialog, '开始时间').fill('09:00');
  await box(dialog, '结束时间').fill('11:30');
  await box(dialog, '地点').fill('社区调解室');
  await dialog.locator('[name="minutes"]').fill('杨女士认为电脑应按实际损失计算；5楼住户要求按购价赔偿。');
  await box(dialog, '调解结果').fill('各自考虑，约定再谈。');
  await picture('session', dialog);
  await press(dialog.getByRole('button', { name: '保存记录' }));
  await done();

  await press(button('记录一次单独谈话'));
  await box(dialog, '开始时间').fill('14:00');
  await box(dialog, '结束时间').fill('14:30');
  await pick('谈话的当事人', '5楼住户', dialog);
  await page.keyboard.press('Tab');
  await box(dialog, '私密笔记内容').fill('愿意按修理后的实际损失谈，希望当场说定日期。');
  await picture('caucus', dialog);
  await press(dialog.getByRole('button', { name: '保存', exact: true }));
  await done();
}

async function collect(desk: Desk, { press, picture }: GuideWalk): Promise<void> {
  const { button, panel, dialog, pick, done } = handsOn(desk.page);
  await press(button('添加证据'));
  await box(dialog, '名称').fill('购买电脑的发票');
  await pick('提供的当事人', '5楼住户', dialog);
  const scan = path.join(temporaryFolder(), '发票扫描件.png');
  copyFileSync(path.join(projectRoot, 'docs/pictures/agreement.png'), scan);
  await answerOpenDialog(desk, scan);
  await press(dialog.getByRole('button', { name: '保存并附上文件' }));
  await done();
  await expect(panel('证据材料').getByText('发票扫描件.png', { exact: false })).toBeVisible();
  await picture('evidence', panel('证据材料'));
}

async function offer({ page }: Desk, { press, picture, look }: GuideWalk): Promise<void> {
  const { button, panel, dialog, pick, only, done } = handsOn(page);
  const offers = panel('争议焦点与方案');
  await press(button('添加争议焦点'));
  await box(dialog, '争议焦点').fill('电脑损失按购价还是按实际损失');
  await press(dialog.getByRole('button', { name: '保存', exact: true }));
  await done();
  await press(offers.getByRole('button', { name: /提出方案$/ }).first());
  await pick('提出方', '杨女士', dialog);
  await page.keyboard.press('Tab');
  await pick('向谁提出', '5楼住户', dialog);
  await page.keyboard.press('Tab');
  await box(dialog, '金额（元）').fill('10000');
  await only(dialog, '由谁履行', '杨女士');
  await only(dialog, '向谁履行', '5楼住户');
  await dialog.locator('[name="text"]').fill('笔记本电脑损失赔偿款');
  await press(dialog.getByRole('button', { name: '保存', exact: true }));
  await done();
  await press(offers.getByRole('button', { name: '接受方案 1' }));
  await press(dialog.getByRole('button', { name: '确定', exact: true }));
  await done();
  await picture('offers', offers);
  await press(offers.getByRole('button', { name: '把方案 1 写入协议' }));
  await look();
}

async function agree({ page }: Desk, { press, picture }: GuideWalk): Promise<void> {
  const { button, dialog, done } = handsOn(page);
  const clause = page.getByRole('group', { name: '第 1 条', exact: true });
  await expect(box(clause, '付款事由')).toHaveValue('笔记本电脑损失赔偿款');
  await box(page, '争议事项').fill('电脑损失按购价还是按实际损失计算');
  await box(page, '杨女士的责任').fill('家中水管爆裂，水漏至楼下，应承担赔偿责任');
  await expect(page.getByText(/错误 [1-9]/).first()).toBeVisible();
  await picture('checker', page.getByRole('region', { name: '检查结果' }));
  await box(clause, '履行日期').fill(inTwoWeeks());
  await page.keyboard.press('Tab');
  await expect(button('出具协议书')).toBeEnabled();
  await expect(page.locator('canvas').first()).toBeVisible();
  await clause.scrollIntoViewIfNeeded();
  await picture('agreement');
  await press(button('出具协议书'));
  await picture('agreement-issue', dialog);
  await press(dialog.getByRole('button', { name: '出具协议书' }));
  await done();
  await expect(page.getByRole('group', { name: /^人民调解协议书 （/ })).toBeVisible();
}

async function sign({ page }: Desk, { press, picture }: GuideWalk): Promise<void> {
  const { button, panel } = handsOn(page);
  await press(button('全部记为今天'));
  await picture('signatures', panel('签名与盖章'));
  await press(button('保存签章'));
  await expect(page.getByText(/协议自 .* 起生效/)).toBeVisible();
  await picture('papers', panel('文书'));
}

async function follow({ page }: Desk, { press, picture }: GuideWalk): Promise<void> {
  const { button, panel, dialog, done, pick } = handsOn(page);
  await press(panel('履行').getByRole('button', { name: /^登记收款/ }));
  await box(dialog, '凭据').fill('收条');
  await press(dialog.getByRole('button', { name: '登记收款', exact: true }));
  await done();
  await picture('performance', panel('履行'));
  await press(button('记录回访'));
  await box(dialog, '回访情况').fill('款已付清，双方没有新的矛盾。');
  await picture('visit', dialog);
  await press(dialog.getByRole('button', { name: '保存回访' }));
  await done();
  await press(panel('司法确认').getByRole('button', { name: '登记进展' }));
  await pick('进展', '各方不申请', dialog);
  await press(dialog.getByRole('button', { name: '登记进展' }));
  await done();
  await picture('confirmation', panel('司法确认'));
}

async function close({ page }: Desk, { press, look }: GuideWalk): Promise<void> {
  const { button, dialog, done } = handsOn(page);
  await press(button('结案归档'));
  await press(dialog.getByRole('button', { name: '结案归档' }));
  await done();
  await expect(page.getByText(/归档，已履行/)).toBeVisible();
  await look();
}

async function bind({ page }: Desk, { press, picture }: GuideWalk): Promise<void> {
  const { panel, dialog, done } = handsOn(page);
  const dossier = panel('卷宗');
  await press(dossier.getByRole('button', { name: '填写卷宗情况' }));
  await box(dialog, '情况说明').fill('材料齐全，无缺页。');
  await box(dialog, '立卷人').fill('调解员甲');
  await box(dialog, '检查人').fill('主任');
  await press(dialog.getByRole('button', { name: '保存', exact: true }));
  await done();
  await press(dossier.getByRole('button', { name: '装订卷宗' }));
  await expect(dossier.getByText(/已装订，共 \d+ 页/)).toBeVisible({ timeout: 60_000 });
  await dossier.scrollIntoViewIfNeeded();
  await picture('dossier');
}

const inTwoWeeks = (): string => new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10);
