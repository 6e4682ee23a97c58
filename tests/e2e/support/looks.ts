import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, type TestInfo } from '@playwright/test';

/** Puts a picture of the page into the report (out/test/report), under the screen's name. */
export async function takePicture(page: Page, testInfo: TestInfo, name: string): Promise<void> {
  const file = testInfo.outputPath(`${name}.png`);
  await page.screenshot({ path: file });
  await testInfo.attach(name, { path: file, contentType: 'image/png' });
}

/** No serious or critical accessibility violation on what the page shows now. */
export async function expectAccessible(page: Page): Promise<void> {
  // Legacy mode: Electron cannot open the blank page in which axe otherwise gathers its results.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
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
