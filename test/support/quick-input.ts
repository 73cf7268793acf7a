// What a person does through the box at the top of the window.
import type { Page } from 'playwright-core';

/** Runs the command with exactly this title, category included, from the command palette. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  await fillQuickInput(page, `>${title}`);
  await pickQuickInput(page, title);
}

/** Opens a file of the folder by its name and waits until its editor shows. */
export async function openFile(page: Page, name: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+P');
  await fillQuickInput(page, name);
  await pickQuickInput(page, name);
  await page.locator('.tabs-container .tab.active', { hasText: name }).waitFor();
  await page.locator('.editor-group-container.active .monaco-editor .view-line').first().waitFor();
}

/**
 * Types into the box, in place of what is there.
 * @public
 */
export async function fillQuickInput(page: Page, text: string): Promise<void> {
  const input = page.locator('.quick-input-widget:visible input.input');
  await input.waitFor();
  await input.fill(text);
}

/**
 * Picks the row with exactly this label.
 * @public
 */
export async function pickQuickInput(page: Page, label: string): Promise<void> {
  const name = page
    .locator('.quick-input-list .monaco-list-row .label-name')
    .getByText(label, { exact: true });
  await name.first().click();
  await page.locator('.quick-input-widget:visible').waitFor({ state: 'hidden' });
}
