import { expect, type Locator, type Page } from '@playwright/test';
import type { Desk } from './desk.ts';
import { retype, tabTo } from './keyboard.ts';

export const administrator = { username: 'admin', password: 'correct horse battery' };

/** The box that one types into, by its label; the list that belongs to a choice carries the same label. */
export function box(scope: Page | Locator, label: string | RegExp): Locator {
  return scope.locator('input, textarea').and(scope.getByLabel(label)).first();
}

/** Goes to a field with Tab alone and types into it, replacing what it holds. */
export async function fill(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field, 120);
  await retype(page, text);
}

/** Ticks a box or picks a radio button with Tab and Space alone. */
export async function tick(page: Page, control: Locator): Promise<void> {
  await tabTo(page, control, 260);
  await page.keyboard.press('Space');
  await expect(control).toBeChecked();
}

/** Goes to a searchable choice with Tab alone, types a part of it and takes the first match with Enter. */
export async function choose(page: Page, field: Locator, text: string): Promise<void> {
  await fill(page, field, text);
  await expect(page.getByRole('option', { name: text }).first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

/** Goes to a button with Tab alone and presses it. */
export async function pressButton(page: Page, button: Locator): Promise<void> {
  await tabTo(page, button, 260);
  await page.keyboard.press('Enter');
}

/** The first run of the program, keyboard only: committee, mark, place, administrator. */
export async function firstRun({ page }: Desk): Promise<void> {
  await fill(page, box(page, '调解委员会名称'), '南京市栖霞区尧化街道人民调解委员会');
  await pressButton(page, page.getByRole('button', { name: '下一步' }));
  await fill(page, box(page, '案号中的字样'), '尧');
  await pressButton(page, page.getByRole('button', { name: '下一步' }));
  await expect(box(page, '适用规则的地区')).toBeVisible();
  await pressButton(page, page.getByRole('button', { name: '下一步' }));
  await fill(page, box(page, '管理员用户名'), administrator.username);
  await fill(page, box(page, '管理员姓名'), '主任');
  await fill(page, box(page, '登录密码'), administrator.password);
  await fill(page, box(page, '再输入一次密码'), administrator.password);
  await pressButton(page, page.getByRole('button', { name: '完成设置并进入' }));
  await expect(page.getByRole('heading', { level: 1 })).toContainText('工作台');
}
