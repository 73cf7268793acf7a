import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import { runVerbatim } from '../support/cli';
import { fillQuickInput } from '../support/quick-input';
import { waitFor } from '../support/wait-for';
import { openWorkbench, type Workbench } from '../support/workbench';
import { focusedRow, runByKeyboard, waitForStudy } from './steps';

/** What is typed into the box, and words of the row that Enter takes then. */
type Answer = readonly [typed: string, row: string];

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
      ['Rivalry and old', 'Rivalry and old grievances'],
      ['Trust between', 'Trust between practices'],
      ['', 'Merge'],
    ],
    added: /^\+ {4}aliases: \[trust, rivalry\]$/m,
    files: codebookOnly,
  },
  {
    command: 'Verbatim: Move…',
    answers: [
      ['A collective voice', 'A collective voice'],
      ['Place and population', 'Place and population'],
      ['all of them', 'In place of all of them'],
      ['', 'Move'],
    ],
    added: /^\+ {4}themes: \[place\]$/m,
    files: codebookOnly,
  },
  {
    command: 'Verbatim: Deprecate Code…',
    answers: [
      ['Patients awareness', 'Patients'],
      ['Little awareness', 'Little awareness'],
      ['', 'Deprecate'],
    ],
    added: /^\+ {4}replaced-by: \[low-awareness\]$/m,
    files: codebookOnly,
  },
  {
    command: 'Verbatim: Change Code Id…',
    answers: [
      ['Fair shares', 'Fair shares'],
      ['fairness', ''],
      ['', 'Change the id'],
    ],
    added: /^\+ {4}aliases: \[fair-shares\]$/m,
    files: codebookOnly,
  },
  {
    command: 'Verbatim: Rewrite Old Ids…',
    answers: [['', 'Rewrite them']],
    added: /^\+ +- mandatory-feel$/m,
    files: /^transcripts\/.*\.MS\.coding\.yaml$/,
  },
  {
    command: 'Verbatim: Split Code…',
    answers: [
      ['Rivalry and old', 'Rivalry and old grievances'],
      ['Competition today', 'New code “Competition today”'],
      ['Old grievances only', 'New code “Old grievances only”'],
      ['', 'These are all'],
      ['', 'Split, then go through'],
      ['', 'Competition today'],
      ['Both', 'Both'],
      ['Stop', 'Stop here'],
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

  for (const { command, answers, added, files } of refactorings)
    it(`${command} leaves nothing to check, and is undone to the byte`, async () => {
      await runByKeyboard(page, command);
      for (const [typed, words] of answers) {
        if (typed !== '') await fillQuickInput(page, typed);
        if (words !== '') await focusedRow(page, words).waitFor();
        await page.keyboard.press('Enter');
      }
      const diff = (): string => git('diff', '--unified=0');
      await waitFor(
        () => added.test(diff()),
        () => `${added} in\n${diff()}`,
      );
      for (const name of git('diff', '--name-only').trim().split('\n')) assert.match(name, files);
      const { code, stdout } = await runVerbatim(['check'], workbench.folder);
      assert.equal(code, 0, stdout);
      await page.locator('.quick-input-widget:visible').waitFor({ state: 'hidden' });
      await runByKeyboard(page, 'Verbatim: Undo Last Coding');
      await waitFor(
        () => diff() === '',
        () => `nothing left of\n${diff()}`,
      );
    });

  it('does not delete a code that is in use, and offers to merge it', async () => {
    await runByKeyboard(page, 'Verbatim: Delete…');
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
