import { randomUUID } from 'node:crypto';
import { expect, test, type Page } from '@playwright/test';
import { launchDesk, type Desk } from './support/desk.ts';
import { expectAccessible, expectNoKeys, expectNoOverflow, takePicture } from './support/looks.ts';
import { box, choose, fill, firstRun, pressButton } from './support/main-line.ts';
import { resizePage } from './support/native.ts';

/* Hours that gave no coin say why, a deed entered twice is seen and undone, and a certificate is looked at before it is issued. */
let desk: Desk;
test.beforeAll(async () => {
  desk = await launchDesk();
  await resizePage(desk, 1360, 860);
});
test.afterAll(() => desk.close());

test('hours and their why → a deed twice → its reversal → certificate', async ({}, testInfo) => {
  test.setTimeout(240_000);
  const { page } = desk;
  const picture = async (name: string) => {
    await takePicture(page, testInfo, name);
    await expectAccessible(page);
    await expectNoOverflow(page);
    await expectNoKeys(page);
  };
  const goTo = (place: string) => page.evaluate((hash) => (window.location.hash = hash), place);
  await firstRun(desk);
  const { id: group } = await ask<{ id: string }>(page, 'timebank.saveMember', {
    member: { name: '夕阳红巡逻队', kind: 'group', joinedOn: shift(-40) },
  });
  const sheet = await ask<{ id: string; version: number }>(page, 'timebank.saveSheet', {
    sheet: {
      ...{ activity: '楼道巡查', servedOn: shift(-1), place: '尧化社区', responsible: '王网格长' },
      lines: [
        {
          ...{ id: randomUUID(), memberId: group, serviceType: 'patrol' },
          ...{ startsAt: '08:00', endsAt: '10:00', minutes: 120 },
        },
      ],
    },
  });
  await ask(page, 'timebank.approveSheet', { id: sheet.id, version: sheet.version });

  await goTo(`#/member?id=${group}&tab=hours`);
  const hours = page.getByRole('grid', { name: '服务时长明细' });
  await hours.getByRole('gridcell', { name: '楼道巡查' }).click();
  const why = page.getByRole('dialog', { name: '为什么是这个数' });
  await expect(why.getByText('与所记的账一致', { exact: false })).toBeVisible();
  await expect(why.getByText('全部转入捐赠池', { exact: false })).toBeVisible();
  await picture('hours-why');
  await pressButton(page, why.getByRole('button', { name: '关闭' }).last());
  await expect(page.getByText('共 1 笔，合计 2小时')).toBeVisible();
  await picture('hours');

  await goTo(`#/sheet?id=${sheet.id}`);
  await pressButton(page, page.getByRole('button', { name: '为什么是这个数：第 1 行 夕阳红巡逻队' }));
  await expect(why.getByText('与所记的账一致', { exact: false })).toBeVisible();
  await pressButton(page, why.getByRole('button', { name: '关闭' }).last());
  await picture('sheet-why');

  await ask(page, 'timebank.saveRule', {
    rule: { code: 'pointActions', body: moneyWithoutWorth },
    ...{ validFrom: shift(0), source: '街道办会议', reason: '试行' },
  });
  await goTo('#/spending?tab=deeds');
  await expect(page.getByText('没有登记一分值多少钱', { exact: false })).toBeVisible();
  const deed = page.getByRole('form', { name: '登记参与积分' });
  const enter = async () => {
    await choose(page, box(deed, '成员'), '夕阳红');
    await choose(page, box(deed, '行为'), '反映问题');
    await fill(page, box(deed, '说明'), '路灯损坏');
  };
  await enter();
  await pressButton(page, deed.getByRole('button', { name: '记积分' }));
  await expect(page.getByText('已记 10 分。').first()).toBeVisible();
  await enter();
  await expect(deed.getByText('已记过 1 次，10 分', { exact: false })).toBeVisible();
  await pressButton(page, deed.getByRole('button', { name: '记积分' }));
  await expect(deed.getByText('请填写')).toBeVisible();
  await picture('deed-twice');
  await deed.getByRole('checkbox', { name: '确是另一次，照样登记' }).press('Space');
  await pressButton(page, deed.getByRole('button', { name: '记积分' }));
  await expect(deed.getByText('已记过 1 次', { exact: false })).toBeHidden();

  await goTo(`#/member?id=${group}&tab=points`);
  const points = page.getByRole('grid', { name: '积分账目' }).or(page.getByRole('grid').first());
  await points.getByRole('gridcell', { name: '路灯损坏' }).last().click();
  const entry = page.getByRole('dialog');
  await pressButton(page, entry.getByRole('button', { name: '为什么是这个数' }));
  await expect(why.getByText('反映问题，1 次')).toBeVisible();
  await expect(why.getByText('与所记的账一致', { exact: false })).toBeVisible();
  await picture('deed-why');
  await pressButton(page, why.getByRole('button', { name: '关闭' }).last());
  await points.getByRole('gridcell', { name: '路灯损坏' }).last().click();
  await pressButton(page, entry.getByRole('button', { name: '冲正' }));
  await fill(page, box(entry, '原因'), '两人重复登记');
  await pressButton(page, entry.getByRole('button', { name: '冲正' }));
  await expect(points.getByText(/已被第 \d+ 笔冲正/)).toBeVisible();
  await picture('points-reversed');

  await goTo(`#/member?id=${group}&tab=statement`);
  const certificate = page.getByRole('form', { name: '志愿服务记录证明' });
  await fill(page, box(certificate, '备注'), '含夜间巡逻');
  await fill(page, box(certificate, '负责人姓名'), '周主任');
  await pressButton(page, certificate.getByRole('button', { name: '预览证明' }));
  await expect(page.getByRole('dialog').locator('canvas').first()).toBeVisible();
  await picture('certificate-preview');
  await pressButton(page, page.getByRole('dialog').getByRole('button', { name: '关闭' }).first());
  await pressButton(page, certificate.getByRole('button', { name: '出具证明' }));
  const question = page.getByRole('dialog', { name: '没有证件号码，仍要出具吗？' });
  await picture('certificate-no-id');
  await pressButton(page, question.getByRole('button', { name: '仍然出具' }));
  await expect(page.getByRole('button', { name: /^打开证明/ })).toBeVisible();
  await picture('certificate-register');
  expect(desk.problems).toEqual([]);
});

/** A limit of 300 yuan a month, with nothing said of what a point is worth. */
const moneyWithoutWorth = {
  actions: [
    {
      ...{ code: 'report', name: '反映问题', points: 10, per: '次', dayPoints: null, note: '' },
      extra: null,
    },
  ],
  ...{ dayPoints: 45, monthPoints: null, monthFen: 30_000, fenPerPoint: null },
};

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

const shift = (days: number) => new Date(Date.now() + (days * 24 + 8) * 3_600_000).toISOString().slice(0, 10);
