import { expect, test, type Locator } from '@playwright/test';
import { demoFolder, signIn } from './support/demo.ts';
import { launchDesk, type Desk } from './support/desk.ts';
import {
  expectAccessible,
  expectDialogReady,
  expectNoKeys,
  expectNoOverflow,
  takePicture,
} from './support/looks.ts';
import { prepareViews, type View } from './support/looks-views.ts';
import { resizePage, zoomPage } from './support/native.ts';
import { words, type Language } from './support/words.ts';

/*
 * Every page with its dialogs, on the published cases of the demonstration and one case with the longest names, in both
 * languages, at 100 % and at 200 %: nothing sticks out, no key stands where words should, axe finds nothing serious
 * (Chinese at 100 %, English at 200 %), and a picture of each stands in the report.
 */
let desk: Desk;
let views: View[];

test.beforeAll(async () => {
  test.setTimeout(180_000);
  desk = await launchDesk({ dataDir: await demoFolder() });
  await resizePage(desk, 1280, 720);
  await signIn(desk.page, 'admin');
  views = await prepareViews(desk);
});
test.afterAll(() => desk.close());

for (const language of ['zh-CN', 'en'] as const) {
  for (const zoom of [1, 2]) {
    test(`every page in ${language} at ${zoom * 100} % fits and reads`, async ({}, testInfo) => {
      test.setTimeout(480_000);
      const { page } = desk;
      const say = words(language);
      // axe takes most of the time: it sees each language once and each size once.
      const asksAxe = (language === 'zh-CN') === (zoom === 1);
      await chooseLanguage(language);
      await zoomPage(desk, zoom);
      const complaints: string[] = [];
      /** One ugly page must not hide the others: all are looked at, then the test fails with the whole list. */
      const look = async (name: string, only?: string) => {
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
        await takePicture(page, testInfo, `${name}-${language}-${zoom * 100}`);
        for (const check of [expectNoOverflow, expectNoKeys]) await note(name, () => check(page));
        if (asksAxe) await note(name, () => expectAccessible(page, only));
      };
      const note = async (name: string, check: () => Promise<void>) => {
        await check().catch((error: unknown) => complaints.push(`${name}: ${String(error)}`));
      };
      for (const view of views) {
        await page.evaluate((hash) => void (window.location.hash = hash), `#/${view.hash}`);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        if (!view.dialogsOnly) await look(view.name);
        for (const key of view.dialogs ?? []) {
          const name = `${view.name}-${key.replace(/\W+/g, '-')}`;
          await note(name, async () => {
            const dialog = await openDialog(say(key));
            // A form is ready for typing, its button in sight; a dialog to look at has none.
            if ((await dialog.locator('button[type="submit"]').count()) > 0)
              await note(name, () => expectDialogReady(page));
            await look(name, '[role="dialog"]');
            await closeDialog(dialog);
          });
        }
      }
      expect(complaints.join('\n\n')).toBe('');
      expect(desk.problems).toEqual([]);
    });
  }
}

test('the measure of what sticks out does see it, and a key in place of words is seen', async () => {
  const { page } = desk;
  await page.evaluate(() => {
    const wide = document.createElement('div');
    wide.id = 'wide';
    wide.style.width = '4000px';
    wide.style.height = '1px';
    wide.textContent = 'mediation:case.title';
    document.querySelector('#content')?.append(wide);
  });
  await expect(expectNoOverflow(page)).rejects.toThrow();
  await expect(expectNoKeys(page)).rejects.toThrow();
  await page.evaluate(() => document.querySelector('#wide')?.remove());
});

async function openDialog(name: RegExp): Promise<Locator> {
  const { page } = desk;
  const opener = page.locator('#content').getByRole('button', { name }).first();
  await expect(opener, String(name)).toBeVisible();
  await opener.click();
  const dialog = page.getByRole('dialog');
  await expect(dialog, String(name)).toBeVisible();
  // It fades in; a half-transparent text would fail the contrast.
  await page.waitForTimeout(300);
  return dialog;
}

async function closeDialog(dialog: Locator): Promise<void> {
  await desk.page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
}

async function chooseLanguage(language: Language): Promise<void> {
  const { page } = desk;
  await zoomPage(desk, 1);
  if ((await page.locator('html').getAttribute('lang')) === language) return;
  await page.getByRole('button', { name: /Language/ }).click();
  await page.getByText(language === 'en' ? 'English' : '中文', { exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}
