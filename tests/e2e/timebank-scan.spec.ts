import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { launchDesk, temporaryFolder, type Desk } from './support/desk.ts';
import { expectAccessible, expectNoOverflow, takePicture } from './support/looks.ts';
import { administrator, box, pressButton } from './support/main-line.ts';
import { resizePage } from './support/native.ts';

/*
 * A printed sheet with forty names comes back and is scanned as a scanner does it: each code at once, Enter, the next one
 * without waiting for anything. Would catch a code lost or doubled between two that come fast, a line that is entered
 * twice, a sheet that is booked twice.
 */
let desk: Desk;
test.beforeAll(async () => {
  desk = await launchDesk();
  await resizePage(desk, 1366, 900);
});
test.afterAll(() => desk.close());

const COUNT = 40;

test('forty codes scanned without a pause are forty lines, booked once', async ({}, testInfo) => {
  const { page } = desk;
  const { activity, codes } = await prepare(page);
  await page.evaluate((id) => (window.location.hash = `#/sheet?id=new&activity=${id}`), activity);
  await expect(page.getByText(`已签到 0 / ${COUNT} 行`)).toBeVisible();
  await page.keyboard.press('F9');
  await expect(box(page, '扫码或输入编号')).toBeFocused();
  for (const [index, code] of codes.entries()) {
    await page.keyboard.type(code);
    await page.keyboard.press('Enter');
    // The hand slips: one line goes under the scanner a second time.
    if (index === 20) {
      await page.keyboard.type(code);
      await page.keyboard.press('Enter');
    }
  }
  await expect(page.getByText(`已签到 ${COUNT} / ${COUNT} 行`)).toBeVisible();
  await expect(page.getByText('错误 0 处')).toBeVisible();
  await takePicture(page, testInfo, 'sheet-forty-scanned');
  await expectAccessible(page);
  await expectNoOverflow(page);
  await page.keyboard.press('Control+S');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('签到表 ');
  await pressButton(page, page.getByRole('button', { name: '审核通过' }));
  const sure = page.getByRole('dialog').getByRole('button', { name: '审核通过' });
  await pressButton(page, sure);
  await expect(page.getByText('已入账').first()).toBeVisible();

  const { rows } = await ask<{ rows: { coinMinutes: number }[] }>(page, 'timebank.listMembers', {
    page: { limit: 100 },
  });
  expect(rows.map(({ coinMinutes }) => coinMinutes)).toEqual(Array.from({ length: COUNT }, () => 60));
  const { problems, transactions } = await ask<{ problems: string[]; transactions: number }>(
    page,
    'timebank.verifyLedger',
    {},
  );
  expect([problems, transactions]).toEqual([[], COUNT]);
  expect(desk.problems).toEqual([]);
});

/** Forty people of an activity, and the codes of the printed sheet in the order of its lines, read from the paper itself. */
async function prepare(page: Page): Promise<{ activity: string; codes: string[] }> {
  await ask(page, 'people.initialise', {
    committee: { name: '南京市栖霞区尧化街道人民调解委员会', mark: '尧', region: '320113' },
    administrator: { ...administrator, displayName: '主任' },
  });
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('工作台');
  const { id } = await ask<{ id: string }>(page, 'timebank.saveActivity', {
    activity: {
      ...{
        title: '小区清洁日',
        heldOn: shift(-1),
        startsAt: '08:00',
        endsAt: '09:00',
        place: '尧林仙居广场',
      },
      ...{ responsible: '王组长', serviceType: 'patrol' },
    },
  });
  for (let index = 1; index <= COUNT; index += 1) {
    const member = { name: `志愿者${String(index).padStart(2, '0')}`, joinedOn: shift(-60) };
    const saved = await ask<{ id: string }>(page, 'timebank.saveMember', { member });
    await ask(page, 'timebank.signUp', { activityId: id, memberId: saved.id });
  }
  const printed = await ask<{ documentId: string }>(page, 'timebank.issueSignSheet', {
    activityId: id,
    blankLines: 0,
  });
  const { pdf } = await ask<{ pdf: { base64: string } }>(page, 'documents.read', { id: printed.documentId });
  const file = path.join(temporaryFolder(), '签到表.pdf');
  writeFileSync(file, Buffer.from(pdf.base64, 'base64'));
  const text = execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' });
  const [, ...codes] = [...new Set(text.match(/[2-9A-Z]{4}-[2-9A-Z]{4}/g))];
  expect(codes).toHaveLength(COUNT);
  return { activity: id, codes };
}

const shift = (days: number) => new Date(Date.now() + (days * 24 + 8) * 3_600_000).toISOString().slice(0, 10);

async function ask<T = unknown>(page: Page, route: string, input: unknown): Promise<T> {
  const answer = await page.evaluate(
    ([name, body, id]) =>
      (window as unknown as { api: { call(...args: unknown[]): Promise<unknown> } }).api.call(name, body, id),
    [route, input, randomUUID()] as const,
  );
  const envelope = answer as { ok: boolean; value: T; error?: unknown };
  if (!envelope.ok) throw new Error(`${route}: ${JSON.stringify(envelope.error)}`);
  return envelope.value;
}
