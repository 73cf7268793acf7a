// What a person does through the box at the top of the window.
import { errors, type Locator, type Page } from 'playwright-core';
import { waitFor } from './wait-for';

/** Runs the command with exactly this title, category included, from the command palette. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await openQuickInput(page, 'F1', `>${title}`, title);
  await pickQuickInput(page, title);
}

/** Opens a file of the folder by its name and waits until its editor shows. */
export async function openFile(page: Page, name: string): Promise<void> {
  await openQuickInput(page, 'ControlOrMeta+P', name, name);
  await pickQuickInput(page, name);
  await page.locator('.tabs-container .tab.active', { hasText: name }).waitFor();
  await page.locator('.editor-group-container.active .monaco-editor .view-line').first().waitFor();
}

/**
 * Opens the box by one of the editor's own keys and types, until the row that Enter would take has these words. A tree or
 * a thread of memos that is being drawn anew gets the focus back from the editor, which closes a box that has just
 * opened; like a person, this presses the key again.
 */
export async function openQuickInput(page: Page, key: string, text: string, words: string): Promise<void> {
  const soon = { timeout: 5000 };
  await waitFor(async () => {
    try {
      await page.keyboard.press(key);
      await box(page).fill(text, soon);
      await focusedRow(page, words).waitFor(soon);
      return true;
    } catch (error) {
      if (error instanceof errors.TimeoutError) return false;
      throw error;
    }
  }, `“${words}”, offered for “${text}” after ${key}`);
}

/**
 * Types into the box, in place of what is there.
 * @public
 */
export async function fillQuickInput(page: Page, text: string): Promise<void> {
  await box(page).waitFor();
  await box(page).fill(text);
}

function box(page: Page): Locator {
  return page.locator('.quick-input-widget:visible input.input');
}

/**
 * The row that Enter would take, with these words in it.
 * @public
 */
export function focusedRow(page: Page, words: string): Locator {
  return page.locator('.quick-input-list .monaco-list-row.focused', { hasText: words });
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
