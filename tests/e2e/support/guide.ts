import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, type Locator } from '@playwright/test';
import { projectRoot, type Desk } from './desk.ts';

export const guideFolder = path.join(projectRoot, 'docs/guide');
const pictureFolder = path.join(guideFolder, 'pictures');
const takesPictures = process.env['FENGQIAO_GUIDE_PICTURES'] === '1';

/** A page of the guide; each is walked through with the account of its reader. */
export type Chapter = 'mediator' | 'coordinator' | 'staff' | 'director' | 'lines';

/**
 * Walks through the program as a page of the guide tells it: remembers every word that stood in the window, and takes
 * the pictures of the page when FENGQIAO_GUIDE_PICTURES=1.
 */
export interface GuideWalk {
  /** Remembers the words that stand in the window now. */
  look(): Promise<void>;
  /** Looks, presses, and waits until nothing is being read any more. */
  press(target: Locator): Promise<void>;
  /** Looks, and takes the picture of that name: of the window, or of the element `of` alone. */
  picture(name: string, of?: Locator): Promise<void>;
  /** Every word of the guide page in 【】 has stood in the window, and its pictures are those that were taken. */
  expectTold(): void;
}

export function walkGuide({ page }: Desk, chapter: Chapter): GuideWalk {
  const seen = new Set<string>();
  const taken = new Set<string>();

  async function look(): Promise<void> {
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    for (const word of await page.evaluate(wordsOfThePage)) seen.add(word);
  }

  return {
    look,
    async press(target) {
      await expect(target).toBeVisible();
      await look();
      await target.click();
      await look();
    },
    async picture(name, of) {
      await look();
      taken.add(name);
      if (!takesPictures) return;
      mkdirSync(pictureFolder, { recursive: true });
      if (of) await of.scrollIntoViewIfNeeded();
      await page.evaluate(showNotices, 'none');
      // Menus and dialogs fade in.
      await page.waitForTimeout(350);
      const file = path.join(pictureFolder, `${name}.png`);
      await (of ?? page).screenshot({ path: file, animations: 'disabled', caret: 'hide' });
      await page.evaluate(showNotices, '');
      useFewerColours(file);
      expect(statSync(file).size, `${name}.png`).toBeLessThan(mostBytes);
    },
    expectTold() {
      const told = readGuide(`${chapter}.md`);
      expect(
        told.words.filter((word) => !seen.has(word)),
        `${chapter}.md names what was not seen`,
      ).toEqual([]);
      expect([...taken].sort(), `pictures of ${chapter}.md`).toEqual(told.pictures);
    },
  };
}

/** A picture must not weigh more than this. */
export const mostBytes = 150_000;

export interface GuidePage {
  /** What stands in 【】: words of the window. */
  words: string[];
  /** Names of its pictures, sorted, without folder and ending. */
  pictures: string[];
  /** Other files of the guide that it points to. */
  links: string[];
}

export function readGuide(file: string): GuidePage {
  const text = readFileSync(path.join(guideFolder, file), 'utf8');
  const all = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map((match) => match[1]!))];
  return {
    words: all(/【([^】]+)】/g),
    pictures: all(/\]\(pictures\/([\w-]+)\.png\)/g).sort(),
    links: all(/\]\((?!pictures\/)([^)#]+)(?:#[^)]*)?\)/g),
  };
}

/** Names of the pictures that lie in the guide's folder, sorted. */
export function keptPictures(): string[] {
  return readdirSync(pictureFolder)
    .map((file) => path.parse(file).name)
    .sort();
}

/** Size in bytes of a picture of the guide. */
export function pictureSize(name: string): number {
  return statSync(path.join(pictureFolder, `${name}.png`)).size;
}

/** A picture of the window needs few colours. Without ImageMagick it stays as it is; it may then be too heavy. */
function useFewerColours(file: string): void {
  // On Windows `convert` is another program.
  if (process.platform === 'win32') return;
  spawnSync('convert', [file, '+dither', '-colors', '160', '-strip', `png8:${file}`]);
}

/** Runs in the page: each line of its text, and what is said to screen readers instead of shown. */
function wordsOfThePage(): string[] {
  const shown = document.body.innerText.split('\n');
  const spoken = [...document.querySelectorAll('[aria-label], [placeholder], [title]')].flatMap((element) => [
    element.getAttribute('aria-label') ?? '',
    element.getAttribute('placeholder') ?? '',
    element.getAttribute('title') ?? '',
  ]);
  const parts = [...document.querySelectorAll('button, a, label, legend, [role="tab"], [role="option"]')].map(
    (element) => element.textContent ?? '',
  );
  return [...shown, ...spoken, ...parts].map((word) => word.replace(/\s*\*$/, '').trim());
}

/** Runs in the page: notices go away by themselves, a picture need not wait for it. */
function showNotices(display: string): void {
  for (const root of document.querySelectorAll<HTMLElement>('.mantine-Notifications-root')) {
    root.style.display = display;
  }
}
