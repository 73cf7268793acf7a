import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { focusedRow } from '../support/quick-input';
import { waitFor } from '../support/wait-for';
import { openWorkbench, type Workbench } from '../support/workbench';
import { waitForLane } from './lanes';
import {
  expand,
  goTo,
  memoBox,
  reloadWindow,
  row,
  runByKeyboard,
  saveMemo,
  showViews,
  waitForPick,
  waitForStudy,
} from './steps';

const sentence = "I wouldn't call it leading, it's that my husband does the tea on a Thursday.";

describe('coding by keyboard alone', () => {
  const parent = mkdtempSync(path.join(tmpdir(), 'verbatim-coding-'));
  const study = path.join(parent, 'primary-care-networks');
  const sidecarFile = path.join(study, 'transcripts/Int02.md.MS.coding.yaml');
  let workbench: Workbench;
  let page: Page;
  before(async () => {
    workbench = await openWorkbench({ folder: parent });
    ({ page } = workbench);
  });
  after(async () => {
    await workbench.close();
    rmSync(parent, { recursive: true });
  });

  const sidecar = (): string => readFileSync(sidecarFile, 'utf8');
  const git = (...args: readonly string[]): string =>
    execFileSync('git', [...args], { cwd: study, encoding: 'utf8' });
  const pickCodes = async (): Promise<void> => {
    await page.keyboard.press('ControlOrMeta+Enter');
    await waitForPick(page, sentence.slice(0, 30));
  };
  const waitForSidecar = (holds: (text: string) => boolean, what: string): Promise<unknown> =>
    waitFor(
      () => holds(sidecar()),
      () => `${what} in\n${sidecar()}`,
    );

  it('opens the sample study in a folder of the window', async () => {
    await page.locator('.activitybar [aria-label="Verbatim"]').first().click();
    await page.locator('.welcome-view-content', { hasText: 'Open Sample Study' }).waitFor();
    await runByKeyboard(page, 'Verbatim: Open Sample Study');
    await page.locator('.quick-input-widget:visible', { hasText: 'Copy Here' }).waitFor();
    await page.keyboard.press('Enter');
    await waitForStudy(page);
    assert.ok(existsSync(path.join(study, 'verbatim.yaml')));
    git('init', '--quiet');
    git('add', '--all');
    git(
      '-c',
      'user.name=Test',
      '-c',
      'user.email=test@example.org',
      'commit',
      '--quiet',
      '--message',
      'Sample',
    );
  });

  it('opens a transcript from the Transcripts view', async () => {
    await showViews(page);
    await page.keyboard.type('Int02');
    await page.locator('.monaco-list-row.focused[aria-label*="Int02.md"]').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: 'Int02.md' }).waitFor();
    await page.locator('.monaco-editor.focused').waitFor();
  });

  it('codes the sentence at the cursor, having asked once who is coding', async () => {
    await goTo(page, 15, 60);
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.locator('.quick-input-widget:visible', { hasText: 'Who is coding' }).waitFor();
    await page.keyboard.type('MS');
    await page.keyboard.press('Enter');
    await waitForPick(page, sentence.slice(0, 30));
    await page.keyboard.type('almost mand');
    await focusedRow(page, 'Almost mandatory').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-widget:visible').waitFor({ state: 'hidden' });
    await waitForSidecar((text) => text.includes(`quote: "${sentence}"`), 'the passage');
    assert.match(
      sidecar(),
      /quote: "I wouldn't call[^\n]*\n(?: {4}(?:before|after): [^\n]*\n)* {4}codes:\n {6}- mandatory-feel\n/,
    );
  });

  it('changes nothing else: git sees added lines only, in one file', () => {
    assert.match(git('diff', '--numstat'), /^\d+\t0\ttranscripts\/Int02\.md\.MS\.coding\.yaml\n$/);
    assert.equal(git('status', '--short').split('\n').length, 2);
    const added = git('diff')
      .split('\n')
      .filter((line) => line.startsWith('+ '));
    assert.ok(added.some((line) => line.includes('- mandatory-feel')));
  });

  it('shows the passage in the text, and in the tree under its research question', async () => {
    await waitForLane(page, sentence.slice(0, 20));
    for (const topic of ['Reasons for joining', 'Money and mandate', 'Almost mandatory'])
      await expand(page, topic);
    const found = row(page, "I wouldn't call it leading").first();
    await found.waitFor();
    assert.match((await found.getAttribute('aria-label')) ?? '', /MS, Int02\.md:15/);
  });

  it('applies further codes with the second key, and stays', async () => {
    await page.keyboard.press('ControlOrMeta+1');
    await pickCodes();
    await page.keyboard.type('new money');
    await focusedRow(page, 'New money').waitFor();
    await page.keyboard.press('ControlOrMeta+Enter');
    await focusedRow(page, 'New money').locator('.codicon-check').waitFor();
    await waitForSidecar((text) => text.includes('- mandatory-feel\n      - new-money\n'), 'the second code');
    await page.keyboard.press('ControlOrMeta+Enter');
    await focusedRow(page, 'New money').locator('.codicon-blank').waitFor();
    await waitForSidecar(
      (text) => !text.includes('- mandatory-feel\n      - new-money\n'),
      'the second code gone',
    );
    await page.keyboard.press('Escape');
  });

  it('creates a code of what was typed', async () => {
    await pickCodes();
    await page.keyboard.type('Nobody’s thing');
    await page.locator('.quick-input-list', { hasText: 'Create code “Nobody’s thing”' }).waitFor();
    await page.keyboard.press('ArrowUp');
    await focusedRow(page, 'Create code').waitFor();
    await page.keyboard.press('Enter');
    await waitForSidecar((text) => /- mandatory-feel\n {6}- nobody-?s-thing\n/.test(text), 'the new code');
    assert.match(readFileSync(path.join(study, 'codebook.yaml'), 'utf8'), /name: Nobody’s thing\n/);
  });

  it('takes a code off', async () => {
    await page.keyboard.press('ControlOrMeta+Delete');
    await page.locator('.quick-input-widget:visible', { hasText: 'Remove which code?' }).waitFor();
    await page.keyboard.type('Nobody');
    await focusedRow(page, 'Nobody’s thing').waitFor();
    await page.keyboard.press('Enter');
    await waitForSidecar((text) => !/nobody-?s-thing/.test(text), 'the new code gone');
  });

  it('writes a memo', async () => {
    await page.keyboard.press('ControlOrMeta+K');
    await page.keyboard.press('m');
    await memoBox(page).waitFor();
    await page.keyboard.type('Whose, then?');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Ask again.');
    await saveMemo(page);
    await waitForSidecar(
      (text) => text.includes('    memo: |-\n      Whose, then?\n      Ask again.\n'),
      'the memo',
    );
    await page.keyboard.press('Escape');
    await page.locator('.review-widget').waitFor({ state: 'detached' });
  });

  it('deletes the passage, and brings it back by undoing', async () => {
    const before = sidecar();
    await runByKeyboard(page, 'Verbatim: Delete Passage');
    await waitFor(() => git('diff', '--stat', '--', 'transcripts') === '', 'the sidecar as it was committed');
    await page.keyboard.press('ControlOrMeta+K');
    await page.keyboard.press('ControlOrMeta+Z');
    await waitFor(() => sidecar() === before, 'the passage to come back');
  });

  it('finds all of it again after a reload', async () => {
    await reloadWindow(page);
    await waitForLane(page, sentence.slice(0, 20));
    await showViews(page);
    await row(page, 'Int02.md, Interview, MS: done, 29 passages').waitFor();
    for (const topic of ['Reasons for joining', 'Money and mandate', 'Almost mandatory'])
      await expand(page, topic);
    await row(page, "I wouldn't call it leading").first().waitFor();
    // Nobody is asked again who is coding.
    await page.locator('.statusbar-item[id$="verbatim.coder"]', { hasText: 'MS' }).waitFor();
  });
});
