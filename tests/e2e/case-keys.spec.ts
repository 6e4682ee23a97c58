import { randomUUID } from 'node:crypto';
import { expect, test, type Page } from '@playwright/test';
import { launchDesk, type Desk } from './support/desk.ts';
import { expectAccessible, expectNoOverflow, takePicture } from './support/looks.ts';
import { administrator } from './support/main-line.ts';
import { resizePage, zoomPage } from './support/native.ts';

/*
 * Short ways: every section of a long case file within a few keys, the first letter typed after a shortcut, names that can
 * be read in the list of cases, doubles of the directory merged and taken back.
 */
let desk: Desk;
let caseId = '';

test.beforeAll(async () => {
  test.setTimeout(120_000);
  desk = await launchDesk();
  await resizePage(desk, 1280, 800);
  await ask('people.initialise', {
    committee: { name: '某街道人民调解委员会', mark: '某' },
    administrator: { ...administrator, displayName: '主任' },
  });
  const titles = [
    '某小区2号楼5楼住户与6楼住户天花板渗水损害赔偿纠纷',
    '某物业服务有限责任公司与业主物业服务合同纠纷',
    '吾买尔·买买提与某建筑劳务公司拖欠农民工工资纠纷',
    '欧阳海燕与司马相如邻里通行纠纷',
  ];
  for (const [index, title] of titles.entries()) {
    const made = await ask<{ id: string }>('mediation.registerCase', {
      case: {
        title,
        disputeType: index === 2 ? 'migrantWages' : 'neighbours',
        source: 'writtenApplication',
        appliedOn: '2026-01-05',
        facts: '楼上漏水。',
        requests: ['赔偿损失'],
        claimedFen: 1_234_567,
        parties: [
          { id: randomUUID(), role: 'applicant', name: '吾买尔·买买提', phone: '13812345678' },
          { id: randomUUID(), role: 'respondent', kind: 'organisation', name: '某某物业服务有限责任公司' },
        ],
      },
    });
    caseId = made.id;
  }
  await desk.page.reload();
  await expect(desk.page.getByRole('heading', { level: 1 })).toBeVisible();
});
test.afterEach(() => expect(desk.problems).toEqual([]));
test.afterAll(() => desk.close());

test('what is typed right after the shortcut is not lost, nor written into the field below', async () => {
  const { page } = desk;
  await goTo(page, '#/cases');
  const below = page.getByRole('textbox').first();
  await below.focus();
  // Sent back to back: the letters come before any frame is drawn.
  await atOnce(page, 'Control+k', 'ouyang');
  const palette = page.getByRole('dialog').getByRole('textbox');
  await expect(palette).toHaveValue('ouyang');
  await page.keyboard.press('Escape');
  await expect(below).toHaveValue('');

  await goTo(page, '#/parties');
  await goTo(page, `#/case?id=${caseId}`);
  const add = page.getByRole('button', { name: '不予受理', exact: true });
  await add.focus();
  await atOnce(page, 'Enter', 'a');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page.locator('[role="dialog"] :focus')).toHaveCount(1);
  await page.keyboard.press('Escape');
});

test('every section of a case file within three keys; the keys stand in the help', async ({}, testInfo) => {
  const { page } = desk;
  await goTo(page, `#/case?id=${caseId}`);
  const titles = await page
    .locator('#content section[aria-label]')
    .evaluateAll((all) =>
      all
        .filter((one) => !one.parentElement?.closest('section[aria-label]'))
        .map((one) => one.getAttribute('aria-label') ?? ''),
    );
  expect(titles.length).toBeGreaterThan(12);
  await page.keyboard.press('Control+J');
  const list = page.getByRole('dialog', { name: '跳到本页的一节' });
  await expect(list.getByRole('button', { name: titles[0]! })).toBeVisible();
  await takePicture(page, testInfo, 'section-jump');
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  const keys = '123456789abcdefghijklmnopqrstuvwxyz';
  for (const [index, title] of titles.entries()) {
    await atOnce(page, 'Control+j', keys[index]!);
    await expect(page.locator('section:focus'), title).toHaveAttribute('aria-label', title);
    await expect(list).toHaveCount(0);
  }
  // From the section the next Tab is its first button or field.
  await page.keyboard.press('Control+J');
  await page.keyboard.press('1');
  await expect(page.locator('section:focus')).toHaveAttribute('aria-label', titles[0]!);
  await page.keyboard.press('F6');
  await expect(page.locator('section:focus')).toHaveAttribute('aria-label', titles[1]!);
  await page.keyboard.press('Shift+F6');
  await expect(page.locator('section:focus')).toHaveAttribute('aria-label', titles[0]!);
  await page.keyboard.press('F1');
  const help = page.getByRole('dialog', { name: '快捷键' });
  await expect(help).toContainText('Ctrl+J');
  await takePicture(page, testInfo, 'shortcuts');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
});

test('the list of cases: names have the room, what is cut can be read whole', async ({}, testInfo) => {
  const { page } = desk;
  for (const [name, width, height] of [
    ['cases-1280', 1280, 800],
    ['cases-1600', 1600, 1000],
  ] as const) {
    await resizePage(desk, width, height);
    await goTo(page, '#/workbench');
    await goTo(page, '#/cases');
    await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '5');
    await takePicture(page, testInfo, name);
    await expectNoOverflow(page);
    const least = await page
      .getByRole('columnheader', { name: '案件' })
      .first()
      .evaluate((head) => head.getBoundingClientRect().width);
    expect(least).toBeGreaterThan(width === 1280 ? 250 : 300);
  }
  await resizePage(desk, 1280, 800);
  const title = page.getByRole('gridcell', { name: /天花板渗水/ });
  await title.hover();
  await expect(title).toHaveAttribute('title', /天花板渗水损害赔偿纠纷/);
  await zoomPage(desk, 2);
  await takePicture(page, testInfo, 'cases-200');
  await expectNoOverflow(page);
  await zoomPage(desk, 1);
});

test('doubles: found, compared side by side, merged, taken back', async ({}, testInfo) => {
  const { page } = desk;
  await goTo(page, '#/parties');
  await page.getByRole('button', { name: '查找重复' }).press('Enter');
  const list = page.getByRole('dialog', { name: '可能重复的当事人' });
  await expect(list.getByText('姓名和电话相同')).toBeVisible();
  await takePicture(page, testInfo, 'doubles');
  await expectAccessible(page);
  await list
    .getByRole('button', { name: /把第 2 条/ })
    .first()
    .press('Enter');
  const compare = page.getByRole('dialog', { name: '并排比较' });
  await expect(compare).toContainText('不再出现在当事人库里');
  await takePicture(page, testInfo, 'doubles-compare');
  await expectAccessible(page);
  await compare.getByRole('button', { name: '合并', exact: true }).press('Enter');
  await expect(page.getByText(/已合并到/)).toBeVisible();
  await page.keyboard.press('Escape');
  const merged = await ask<{ rows: { route: string; about: string[] }[] }>('platform.listAudit', {});
  const [survivor] = merged.rows.find(({ route }) => route === 'people.mergeParties')!.about;
  await goTo(page, `#/party?id=${survivor!.slice('party:'.length)}`);
  await takePicture(page, testInfo, 'party-merged');
  await page.getByRole('button', { name: /撤销.*的合并/ }).press('Enter');
  await expect(page.getByText('已撤销合并')).toBeVisible();
  await expect(page.getByRole('region', { name: '合并进来的条目' })).toHaveCount(0);
});

/** A shortcut and letters as one burst: nothing is waited for in between, so the letters come before any frame is drawn. */
async function atOnce(page: Page, shortcut: string, letters: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const [name, control] = shortcut.startsWith('Control+') ? [shortcut.slice(8), 2] : [shortcut, 0];
  const code = name === 'Enter' ? 'Enter' : `Key${name.toUpperCase()}`;
  const windowsVirtualKeyCode = name === 'Enter' ? 13 : name.toUpperCase().charCodeAt(0);
  const key = { key: name, code, windowsVirtualKeyCode, modifiers: control };
  const send = (event: object) => session.send('Input.dispatchKeyEvent', event as never);
  const text = name === 'Enter' ? { text: '\r' } : {};
  await Promise.all([
    send({ type: name === 'Enter' ? 'keyDown' : 'rawKeyDown', ...key, ...text }),
    send({ type: 'keyUp', ...key }),
    ...[...letters].flatMap((letter) => [
      send({ type: 'keyDown', key: letter, text: letter }),
      send({ type: 'keyUp', key: letter }),
    ]),
  ]);
  await session.detach();
}

async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => void (window.location.hash = to), hash);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

async function ask<T = unknown>(route: string, input: unknown): Promise<T> {
  return (await desk.page.evaluate(
    async ([name, body, commandId]) => {
      const answer = await window.api.call(name as never, body, commandId);
      if (!answer.ok) throw new Error(JSON.stringify(answer.error));
      return answer.value;
    },
    [route, input, randomUUID()] as const,
  )) as T;
}
