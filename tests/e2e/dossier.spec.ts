import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { tabTo } from './support/keyboard.ts';
import { launchDesk, type Desk } from './support/desk.ts';
import { expectAccessible, expectNoKeys, expectNoOverflow, takePicture } from './support/looks.ts';
import { box, fill, firstRun, pressButton, tick } from './support/main-line.ts';
import { resizePage } from './support/native.ts';

/*
 * From a closed case to the archived dossier in the real window, by keyboard: the papers of the stage issued as a set,
 * what is missing added, bound, archived, lent. Up to the closing the routes play.
 */
let desk: Desk;
let caseId = '';
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
  await ask('mediation.recordSession', {
    caseId,
    session: {
      heldOn: today,
      startsAt: '09:00',
      endsAt: '10:30',
      place: '调解室',
      minutes: '双方陈述了漏水的经过。',
      result: '达成协议。',
      recorder: '主任',
    },
  });
  const clause = {
    id: randomUUID(),
    kind: 'payment',
    text: '漏水赔偿款',
    debtorIds: [parties[1]!.id],
    creditorIds: [parties[0]!.id],
    amountFen: 300_000,
    manner: '银行转账',
    dueOn: today,
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
  const receipt = { itemKey: `${clause.id}/0`, amountFen: 300_000, paidOn: today, evidence: '收条' };
  await ask('mediation.recordReceipt', { caseId, receipt });
  const closing = await ask<{ version: number }>('mediation.readCase', { id: caseId });
  await ask('mediation.closeCase', { id: caseId, version: closing.version, outcome: 'performed', on: today });
});
test.afterAll(() => desk.close());

test('papers of the stage → what is missing → bound → archived → lent', async ({}, testInfo) => {
  test.setTimeout(300_000);
  const { page } = desk;
  const picture = async (name: string, section?: string) => {
    if (section) await page.locator(`#${section}`).evaluate((element) => element.scrollIntoView());
    await takePicture(page, testInfo, name);
    await expectAccessible(page);
    await expectNoOverflow(page);
    await expectNoKeys(page);
  };
  await page.evaluate((id) => (location.hash = `#/case?id=${id}`), caseId);
  const dossier = page.getByRole('region', { name: '卷宗', exact: true });
  const dialog = page.getByRole('dialog');
  await expect(dossier.getByRole('img', { name: '卷宗完整度：应有 6 项，已有 1 项' })).toBeVisible();
  await picture('dossier-missing', 'case-dossier');

  // The set of papers that the stage asks for.
  const papers = page.getByRole('region', { name: '文书', exact: true });
  await picture('papers-of-the-stage', 'case-papers');
  for (const name of ['调解申请书', '受理登记表', '权利义务告知书', /^选择 调解记录（第1次/]) {
    const label = typeof name === 'string' ? `选择 ${name}` : name;
    await tick(page, papers.getByRole('checkbox', { name: label, exact: typeof name === 'string' }));
  }
  await page.keyboard.press('Shift+Tab');
  await pressButtonBackwards(page, papers.getByRole('button', { name: '出具所选（4）' }));
  await expect(page.getByText('已出具 4 份文书')).toBeVisible();
  await expect(papers.getByRole('button', { name: '打印刚出具的文书' })).toBeVisible();
  await picture('papers-issued', 'case-papers');

  // The identity papers stay on paper.
  await pressButton(page, dossier.getByRole('button', { name: '向“身份证明”加入材料' }));
  // A group of radio buttons is one stop of the Tab key; the arrows choose in it.
  await tabTo(page, dialog.getByRole('radio', { name: /电子文件/ }));
  await page.keyboard.press('ArrowDown');
  await fill(page, box(dialog, '材料名称'), '身份证复印件');
  await picture('attach-dialog');
  await pressButton(page, dialog.getByRole('button', { name: '加入', exact: true }));
  await expect(dossier).toContainText('身份证复印件');

  await pressButton(page, dossier.getByRole('button', { name: '填写卷宗情况' }));
  await fill(page, box(dialog, '情况说明'), '本卷材料齐全，身份证件为复印件。');
  await fill(page, box(dialog, '立卷人'), '主任');
  await fill(page, box(dialog, '检查人'), '所长');
  await picture('note-dialog');
  await page.keyboard.press('Control+S');
  await expect(dossier.getByRole('img', { name: '卷宗完整度：应有 6 项，已有 6 项' })).toBeVisible();
  await expect(dossier).toContainText('卷宗还没有装订。');

  await pressButton(page, dossier.getByRole('button', { name: '装订卷宗' }));
  await expect(dossier).toContainText(/已装订，共 \d+ 页/, { timeout: 60_000 });
  await pressButton(page, dossier.getByRole('button', { name: '卷内目录' }));
  await expect(dossier.getByRole('table', { name: '卷内目录' })).toContainText('第 1 页');
  await picture('dossier-bound', 'case-dossier');
  await pressButton(page, dossier.getByRole('button', { name: '查看卷宗' }));
  await expect(dialog.locator('canvas').first()).toBeVisible({ timeout: 30_000 });
  await takePicture(page, testInfo, 'dossier-view');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  await pressButton(page, dossier.getByRole('button', { name: '归档', exact: true }));
  await fill(page, box(dialog, '柜号'), '3');
  await fill(page, box(dialog, '盒号'), '12');
  await picture('archive-dialog');
  await page.keyboard.press('Control+S');
  await expect(dossier).toContainText('卷宗已归档，内容已锁定');
  await expect(
    page.getByRole('navigation', { name: '本案各部分' }).or(page.locator('nav')).first(),
  ).toBeVisible();
  await picture('dossier-archived', 'case-dossier');

  await pressButton(page, dossier.getByRole('button', { name: '到档案登记簿查看' }));
  const register = page.getByRole('table', { name: '档案登记簿' });
  await expect(register).toContainText('杨女士与张先生相邻漏水纠纷');
  await picture('archive-register');
  await pressButton(page, page.getByRole('button', { name: /的办理事项/ }));
  await page.getByRole('menuitem', { name: '借阅' }).press('Enter');
  await tabTo(page, dialog.getByRole('radio', { name: '现场查阅' }));
  await page.keyboard.press('ArrowDown');
  await fill(page, box(dialog, '借阅人'), '李科长');
  await fill(page, box(dialog, '应还日期'), '2099-12-31');
  await fill(page, box(dialog, '用途'), '案卷评查');
  await picture('lend-dialog');
  await page.keyboard.press('Control+S');
  await expect(register).toContainText('借出：李科长');
  await page.getByRole('tab', { name: '借阅登记' }).press('Enter');
  await expect(page.getByRole('table', { name: '借阅登记簿' })).toContainText('案卷评查');
  await picture('archive-loans');
  await page.getByRole('tab', { name: '到期鉴定' }).press('Enter');
  await expect(page.getByText('没有保管期限已满的卷宗。')).toBeVisible();
  await picture('archive-due');
  await page.getByRole('tab', { name: '销毁清册' }).press('Enter');
  await expect(page.getByText('还没有销毁清册。')).toBeVisible();
  await picture('archive-destruction');
  expect(desk.problems).toEqual([]);
});

/** Goes back to a button with Shift+Tab alone and presses it. */
async function pressButtonBackwards(page: Desk['page'], button: ReturnType<Desk['page']['locator']>) {
  for (let pressed = 0; pressed < 60; pressed += 1) {
    if (await button.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Shift+Tab');
  }
  await expect(button).toBeFocused();
  await page.keyboard.press('Enter');
}

/** What the window itself may ask for; the parts of the story that other tests play by keyboard. */
async function ask<T>(route: string, input: unknown): Promise<T> {
  const envelope = await desk.page.evaluate(
    ([name, body, id]) =>
      (
        window as unknown as { api: { call(route: string, input: unknown, id: string): Promise<unknown> } }
      ).api.call(name, body, id as string),
    [route, input, randomUUID()] as const,
  );
  const answer = envelope as { ok: boolean; value: T; error?: unknown };
  if (!answer.ok) throw new Error(`${route}: ${JSON.stringify(answer.error)}`);
  return answer.value;
}
