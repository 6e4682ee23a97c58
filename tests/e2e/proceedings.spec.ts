import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { launchDesk, projectRoot, temporaryFolder, type Desk } from './support/desk.ts';
import { chooseByKeys } from './support/keyboard.ts';
import { expectAccessible, expectNoOverflow, takePicture } from './support/looks.ts';
import { administrator, box, fill, firstRun, pressButton, tick } from './support/main-line.ts';
import { answerOpenDialog, answerSaveDialog, resizePage, zoomPage } from './support/native.ts';

/*
 * What happens between acceptance and agreement, in the real window: evidence with a picture, a caucus with its private
 * note, and an offer that becomes a clause.
 */
let desk: Desk;
test.beforeAll(async () => {
  desk = await launchDesk();
  await resizePage(desk, 1280, 720);
});
test.afterAll(() => desk.close());

/** A picture that is really in the project, so that the window has something to draw. */
const photo = path.join(projectRoot, 'docs/pictures/agreement.png');

async function call<T = Record<string, unknown>>(route: string, input: unknown): Promise<T> {
  const answer = await desk.page.evaluate(
    ([name, value, id]) => {
      const { api } = globalThis as unknown as { api: { call(...args: unknown[]): Promise<unknown> } };
      return api.call(name, value, id);
    },
    [route, input, randomUUID()] as const,
  );
  expect(answer).toMatchObject({ ok: true });
  return (answer as { value: T }).value;
}

test('evidence picture, caucus with note, offer into a clause', async ({}, testInfo) => {
  test.setTimeout(300_000);
  const { page } = desk;
  const picture = async (name: string) => {
    await takePicture(page, testInfo, name);
    await expectAccessible(page);
    await expectNoOverflow(page);
  };
  await firstRun(desk);
  await openAcceptedCase();
  await picture('empty-panels');

  // Evidence, by keyboard, with the file from the system's dialog.
  const evidence = page.getByRole('region', { name: '证据材料' });
  await pressButton(page, evidence.getByRole('button', { name: '添加证据' }));
  const dialog = page.getByRole('dialog');
  await fill(page, box(dialog, '名称'), '天花板渗水照片');
  await fill(page, box(dialog, '提供的当事人'), '杨女士');
  await chooseByKeys(page, '杨女士');
  await picture('evidence-dialog');
  await answerOpenDialog(desk, photo);
  await pressButton(page, dialog.getByRole('button', { name: '保存并附上文件' }));
  await expect(evidence.getByText('agreement.png', { exact: false })).toBeVisible();
  await evidence.scrollIntoViewIfNeeded();
  await picture('evidence-list');
  await pressButton(page, evidence.getByRole('button', { name: '查看“天花板渗水照片”' }));
  const shown = page.getByRole('img', { name: /图片/ });
  await expect(shown).toBeVisible();
  expect(await shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
  await picture('evidence-viewer');
  await page.keyboard.press('Escape');
  const copy = path.join(temporaryFolder(), '照片.png');
  await answerSaveDialog(desk, copy);
  await pressButton(page, evidence.getByRole('button', { name: '另存“天花板渗水照片”的文件' }));
  await expect(page.getByText(copy)).toBeVisible();
  expect(readFileSync(copy).equals(readFileSync(photo))).toBe(true);

  // A caucus and its private note.
  const sessions = page.getByRole('region', { name: '调解记录' });
  await pressButton(page, sessions.getByRole('button', { name: '记录一次单独谈话' }));
  await fill(page, box(dialog, '开始时间'), '09:00');
  await fill(page, box(dialog, '结束时间'), '09:30');
  await fill(page, box(dialog, '地点'), '小会议室');
  await fill(page, box(dialog, '谈话的当事人'), '张先生');
  await chooseByKeys(page, '张先生');
  await fill(page, box(dialog, '私密笔记内容'), '最多愿意出八千元');
  await picture('caucus-dialog');
  await page.keyboard.press('Control+S');
  const caucus = sessions.getByRole('article', { name: '第 1 次（单独谈话）' });
  await expect(caucus).toBeVisible();
  await expect(page.getByText('最多愿意出八千元')).toHaveCount(0);
  await pressButton(page, caucus.getByRole('button', { name: '显示第 1 次的私密笔记' }));
  await expect(caucus.getByText('最多愿意出八千元')).toBeVisible();
  await caucus.scrollIntoViewIfNeeded();
  await picture('caucus-card');

  // An issue, an offer, a counter-offer, accepted with one letter, put into the agreement with another.
  const offers = page.getByRole('region', { name: '争议焦点与方案' });
  await pressButton(page, offers.getByRole('button', { name: '添加争议焦点' }));
  await fill(page, box(dialog, '争议焦点'), '电脑损失赔多少');
  await page.keyboard.press('Control+S');
  await pressButton(page, offers.getByRole('button', { name: '就“电脑损失赔多少”提出方案' }));
  await take('提出方', '杨女士');
  await take('向谁提出', '张先生');
  await fill(page, box(dialog, '金额（元）'), '10000');
  await fill(page, dialog.locator('[name="text"]'), '电脑损失赔偿');
  await picture('offer-dialog');
  await page.keyboard.press('Control+S');
  const first = offers.getByRole('group', { name: '方案 1', exact: true });
  await expect(first).toContainText('¥10,000.00');
  await first.focus();
  await page.keyboard.press('c');
  await fill(page, box(dialog, '金额（元）'), '8000');
  await page.keyboard.press('Control+S');
  const second = offers.getByRole('group', { name: '方案 2', exact: true });
  await expect(second).toContainText('¥8,000.00');
  await expect(first).toContainText('已还价');
  await second.focus();
  await page.keyboard.press('a');
  await expect(dialog).toContainText('接受方案 2');
  await expect(box(dialog, '备注')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(second).toContainText('已接受');
  await offers.scrollIntoViewIfNeeded();
  await picture('offer-chain');

  // What is being typed in the editor meanwhile is not lost.
  await fill(page, box(page, '争议事项'), '电脑损失按购价还是按实际损失计算');
  await second.focus();
  await page.keyboard.press('p');
  await expect(second).toContainText('已写入协议');
  const clause = page.getByRole('group', { name: '第 1 条', exact: true });
  await expect(box(clause, '付款事由')).toHaveValue('电脑损失赔偿');
  await expect(box(clause, '金额（元）')).toHaveValue('¥8,000.00');
  await expect(box(page, '争议事项')).toHaveValue('电脑损失按购价还是按实际损失计算');
  await picture('offer-in-agreement');

  // A party refuses: the way out stands beside it.
  const statements = page.getByRole('region', { name: '同意、无争议事实与送达地址' });
  await pressButton(page, statements.getByRole('button', { name: '登记张先生的答复' }));
  // One radio of a group has the Tab stop; the arrows choose.
  await tick(page, dialog.getByRole('radio', { name: '同意' }));
  await page.keyboard.press('ArrowRight');
  await expect(dialog.getByRole('radio', { name: '拒绝' })).toBeChecked();
  await page.keyboard.press('Control+S');
  await expect(statements.getByRole('alert')).toContainText('张先生明确拒绝调解');
  await statements.scrollIntoViewIfNeeded();
  await picture('statements');
  await pressButton(page, statements.getByRole('button', { name: '终止调解' }));
  await expect(box(dialog, '终止原因')).toHaveValue('当事人拒绝调解');
  await page.keyboard.press('Escape');

  const people = page.getByRole('region', { name: '参加人、回避与风险' });
  await pressButton(page, people.getByRole('button', { name: '登记风险' }));
  await picture('risk-dialog');
  await page.keyboard.press('Escape');
  await zoomPage(desk, 2);
  await offers.scrollIntoViewIfNeeded();
  await picture('offers-at-200-percent');
  await zoomPage(desk, 1);
  expect(desk.problems).toEqual([]);

  /** Chooses one entry of a list of several in the open dialog. */
  async function take(label: string, name: string): Promise<void> {
    await fill(page, box(dialog, label), name);
    await chooseByKeys(page, name);
    await page.keyboard.press('Escape');
  }
});

/** A case of two neighbours, accepted by the administrator, on the screen. */
async function openAcceptedCase(): Promise<void> {
  const { page } = desk;
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const parties = ['杨女士', '张先生'].map((name, index) => ({
    id: randomUUID(),
    role: index === 0 ? 'applicant' : 'respondent',
    kind: 'person',
    name,
  }));
  const { id, version } = await call<{ id: string; version: number }>('mediation.registerCase', {
    case: {
      title: '杨女士与张先生漏水纠纷',
      disputeType: 'neighbours',
      source: 'writtenApplication',
      appliedOn: today,
      facts: '6楼水管爆裂，5楼电脑受损。',
      requests: ['赔偿电脑损失'],
      parties,
    },
  });
  const { rows } = await call<{ rows: { id: string; username: string }[] }>('people.listUsers', {});
  await call('mediation.acceptCase', {
    id,
    version,
    acceptedOn: today,
    rightsNotifiedOn: today,
    consents: parties.map((party) => ({ partyId: party.id, consents: true })),
    mediators: [
      {
        userId: rows.find((row) => row.username === administrator.username)!.id,
        lead: true,
        chosenBy: 'parties',
      },
    ],
  });
  await page.getByRole('link', { name: '案件', exact: true }).first().click();
  await page.getByRole('grid').getByText('杨女士与张先生漏水纠纷').first().dblclick();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('杨女士与张先生');
}
