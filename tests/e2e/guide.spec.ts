import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { walkCoordinator } from './guide/coordinator.ts';
import { walkDirector } from './guide/director.ts';
import { walkLines } from './guide/lines.ts';
import { walkMediator } from './guide/mediator.ts';
import { walkStaff } from './guide/staff.ts';
import { demoFolder, signOut } from './support/demo.ts';
import { launchDesk, type Desk } from './support/desk.ts';
import { guideFolder, keptPictures, mostBytes, pictureSize, readGuide, walkGuide } from './support/guide.ts';
import { resizePage } from './support/native.ts';

/*
 * The user guide (docs/guide) walked through in the real window, each page with the account of its reader, on the
 * published cases of the demonstration. A button that was renamed, a step that no longer works, a picture that nobody
 * takes or shows: each fails here. FENGQIAO_GUIDE_PICTURES=1 takes the pictures anew.
 */
let desk: Desk;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  desk = await launchDesk({ dataDir: await demoFolder() });
  await resizePage(desk, 1280, 800);
});
test.afterEach(() => expect(desk.problems).toEqual([]));
test.afterAll(() => desk.close());

test('mediator.md: from a quarrel to an archived case', async () => {
  test.setTimeout(300_000);
  await leave();
  const guide = walkGuide(desk, 'mediator');
  await walkMediator(desk, guide);
  guide.expectTold();
});

test('staff.md: find, print, hand on', async () => {
  test.setTimeout(300_000);
  await leave();
  const guide = walkGuide(desk, 'staff');
  await walkStaff(desk, guide);
  guide.expectTold();
});

test('director.md: what is overdue, who may do what', async () => {
  test.setTimeout(300_000);
  await leave();
  const guide = walkGuide(desk, 'director');
  await walkDirector(desk, guide);
  guide.expectTold();
});

test('coordinator.md: a year of the time bank', async () => {
  test.setTimeout(300_000);
  await leave();
  const guide = walkGuide(desk, 'coordinator');
  await walkCoordinator(desk, guide);
  guide.expectTold();
});

test('lines.md: a batch of owners, a hospital and its insurer, a traffic accident', async () => {
  test.setTimeout(300_000);
  await leave();
  const guide = walkGuide(desk, 'lines');
  await walkLines(desk, guide);
  guide.expectTold();
});

test('the guide shows each picture, keeps none that it does not show, and its links lead somewhere', () => {
  const contents = readGuide('README.md');
  const chapters = ['mediator.md', 'coordinator.md', 'staff.md', 'director.md', 'lines.md'];
  expect(contents.links).toEqual(expect.arrayContaining(chapters));
  const pages = ['README.md', ...chapters].map(readGuide);
  expect(keptPictures()).toEqual([...new Set(pages.flatMap(({ pictures }) => pictures))].sort());
  for (const name of keptPictures()) expect(pictureSize(name), `${name}.png`).toBeLessThan(mostBytes);
  for (const link of pages.flatMap(({ links }) => links)) {
    expect(existsSync(path.join(guideFolder, link)), link).toBe(true);
  }
});

/** The page that asks who is there. */
async function leave(): Promise<void> {
  const { page } = desk;
  await page.keyboard.press('Escape');
  const asks = page.getByRole('heading', { name: '登录' });
  await expect(asks.or(page.getByRole('button', { name: /^账号/ }))).toBeVisible();
  if (!(await asks.isVisible())) await signOut(page);
}
