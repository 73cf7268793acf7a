import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { focusedRow } from '../support/quick-input';
import { passageId, sidecarText, smallStudy } from '../support/small-study';
import { type SharedStudy, shareStudy } from '../support/shared-study';
import { waitFor } from '../support/wait-for';
import { openWorkbench, type Workbench } from '../support/workbench';
import { row, runByKeyboard, waitForStudy } from './steps';

const one = 'transcripts/Int01.md';
const two = 'transcripts/Int02.txt';
const repeated = 'We were never going to say no to that offer of theirs';

describe('reviewing passages whose text has changed', () => {
  let shared: SharedStudy;
  let workbench: Workbench;
  let page: Page;
  const sidecarOf = (transcript: string): string =>
    readFileSync(path.join(shared.ms.folder, `${transcript}.MS.coding.yaml`), 'utf8');
  /** A passage's record. */
  const recordOf = (transcript: string, n: number): string =>
    sidecarOf(transcript)
      .split(`- id: ${passageId(n)}\n`)[1]
      ?.split('\n  - id: ')[0] ?? '';
  const compared = (side: 'original' | 'modified'): Locator =>
    page.locator(`.monaco-diff-editor .editor.${side} .view-lines`);

  before(async () => {
    const files = smallStudy();
    const [studyFile = '', text = ''] = [files.get('verbatim.yaml'), files.get(one)];
    files.set(
      'verbatim.yaml',
      studyFile.replace('{ name: M. S. }', '{ name: M. S., emails: [ms@example.org] }'),
    );
    // What this sidecar describes, git has never seen, and the words stand twice.
    const answers = `INT: Who was for it?\n\nR2: Nobody. ${repeated}.\n\nINT: And she?\n\nR2: She is lovely. ${repeated}, honestly.\n`;
    files.set(two, answers);
    files.set(
      `${two}.MS.coding.yaml`,
      sidecarText(`${'\n'.repeat(900)}${repeated}`, [{ quote: repeated, codes: ['mandatory-feel'] }], {
        firstId: 20,
      }),
    );
    shared = await shareStudy(files);
    // Somebody has corrected the other transcript: one passage has other words, two are gone.
    await shared.ms.write(
      one,
      text
        .replace('The money was going to go through it.', 'The funding was all going to go through it.')
        .replace('We were all pretty wary.', 'Nobody trusted it.')
        .replace(' The pharmacist alone is worth it.', ' She earns her keep.'),
    );
    workbench = await openWorkbench({ folder: shared.ms.folder });
    ({ page } = workbench);
    await waitForStudy(page);
    await runByKeyboard(page, 'Verbatim: Focus on Review View');
    await row(page, 'The money').waitFor();
  });
  after(async () => {
    await workbench.close();
    shared.remove();
  });

  it('shows both texts side by side, and the focus stays in the list', async () => {
    await row(page, 'pretty wary').click();
    await compared('original').getByText('pretty wary').waitFor();
    await compared('modified').getByText('Nobody trusted it.').waitFor();
    await page.locator('.pane-body .monaco-list:focus').waitFor();
  });

  it('is about the passage that is selected, whichever stands first, and goes on to the next', async () => {
    await runByKeyboard(page, 'Verbatim: Mark Passage Lost');
    await waitFor(() => recordOf(one, 2).includes('lost: true'), 'the passage to be marked');
    assert.match(recordOf(one, 2), /^ {4}at: 5:83-5:94\n {4}quote: "pretty wary"\n/);
    for (const n of [1, 3]) assert.doesNotMatch(recordOf(one, n), /lost/);
    await compared('modified').getByText('She earns her keep.').waitFor();
  });

  it('puts the next to the words that are selected, by plain keys in the locked transcript', async () => {
    await runByKeyboard(page, 'Verbatim: Use the Selection Instead');
    await page.locator('.statusbar-item', { hasText: 'Select the words of the passage' }).waitFor();
    await page.locator('.statusbar-item', { hasText: 'Ln 9, Col 1' }).waitFor();
    await page.locator('.statusbar-item', { hasText: 'Coding' }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await waitFor(() => recordOf(one, 3).includes('She earns her keep.'), 'the selected words');
    assert.match(
      recordOf(one, 3),
      /^ {4}at: 9:34-9:55\n {4}base: [0-9a-f]{40}\n {4}quote: "🙂 She earns her keep\."\n/u,
    );
    await page.locator('.statusbar-item', { hasText: 'stands in line 9 now' }).waitFor();
  });

  it('accepts the new words of one', async () => {
    await row(page, 'The money').click();
    await compared('modified').getByText('The funding was all going').waitFor();
    await runByKeyboard(page, 'Verbatim: Accept the New Place…');
    await waitFor(() => recordOf(one, 1).includes('The funding was all going'), 'the new words');
    assert.match(
      recordOf(one, 1),
      /base: [0-9a-f]{40}\n {4}quote: "The funding was all going to go through it\."/,
    );
  });

  it('asks which of two places one stands at now, shown on the way', async () => {
    await compared('modified').getByText('Line 7').waitFor();
    await runByKeyboard(page, 'Verbatim: Accept the New Place…');
    await page.locator('.quick-input-widget:visible', { hasText: 'stand now?' }).waitFor();
    await page.keyboard.type('Line 7');
    await focusedRow(page, 'Line 7').waitFor();
    await page.keyboard.press('Enter');
    await waitFor(() => recordOf(two, 20).includes('at: 7:20-7:73'), 'the place');
  });

  it('is done then: the list is gone, and so is the comparison', async () => {
    await page.locator('.monaco-diff-editor').waitFor({ state: 'detached' });
    await page.locator('.pane-header', { hasText: 'Review' }).waitFor({ state: 'hidden' });
  });
});
