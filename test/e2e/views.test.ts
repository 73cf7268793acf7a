import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { fillQuickInput, focusedRow } from '../support/quick-input';
import { openWorkbench, type Workbench } from '../support/workbench';
import { row, runByKeyboard, waitForStudy } from './steps';

describe('themes and passages by keyboard', () => {
  let workbench: Workbench;
  let page: Page;
  before(async () => {
    workbench = await openWorkbench({ settings: { 'verbatim.coder': 'MS' } });
    ({ page } = workbench);
    await waitForStudy(page);
  });
  after(() => workbench.close());

  const message = (words: string) =>
    page.locator('.pane-body .message, .tree-explorer-viewlet-tree-view .message', { hasText: words });
  const shown = (label: string) => row(page, label).first();

  it('narrows the themes while words are typed, and puts them back on Escape', async () => {
    await runByKeyboard(page, 'Verbatim: Focus on Themes View');
    await shown('Passages without a code').waitFor();
    await runByKeyboard(page, 'Verbatim: Search Themes…');
    await fillQuickInput(page, 'mandatory');
    await shown('Almost mandatory').waitFor();
    await shown('Passages without a code').waitFor({ state: 'detached' });
    await message('names with “mandatory”').waitFor();
    await page.keyboard.press('Escape');
    await shown('Passages without a code').waitFor();
    await message('names with').waitFor({ state: 'detached' });
  });

  it('filters the themes by an attribute that cases inherit, and says so until told otherwise', async () => {
    const all = await shown('RQ1').getAttribute('aria-label');
    await runByKeyboard(page, 'Verbatim: Filter Themes…');
    await fillQuickInput(page, 'urban');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await message('setting: urban').waitFor();
    await page.locator('.monaco-list-row[aria-label^="RQ1"][aria-label*="1 site"]').waitFor();
    assert.notEqual(await shown('RQ1').getAttribute('aria-label'), all);
    await runByKeyboard(page, 'Verbatim: Show All Themes Again');
    await message('setting: urban').waitFor({ state: 'detached' });
    await page.locator(`.monaco-list-row[aria-label="${all}"]`).waitFor();
  });

  it('shows the passages of a code, and goes from one to the next without leaving the list', async () => {
    await runByKeyboard(page, 'Verbatim: Show Passages…');
    await fillQuickInput(page, 'Almost mandatory');
    await focusedRow(page, 'Almost mandatory').waitFor();
    await page.keyboard.press('Enter');
    await message('Almost mandatory — ').waitFor();
    await page.locator('.panel .monaco-list.focused, .panel .monaco-list:focus').first().waitFor();
    for (let i = 0; i < 2; i++) {
      await page.keyboard.press('F4');
      await page.locator('.statusbar-item', { hasText: `${i + 1} of` }).waitFor();
    }
    await page.locator('.tab.active', { hasText: 'Int01.md' }).waitFor();
    await page.locator('.statusbar-item', { hasText: 'selected)' }).waitFor();
    assert.ok(
      await page.locator('.panel .monaco-list.focused, .panel .monaco-list:focus').first().isVisible(),
    );
    await page.keyboard.press('Enter');
    await page.locator('.monaco-editor.focused').waitFor();
  });

  it('finds words in coded text and marks them', async () => {
    await runByKeyboard(page, 'Verbatim: Find in Coded Text…');
    await fillQuickInput(page, 'Reasons for joining');
    await focusedRow(page, 'Reasons for joining').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-title', { hasText: 'Find in coded text' }).waitFor();
    await fillQuickInput(page, 'no choice');
    await page.keyboard.press('Enter');
    await message('“no choice” in Reasons for joining — ').waitFor();
    const marked = page.locator('.panel .monaco-list-row .highlight');
    await marked.first().waitFor();
    for (const words of await marked.allTextContents()) assert.match(words, /^no choice$/i);
  });
});
