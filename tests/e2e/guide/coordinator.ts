import { expect, type Locator, type Page } from '@playwright/test';
import { signIn } from '../support/demo.ts';
import { type Desk } from '../support/desk.ts';
import { type GuideWalk } from '../support/guide.ts';
import { box } from '../support/main-line.ts';
import { handsOn } from './hands.ts';

/** coordinator.md: a coordinator’s year, on the published volunteers of the demonstration. */
export async function walkCoordinator(desk: Desk, guide: GuideWalk): Promise<void> {
  await signIn(desk.page, 'coordinator');
  await guide.picture('coordinator-workbench');
  await members(desk, guide);
  await oneMember(desk, guide);
  await sheet(desk, guide);
  await activity(desk, guide);
  await requests(desk, guide);
  await counter(desk, guide);
  await review(desk, guide);
  await closing(desk, guide);
  await statements(desk, guide);
}

async function members({ page }: Desk, { press, picture }: GuideWalk): Promise<void> {
  const { button, link, dialog, done } = handsOn(page);
  await press(link('成员'));
  await expect(page.getByRole('row').nth(2)).toBeVisible();
  await press(button('查重'));
  await page.keyboard.press('Escape');
  await press(button('空白登记表'));
  await page.keyboard.press('Escape');
  await press(button('登记新成员'));
  await box(page, '姓名').fill('方某');
  await box(page, '服务特长').fill('理发');
  await picture('member-new');
  await press(button('登记为申请人'));
  await expect(page.getByRole('heading', { level: 1 })).toContainText('方某');
  await press(button('审核'));
  await picture('member-review');
  await press(dialog.getByRole('button', { name: '审核' }));
  await done();
  await press(link('成员'));
  await expect(page.getByRole('row').nth(2)).toBeVisible();
}

async function oneMember({ page }: Desk, { press, picture, look }: GuideWalk): Promise<void> {
  const { button, panel, dialog, done, pick } = handsOn(page);
  const tab = (name: string) => press(page.getByRole('tab', { name, exact: true }));
  await openMember(page, '骆某');
  await page.getByRole('row').nth(2).click();
  await expect(button('冲正')).toBeVisible();
  await look();
  await picture('member-entries');
  await page.keyboard.press('Escape');

  await tab('会籍');
  for (const step of ['暂停', '结束会籍']) {
    await press(button(step));
    await page.keyboard.press('Escape');
  }
  await picture('member-standing');
  await tab('亲友与代理');
  for (const step of ['登记代理人', '作受助评估']) {
    await press(button(step));
    await page.keyboard.press('Escape');
    await done();
  }
  await press(button('登记亲友关系'));
  await take(page, box(dialog, '亲友（成员）'), '李某');
  await pick('关系', '配偶', dialog);
  await pick('查验的证明', '结婚证', dialog);
  await press(dialog.getByRole('button', { name: '保存' }));
  await done();
  await toTop(page);
  await picture('member-circle');
  await tab('团体');

  await tab('对账单');
  await pick('月份', '2026年8月');
  await press(button('出具对账单'));
  await expect(page.getByText(/对账单 .* 已出具/)).toBeVisible();
  await expect(page.locator('canvas').first()).toBeVisible();
  await picture('statement');
  await box(panel('志愿服务记录证明'), '用途').fill('评选先进');
  await press(button('出具证明'));
  await press(dialog.getByRole('button', { name: '仍然出具' }));
  await expect(panel('志愿服务记录证明').getByRole('button', { name: /^打开证明/ })).toBeVisible();
  await picture('certificate', panel('志愿服务记录证明'));
}

/** Three lines by keyboard, then the second look. */
async function sheet({ page }: Desk, { press, picture, look }: GuideWalk): Promise<void> {
  const { button, link, dialog, done } = handsOn(page);
  await press(link('签到表'));
  await expect(page.getByRole('row').nth(2)).toBeVisible();
  await press(button('录入签到表'));
  await box(page, '活动名称').fill('小区清洁');
  await box(page, '服务日期').fill(shift(-2));
  await box(page, '地点').fill('尧化社区');
  await box(page, '活动负责人').fill('王组长');
  await box(page, '第1行 成员').focus();
  for (const cell of ['李某', '巡', '900', '1030']) {
    await page.keyboard.insertText(cell);
    if (cell === '李某') await expect(page.getByRole('option', { name: /李某/ }).first()).toBeVisible();
    await page.keyboard.press('Enter');
  }
  await page.keyboard.press('Control+Enter');
  await page.keyboard.insertText('骆某');
  await expect(page.getByRole('option', { name: /骆某/ }).first()).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/2 行，共 3小时/)).toBeVisible();
  await expect(page.getByText(/错误 0 处/)).toBeVisible();
  await picture('sheet-grid');
  await press(button('保存签到表'));
  await expect(page.getByRole('heading', { level: 1 })).toContainText('签到表 ');
  await look();
  await press(button('审核通过'));
  await picture('sheet-approve');
  await press(dialog.getByRole('button', { name: '审核通过' }));
  await done();
  await expect(page.getByText('已入账').first()).toBeVisible();
}

/** Planned, signed up for, printed, held, and back from paper. */
async function activity({ page }: Desk, { press, picture, look }: GuideWalk): Promise<void> {
  const { button, link, dialog, done } = handsOn(page);
  await press(link('活动'));
  await press(button('安排活动'));
  await box(dialog, '活动名称').fill('重阳敬老包饺子');
  await box(dialog, '日期').fill(shift(0));
  await box(dialog, '开始').fill('0900');
  await box(dialog, '结束').fill('1100');
  await box(dialog, '地点').fill('社区食堂');
  await box(dialog, '负责人').fill('王组长');
  await take(page, box(dialog, '服务类别'), '生活照料');
  await press(dialog.getByRole('button', { name: '保存活动' }));
  await done();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('重阳敬老包饺子');
  for (const name of ['李某', '马某']) {
    await take(page, box(page, '登记报名的志愿者'), name);
    await press(button('报名'));
    await expect(page.getByText(new RegExp(`${name} 已报名`))).toBeVisible();
  }
  await picture('activity');
  await press(button('打印签到表'));
  await press(dialog.getByRole('button', { name: '生成签到表' }));
  await expect(dialog.getByText(/已生成，共/)).toBeVisible();
  await page.keyboard.press('Escape');
  await press(button('已举行'));
  await press(dialog.getByRole('button', { name: '已举行' }));
  await done();
  await press(button('录入签到表'));
  await expect(page.getByText(/已签到 0/)).toBeVisible();
  await look();
  await picture('sheet-scan');
}

async function requests({ page }: Desk, { press, picture, look }: GuideWalk): Promise<void> {
  const { button, link, dialog, done } = handsOn(page);
  await press(link('点单与服务'));
  await press(button('登记点单'));
  await take(page, box(dialog, '居民（受助人）'), '李某');
  await take(page, box(dialog, '服务类别'), '生活照料');
  await box(dialog, '事项').fill('陪同去社区医院复诊');
  await box(dialog, '开始').fill('0900');
  await box(dialog, '结束').fill('1000');
  await box(dialog, '地点').fill('社区卫生服务中心');
  await look();
  await press(dialog.getByRole('button', { name: '保存点单' }));
  await press(button('审核发布'));
  await press(dialog.last().getByRole('button', { name: '审核发布' }));
  await press(button('接单'));
  await page.keyboard.press('Escape');
  await picture('request');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await press(page.getByRole('tab', { name: '更正申请' }));
  await press(button('登记更正申请'));
  await page.keyboard.press('Escape');
  await press(page.getByRole('tab', { name: '投诉' }));
  await press(page.getByRole('tab', { name: '调解时长申报' }));
  await expect(page.getByRole('heading', { name: '志愿调解员' })).toBeVisible();
  await press(button('关联志愿者：调解员甲'));
  await take(page, box(dialog, '志愿者'), '马某');
  await press(dialog.getByRole('button', { name: '确认关联' }));
  await done();
  await expect(button('解除关联：调解员甲')).toBeVisible();
  await picture('session-hours');
}

async function counter({ page }: Desk, { press, picture }: GuideWalk): Promise<void> {
  const { button, link, dialog, done } = handsOn(page);
  const tab = (name: string) => press(page.getByRole('tab', { name }));
  await press(link('使用时间币'));
  await tab('物品与库存');
  await press(button('添加物品'));
  await box(dialog, '物品名称').fill('大米5公斤');
  await box(dialog, '提供单位').fill('惠民超市');
  await dialog.locator('[name="unitName"]').fill('袋');
  await box(dialog, '时间币价格（分钟）').fill('60');
  await press(dialog.getByRole('button', { name: '保存' }));
  await done();
  await press(button('进出库 大米5公斤'));
  await box(dialog, '数量（出库填负数）').fill('20');
  await box(dialog, '说明').fill('超市捐助到货');
  await press(dialog.getByRole('button', { name: '保存' }));
  await done();
  await tab('兑换柜台');
  const order = page.getByRole('form', { name: '兑换' });
  await take(page, box(order, '成员'), '李某');
  await take(page, box(order, '物品'), '大米');
  await expect(order.getByText(/^合计/)).toBeVisible();
  await picture('counter');
  await tab('转赠与资金池');
  await expect(button('转赠')).toBeVisible();
  await picture('giving');
  await tab('参与积分');
  await tab('时长排行');
}

async function review({ page }: Desk, { press, picture, look }: GuideWalk): Promise<void> {
  const { button, link } = handsOn(page);
  await press(link('复核与到期'));
  await press(button('查一遍'));
  await expect(page.getByText(/看了 .* 次服务/)).toBeVisible();
  await look();
  await picture('review');
  await press(page.getByRole('tab', { name: '到期积分' }));
}

async function closing({ page }: Desk, { press, picture, look }: GuideWalk): Promise<void> {
  const { button, link, panel } = handsOn(page);
  await press(link('结账与核对'));
  await expect(button(/^初结 /)).toBeVisible();
  await picture('closing', panel('月度结账'));
  await press(button(/^初结 /));
  await expect(page.getByText(/已结账$/).first()).toBeVisible({ timeout: 60_000 });
  await expect(
    panel('各月状态')
      .getByRole('button', { name: /公示表/ })
      .first(),
  ).toBeVisible();
  await look();
  await picture('closed', panel('各月状态'));
  await press(button('开始自查'));
  await expect(page.getByText('自查完成')).toBeVisible({ timeout: 60_000 });
  await expect(panel('账簿自查').locator('canvas').first()).toBeVisible();
  await panel('账簿自查').evaluate((section) => section.scrollIntoView());
  await picture('self-audit');
  await press(panel('导出账簿').getByRole('button', { name: '导出', exact: true }));
  await expect(button('另存为……')).toBeVisible({ timeout: 60_000 });
  await look();
}

async function statements({ page }: Desk, { press, picture, look }: GuideWalk): Promise<void> {
  const { button, link } = handsOn(page);
  await press(link('对账单'));
  await page.getByRole('radio', { name: '每人一份 PDF' }).check();
  await look();
  await picture('statements');
  await page.getByRole('radio', { name: '合成一份 PDF' }).check();
  await look();
  await press(button('核验账本'));
  await expect(page.getByText(/账本完好/)).toBeVisible({ timeout: 60_000 });
  await press(page.getByRole('button', { name: /^账号/ }));
  await page.keyboard.press('Escape');
}

async function openMember(page: Page, name: string): Promise<void> {
  await box(page, '查找成员').fill(name);
  const row = page.getByRole('row').filter({ hasText: name }).first();
  await expect(page.getByText('共 1 条')).toBeVisible();
  await row.click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
}

const toTop = (page: Page) => page.locator('#content').evaluate((content) => content.scrollTo(0, 0));

/** Types a part of a choice and takes the entry that has it. */
async function take(page: Page, field: Locator, text: string): Promise<void> {
  await field.click();
  await field.fill(text);
  await page.getByRole('option', { name: text }).first().click();
}

/** A day as the date field takes it, `days` from today in Asia/Shanghai. */
const shift = (days: number) => new Date(Date.now() + (days * 24 + 8) * 3_600_000).toISOString().slice(0, 10);
