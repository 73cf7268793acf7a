import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { runVerbatim } from '../support/cli';
import { openFile } from '../support/quick-input';
import { takeScreenshot } from '../support/screenshot';
import { waitFor } from '../support/wait-for';
import { openWorkbench, type Workbench } from '../support/workbench';
import { waitForLane } from './lanes';
import { goTo, memoBox, row, runByKeyboard, saveMemo, waitForStudy } from './steps';

describe('memos and notes', () => {
  let workbench: Workbench;
  let page: Page;
  const file = (name: string): string => readFileSync(path.join(workbench.folder, name), 'utf8');
  const sidecar = 'transcripts/Int02.md.MS.coding.yaml';
  /** The thread that is open: the box for something new, and what is written already. */
  const box = () => page.locator('.review-widget .comment-form .monaco-editor');
  const comment = (words: string) => page.locator('.review-widget .review-comment', { hasText: words });

  before(async () => {
    workbench = await openWorkbench({ settings: { 'verbatim.coder': 'MS' } });
    ({ page } = workbench);
    await waitForStudy(page);
    await openFile(page, 'Int02.md');
    await goTo(page, 19, 60);
    await waitForLane(page, 'when you take');
  });
  after(() => workbench.close());

  it('a memo is written on the passage at the cursor, and saved by keyboard', async () => {
    await goTo(page, 19, 60);
    await page.keyboard.press('Control+K');
    await page.keyboard.press('m');
    await memoBox(page).waitFor();
    await page.keyboard.type('Herself, not the others.');
    await saveMemo(page);
    await comment('not the others').waitFor();
    await waitFor(() => file(sidecar).includes('not the others'), 'the memo in the sidecar');
    assert.match(file(sidecar), / {4}memo: \|-\n {6}Herself, not the others\.\n/);
  });

  it('then a note to the others opens a discussion, and another closes it', async () => {
    await box().click();
    await page.keyboard.type('SP, would you code this?');
    await page.keyboard.press('Control+Enter');
    await comment('SP, would you code this?').waitFor();
    await waitFor(() => /^notes:$/m.test(file(sidecar)), 'the note in the sidecar');
    assert.match(file(sidecar), / {4}about: "?MS:\w{26}"?\n {4}by: MS\n[^]*? {4}open: true\n/);
    await takeScreenshot(workbench, 'memo-thread', 'light');
    await page.getByRole('button', { name: 'Add a note…' }).click();
    await page.keyboard.type('No, leave it.');
    await page.getByRole('button', { name: 'Add Note and Close' }).click();
    await waitFor(() => / {4}open: false\n/.test(file(sidecar)), 'the discussion closed');
  });

  it('the memo is changed where it stands, and taken back by undo to the byte', async () => {
    const before = file(sidecar);
    await page.keyboard.press('ControlOrMeta+1');
    await goTo(page, 19, 60);
    await page.keyboard.press('Control+K');
    await page.keyboard.press('m');
    await memoBox(page).waitFor();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' Or is it?');
    await page.keyboard.press('Control+Enter');
    await waitFor(() => file(sidecar).includes('not the others. Or is it?'), 'the longer memo');
    await runByKeyboard(page, 'Verbatim: Undo Last Coding');
    await waitFor(() => file(sidecar) === before, 'the memo as it was');
  });

  it('the Memos view lists them with those of codes and transcripts, and opens each', async () => {
    await runByKeyboard(page, 'Verbatim: Focus on Memos View');
    await row(page, 'Themes and codes').click();
    await page.keyboard.type('Herself');
    await page.locator('.monaco-list-row.focused[aria-label^="Herself"]').waitFor();
    await takeScreenshot(workbench, 'memos-view', 'dark');
    await page.keyboard.press('Enter');
    await memoBox(page).waitFor();
  });

  it('leaves a study that the check accepts', async () => {
    const { code, stdout } = await runVerbatim(['check'], workbench.folder);
    assert.equal(code, 0, stdout);
  });
});
