import { expect } from '@playwright/test';
import { signIn } from '../support/demo.ts';
import { type Desk } from '../support/desk.ts';
import { type GuideWalk } from '../support/guide.ts';
import { handsOn } from './hands.ts';

/** director.md: what is overdue, terms, accounts, subsidy, the audit trail. */
export async function walkDirector(desk: Desk, guide: GuideWalk): Promise<void> {
  const { page } = desk;
  const { button, link, panel } = handsOn(page);
  const { press, picture, look } = guide;
  await signIn(page, 'admin');
  await picture('director-workbench');

  await page.keyboard.press('Control+K');
  await expect(page.getByRole('dialog').locator('input').first()).toBeFocused();
  await page.keyboard.insertText('杨女士');
  await page.getByRole('dialog').getByText('漏水纠纷').first().click();
  await expect(panel('期限').getByRole('row').nth(1)).toBeVisible();
  await look();
  await picture('deadlines', panel('期限'));

  await press(link('以案定补'));
  await press(page.getByRole('tab', { name: '补贴标准' }));
  await picture('subsidy');

  await press(link('设置'));
  await picture('users');
  await press(button('新建账号'));
  await page.keyboard.press('Escape');
  for (const tab of ['委员会', '地区', '节假日', '操作记录'])
    await press(page.getByRole('tab', { name: tab }));
  await press(button('验证完整性'));
  await picture('audit');
}
