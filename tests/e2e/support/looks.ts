import { writeFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, type TestInfo } from '@playwright/test';

/** Puts a picture of the page into the report (out/test/report), under the screen's name. */
/**
 * A dialog that has just opened: the cursor stands in a field of it, not on its close button, and the button that saves
 * is in sight whatever the height of the window and the size of the text.
 */
export async function expectDialogReady(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog');
  const save = dialog.locator('button[type="submit"]');
  // A list that is still empty has no field yet.
  if ((await dialog.locator('input:visible, textarea:visible').count()) > 0)
    await expect(dialog.locator('input:focus, textarea:focus')).toHaveCount(1);
  await expect
    .poll(() =>
      save.evaluate((element) => {
        const { top, bottom, left, right } = element.getBoundingClientRect();
        const within = top >= 0 && left >= 0 && bottom <= window.innerHeight && right <= window.innerWidth;
        const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        return within && at !== null && element.contains(at);
      }),
    )
    .toBe(true);
}

export async function takePicture(page: Page, testInfo: TestInfo, name: string): Promise<void> {
  const file = testInfo.outputPath(`${name}.png`);
  // Of a zoomed page Playwright's own picture shows a corner only.
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'png' });
  await session.detach();
  await writeFile(file, Buffer.from(data, 'base64'));
  await testInfo.attach(name, { path: file, contentType: 'image/png' });
}

/** No serious or critical accessibility violation on what the page shows now, or on what matches `only`. */
export async function expectAccessible(page: Page, only?: string): Promise<void> {
  // Legacy mode: Electron cannot open the blank page in which axe otherwise gathers its results.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await (only === undefined ? axe : axe.include(only)).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const told = serious.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.target).join(' | ')})`,
  );
  expect(told).toEqual([]);
}

/**
 * Nothing sticks out sideways: neither the page, nor its scrolling content, nor an open dialog, nor, with `inside`, each
 * element that matches it.
 */
export async function expectNoOverflow(page: Page, inside = '#content, [role="dialog"]'): Promise<void> {
  const measured = await page.evaluate((selector) => {
    const elements = [document.documentElement, ...document.querySelectorAll(selector)];
    return elements.map((element) => ({
      name: `${element.tagName}#${element.id}`,
      width: element.scrollWidth,
      room: element.clientWidth,
    }));
  }, inside);
  expect(measured.filter(({ width, room }) => width > room + 1)).toEqual([]);
}

/** No key of the language files stands where its words should, and no value was left out of a sentence. */
export async function expectNoKeys(page: Page): Promise<void> {
  const keys = await page.evaluate(() => {
    const spoken = [...document.querySelectorAll('[aria-label]')].map((element) =>
      element.getAttribute('aria-label'),
    );
    const lines = [document.body.innerText, ...spoken].join('\n').split('\n');
    return lines.filter((line) =>
      /^[a-z]+:[a-zA-Z]+(\.[a-zA-Z]+)+$|^[a-z]+(\.[a-z][a-zA-Z]*)+$|\{\{|undefined|\[object/.test(line),
    );
  });
  expect(keys).toEqual([]);
}
