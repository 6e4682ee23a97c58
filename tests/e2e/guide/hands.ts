import { expect, type Locator, type Page } from '@playwright/test';
import { box } from '../support/main-line.ts';

/** What a reader of the guide does: finds a button, a panel, an entry of a list by the words of the guide. */
export interface Hands {
  button(name: string | RegExp): Locator;
  link(name: string): Locator;
  /** A panel of the open page, by its title. */
  panel(title: string): Locator;
  dialog: Locator;
  /** Takes an entry of a choice by a part of its name. */
  pick(label: string, text: string, scope?: Locator): Promise<void>;
  /** Makes `entry` the only one of a choice of several. */
  only(scope: Locator, label: string, entry: string): Promise<void>;
  /** Waits until the dialog has gone: what was typed in it is saved. */
  done(): Promise<void>;
}

export function handsOn(page: Page): Hands {
  const dialog = page.getByRole('dialog');
  return {
    button: (name) => page.getByRole('button', { name, exact: true }).first(),
    link: (name) => page.getByRole('link', { name, exact: true }).first(),
    panel: (title) => page.getByRole('region', { name: title, exact: true }).first(),
    dialog,
    async pick(label, text, scope) {
      await box(scope ?? page, label).click();
      await page.getByRole('option', { name: text }).first().click();
    },
    async only(scope, label, entry) {
      await box(scope, label).focus();
      await page.keyboard.press('Backspace');
      await page.keyboard.insertText(entry);
      await page.getByRole('option', { name: entry, exact: true }).click();
      await page.keyboard.press('Tab');
    },
    done: () => expect(dialog).toHaveCount(0),
  };
}
