import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, type Page } from '@playwright/test';
import { box } from './main-line.ts';
import { cleanEnvironment, projectRoot, temporaryFolder } from './desk.ts';

/** The password of every account of the demo centre (`src-main/shells/cli/demo.ts`). */
export const demoPassword = 'fengqiao-demo';

/** The accounts of the demo centre that the window tests use. */
export type DemoUser = 'admin' | 'mediator1' | 'mediator2' | 'coordinator' | 'clerk';

/** Plays the demonstration (published cases, a month of the time bank) into a fresh data folder, and returns it. */
export async function demoFolder(): Promise<string> {
  const folder = temporaryFolder();
  const data = path.join(folder, 'data');
  const cli = path.join(projectRoot, 'out/main/cli.js');
  await promisify(execFile)(
    process.execPath,
    [cli, 'demo', '--data', data, '--out', path.join(folder, 'papers')],
    { cwd: projectRoot, env: cleanEnvironment(), maxBuffer: 64 * 1024 * 1024 },
  );
  return data;
}

/** Signs in on the page that asks for it, and begins at the workbench. */
export async function signIn(page: Page, username: DemoUser): Promise<void> {
  await page.evaluate(() => void (window.location.hash = '#/workbench'));
  await box(page, '用户名').fill(username);
  await box(page, '密码').fill(demoPassword);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('工作台');
}

/** Signs the present account out through its menu. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^账号/ }).click();
  await page.getByRole('menuitem', { name: '退出登录' }).click();
  await expect(page.getByRole('heading', { name: '登录' })).toBeVisible();
}
