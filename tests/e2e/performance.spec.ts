import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { launchDesk, type Desk } from './support/desk.ts';
import { expectAccessible, expectDialogReady, expectNoOverflow, takePicture } from './support/looks.ts';
import { box, fill, firstRun, pressButton, tick } from './support/main-line.ts';
import { resizePage, zoomPage } from './support/native.ts';

/*
 * After the agreement, in the real window by keyboard: an instalment is paid, a visit made, judicial confirmation applied
 * for, the rest performed, and the case closed as performed. Up to the agreement the routes play.
 */
let desk: Desk;
let caseId = '';
/** A picture of one white dot. */
const dot =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

test.beforeAll(async () => {
  desk = await launchDesk();
  await resizePage(desk, 1280, 900);
  await firstRun(desk);
  const parties = ['杨女士', '张先生'].map((name, index) => ({
    id: randomUUID(),
    role: index === 0 ? 'applicant' : 'respondent',
    name,
  }));
  const registered = await ask<{ id: string }>('mediation.registerCase', {
    case: {
      title: '杨女士与张先生相邻漏水纠纷',
      disputeType: 'neighbours',
      source: 'writtenApplication',
      appliedOn: today,
      facts: '楼上漏水，楼下受损。',
      requests: ['赔偿损失'],
      parties,
    },
  });
  caseId = registered.id;
  const status = await ask<{ session: { user: { id: string } } }>('people.readStatus', {});
  await ask('mediation.acceptCase', {
    id: caseId,
    version: 1,
    acceptedOn: today,
    rightsNotifiedOn: today,
    consents: parties.map((party) => ({ partyId: party.id, consents: true })),
    mediators: [{ userId: status.session.user.id, lead: true, chosenBy: 'committee' }],
  });
  const clause = {
    id: randomUUID(),
    kind: 'payment',
    text: '漏水赔偿款',
    debtorIds: [parties[1]!.id],
    creditorIds: [parties[0]!.id],
    amountFen: 300_000,
    manner: '银行转账',
    dueOn: '2099-12-31',
    instalments: [
      { amountFen: 100_000, dueOn: today },
      { amountFen: 200_000, dueOn: '2099-12-31' },
    ],
  };
  const { version } = await ask<{ version: number }>('mediation.saveAgreement', {
    caseId,
    agreement: {
      facts: '楼上漏水，楼下受损。',
      issues: '赔偿数额',
      responsibilities: [{ partyId: parties[1]!.id, text: '管道失修' }],
      clauses: [clause],
      concludedOn: today,
    },
  });
  await ask('mediation.issuePaper', { caseId, paper: 'agreement', version });
  const file = await ask<{
    agreement: { version: number; acts: { actor: string; actorId: string | null }[] };
  }>('mediation.readCase', { id: caseId });
  await ask('mediation.recordSignatures', {
    caseId,
    version: file.agreement.version,
    acts: file.agreement.acts.map(({ actor, actorId }) => ({
      actor,
      actorId,
      signature: actor !== 'committee',
      seal: actor === 'committee',
      doneOn: today,
    })),
  });
});
test.afterAll(() => desk.close());

test('receipt → visit → application to the court → the rest → closed as performed', async ({}, testInfo) => {
  test.setTimeout(300_000);
  const { page } = desk;
  const picture = async (name: string, section?: string) => {
    if (section) await page.locator(`#${section}`).evaluate((element) => element.scrollIntoView());
    await takePicture(page, testInfo, name);
  };
  await page.evaluate((id) => (location.hash = `#/case?id=${id}`), caseId);
  const performance = page.getByRole('region', { name: '履行', exact: true });
  await expect(performance).toContainText('共 2 项，已完成 0 项');
  await picture('case-deadlines', 'case-deadlines');

  // The first instalment.
  const dialog = page.getByRole('dialog');
  await pressButton(page, performance.getByRole('button', { name: /登记收款：第 1 条第 1 期/ }));
  await expectDialogReady(page);
  await expect(box(dialog, '金额')).toBeFocused();
  await fill(page, box(dialog, '凭据'), '转账凭证');
  await dialog
    .locator('input[type="file"]')
    .setInputFiles({ name: '转账回单.png', mimeType: 'image/png', buffer: Buffer.from(dot, 'base64') });
  await expect(dialog).toContainText('转账回单.png');
  await picture('receipt-dialog');
  await page.keyboard.press('Control+S');
  await expect(performance).toContainText('已付 ¥1,000.00，共 ¥3,000.00');
  await expect(performance).toContainText('共 2 项，已完成 1 项');
  // The slip is there to be looked at, with the receipt it proves.
  await pressButton(page, performance.getByRole('button', { name: '查看附件 转账回单.png' }));
  await expect(page.getByRole('dialog').getByRole('img', { name: '转账回单.png' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await picture('performance', 'case-performance');

  // A return visit.
  const visits = page.getByRole('region', { name: '回访', exact: true });
  await pressButton(page, visits.getByRole('button', { name: '记录回访' }));
  await expectDialogReady(page);
  await resizePage(desk, 1280, 800);
  await expectDialogReady(page);
  await picture('visit-dialog');
  await zoomPage(desk, 2);
  await expectDialogReady(page);
  await picture('visit-dialog-200');
  await zoomPage(desk, 1);
  await resizePage(desk, 1280, 900);
  await fill(page, box(dialog, '回访情况'), '第一期已付清，双方没有新的纠纷。');
  await page.keyboard.press('Control+S');
  await expect(visits).toContainText('第一期已付清，双方没有新的纠纷。');
  await picture('visits', 'case-visits');

  // The joint application to the court, and a paper of the packet.
  const confirmation = page.getByRole('region', { name: '司法确认', exact: true });
  await expect(confirmation).toContainText(/还有 \d+ 天/);
  await pressButton(page, confirmation.getByRole('button', { name: '登记进展' }));
  await fill(page, box(dialog, '法院'), '栖霞区人民法院');
  await page.keyboard.press('Control+S');
  await expect(confirmation.locator('[aria-current="step"]')).toHaveText('已申请');
  // The agreement was issued here: it is in the packet by itself.
  await expect(confirmation.getByRole('checkbox', { name: /人民调解协议书/ })).toBeChecked();
  await tick(page, confirmation.getByRole('checkbox', { name: /身份证明/ }));
  await pressButton(page, confirmation.getByRole('button', { name: '保存材料清单' }));
  await expect(confirmation).toContainText('必备材料已齐 2 / 5');
  await picture('confirmation', 'case-confirmation');

  // Not everything is paid: that outcome cannot be chosen yet.
  const closing = page.getByRole('region', { name: '结案与归档' });
  await pressButton(page, closing.getByRole('button', { name: '结案归档' }));
  await fill(page, box(dialog, '说明'), '第二期尚未到期。');
  await page.keyboard.press('Control+S');
  await expect(dialog).toContainText('还有没履行完的事项');
  await picture('closing-refused');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  await pressButton(page, performance.getByRole('button', { name: /登记收款：第 1 条第 2 期/ }));
  await fill(page, box(dialog, '凭据'), '收条');
  await page.keyboard.press('Control+S');
  await expect(performance).toContainText('共 2 项，已完成 2 项');
  await pressButton(page, closing.getByRole('button', { name: '结案归档' }));
  await fill(page, box(dialog, '说明'), '两期均已付清。');
  await page.keyboard.press('Control+S');
  await expect(closing).toContainText('已履行');
  // Heard of later: what the mediation prevented is counted after the end too.
  await pressButton(page, closing.getByRole('button', { name: '更正计数' }));
  await expectDialogReady(page);
  await fill(page, box(dialog, '防止自杀（件）'), '1');
  await fill(page, box(dialog, '防止自杀（人）'), '2');
  await page.keyboard.press('Control+S');
  await expect(closing).toContainText('防止自杀：1 件 2 人');
  // The timeline tells it all, and leads there.
  const timeline = page.getByRole('region', { name: '时间线' });
  for (const sentence of ['付款 ¥1,000.00', '回访（电话）', '司法确认：']) {
    await expect(timeline).toContainText(sentence);
  }
  await picture('timeline', 'case-timeline');
  await pressButton(page, timeline.getByRole('button', { name: /付款 ¥1,000.00/ }));
  await expect(performance).toBeFocused();
  await expectAccessible(page);
  await expectNoOverflow(page);

  // The holiday calendar of the settings, and the workbench.
  await page.evaluate(() => (location.hash = '#/settings?tab=calendar'));
  await expect(page.getByRole('region', { name: '节假日与调休' })).toBeVisible();
  await expectAccessible(page);
  await expectNoOverflow(page);
  await picture('calendar');
  await page.evaluate(() => (location.hash = '#/workbench'));
  await expect(page.getByRole('region', { name: '期限提醒' })).toBeVisible();
  await expectAccessible(page);
  await picture('workbench');
  expect(desk.problems).toEqual([]);
});

async function ask<T>(route: string, input: unknown): Promise<T> {
  return desk.page.evaluate(
    async ([name, body]) => {
      const answer = await window.api.call(name as never, body, crypto.randomUUID());
      if (!answer.ok) throw new Error(`${String(name)}: ${JSON.stringify(answer.error)}`);
      return answer.value as never;
    },
    [route, input] as const,
  );
}
