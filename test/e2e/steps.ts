// What a person does with the extension, mostly by keyboard.
import assert from 'node:assert/strict';
import type { Frame, Locator, Page } from 'playwright-core';
import { openQuickInput } from '../support/quick-input';
import { waitFor } from '../support/wait-for';

/** Waits until the extension has opened a study, which the status bar tells with the coder. */
export async function waitForStudy(page: Page): Promise<void> {
  await page.locator('.statusbar-item[id$="verbatim.coder"]').waitFor();
}

/** Runs a command by typing its whole title, once it is offered. */
export async function runByKeyboard(page: Page, title: string): Promise<void> {
  await openQuickInput(page, 'F1', `>${title}`, title);
  await page.keyboard.press('Enter');
}

/**
 * Waits until keys go to a text. That its editor looks so does not tell: for a moment after a box has closed, nothing has the
 * focus. A thread of memos stands in the text and has editors of its own.
 */
async function waitForFocus(page: Page): Promise<void> {
  await page.waitForFunction(
    `document.hasFocus() && document.activeElement.matches('.monaco-editor *:not(.review-widget *)')`,
  );
}

/** Has the window load anew. */
export async function reloadWindow(page: Page): Promise<void> {
  await Promise.all([page.waitForEvent('load'), runByKeyboard(page, 'Developer: Reload Window')]);
  await waitForStudy(page);
}

/** Puts the cursor at a 1-based line and column. */
export async function goTo(page: Page, line: number, column: number): Promise<void> {
  await openQuickInput(page, 'Control+G', `:${line}:${column}`, `${line}`);
  await page.keyboard.press('Enter');
  await page.locator('.statusbar-item', { hasText: `Ln ${line}, Col ${column}` }).waitFor();
  // A key that comes before the editor has the focus again is none for it.
  await page.locator('.quick-input-widget:visible').waitFor({ state: 'hidden' });
  await waitForFocus(page);
}

/** A row of a view, by the beginning of its screen-reader label. */
export function row(page: Page, label: string): Locator {
  return page.locator(`.pane-body .monaco-list-row[aria-label^="${label}"]`);
}

/** Opens the views of the extension. */
export async function showViews(page: Page): Promise<void> {
  await runByKeyboard(page, 'Verbatim: Focus on Transcripts View');
  await row(page, 'Int01.md').waitFor();
}

/** Opens a row of a tree, so that the rows under it show. */
export async function expand(page: Page, label: string): Promise<void> {
  const item = row(page, label).first();
  await item.waitFor();
  if ((await item.getAttribute('aria-expanded')) === 'true') return;
  await item.locator('.monaco-tl-twistie').click();
  await page.locator(`.monaco-list-row[aria-label^="${label}"][aria-expanded="true"]`).first().waitFor();
}

/** Waits for the pick of codes, which has a passage for its title. */
export async function waitForPick(page: Page, quote: string): Promise<void> {
  await page.locator('.quick-input-widget:visible .quick-input-title', { hasText: quote }).waitFor();
}

/** The box in which a memo is being written. */
export function memoBox(page: Page): Locator {
  return page.locator('.review-widget .edit-textarea .monaco-editor.focused');
}

/** Saves a new memo. The editor then gives the focus to what was saved, a moment after it is on the disk. */
export async function saveMemo(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+Enter');
  await page.locator('.review-widget .review-comment:focus').waitFor();
}

/** The document of the agreement report, inside the two frames that the editor puts around it. */
export async function findReport(page: Page): Promise<Frame> {
  let found: Frame | undefined;
  await waitFor(
    async () => {
      for (const frame of page.frames())
        if (
          (await frame
            .locator('nav.toolbar')
            .count()
            .catch(() => 0)) > 0
        )
          found = frame;
      return found !== undefined;
    },
    () => 'the report',
  );
  assert.ok(found);
  return found;
}
