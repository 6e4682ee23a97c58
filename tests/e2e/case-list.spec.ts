import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { launchDesk, type Desk } from './support/desk.ts';
import { expectAccessible, expectNoOverflow, takePicture } from './support/looks.ts';
import { administrator } from './support/main-line.ts';
import { resizePage, zoomPage } from './support/native.ts';

/* Long titles and many long names in the list of cases, on the small screen that most centres have. */
const titles = [
  '王小明与李雷漏水纠纷',
  '欧阳海燕与新疆某某物业服务公司关于地下车库渗水的纠纷',
  '阳光花园一期二期业主委员会与某某物业服务有限责任公司某某分公司因电梯维修资金使用及公共收益分配产生的系列纠纷',
];
let desk: Desk;
test.beforeAll(async () => {
  desk = await launchDesk();
  await resizePage(desk, 1280, 800);
  await ask('people.initialise', {
    committee: { name: '某街道人民调解委员会', mark: '某' },
    administrator: {
      username: administrator.username,
      displayName: '主任',
      password: administrator.password,
    },
  });
  for (let index = 0; index < 18; index += 1)
    await ask('mediation.registerCase', {
      case: {
        title: titles[index % 3],
        disputeType: 'neighbours',
        source: 'writtenApplication',
        appliedOn: '2026-01-05',
        facts: '楼上漏水。',
        parties: [
          {
            id: randomUUID(),
            role: 'applicant',
            name: index % 3 === 0 ? '王小明' : '阿卜杜热合曼·买买提吐尔逊',
          },
          {
            id: randomUUID(),
            role: 'respondent',
            kind: 'organisation',
            name: index % 3 === 0 ? '李雷' : '某某物业服务有限责任公司某某分公司',
          },
        ],
      },
    });
  await desk.page.reload();
  await desk.page.evaluate(() => void (window.location.hash = '#/cases'));
});
test.afterAll(() => desk.close());

test('a title of thirty characters is read whole in two lines, a longer one is cut at the second and told whole', async ({}, testInfo) => {
  const { page } = desk;
  const grid = page.getByRole('grid', { name: '案件列表' });
  await expect(grid).toHaveAttribute('aria-rowcount', '19');
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await takePicture(page, testInfo, 'cases-1280');
  await expectAccessible(page);
  await expectNoOverflow(page);
  const cell = (title: string) => grid.getByRole('gridcell', { name: title, exact: true }).first();
  const cut = (title: string) =>
    cell(title).evaluate(({ firstElementChild: text }) => text!.scrollHeight > text!.clientHeight * 1.3);
  expect(await cut(titles[0]!)).toBe(false);
  expect(await cut(titles[1]!)).toBe(false);
  expect(await cut(titles[2]!)).toBe(true);
  await cell(titles[2]!).hover();
  await expect(cell(titles[2]!)).toHaveAttribute('title', titles[2]!);
  await cell(titles[0]!).hover();
  await expect(cell(titles[0]!)).not.toHaveAttribute('title');
  // Rows stand one under the other: none covers the next.
  const tops = await grid
    .locator('[data-key]')
    .evaluateAll((rows) =>
      rows.map((row) => row.getBoundingClientRect()).map(({ top, bottom }) => [top, bottom]),
    );
  for (const [index, [top]] of tops.entries())
    if (index > 0) expect(top!).toBeGreaterThanOrEqual(tops[index - 1]![1]! - 1);

  await zoomPage(desk, 2);
  await takePicture(page, testInfo, 'cases-1280-200');
  await expectAccessible(page);
  await zoomPage(desk, 1);
  await resizePage(desk, 1920, 1000);
  await takePicture(page, testInfo, 'cases-1920');
  expect(desk.problems).toEqual([]);
});

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
