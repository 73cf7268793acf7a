import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { codedPassages } from '../support/coded-passages';
import { openQuickInput } from '../support/quick-input';
import { waitFor } from '../support/wait-for';
import { openWorkbench, type Workbench } from '../support/workbench';
import { goTo, memoBox, waitForStudy } from './steps';

describe('keys that come faster than the window', () => {
  const transcript = 'transcripts/Int07.md';
  let workbench: Workbench;
  let page: Page;
  before(async () => {
    workbench = await openWorkbench({ settings: { 'verbatim.coder': 'MS' } });
    ({ page } = workbench);
    await waitForStudy(page);
  });
  after(() => workbench.close());

  const file = (): string => path.join(workbench.folder, `${transcript}.MS.coding.yaml`);
  /** What MS has coded; there is no sidecar at first. */
  const coded = (): readonly (readonly [quote: string, ...codes: readonly string[]])[] =>
    codedPassages(file()).map(({ quote, codes }) => [quote, ...codes] as const);
  const sentences = [
    'Site A, social prescribing link worker, café, 14 January 2020.',
    'Transcribed verbatim; names and some details of patients changed.',
    "Is it okay that there's, like, people?",
  ] as const;
  const waitForCodings = (count: number): Promise<unknown> =>
    waitFor(
      () => coded().flatMap(([, ...codes]) => codes).length === count,
      () => `${count} codings, not ${JSON.stringify(coded())}`,
    );

  /**
   * On the disk a coding is before the window shows it; what is selected with a key comes into the editor as late, and over
   * the place that was gone to meanwhile.
   */
  const waitUntilTold = (code: string, quote: string): Promise<void> =>
    page.locator('.statusbar-item', { hasText: `Coded: ${code} – “${quote.slice(0, 30)}` }).waitFor();

  it('act from the moment a transcript shows, and none of them gets into its text', async () => {
    await openQuickInput(page, 'ControlOrMeta+P', 'Int07.md', 'Int07.md');
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: 'Int07.md' }).waitFor();
    await page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
    // What has no meaning, then the first sentence, a code by its name, the next sentence and the same code.
    await page.keyboard.type('qwz ljctrust between\njr');
    await waitForCodings(2);
    assert.deepEqual(coded(), [
      [sentences[0], 'trust-practices'],
      [sentences[1], 'trust-practices'],
    ]);
    await waitUntilTold('Trust between practices', sentences[1]);
    await page.locator('.statusbar-item[id$="verbatim.mode"]', { hasText: 'Coding' }).waitFor();
    const changed = execFileSync('git', ['status', '--porcelain'], {
      cwd: workbench.folder,
      encoding: 'utf8',
    });
    assert.equal(changed, `?? ${transcript}.MS.coding.yaml\n`);
  });

  it('are words for the pick that opens, and keys again after Enter', async () => {
    await goTo(page, 1, 1);
    await page.keyboard.type('jjjcfear of losing\nkcnew money\nkcfair shares\n');
    await waitForCodings(5);
    assert.deepEqual(coded(), [
      [sentences[0], 'trust-practices', 'fair-shares'],
      [sentences[1], 'trust-practices', 'new-money'],
      [sentences[2], 'fear-of-losing-income'],
    ]);
    await waitUntilTold('Fair shares', sentences[0]);
  });

  it('are words for the list of codes to remove', async () => {
    await goTo(page, 3, 5);
    await page.keyboard.type('xfair\njjr');
    // The next key was for the next sentence.
    const now = [
      [sentences[0], 'trust-practices'],
      [sentences[1], 'trust-practices', 'new-money', 'fair-shares'],
    ];
    await waitFor(
      () => JSON.stringify(coded().slice(0, 2)) === JSON.stringify(now),
      () => JSON.stringify(coded()),
    );
    await waitUntilTold('Fair shares', sentences[1]);
  });

  it('are words for the memo that opens', async () => {
    await goTo(page, 3, 5);
    await page.keyboard.type('mnot u x1');
    const box = memoBox(page);
    await box.waitFor();
    await box.getByText('not u x1').waitFor();
    await page.keyboard.press('Control+Enter');
    await waitFor(() => readFileSync(file(), 'utf8').includes('not u x1'), 'the memo in the sidecar');
    await waitForCodings(5);
  });
});
