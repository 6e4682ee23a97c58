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

/** Nothing sticks out sideways: neither the page itself nor, with `inside`, each element that matches it. */
export async function expectNoOverflow(page: Page, inside?: string): Promise<void> {
  const overflowing = await page.evaluate((selector) => {
    const elements = [document.documentElement, ...(selector ? document.querySelectorAll(selector) : [])];
    return elements
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map(
        (element) =>
          `${element.tagName}.${element.className}: ${element.scrollWidth} > ${element.clientWidth}`,
      );
  }, inside);
  expect(overflowing).toEqual([]);
}
