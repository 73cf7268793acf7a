import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import { runVerbatim } from '../support/cli';
import { fillQuickInput, focusedRow } from '../support/quick-input';
import { waitFor } from '../support/wait-for';
import { openWorkbench, type Workbench } from '../support/workbench';
import { runByKeyboard, waitForStudy } from './steps';

/** Words of the box's title, what is typed into it, and words of the row that Enter takes then. */
type Answer = readonly [title: string, typed: string, row: string];

interface Refactoring {
  readonly command: string;
  readonly answers: readonly Answer[];
  /** What the codebook, or a sidecar, has then. */
  readonly added: RegExp;
  readonly files: RegExp;
}

const codebookOnly = /^codebook\.yaml$/;

const refactorings: readonly Refactoring[] = [
  {
    command: 'Verbatim: Merge into Another Code…',
    answers: [
      ['Merge which code', 'Rivalry and old', 'Rivalry and old grievances'],
      ['into which code', 'Trust between', 'Trust between practices'],
      ['Merge “Rivalry', '', 'Merge'],
    ],
    added: /^\+ {4}aliases: \[trust, rivalry\]$/m,
    files: codebookOnly,
  },
  {
    command: 'Verbatim: Move…',
    answers: [
      ['Move which', 'A collective voice', 'A collective voice'],
      ['under what', 'Place and population', 'Place and population'],
      ['stands at several places', 'all of them', 'In place of all of them'],
      ['Move “A', '', 'Move'],
    ],
    added: /^\+ {4}themes: \[place\]$/m,
    files: codebookOnly,
  },
  {
    command: 'Verbatim: Deprecate Code…',
    answers: [
      ['Deprecate which', 'Patients awareness', 'Patients'],
      ['to be used instead', 'Little awareness', 'Little awareness'],
      ['Deprecate “Pat', '', 'Deprecate'],
    ],
    added: /^\+ {4}replaced-by: \[low-awareness\]$/m,
    files: codebookOnly,
  },
  {
    command: 'Verbatim: Change Code Id…',
    answers: [
      ['the id of which', 'Fair shares', 'Fair shares'],
      ['Id of “Fair', 'fairness', ''],
      ['Change the id “', '', 'Change the id'],
    ],
    added: /^\+ {4}aliases: \[fair-shares\]$/m,
    files: codebookOnly,
  },
  {
    command: 'Verbatim: Split Code…',
    answers: [
      ['Split which', 'Rivalry and old', 'Rivalry and old grievances'],
      ['part 1', 'Competition today', 'New code “Competition today”'],
      ['part 2', 'Old grievances only', 'New code “Old grievances only”'],
      ['part 3', '', 'These are all'],
      ['Split “Rivalry', '', 'Split, then go through'],
      ['passage 1 of', '', 'Competition today'],
      ['passage 2 of', 'Both', 'Both'],
      ['passage 3 of', 'Stop', 'Stop here'],
    ],
    added: /^\+ +- competition-today$/m,
    files: /^(codebook\.yaml|transcripts\/.*\.MS\.coding\.yaml)$/,
  },
];

describe('refactoring the codebook by keyboard alone', () => {
  let workbench: Workbench;
  let page: Page;
  before(async () => {
    workbench = await openWorkbench({ settings: { 'verbatim.coder': 'MS' } });
    ({ page } = workbench);
    await waitForStudy(page);
  });
  after(() => workbench.close());

  const git = (...args: readonly string[]): string =>
    execFileSync('git', [...args], { cwd: workbench.folder, encoding: 'utf8' });

  const diff = (): string => git('diff', '--unified=0');
  const carryOut = async ({ command, answers, added }: Omit<Refactoring, 'files'>): Promise<void> => {
    await runByKeyboard(page, command);
    for (const [title, typed, words] of answers) {
      await page.locator('.quick-input-widget:visible .quick-input-title', { hasText: title }).waitFor();
      const input = page.locator('.quick-input-widget:visible input.input');
      // A box for a text comes with the text that is to be changed.
      if (words === '') await waitFor(async () => (await input.inputValue()) !== '', 'the text to change');
      if (typed !== '') await fillQuickInput(page, typed);
      if (words !== '') await focusedRow(page, words).waitFor();
      await page.keyboard.press('Enter');
    }
    await waitFor(
      () => added.test(diff()),
      () => `${added} in\n${diff()}`,
    );
    await page.locator('.quick-input-widget:visible').waitFor({ state: 'hidden' });
  };
  const check = async (): Promise<void> => {
    const { code, stdout } = await runVerbatim(['check'], workbench.folder);
    assert.equal(code, 0, stdout);
  };
  const undoTo = async (before: string): Promise<void> => {
    await runByKeyboard(page, 'Verbatim: Undo Last Coding');
    await waitFor(
      () => diff() === before,
      () => `${before}\nand not\n${diff()}`,
    );
  };

  for (const refactoring of refactorings)
    it(`${refactoring.command} leaves nothing to check, and is undone to the byte`, async () => {
      await carryOut(refactoring);
      for (const name of git('diff', '--name-only').trim().split('\n')) assert.match(name, refactoring.files);
      await check();
      await undoTo('');
    });

  it('rewrites old ids in the coder’s own sidecars alone', async () => {
    const [changeId] = refactorings.filter(({ command }) => command.includes('Change Code Id'));
    if (changeId) await carryOut(changeId);
    const before = diff();
    await carryOut({
      command: 'Verbatim: Rewrite Old Ids…',
      answers: [['Rewrite old ids', '', 'Rewrite them']],
      added: /^\+ +- fairness$/m,
    });
    for (const name of git('diff', '--name-only').trim().split('\n'))
      assert.match(name, /^(codebook\.yaml|transcripts\/.*\.MS\.coding\.yaml)$/);
    await check();
    await undoTo(before);
    await undoTo('');
  });

  it('does not delete a code that is in use, and offers to merge it', async () => {
    await runByKeyboard(page, 'Verbatim: Delete…');
    await page.locator('.quick-input-title', { hasText: 'Delete which' }).waitFor();
    await fillQuickInput(page, 'Fair shares');
    await focusedRow(page, 'Fair shares').waitFor();
    await page.keyboard.press('Enter');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText('“Fair shares” is in use, so it is not deleted.').waitFor();
    await dialog.getByRole('button', { name: 'Merge…' }).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    assert.equal(git('status', '--porcelain'), '');
  });
});
