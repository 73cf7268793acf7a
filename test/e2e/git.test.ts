import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { passageId, smallStudy } from '../support/small-study';
import { type SharedStudy, shareStudy } from '../support/shared-study';
import { waitFor } from '../support/wait-for';
import { openWorkbench, type Workbench } from '../support/workbench';
import { focusedRow, runByKeyboard, waitForStudy } from './steps';

const transcript = 'transcripts/Int01.md';
const sidecar = `${transcript}.MS.coding.yaml`;

describe('a study that others change, too', () => {
  let shared: SharedStudy;
  let workbench: Workbench;
  let page: Page;
  const read = (file: string): string => readFileSync(path.join(shared.ms.folder, file), 'utf8');
  const rowOf = (words: string): Locator => page.locator('.pane-body .monaco-list-row', { hasText: words });

  before(async () => {
    const files = smallStudy();
    files.set(
      'verbatim.yaml',
      (files.get('verbatim.yaml') ?? '').replace(
        '{ name: M. S. }',
        '{ name: M. S., emails: [ms@example.org] }',
      ),
    );
    shared = await shareStudy(files);
    // Somebody has corrected the transcript: a passage has other words, one is gone.
    const text = (files.get(transcript) ?? '')
      .replace('The money was going to go through it.', 'The funding was all going to go through it.')
      .replace(' The pharmacist alone is worth it.', '');
    await shared.ms.write(transcript, text);
    workbench = await openWorkbench({ folder: shared.ms.folder });
    ({ page } = workbench);
    await waitForStudy(page);
    await runByKeyboard(page, 'Verbatim: Focus on Review View');
  });
  after(async () => {
    await workbench.close();
    shared.remove();
  });

  it('lists the passages that need review, and accepts the new words of one', async () => {
    await rowOf('The money was going').first().click();
    await page.locator('.diff-editor, .monaco-diff-editor').first().waitFor();
    await page.keyboard.press('Escape');
    await runByKeyboard(page, 'Verbatim: Accept the New Place…');
    await waitFor(() => read(sidecar).includes('The funding was all going'), 'the new words');
    assert.match(read(sidecar), /base: [0-9a-f]{40}\n {4}quote: "The funding/);
  });

  it('marks one lost whose words are gone, which stays in the sidecar as it was', async () => {
    await rowOf('The pharmacist alone').first().waitFor();
    await runByKeyboard(page, 'Verbatim: Mark Passage Lost');
    await waitFor(() => read(sidecar).includes('    lost: true\n'), 'the passage to be marked');
    const [, lost = ''] = read(sidecar).split(`- id: ${passageId(3)}\n`);
    assert.match(lost, /^ {4}at: 9:\d+-9:\d+\n {4}quote: "The pharmacist alone is worth it\."\n/);
  });

  it('shows what has changed since the last commit', async () => {
    await runByKeyboard(page, 'Verbatim: Compare with…');
    await page.locator('.quick-input-widget:visible .quick-input-list', { hasText: 'Begin' }).waitFor();
    await page.keyboard.type('Begin');
    await focusedRow(page, 'Begin').waitFor();
    await page.keyboard.press('Enter');
    await rowOf('The funding').first().waitFor();
    await runByKeyboard(page, 'Verbatim: End the Comparison');
  });

  it('shares it under words that can be changed', async () => {
    await runByKeyboard(page, 'Verbatim: Share Your Changes…');
    const box = page.locator('.quick-input-widget:visible', { hasText: 'In one line' });
    await box.waitFor();
    assert.equal(await box.locator('input').inputValue(), 'MS: changes in Int01; text of Int01');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('Looked through Int01');
    await page.keyboard.press('Enter');
    await waitFor(
      async () =>
        (await shared.ms.git('log', '-1', '--format=%s', 'origin/main')).trim() === 'Looked through Int01',
      'the commit to be pushed',
    );
    assert.equal(await shared.ms.git('status', '--porcelain'), '');
  });
});
