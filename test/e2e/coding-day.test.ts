import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { type CodedPassage, codedPassages } from '../support/coded-passages';
import { focusedRow, openQuickInput } from '../support/quick-input';
import { waitFor } from '../support/wait-for';
import { openWorkbench, type Workbench } from '../support/workbench';
import { runVerbatim } from '../support/cli';
import { waitForLane } from './lanes';
import { goTo, runByKeyboard, waitForStudy } from './steps';

describe('a day of coding, by keyboard alone', () => {
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
  /** MS has not coded this transcript yet. */
  const records = (): readonly CodedPassage[] => codedPassages(file());
  const open = async (): Promise<void> => {
    await openQuickInput(page, 'ControlOrMeta+P', 'Int07.md', 'Int07.md');
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: 'Int07.md' }).waitFor();
    await page.locator('.statusbar-item[id$="verbatim.mode"]', { hasText: 'Coding' }).waitFor();
    // It is opened as Markdown and then becomes a transcript, which is to open it again.
    await page.locator('.statusbar-item[id="status.editor.mode"]', { hasText: 'Transcript' }).waitFor();
    await page.locator('.monaco-editor.focused').waitFor();
  };
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };

  it('begins with nine codes under the fingers', async () => {
    await runByKeyboard(page, 'Verbatim: Pin or Unpin Code');
    await page.locator('.quick-input-widget:visible', { hasText: 'Pin a code' }).waitFor();
    await page.keyboard.type('Almost mandatory');
    await focusedRow(page, 'Almost mandatory').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.statusbar-item', { hasText: 'is pinned to 1' }).waitFor();
    await runByKeyboard(page, 'Verbatim: Pin or Unpin Code');
    await page.locator('.quick-input-widget:visible', { hasText: 'Pin a code' }).waitFor();
    await page.keyboard.type('New money');
    await focusedRow(page, 'New money').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.statusbar-item', { hasText: 'is pinned to 2' }).waitFor();
  });

  it('codes thirty passages in one go, each of them once', async function () {
    // Seventy keys, each of which is waited for by nobody: only the machine's load says how long they take.
    this.timeout(180_000);
    await open();
    const text = readFileSync(path.join(workbench.folder, transcript), 'utf8');
    await goTo(page, 3, 1);
    // Sentence by sentence: the next one, and a code for it. Every third has two.
    for (let i = 0; i < 30; i++) {
      await press('j', i % 2 === 0 ? '1' : '2');
      if (i % 3 === 0) await press(i % 2 === 0 ? '2' : '1');
    }
    const codings = (): number => records().flatMap(({ codes }) => codes).length;
    for (const count of [10, 20, 30, 40])
      await waitFor(
        () => codings() >= count,
        () =>
          `${count} codings, there are ${codings()}:\n${records()
            .map(({ quote, codes }) => `${codes.join('+')} ${quote}`)
            .join('\n')}`,
      );
    const passages = records();
    assert.equal(codings(), 40);
    assert.equal(passages.length, 30);
    assert.equal(new Set(passages.map(({ at }) => at)).size, 30, 'no passage twice');
    let from = 0;
    passages.forEach(({ quote, codes }, i) => {
      from = text.indexOf(quote, from);
      assert.notEqual(from, -1, quote);
      from += quote.length;
      const two = ['mandatory-feel', 'new-money'];
      const inOrder = i % 2 === 0 ? two : two.toReversed();
      assert.deepEqual(codes, i % 3 === 0 ? inOrder : inOrder.slice(0, 1));
    });
    assert.equal(readFileSync(path.join(workbench.folder, transcript), 'utf8'), text);
    await waitForLane(page, (passages.at(-1)?.quote ?? '').slice(0, 12));
  });

  it('leaves a study in which nothing is wrong', async () => {
    const { code, stdout } = await runVerbatim(['check'], workbench.folder);
    assert.equal(code, 0, stdout);
  });

  it('takes back forty codings in one go, to the byte', async function () {
    this.timeout(180_000);
    for (let i = 0; i < 40; i++) await press('u');
    const git = (): string =>
      execFileSync('git', ['status', '--short'], { cwd: workbench.folder, encoding: 'utf8' });
    await waitFor(
      () => git() === '',
      () => `a clean work tree, not\n${git()}`,
    );
  });

  it('does all the rest without a pointer, too', async () => {
    await goTo(page, 1, 1);
    await press('j', '1');
    // A card with the keys, which Escape closes.
    await press('Shift+?');
    await page.locator('.quick-input-widget:visible', { hasText: 'Keys in coding mode' }).waitFor();
    await page.locator('.quick-input-list', { hasText: 'Almost mandatory (pinned)' }).waitFor();
    await press('Escape');
    await page.locator('.quick-input-widget:visible').waitFor({ state: 'hidden' });
    // A passage is told when it is gone to.
    await press('n');
    const told = page.locator('.statusbar-item[id$="verbatim.passage"]');
    await told.waitFor();
    assert.match(
      (await told.locator('[role=status]').getAttribute('aria-label')) ?? '',
      /coded by (MS|SP): ./,
    );
  });

  it('types nothing into the transcript, until it is corrected', async () => {
    const file = path.join(workbench.folder, transcript);
    const before = readFileSync(file, 'utf8');
    await goTo(page, 1, 1);
    await press('q', 'w', 'z');
    await press('F2');
    await page.locator('.statusbar-item[id$="verbatim.mode"]', { hasText: 'Correcting' }).waitFor();
    await page.keyboard.type('x1 ');
    await press('F2');
    await page.locator('.statusbar-item[id$="verbatim.mode"]', { hasText: 'Coding' }).waitFor();
    assert.equal(readFileSync(file, 'utf8'), `x1 ${before}`);
  });
});
