import { randomUUID } from 'node:crypto';
import { expect, test, type Page } from '@playwright/test';
import { launchDesk, type Desk } from './support/desk.ts';
import { tabTo } from './support/keyboard.ts';
import { expectAccessible, expectNoOverflow, takePicture } from './support/looks.ts';
import { administrator, box, fill } from './support/main-line.ts';
import { resizePage, zoomPage } from './support/native.ts';

/* The directory of parties, by keyboard alone: find, look, reveal, correct, go to a case. */
let desk: Desk;

test.beforeAll(async () => {
  desk = await launchDesk();
  await resizePage(desk, 1280, 720);
  await ask('people.initialise', {
    committee: { name: '某街道人民调解委员会', mark: '某' },
    administrator: {
      username: administrator.username,
      displayName: '主任',
      password: administrator.password,
    },
  });
  for (let index = 0; index < 150; index += 1) {
    await ask('people.saveParty', { party: { name: `居民${index}`, phone: `1390000${1000 + index}` } });
  }
  await ask('mediation.registerCase', {
    case: {
      title: '欧阳与吾买尔漏水纠纷',
      disputeType: 'neighbours',
      source: 'writtenApplication',
      appliedOn: '2026-01-05',
      facts: '楼上漏水。',
      parties: [
        {
          id: randomUUID(),
          role: 'applicant',
          name: '欧阳海燕',
          phone: '13812345678',
          address: '某街道某路1号2幢301室',
          idType: 'residentId',
          idNumber: '11010519491231002X',
        },
        {
          id: randomUUID(),
          role: 'respondent',
          kind: 'organisation',
          name: '新疆维吾尔自治区某某农村信用合作联社物业服务有限责任公司某某分公司',
        },
      ],
    },
  });
  await desk.page.reload();
  await expect(desk.page.getByRole('heading', { level: 1 })).toBeVisible();
});
test.afterAll(() => desk.close());

test('the directory: found by pinyin and by last digits, masked until asked, corrected, its case opened', async ({}, testInfo) => {
  test.setTimeout(180_000);
  const { page } = desk;
  const entry = page.getByRole('link', { name: '当事人库', exact: true });
  await tabTo(page, entry);
  await page.keyboard.press('Enter');
  const grid = page.getByRole('grid', { name: '当事人库' });
  await expect(page.getByRole('heading', { level: 1 })).toContainText('当事人库');
  await expect(grid).toHaveAttribute('aria-rowcount', '153');
  await takePicture(page, testInfo, 'parties');
  await expectAccessible(page);
  await expectNoOverflow(page);

  const search = box(page, '查找当事人');
  for (const text of ['ouyang', 'oyhy', '欧阳', '5678', '002X']) {
    await fill(page, search, text);
    await expect(grid, text).toHaveAttribute('aria-rowcount', '2');
    await expect(grid.getByRole('row').nth(1), text).toContainText('欧阳海燕');
  }
  await expect(grid).toContainText('138****5678');
  expect(await grid.innerText()).not.toContain('13812345678');
  await fill(page, search, '没有这个人');
  await expect(page.getByText('没有符合的结果')).toBeVisible();
  await fill(page, search, 'oyhy');
  await expect(grid.getByRole('row').nth(1)).toContainText('欧阳海燕');
  await tabTo(page, grid.getByRole('gridcell').first());
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('欧阳海燕');
  const facts = page.getByRole('region', { name: '基本资料' });
  await expect(facts).toContainText('138****5678');
  await takePicture(page, testInfo, 'party');
  await expectAccessible(page);
  await expectNoOverflow(page);

  await tabTo(page, page.getByRole('button', { name: '显示完整信息' }));
  await page.keyboard.press('Enter');
  await expect(facts).toContainText('13812345678');
  await tabTo(page, page.getByRole('button', { name: '隐藏完整信息' }));
  await page.keyboard.press('Enter');
  await expect(facts).not.toContainText('13812345678');

  await tabTo(page, page.getByRole('button', { name: '修改', exact: true }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('修改“欧阳海燕”');
  await fill(page, box(page, '证件号码'), '110105194912310021');
  await expect(page.getByText('身份证号校验位不符')).toBeVisible();
  await takePicture(page, testInfo, 'party-edit');
  await expectAccessible(page);
  await expectNoOverflow(page);
  await fill(page, box(page, '证件号码'), '11010519491231002X');
  await fill(page, box(page, '联系方式'), '13900001111');
  await page.keyboard.press('Control+S');
  await expect(facts).toContainText('139****1111');

  await tabTo(page, page.getByRole('link', { name: '欧阳与吾买尔漏水纠纷' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('欧阳与吾买尔漏水纠纷');
  // The case keeps what was true of it.
  await expect(page.getByRole('region', { name: '当事人', exact: true })).toContainText('138****5678');
  const trail = await ask<{ rows: { route: string }[] }>('platform.listAudit', {});
  expect(trail.rows.filter((row) => row.route === 'people.revealParty').length).toBe(2);
  expect(desk.problems).toEqual([]);
});

test('a long name of an organisation at 200 %', async ({}, testInfo) => {
  const { page } = desk;
  await goTo(page, '#/parties');
  await fill(page, box(page, '查找当事人'), '信用合作');
  const grid = page.getByRole('grid', { name: '当事人库' });
  await expect(grid).toHaveAttribute('aria-rowcount', '2');
  await tabTo(page, grid.getByRole('gridcell').first());
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('农村信用合作联社');
  await zoomPage(desk, 2);
  await takePicture(page, testInfo, 'party-long-200');
  await expectNoOverflow(page);
  await expectAccessible(page);
  expect(desk.problems).toEqual([]);
});

test('two who look alike are told apart by keyboard, stay so, and are proposed again when that is taken back', async ({}, testInfo) => {
  const { page } = desk;
  await zoomPage(desk, 1);
  for (let twin = 0; twin < 2; twin += 1)
    await ask('people.saveParty', {
      party: { name: '沈双', phone: '13711112222', address: `某路${twin + 1}号` },
    });
  await goTo(page, '#/parties');
  await tabTo(page, page.getByRole('button', { name: '查找重复' }));
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: '可能重复的当事人' });
  await expect(dialog.getByText('姓名和电话相同')).toBeVisible();
  await takePicture(page, testInfo, 'doubles');
  await expectAccessible(page);
  await tabTo(page, dialog.getByRole('button', { name: /与留下的不是同一个/ }));
  await page.keyboard.press('Enter');
  const why = page.getByRole('dialog', { name: '不是同一个' });
  await fill(page, box(why, '怎么知道的（可不填）'), '双胞胎，户口本已核对');
  await takePicture(page, testInfo, 'doubles-apart');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('没有发现重复的当事人。')).toBeVisible();
  await expect(dialog.getByText('双胞胎，户口本已核对', { exact: false })).toBeVisible();
  await takePicture(page, testInfo, 'doubles-none');
  await expectAccessible(page);
  await tabTo(page, dialog.getByRole('button', { name: '撤回认定：沈双、沈双' }));
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('姓名和电话相同')).toBeVisible();
  expect(desk.problems).toEqual([]);
});

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
