import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { launchDesk, type Desk } from './support/desk.ts';
import { expectAccessible, expectNoOverflow, takePicture } from './support/looks.ts';
import { firstRun } from './support/main-line.ts';
import { resizePage, zoomPage } from './support/native.ts';

/*
 * Every main screen with something on it, in both languages, at 100 % and at 200 %: nothing sticks out, axe finds
 * nothing serious, and a picture of each stands in the report.
 */
let desk: Desk;
let caseId = '';
let memberId = '';

test.beforeAll(async () => {
  desk = await launchDesk();
  await resizePage(desk, 1280, 720);
  await firstRun(desk);
  const parties = ['尉迟堃', '阿卜杜热合曼·买买提', '王𬍛'].map((name, index) => ({
    id: randomUUID(),
    role: index === 0 ? 'applicant' : 'respondent',
    name,
    phone: '13812345678',
  }));
  caseId = await ask('mediation.registerCase', {
    case: {
      title: '尉迟堃与阿卜杜热合曼·买买提及某某物业服务有限公司尧化分公司相邻漏水、损害赔偿纠纷',
      disputeType: 'neighbours',
      source: 'writtenApplication',
      appliedOn: '2026-07-01',
      facts: '楼上水管爆裂，水漏至楼下，家电、墙面、家具不同程度受损。'.repeat(6),
      requests: ['赔偿电脑损失', '修复墙面'],
      parties,
    },
  });
  // Accepted, so that the agreement editor with its checker and live PDF stands on the page and is measured too.
  const userId = await desk.page.evaluate(async () => {
    const status = await window.api.call('people.readStatus', {});
    return status.ok ? (status.value as { session: { user: { id: string } } }).session.user.id : '';
  });
  await ask('mediation.acceptCase', {
    id: caseId,
    version: 1,
    acceptedOn: '2026-07-02',
    rightsNotifiedOn: '2026-07-02',
    consents: parties.map((party) => ({ partyId: party.id, consents: true })),
    mediators: [{ userId, lead: true, chosenBy: 'committee' }],
  });
  memberId = await ask('timebank.saveMember', {
    member: { name: '阿卜杜热合曼·买买提', joinedOn: '2025-01-01', phone: '13812345678' },
  });
});
test.afterAll(() => desk.close());

const screens = [
  'workbench',
  'cases',
  'case',
  'newCase',
  'members',
  'member',
  'sheets',
  'sheet?id=new',
  'statements',
  'documents',
  'settings',
] as const;

for (const language of ['zh-CN', 'en'] as const) {
  for (const zoom of [1, 2]) {
    test(`every screen in ${language} at ${zoom * 100} % fits, reads and passes axe`, async ({}, testInfo) => {
      test.setTimeout(240_000);
      const { page } = desk;
      await chooseLanguage(language);
      await zoomPage(desk, zoom);
      for (const screen of screens) {
        const query = screen === 'case' ? `?id=${caseId}` : screen === 'member' ? `?id=${memberId}` : '';
        await page.evaluate((hash) => void (window.location.hash = hash), `#/${screen}${query}`);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
        await takePicture(page, testInfo, `${screen.replace(/\W/g, '-')}-${language}-${zoom * 100}`);
        await expectNoOverflow(page);
        await expectAccessible(page);
      }
      expect(desk.problems).toEqual([]);
    });
  }
}

test('the measure of what sticks out does see it', async () => {
  const { page } = desk;
  await page.evaluate(() => {
    const wide = document.createElement('div');
    wide.id = 'wide';
    wide.style.width = '4000px';
    wide.style.height = '1px';
    document.querySelector('#content')?.append(wide);
  });
  await expect(expectNoOverflow(page)).rejects.toThrow();
  await page.evaluate(() => document.querySelector('#wide')?.remove());
});

async function chooseLanguage(language: 'zh-CN' | 'en'): Promise<void> {
  const { page } = desk;
  await zoomPage(desk, 1);
  if ((await page.locator('html').getAttribute('lang')) === language) return;
  await page.getByRole('button', { name: /Language/ }).click();
  await page.getByText(language === 'en' ? 'English' : '中文', { exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}

async function ask(route: string, input: unknown): Promise<string> {
  return desk.page.evaluate(
    async ([name, body]) => {
      const answer = await window.api.call(name as never, body, crypto.randomUUID());
      if (!answer.ok) throw new Error(JSON.stringify(answer.error));
      return (answer.value as { id: string }).id;
    },
    [route, input] as const,
  );
}
