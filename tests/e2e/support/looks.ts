import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, type TestInfo } from '@playwright/test';

/** Puts a picture of the page into the report (out/test/report), under the screen's name. */
export async function takePicture(page: Page, testInfo: TestInfo, name: string): Promise<void> {
  const file = testInfo.outputPath(`${name}.png`);
  await page.screenshot({ path: file });
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
