import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { signIn } from '../support/demo.ts';
import { type Desk } from '../support/desk.ts';
import { type GuideWalk } from '../support/guide.ts';
import { box, fill } from '../support/main-line.ts';
import { handsOn } from './hands.ts';

/** lines.md: a batch of property cases, a medical case with its insurer, a traffic case with its reference sheet. */
export async function walkLines(desk: Desk, guide: GuideWalk): Promise<void> {
  await signIn(desk.page, 'mediator1');
  await guide.look();
  await batch(desk, guide);
  await medical(desk, guide);
  await traffic(desk, guide);
}

async function batch({ page }: Desk, { press, picture, look }: GuideWalk): Promise<void> {
  const { button, link, dialog } = handsOn(page);
  await press(link('批量案件'));
  await press(button('新建批量案件'));
  await fill(page, box(page, '批次名称'), '某小区2025年度物业费');
  await fill(page, box(page, '物业公司'), '某物业服务有限公司');
  await fill(page, box(page, '法定代表人'), '李某');
  const cells = Array.from({ length: 6 }, (_, index) =>
    [
      ...[`1-${101 + index}`, `业主${index + 1}`, '13812345678', '89.5', '1.85', '2025-01-01', '2025-12-31'],
      ...['12', '', '', index === 4 ? '1' : '1986.90'],
    ].join('\t'),
  );
  await box(page, '第 1 行 房号').focus();
  await paste(page, ['房号\t业主\t联系方式\t面积\t单价', ...cells].join('\n'));
  await expect(page.getByText(/可计算 6 户/)).toBeVisible();
  await box(page, '第 1 行 房号').scrollIntoViewIfNeeded();
  await picture('batch-sheet');
  const clause = page.getByRole('group', { name: '第 1 条', exact: true });
  await fill(page, box(clause, '履行日期'), '2099-12-31');
  await page.keyboard.press('Tab');
  await look();
  await press(button('保存批次'));
  await look();
  // By keyboard: the notice that it was saved may lie over the button.
  await button('生成案件').press('Enter');
  await dialog.getByLabel('已逐户询问').check();
  await look();
  await press(dialog.getByRole('button', { name: '生成并受理 6 件' }));
  await expect(page.getByText('协议书已出具 0 / 6 份')).toBeVisible({ timeout: 120_000 });
  await expect(button('批量出具协议书')).toBeEnabled({ timeout: 120_000 });
  await press(button('批量出具协议书'));
  await expect(page.getByText('协议书已出具 6 / 6 份')).toBeVisible({ timeout: 120_000 });
  await expect(button('合并打印协议书')).toBeEnabled();
  await press(button('合并打印协议书'));
  await expect(page.getByText('合并的协议书已存入文书')).toBeVisible({ timeout: 120_000 });
  await page.locator('#content').evaluate((content) => content.scrollTo(0, 0));
  await picture('batch-progress');
}

async function medical({ page }: Desk, { press, picture, look }: GuideWalk): Promise<void> {
  const { button, panel, dialog, done } = handsOn(page);
  await seeTypes(page, look);
  await openCase(page, {
    title: '患者甲与某医院医疗纠纷',
    disputeType: 'medical',
    parties: [
      { role: 'applicant', name: '患者甲' },
      { role: 'respondent', kind: 'organisation', name: '某医院', legalRepresentative: '院长' },
    ],
  });
  await press(panel('医疗纠纷').getByRole('button', { name: '医疗资料' }));
  await fill(page, box(dialog, '医疗机构'), '某医院');
  await press(dialog.getByRole('button', { name: '添加专家' }));
  await fill(page, box(dialog, '保险机构'), '某财产保险公司');
  await fill(page, box(dialog, '协议金额（元）'), '50000');
  await fill(page, box(dialog, '其中保险（元）'), '40000');
  await fill(page, box(dialog, '其中医院（元）'), '10000');
  await look();
  await fill(page, box(dialog, '姓名'), '王某');
  await box(dialog, '协议金额（元）').scrollIntoViewIfNeeded();
  await picture('medical', dialog);
  await page.keyboard.press('Control+S');
  await done();
  await press(button('按医疗协议金额生成付款条款'));
}

async function traffic({ page }: Desk, { press, picture, look }: GuideWalk): Promise<void> {
  const { button, panel, dialog, done } = handsOn(page);
  await openCase(page, {
    title: '甲某与乙某道路交通事故纠纷',
    disputeType: 'traffic',
    parties: [
      { role: 'applicant', name: '甲某' },
      { role: 'respondent', name: '乙某' },
    ],
  });
  await press(panel('道路交通事故').getByRole('button', { name: '事故与保险' }));
  await press(dialog.getByRole('button', { name: '添加保险' }));
  await look();
  await page.keyboard.press('Escape');
  await done();
  await ask(page, 'mediation.saveFigures', {
    figures: {
      ...{ region: '32', year: 2025, urbanIncomeFen: 6_500_000, urbanConsumptionFen: 4_000_000 },
      ...{ monthlyWageFen: 900_000, source: '示例数据，非公布数字', validFrom: '2025-01-01' },
    },
  });
  await press(button('赔偿计算'));
  await expect(dialog.getByText('年度数据', { exact: false }).first()).toBeVisible();
  await fill(page, box(dialog, '年龄（周岁）'), '40');
  await fill(page, box(dialog, '伤残赔偿系数（%）'), '10');
  await fill(page, box(dialog, '医疗费'), '12000');
  await fill(page, box(dialog, '误工天数'), '90');
  await fill(page, box(dialog, '误工费每日（元）'), '200');
  await expect(dialog.getByRole('table', { name: '计算结果' })).toContainText('残疾赔偿金');
  await look();
  await dialog.getByRole('table', { name: '计算结果' }).scrollIntoViewIfNeeded();
  await picture('compensation', dialog);
  await page.keyboard.press('Control+S');
  await done();
  await expect(button('预览参考表')).toBeVisible();
  await expect(button('按赔偿计算生成付款条款')).toBeVisible();
  await look();
  await press(button('出具参考表'));
  await expect(dialog.locator('canvas').first()).toBeVisible();
  await picture('compensation-paper');
  await page.keyboard.press('Escape');
  await done();
}

/** The field of a new case that the page names. */
async function seeTypes(page: Page, look: () => Promise<void>): Promise<void> {
  await goTo(page, '#/newCase');
  await expect(box(page, '纠纷类型')).toBeVisible();
  await look();
}

/** A case that was registered and accepted as mediator.md tells it. */
async function openCase(page: Page, made: { parties: object[] } & Record<string, unknown>): Promise<void> {
  const parties = made.parties.map((party) => ({ id: randomUUID(), ...party }));
  const status = await ask<{ session: { user: { id: string } } }>(page, 'people.readStatus', {});
  const { id } = await ask<{ id: string }>(page, 'mediation.registerCase', {
    case: {
      source: 'writtenApplication',
      appliedOn: '2026-07-01',
      facts: '双方对赔偿有争议。',
      claimedFen: 5_000_000,
      ...made,
      parties,
    },
  });
  await ask(page, 'mediation.acceptCase', {
    id,
    version: 1,
    acceptedOn: '2026-07-01',
    rightsNotifiedOn: '2026-07-01',
    consents: parties.map((party) => ({ partyId: party.id, consents: true })),
    mediators: [{ userId: status.session.user.id, lead: true, chosenBy: 'parties' }],
  });
  await goTo(page, `#/case?id=${id}`);
}

async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => void (window.location.hash = to), hash);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

/** What a spreadsheet puts on the clipboard, pasted into the cell that has the cursor. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((cells) => {
    const data = new DataTransfer();
    data.setData('text/plain', cells);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);
}

async function ask<T = unknown>(page: Page, route: string, input: unknown): Promise<T> {
  return (await page.evaluate(
    async ([name, body, commandId]) => {
      const answer = await window.api.call(name as never, body, commandId);
      if (!answer.ok) throw new Error(JSON.stringify(answer.error));
      return answer.value;
    },
    [route, input, randomUUID()] as const,
  )) as T;
}
