import { expect, type Locator, type Page } from '@playwright/test';

/** Reaches `target` with the Tab key alone; fails after `most` presses. */
export async function tabTo(page: Page, target: Locator, most = 60): Promise<void> {
  for (let pressed = 0; pressed <= most; pressed++) {
    if (await hasFocus(target)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target, `not reached with ${most} presses of Tab`).toBeFocused({ timeout: 1_000 });
}

/** Types into the field that has the focus, replacing what it holds. */
export async function retype(page: Page, text: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(text);
}

/**
 * Composes text as an input method does: `steps` are what stands in the field meanwhile (pinyin), then `text` is
 * committed. With `pressEnterWhileComposing` the Enter key goes to the input method in between: it must not submit.
 */
export async function compose(
  page: Page,
  steps: readonly string[],
  text: string,
  options: { pressEnterWhileComposing?: boolean } = {},
): Promise<void> {
  const client = await page.context().newCDPSession(page);
  for (const step of steps) {
    await client.send('Input.imeSetComposition', {
      text: step,
      selectionStart: step.length,
      selectionEnd: step.length,
    });
  }
  if (options.pressEnterWhileComposing) {
    // 229 is the key code that browsers report for a key that the input method has taken.
    const key = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 };
    await client.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
    await client.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
  }
  await client.send('Input.insertText', { text });
  await client.detach();
}

/**
 * Chooses an entry of the list of the field that has the focus, by its keys. The list takes a moment to drop down and to mark
 * an entry; Enter before that would send nothing.
 */
export async function chooseByKeys(page: Page, name: string): Promise<void> {
  const option = page.getByRole('option', { name }).first();
  await expect(async () => {
    if (!(await isMarked(option))) await page.keyboard.press('ArrowDown');
    await expect(option).toHaveAttribute('data-combobox-selected', 'true', { timeout: 500 });
  }).toPass({ timeout: 15_000 });
  await page.keyboard.press('Enter');
}

async function isMarked(option: Locator): Promise<boolean> {
  if (!(await option.isVisible())) return false;
  return (await option.getAttribute('data-combobox-selected')) === 'true';
}

function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement, undefined, { timeout: 5_000 });
}
