import assert from 'node:assert/strict';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { codedPassages } from '../support/coded-passages';
import { type SharedStudy, shareStudy } from '../support/shared-study';
import { smallStudy } from '../support/small-study';
import { waitFor } from '../support/wait-for';
import { openWorkbench, type Workbench } from '../support/workbench';
import { goTo, row, runByKeyboard, waitForStudy } from './steps';

const transcript = 'transcripts/Int03.md';
const sidecar = `${transcript}.MS.coding.yaml`;
const lines = Array.from({ length: 26 }, (_, n) => `This is what they said, number ${n + 1}.`);

describe('a sidecar that others write at the same time', function () {
  this.timeout(240_000);
  let shared: SharedStudy;
  let workbench: Workbench;
  let windows: readonly [Page, Page];
  const git = (...args: readonly string[]): Promise<string> => shared.ms.git(...args);
  const quotesOnDisk = (): readonly string[] =>
    codedPassages(path.join(shared.ms.folder, sidecar)).map(({ quote }) => quote);
  /** The codes of the only passage in a line. */
  const codesAt = (line: number): readonly string[] => {
    const found = codedPassages(path.join(shared.ms.folder, sidecar)).filter(
      ({ quote }) => quote === lines[line - 1],
    );
    assert.ok(found.length <= 1, `passages in line ${line}: ${found.length}`);
    return found[0]?.codes ?? [];
  };
  const show = async (page: Page): Promise<void> => {
    await waitForStudy(page);
    await runByKeyboard(page, 'Verbatim: Focus on Transcripts View');
    await row(page, 'Int03.md').click();
    await page.locator('.tab.active', { hasText: 'Int03.md' }).waitFor();
    await page.locator('.monaco-editor.focused').waitFor();
    await page.locator('.statusbar-item[id$="verbatim.mode"]', { hasText: 'Coding' }).waitFor();
    // A window that has just opened does not know yet that its folder is trusted, and leaves keys that code without meaning.
    await page.locator('.editor-actions .action-label[aria-label^="Code Passage"]:not(.disabled)').waitFor();
  };
  /** Codes lines, one after the other, as fast as keys come. */
  const code = async (page: Page, from: number, to = from): Promise<void> => {
    await goTo(page, from, 3);
    await page.keyboard.type(`cwary\n${'jr'.repeat(to - from)}`);
  };
  const waitForLines = (wanted: readonly number[]): Promise<unknown> => {
    const quotes = wanted.map((line) => lines[line - 1]).sort();
    return waitFor(
      () => JSON.stringify([...quotesOnDisk()].sort()) === JSON.stringify(quotes),
      () => `${quotes.join()}, not ${quotesOnDisk().join()}`,
    );
  };
  const waitToShow = (page: Page, count: number): Promise<void> =>
    row(page, 'Int03.md')
      .filter({ hasText: new RegExp(`MS \\S+ ${count}$`) })
      .waitFor();

  before(async () => {
    shared = await shareStudy(smallStudy().set(transcript, lines.map((line) => `${line}\n`).join('')));
    workbench = await openWorkbench({ folder: shared.ms.folder, settings: { 'verbatim.coder': 'MS' } });
    const { page } = workbench;
    await show(page);
    const other = await page.context().newPage();
    await other.goto(page.url());
    windows = [page, other];
    await show(other);
  });
  after(async () => {
    await workbench.close();
    shared.remove();
  });

  it('holds what two windows code by turns and at once, each once, and both show all of it', async () => {
    const [one, two] = windows;
    for (let line = 1; line <= 6; line++) {
      await code(line % 2 === 1 ? one : two, line);
      await waitForLines(lines.slice(0, line).map((_, n) => n + 1));
    }
    await Promise.all([code(one, 7, 11), code(two, 12, 16)]);
    await waitForLines(lines.slice(0, 16).map((_, n) => n + 1));
    for (const page of windows) await waitToShow(page, 16);
    // One of them takes back its own, and nothing of the other's.
    await one.keyboard.type('u');
    await waitForLines([...Array(16).keys()].map((n) => n + 1).filter((line) => line !== 11));
    for (const page of windows) await waitToShow(page, 15);
    // The same words at the same moment are one passage.
    for (const line of [25, 26]) {
      for (const page of windows) await goTo(page, line, 3);
      await Promise.all([one.keyboard.type('r'), two.keyboard.type('cnew roles\n')]);
      await waitFor(
        () => codesAt(line).length === 2,
        () => `two codes, not ${codesAt(line).join()}`,
      );
      assert.deepEqual([...codesAt(line)].sort(), ['new-roles', 'wary']);
    }
    for (const page of windows) await waitToShow(page, 17);
  });

  it('has on each branch what was coded there, however soon after another was checked out', async () => {
    const [page, other] = windows;
    await other.close();
    await git('add', '--all');
    await git('commit', '--quiet', '--message', 'Both');
    const common = quotesOnDisk();
    const coded: Record<string, readonly string[]> = { main: [], elsewhere: [] };
    await git('branch', 'elsewhere');
    for (let line = 17; line <= 22; line++) {
      const branch = line % 2 === 1 ? 'elsewhere' : 'main';
      await goTo(page, line, 3);
      await git('switch', '--quiet', branch);
      await page.keyboard.type('r');
      const all = [...(coded[branch] ?? []), lines[line - 1] ?? ''];
      coded[branch] = all;
      await waitFor(
        () => JSON.stringify([...quotesOnDisk()].sort()) === JSON.stringify([...common, ...all].sort()),
        () => `${all.join()} on ${branch}, not ${quotesOnDisk().join()}`,
      );
      await git('commit', '--quiet', '--all', '--message', `Line ${line}`);
    }
    await waitToShow(page, common.length + 3);
    // What is not committed, git does not overwrite.
    await goTo(page, 23, 3);
    await page.keyboard.type('r');
    await waitFor(() => quotesOnDisk().includes(lines[22] ?? ''), 'another coding');
    await assert.rejects(git('switch', '--quiet', 'elsewhere'));
    await waitToShow(page, common.length + 4);
    assert.equal(await git('status', '--porcelain'), ` M ${sidecar}\n`);
  });
});
