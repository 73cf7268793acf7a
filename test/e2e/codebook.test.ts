import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { runVerbatim } from '../support/cli';
import { focusedRow, openFile } from '../support/quick-input';
import { waitFor } from '../support/wait-for';
import { openWorkbench, type Workbench } from '../support/workbench';
import { expand, goTo, row, runByKeyboard, waitForStudy } from './steps';

const sidecar = 'transcripts/Int02.md.MS.coding.yaml';

describe('the codebook in the editor', () => {
  let workbench: Workbench;
  let page: Page;
  before(async () => {
    workbench = await openWorkbench({ settings: { 'verbatim.coder': 'MS' } });
    ({ page } = workbench);
    await waitForStudy(page);
  });
  after(() => workbench.close());

  const file = (name: string): string => path.join(workbench.folder, name);
  const read = (name: string): string => readFileSync(file(name), 'utf8');
  const diff = (): string =>
    execFileSync('git', ['diff', '--unified=0'], { cwd: workbench.folder, encoding: 'utf8' });
  const waitForDiff = (change: RegExp): Promise<boolean> =>
    waitFor(
      () => change.test(diff()),
      () => `${change} in\n${diff()}`,
    );
  const undo = async (): Promise<void> => {
    await runByKeyboard(page, 'Verbatim: Undo Last Coding');
    await waitFor(
      () => diff() === '',
      () => `nothing and not\n${diff()}`,
    );
  };
  /** The 1-based line of the first occurrence of some words in a file, and the column of their second letter. */
  const placeOf = (name: string, words: string): readonly [line: number, column: number] => {
    const before = read(name).split(words)[0]?.split('\n') ?? [];
    return [before.length, (before.at(-1) ?? '').length + 2];
  };
  /** Puts the cursor into words of a file that is open. */
  const goInto = async (name: string, words: string): Promise<void> => {
    const [line, column] = placeOf(name, words);
    await goTo(page, line, column);
  };
  /** How often a code stands in sidecars. */
  const countUses = (code: string): number =>
    readdirSync(file('transcripts'))
      .filter((name) => name.endsWith('.coding.yaml'))
      .reduce((sum, name) => sum + read(`transcripts/${name}`).split(`- ${code}\n`).length - 1, 0);
  const status = (words: string) => page.locator('.statusbar-item', { hasText: words });
  const preview = (title: string) =>
    page.locator('.quick-input-widget:visible', {
      has: page.locator('.quick-input-title', { hasText: title }),
    });

  describe('as a language', () => {
    it('says in a sidecar what an id means, and how far the code reaches', async () => {
      await openFile(page, 'Int02.md.MS.coding.yaml');
      await goInto(sidecar, 'mandatory-feel');
      await page.keyboard.press('Control+K');
      await page.keyboard.press('Control+I');
      const hover = page.locator('.monaco-resizable-hover:visible, .monaco-hover:visible', {
        hasText: 'Almost mandatory',
      });
      await hover.getByText('Joining is described as unavoidable').first().waitFor();
      await hover
        .getByText(/\d+ passages in \d+ transcripts, \d+ sites/)
        .first()
        .waitFor();
      await page.keyboard.press('Escape');
    });

    it('goes from there to its definition, and from the definition to the passages', async () => {
      await page.keyboard.press('F12');
      await page.locator('.tab.active', { hasText: 'codebook.yaml' }).waitFor();
      const [line] = placeOf('codebook.yaml', 'mandatory-feel:');
      await status(`Ln ${line}, Col 3`).waitFor();
      await page.keyboard.press('Shift+F12');
      const peek = page.locator('.reference-zone-widget');
      await peek.locator('.monaco-list-row', { hasText: 'Int16.md.SP.coding.yaml' }).waitFor();
      // In the codebook its definition, its alias and its subcode's parent.
      await peek.locator('.meta', { hasText: `References (${countUses('mandatory-feel') + 3})` }).waitFor();
      await page.keyboard.press('Escape');
      await peek.waitFor({ state: 'detached' });
    });

    it('leads by the lens above a code to its passages', async () => {
      // Above “mandatory-feel”, which stands in the middle of the editor.
      await page
        .locator('.codelens-decoration a', { hasText: '32 passages in 7 transcripts, 4 sites' })
        .click();
      await page.locator('.panel .message', { hasText: '32 passages' }).waitFor();
      await page.keyboard.press('ControlOrMeta+1');
    });

    it('completes an id by words of the code’s name', async () => {
      await openFile(page, 'Int02.md.MS.coding.yaml');
      const [line] = placeOf(sidecar, '- mandatory-feel');
      await goTo(page, line, '      - mandatory-feel'.length + 1);
      await page.keyboard.press('Enter');
      await page.keyboard.type('- arranged');
      const suggestion = page.locator('.suggest-widget.visible .monaco-list-row.focused', {
        hasText: 'arranged-marriage',
      });
      await suggestion.waitFor();
      await page.keyboard.press('Tab');
      await page.locator('.view-line', { hasText: '- arranged-marriage' }).first().waitFor();
      await runByKeyboard(page, 'File: Revert File');
      await page.locator('.view-line', { hasText: '- arranged-marriage' }).waitFor({ state: 'detached' });
    });

    it('renames a code where its id stands, in the codebook alone', async () => {
      await openFile(page, 'codebook.yaml');
      await goInto('codebook.yaml', 'fair-shares:');
      await page.keyboard.press('F2');
      const box = page.locator('.rename-box input:visible');
      await box.waitFor();
      assert.equal(await box.inputValue(), 'fair-shares');
      await box.fill('fairness');
      await page.keyboard.press('Enter');
      await waitForDiff(/^\+ {4}aliases: \[fair-shares\]$/m);
      await status('“fair-shares” is “fairness” now.').waitFor();
      await page.locator('.view-line', { hasText: 'fairness:' }).waitFor();
      const { code, stdout } = await runVerbatim(['check'], workbench.folder);
      assert.equal(code, 0, stdout);
      await undo();
    });

    it('offers for an unknown code the nearest, and to create it', async () => {
      writeFileSync(file(sidecar), read(sidecar).replace('- mandatory-feel', '- mandatory-feal'));
      await openFile(page, 'Int02.md.MS.coding.yaml');
      await goInto(sidecar, 'mandatory-feal');
      await page
        .locator('.monaco-editor.focused .squiggly-error, .monaco-editor.focused .squiggly-warning')
        .first()
        .waitFor();
      await page.keyboard.press('ControlOrMeta+.');
      const actions = page.locator('.action-widget:visible');
      await actions.getByText('Use “mandatory-feel”').waitFor();
      await actions.getByText('Create the code “mandatory-feal”').waitFor();
      await page.keyboard.press('ArrowDown');
      await actions.locator('.monaco-list-row.focused', { hasText: 'Create the code' }).waitFor();
      await page.keyboard.press('Enter');
      await waitForDiff(/^\+ {2}mandatory-feal:$/m);
      await runByKeyboard(page, 'Verbatim: Undo Last Coding');
      await waitFor(() => !read('codebook.yaml').includes('mandatory-feal'), 'the codebook as it was');
      await page
        .locator('.monaco-editor.focused .squiggly-error, .monaco-editor.focused .squiggly-warning')
        .first()
        .waitFor();
      // So soon after the undo the editor may close the menu again, and a person then asks once more.
      await waitFor(async () => {
        await page.keyboard.press('ControlOrMeta+.');
        const offered = actions.locator('.monaco-list-row.focused', { hasText: 'Use “mandatory-feel”' });
        return offered.waitFor({ timeout: 3000 }).then(
          () => true,
          () => page.keyboard.press('Escape').then(() => false),
        );
      }, 'the nearest code to be offered');
      await page.keyboard.press('Enter');
      await page.locator('.view-line', { hasText: 'mandatory-feal' }).waitFor({ state: 'detached' });
      await page.keyboard.press('ControlOrMeta+S');
      await waitFor(
        () => diff() === '',
        () => `nothing and not\n${diff()}`,
      );
    });
  });

  describe('as a tree', () => {
    before(async () => {
      await runByKeyboard(page, 'Verbatim: Focus on Themes View');
      await row(page, 'RQ1').waitFor();
      // The views share the height of the side bar.
      await page.getByRole('button', { name: 'Transcripts Section' }).click();
      await expand(page, 'Reasons for joining');
    });

    it('moves a code by dragging it onto a theme', async () => {
      await row(page, 'Reform fatigue').first().dragTo(row(page, 'What practices hoped to gain').first());
      await preview('Move “Reform fatigue” under “What practices hoped to gain”').waitFor();
      await focusedRow(page, 'Move').waitFor();
      await page.keyboard.press('Enter');
      await waitForDiff(/^\+ {4}themes: \[local-aims\]$/m);
      await row(page, 'Reform fatigue').waitFor({ state: 'detached' });
      await undo();
      await row(page, 'Reform fatigue').waitFor();
    });

    it('moves all that are selected', async () => {
      // With the key, a click selects a row and does not open it.
      for (const name of ['Reform fatigue', 'A collective voice'])
        await row(page, name)
          .first()
          .click({ modifiers: ['ControlOrMeta'] });
      for (const name of ['Reform fatigue', 'A collective voice'])
        await page.locator(`.monaco-list-row.selected[aria-label^="${name}"]`).first().waitFor();
      await row(page, 'A collective voice').first().dragTo(row(page, 'What practices hoped to gain').first());
      await preview('Move 2 entries under “What practices hoped to gain”').waitFor();
      for (const name of ['Reform fatigue', 'A collective voice'])
        await page
          .locator('.quick-input-list', { hasText: `“${name}”: under “What practices hoped to gain”` })
          .waitFor();
      await page.keyboard.press('Escape');
      assert.equal(diff(), '');
    });

    it('renames with F2', async () => {
      await row(page, 'Reform fatigue').first().click();
      await page.keyboard.press('F2');
      await preview('Rename “Reform fatigue”').waitFor();
      await page.keyboard.press('End');
      await page.keyboard.type(', again');
      await page.keyboard.press('Enter');
      await row(page, 'Reform fatigue, again').first().waitFor();
      await waitForDiff(/^\+ {4}name: Reform fatigue, again$/m);
      await undo();
      await row(page, 'Reform fatigue, again').first().waitFor({ state: 'detached' });
    });

    it('does not delete with Delete what is in use, and offers to merge it', async () => {
      await row(page, 'Reform fatigue').first().click();
      await page.keyboard.press('Delete');
      const dialog = page.locator('.monaco-dialog-box');
      await dialog.getByText('“Reform fatigue” is in use, so it is not deleted.').waitFor();
      await dialog.getByRole('button', { name: 'Merge…' }).click();
      await preview('Merge “Reform fatigue” into which code?').waitFor();
      await page.keyboard.press('Escape');
      assert.equal(diff(), '');
    });
  });
});
