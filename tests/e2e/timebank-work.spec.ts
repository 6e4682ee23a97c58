import { randomUUID } from 'node:crypto';
import { expect, test, type Page } from '@playwright/test';
import { launchDesk, type Desk } from './support/desk.ts';
import { expectAccessible, expectNoOverflow, takePicture } from './support/looks.ts';
import { box, choose, fill, firstRun, pressButton, tick } from './support/main-line.ts';
import { resizePage } from './support/native.ts';

/*
 * A resident’s request with the mouse unplugged: written down, reviewed and published, taken, served, confirmed by both
 * sides, booked, evaluated. Members and the resident’s first coins are told through the routes: timebank.spec.ts plays them.
 */
let desk: Desk;
test.beforeAll(async () => {
  desk = await launchDesk();
  await resizePage(desk, 1440, 860);
});
test.afterAll(() => desk.close());

test('request → published → taken → served → both confirm → booked, by keyboard alone', async ({}, testInfo) => {
  test.setTimeout(300_000);
  const { page } = desk;
  const picture = async (name: string) => {
    await takePicture(page, testInfo, name);
    await expectAccessible(page);
    await expectNoOverflow(page);
  };
  await firstRun(desk);
  await prepare(page);

  await pressButton(page, page.getByRole('link', { name: '点单与服务' }));
  await expect(page.getByText('还没有点单', { exact: false })).toBeVisible();
  await picture('requests-empty');

  await pressButton(page, page.getByRole('button', { name: '登记点单' }));
  const form = page.getByRole('dialog', { name: '登记点单' });
  await choose(page, box(form, '居民（受助人）'), '沈阿姨');
  await choose(page, box(form, '服务类别'), '生活照料');
  await fill(page, box(form, '事项'), '陪同去社区医院复诊取药');
  await fill(page, box(form, '开始'), '0900');
  await fill(page, box(form, '结束'), '1030');
  await fill(page, box(form, '地点'), '尧化门社区卫生服务中心');
  await picture('request-form');
  await pressButton(page, form.getByRole('button', { name: '保存点单' }));

  const drawer = page.getByRole('dialog').first();
  await expect(drawer.getByText('待审核发布')).toBeVisible();
  await picture('request-draft');
  await step('审核发布', /已发布，预留/);
  await picture('request-published');
  await pressButton(page, drawer.getByRole('button', { name: '接单' }));
  await expect(page.getByRole('list', { name: '可以帮忙的志愿者' })).toBeVisible();
  await picture('request-helpers');
  await pressButton(page, page.getByRole('button', { name: '由他接单 王志明' }));
  await expect(page.getByText('已接单。')).toBeVisible();

  await pressButton(page, drawer.getByRole('button', { name: '补记服务时间' }));
  await pressButton(
    page,
    page.getByRole('dialog', { name: '补记服务时间' }).getByRole('button', { name: '保存' }),
  );
  await expect(page.getByText('已补记。')).toBeVisible();
  for (const side of ['居民确认', '志愿者确认']) {
    await pressButton(page, drawer.getByRole('button', { name: side }));
    await pressButton(
      page,
      page.getByRole('dialog', { name: '记录确认' }).getByRole('button', { name: '保存' }),
    );
    await expect(drawer.getByText(side.replace('确认', '已确认'), { exact: false }).first()).toBeVisible();
  }
  await picture('request-confirmed');
  await pressButton(page, drawer.getByRole('button', { name: '入账' }));
  const booking = page.getByRole('dialog', { name: /^入账/ });
  await expect(booking).toContainText('居民支付 1小时30分，志愿者得到 1小时30分');
  await picture('request-booking');
  await pressButton(page, booking.getByRole('button', { name: '入账' }));
  await expect(page.getByText(/已入账：居民支付/)).toBeVisible();
  await pressButton(page, drawer.getByRole('button', { name: '评价' }));
  const evaluation = page.getByRole('dialog', { name: '记录居民的评价' });
  await fill(page, box(evaluation, '评价内容'), '很细心');
  await pressButton(page, evaluation.getByRole('button', { name: '保存' }));
  await expect(drawer.getByText('5 分 很细心')).toBeVisible();
  await picture('request-booked');
  await page.keyboard.press('Escape');

  await seedBoard(page);
  const columns = page.getByRole('region');
  await expect(columns.filter({ hasText: '已发布' }).getByRole('button')).toHaveCount(2);
  const first = page.getByRole('button', { name: /读报聊天/ });
  await first.focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('button', { name: /送餐上门/ })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: /陪同去社区医院/ })).toBeFocused();
  await picture('request-board');
  await page.keyboard.press('Enter');
  await expect(drawer.getByText('5 分 很细心')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: '更正申请' }).press('Enter');
  await expect(page.getByText('没有更正申请。')).toBeVisible();
  await picture('corrections-empty');
  await pressButton(page, page.getByRole('button', { name: '登记更正申请' }));
  const asking = page.getByRole('dialog', { name: '登记更正申请' });
  await choose(page, box(asking, '成员'), '王志明');
  await tick(page, asking.getByRole('radio', { name: /陪同去社区医院/ }));
  // It begins with what is booked, not with nothing.
  await expect(box(asking, '应为（分钟）')).not.toHaveValue('0');
  await fill(page, box(asking, '志愿者的说法'), '少记了一刻钟');
  await picture('correction-ask');
  await page.keyboard.press('Escape');
  expect(desk.problems).toEqual([]);

  async function step(name: string, done: RegExp) {
    await pressButton(page, drawer.getByRole('button', { name }));
    await pressButton(page, page.getByRole('dialog').last().getByRole('button', { name }));
    await expect(page.getByText(done)).toBeVisible();
  }
});

const shift = (days: number) => new Date(Date.now() + (days * 24 + 8) * 3_600_000).toISOString().slice(0, 10);

async function prepare(page: Page): Promise<void> {
  const resident = await member(page, '沈阿姨');
  await member(page, '王志明', '生活照料');
  await member(page, '李小红');
  const sheet = await ask<{ id: string; version: number }>(page, 'timebank.saveSheet', {
    sheet: {
      activity: '社区巡逻',
      servedOn: shift(-3),
      place: '尧林仙居',
      responsible: '王组长',
      lines: [
        {
          id: randomUUID(),
          memberId: resident,
          serviceType: 'patrol',
          startsAt: '08:00',
          endsAt: '16:00',
          minutes: 480,
        },
      ],
    },
  });
  await ask(page, 'timebank.approveSheet', { id: sheet.id, version: sheet.version });
}

async function seedBoard(page: Page): Promise<void> {
  const { rows } = await ask<{ rows: { id: string }[] }>(page, 'timebank.listMembers', { text: '沈阿姨' });
  for (const title of ['读报聊天', '送餐上门']) {
    const draft = await ask<{ id: string; version: number }>(page, 'timebank.saveRequest', {
      request: {
        recipientId: rows[0]!.id,
        serviceType: 'lifeCare',
        title,
        wantedOn: shift(2),
        startsAt: '14:00',
        endsAt: '15:00',
        place: '尧林仙居12幢',
      },
    });
    await ask(page, 'timebank.publishRequest', { id: draft.id, version: draft.version });
  }
}

async function member(page: Page, name: string, skills = ''): Promise<string> {
  const saved = await ask<{ id: string }>(page, 'timebank.saveMember', {
    member: { name, skills, joinedOn: shift(-30) },
  });
  return saved.id;
}

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
