import { randomUUID } from 'node:crypto';
import { expect, test, type Page } from '@playwright/test';
import { demoPassword, signOut } from './support/demo.ts';
import { launchDesk, type Desk } from './support/desk.ts';
import { expectAccessible, expectNoOverflow, takePicture } from './support/looks.ts';
import { administrator, box, choose, firstRun, pressButton } from './support/main-line.ts';
import { resizePage } from './support/native.ts';

/*
 * A volunteer mediator’s hours from the case into the time bank: linked by the administrator, offered on the case page by
 * the mediator, accepted on the list, standing on the member’s page. Case and session are told through the routes.
 */
let desk: Desk;
test.beforeAll(async () => {
  desk = await launchDesk();
  await resizePage(desk, 1440, 860);
});
test.afterAll(() => desk.close());

test('linked → offered on the case → accepted → hours of the member, by keyboard', async ({}, testInfo) => {
  test.setTimeout(240_000);
  const { page } = desk;
  /** Pages of others, on which only a line is new, are looked at and not checked again. */
  const look = (name: string) => takePicture(page, testInfo, name);
  const picture = async (name: string) => {
    await look(name);
    await expectAccessible(page);
    await expectNoOverflow(page);
  };
  await firstRun(desk);
  const { caseId, memberId } = await prepare(page);

  await open(page, '#/requests?tab=sessions');
  await expect(page.getByText('没有调解时长申报。')).toBeVisible();
  await press(page, '关联志愿者：周调解');
  const linking = page.getByRole('dialog', { name: '关联志愿者' });
  await choose(page, box(linking, '志愿者'), '王志明');
  await pressButton(page, linking.getByRole('button', { name: '确认关联' }));
  await expect(page.getByRole('button', { name: '解除关联：周调解' })).toBeVisible();
  await picture('session-hours-links');
  await open(page, '#/settings?tab=users');
  await expect(page.getByRole('button', { name: '志愿者身份：周调解' })).toBeVisible();
  await look('session-hours-account');

  await change(page, 'zhou', demoPassword);
  await open(page, `#/case?id=${caseId}`);
  await press(page, '申报时长：第 1 次调解');
  const form = page.getByRole('dialog', { name: '申报调解时长' });
  await expect(box(form, '申报时长（分钟）')).toHaveValue('90');
  await picture('session-hours-form');
  await pressButton(page, form.getByRole('button', { name: '申报' }));
  const panel = page.getByRole('region', { name: '调解时长' });
  await expect(panel.getByText('待审核 1小时30分')).toBeVisible();
  await panel.scrollIntoViewIfNeeded();
  await picture('session-hours-case');

  await change(page, administrator.username, administrator.password);
  await press(page, /待审调解时长/);
  await picture('session-hours-list');
  await press(page, /^通过入账：王志明/);
  const accept = page.getByRole('dialog', { name: '通过调解时长申报' });
  await expect(accept).toContainText('调解服务 1小时30分');
  await look('session-hours-accept');
  await pressButton(page, accept.getByRole('button', { name: '通过入账' }));
  await expect(page.getByText(/^已入账 1小时30分/)).toBeVisible();
  await open(page, `#/member?id=${memberId}`);
  await expect(page.getByText('调解服务').first()).toBeVisible();
  await look('session-hours-member');
  expect(desk.problems).toEqual([]);
});

const open = (page: Page, hash: string) => page.evaluate((to) => void (window.location.hash = to), hash);

/** Presses a button with the keyboard, wherever on the page it stands. */
async function press(page: Page, name: string | RegExp): Promise<void> {
  const button = page.getByRole('button', { name });
  await expect(button).toBeVisible();
  await button.focus();
  await page.keyboard.press('Enter');
}

/** Another person sits down. */
async function change(page: Page, username: string, password: string): Promise<void> {
  await signOut(page);
  await open(page, '#/workbench');
  await box(page, '用户名').fill(username);
  await box(page, '密码').fill(password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('工作台');
}

const shift = (days: number) => new Date(Date.now() + (days * 24 + 8) * 3_600_000).toISOString().slice(0, 10);

async function prepare(page: Page): Promise<{ caseId: string; memberId: string }> {
  const mediator = await ask(page, 'people.createUser', {
    ...{ username: 'zhou', displayName: '周调解', password: demoPassword, roles: ['mediator'] },
  });
  const member = await ask(page, 'timebank.saveMember', {
    member: { name: '王志明', joinedOn: shift(-30) },
  });
  const party = (role: string, name: string) => ({ id: randomUUID(), role, kind: 'person', name });
  const parties = [party('applicant', '朱某'), party('respondent', '张某')];
  const file = await ask(page, 'mediation.registerCase', {
    case: {
      ...{ title: '朱某与张某漏水纠纷', disputeType: 'neighbours', disputeSubType: 'neighbours.leak' },
      ...{ source: 'writtenApplication', appliedOn: shift(-3), facts: '楼上漏水。', requests: ['修好'] },
      parties,
    },
  });
  await ask(page, 'mediation.acceptCase', {
    ...{ id: file.id, version: file.version, acceptedOn: shift(-3), rightsNotifiedOn: shift(-3) },
    consents: parties.map(({ id }) => ({ partyId: id, consents: true })),
    mediators: [{ userId: mediator.id, lead: true, chosenBy: 'parties' }],
  });
  await ask(page, 'mediation.recordSession', {
    caseId: file.id,
    session: {
      ...{ heldOn: shift(-1), startsAt: '14:00', endsAt: '15:30', place: '第一调解室' },
      minutes: '双方同意各修一半。',
    },
  });
  return { caseId: file.id, memberId: member.id };
}

async function ask(page: Page, route: string, input: unknown): Promise<{ id: string; version: number }> {
  const answer = await page.evaluate(
    ([name, body, id]) =>
      (window as unknown as { api: { call(...args: unknown[]): Promise<unknown> } }).api.call(name, body, id),
    [route, input, randomUUID()] as const,
  );
  const envelope = answer as { ok: boolean; value: { id: string; version: number }; error?: unknown };
  if (!envelope.ok) throw new Error(`${route}: ${JSON.stringify(envelope.error)}`);
  return envelope.value;
}
