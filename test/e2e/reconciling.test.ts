import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { reconciliationOf } from '../../src/core/study/consensus';
import { finalLayerOf } from '../../src/core/study/final-layer';
import { openStudyIn } from '../support/calibration-study';
import { runVerbatim } from '../support/cli';
import { focusedRow } from '../support/quick-input';
import { waitFor } from '../support/wait-for';
import { openWorkbench, type Workbench } from '../support/workbench';
import { findReport, runByKeyboard, waitForStudy } from './steps';

/** Those of the round, which have three hundred disagreements. */
const transcripts = ['Int01.md', 'Int05.md', 'Int10.md', 'Int18.md', 'Int25.md'];
const consensusOf = (transcript: string): string => `transcripts/${transcript}.consensus.coding.yaml`;

/** The first disagreements of each transcript are settled by quick fixes: what is typed, which row that leaves, and why. */
const quickFixes: readonly (readonly [typed: string, row: string, reason: string])[] = [
  ['Keep SP', 'Keep SP’s', 'The aside belongs to it.'],
  ['Keep both', 'Keep both', 'Two things are said at once.'],
  ['Neither', 'Neither', 'A figure of speech.'],
  ['Another', 'Another code', ''],
  ['Keep MS', 'Keep MS’s', ''],
];

/** What the test reads of `verbatim agreement --json`. */
interface Agreement {
  readonly transcripts: readonly { readonly path: string }[];
  /** All figures. */
  readonly sections: readonly { readonly kind: string }[];
}

describe('reconciling the calibration round', function () {
  // Hundreds of decisions, one after the other.
  this.timeout(1_800_000);
  let workbench: Workbench;
  let page: Page;
  let sources: ReadonlyMap<string, string>;
  let agreementBefore: Agreement;
  before(async () => {
    workbench = await openWorkbench({
      settings: { 'editor.minimap.enabled': false, 'editor.cursorBlinking': 'solid' },
      // To film the window takes longer than to decide.
      trace: 'off',
    });
    ({ page } = workbench);
    sources = readOthers();
    agreementBefore = await agreementOf('MS,SP');
    await waitForStudy(page);
  });
  after(() => workbench.close());

  /** Everything in the folder of transcripts that is not consensus. */
  const readOthers = (): ReadonlyMap<string, string> => {
    const folder = path.join(workbench.folder, 'transcripts');
    const files = readdirSync(folder).filter((name) => !name.includes('.consensus.'));
    return new Map(files.map((name) => [name, readFileSync(path.join(folder, name), 'latin1')]));
  };
  const consensus = (transcript: string): string =>
    readFileSync(path.join(workbench.folder, consensusOf(transcript)), 'utf8');
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...args], {
      cwd: workbench.folder,
      encoding: 'utf8',
    });
  const agreementOf = async (coders: string): Promise<Agreement> => {
    const args = ['agreement', '--coders', coders, '--round', 'calibration', '--replicates', '0', '--json'];
    const { code, stdout, stderr } = await runVerbatim(args, workbench.folder);
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout) as Agreement;
  };
  const reconcileView = () => page.locator('.pane', { has: page.getByText('Reconcile', { exact: true }) });
  const prompt = () => page.locator('.quick-input-widget:visible .quick-input-title');
  /** How many are open, as the view says, once they are fewer than before, or more. */
  const waitForOpen = async (is: '<' | '>', before: number): Promise<number> => {
    const found = await page.waitForFunction<{ readonly open: number }>(`(() => {
      const messages = [...document.querySelectorAll('.pane-body .message')];
      const words = messages.map(({ textContent }) => textContent).find((text) => /Decisions by/.test(text));
      if (words === undefined) return undefined;
      const open = Number(/(\\d+) open/.exec(words)?.[1] ?? 0);
      return open ${is} ${before} ? { open } : undefined;
    })()`);
    return (await found.jsonValue()).open;
  };
  /** Decides by a key and goes on without a reason, in one go: the box need not be there yet. */
  const settleByKey = async (key: string, before: number): Promise<number> => {
    await page.keyboard.press(key);
    await page.keyboard.press('Enter');
    return waitForOpen('<', before);
  };
  const shownTranscript = async (): Promise<string> =>
    (await page.locator('.tabs-container .tab.active').getAttribute('data-resource-name')) ?? '';
  /** The row of the disagreement that one is at. */
  const shownDisagreement = (): Promise<string | null> =>
    reconcileView().locator('.monaco-list-row.selected').getAttribute('aria-label');
  const settleByQuickFix = async (
    [typed, words, reason]: (typeof quickFixes)[number],
    before: number,
  ): Promise<number> => {
    await page.keyboard.press('ControlOrMeta+.');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: words }).waitFor();
    await page.keyboard.type(typed);
    await focusedRow(page, words).waitFor();
    await page.keyboard.press('Enter');
    if (words === 'Another code') {
      await prompt().filter({ hasText: 'Which code instead of' }).waitFor();
      await page.keyboard.type('Vaccinating together');
      await focusedRow(page, 'Vaccinating together').waitFor();
      await page.keyboard.press('Enter');
      await prompt().filter({ hasText: 'Another code: covid-vaccination' }).waitFor();
    }
    // The choice before it shows the same title: only the box says that it is the question for a reason.
    await page.locator('.quick-input-widget:visible input[placeholder^="Why?"]').waitFor();
    await page.keyboard.type(reason);
    await page.keyboard.press('Enter');
    return waitForOpen('<', before);
  };

  it('starts with the round, in the names of both coders', async () => {
    await runByKeyboard(page, 'Verbatim: Reconcile…');
    await page.locator('.quick-input-widget:visible', { hasText: 'Who decides?' }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: 'Int01.md' }).waitFor();
    await page
      .locator('.pane-body .message', { hasText: `0 of ${transcripts.length} transcripts complete` })
      .waitFor();
  });

  it('takes over what all agree on by a key', async () => {
    await page.keyboard.press('ControlOrMeta+1');
    await page.locator('.monaco-editor.focused').waitFor();
    await page.keyboard.press('o');
    const isTakenOver = (name: string): boolean =>
      existsSync(path.join(workbench.folder, consensusOf(name))) &&
      /outcome: agreed \}/.test(consensus(name));
    await waitFor(() => transcripts.every(isTakenOver), 'what all agree on');
  });

  it('skips one, settles the next on words of its own, and takes another decision back to the byte', async () => {
    const open = await waitForOpen('<', Infinity);
    const first = await shownDisagreement();
    await page.keyboard.press('s');
    // Words are selected where one is, so one has to be there.
    await waitFor(async () => (await shownDisagreement()) !== first, 'the next disagreement');
    await page.keyboard.press('Shift+End');
    await settleByKey('e', open);
    const before = consensus('Int01.md');
    assert.match(before, /extent: true, outcome: new,/);
    await settleByKey('k', open - 1);
    assert.notEqual(consensus('Int01.md'), before);
    await page.keyboard.press('u');
    assert.equal(await waitForOpen('>', open - 2), open - 1);
    assert.equal(consensus('Int01.md'), before);
  });

  it('settles the first ones by quick fixes, all the others by plain keys, each with the next one shown', async () => {
    const keys = ['a', 'k', 'b', 'x'];
    const visited: string[] = [];
    let open = await waitForOpen('<', Infinity);
    for (let i = 0; open > 0; i++) {
      const transcript = await shownTranscript();
      const fix = quickFixes[visited.filter((name) => name === transcript).length];
      visited.push(transcript);
      open = fix ? await settleByQuickFix(fix, open) : await settleByKey(keys[i % keys.length] ?? 'k', open);
    }
    assert.deepEqual([...new Set(visited)], transcripts);
    const all = `${transcripts.length} of ${transcripts.length} transcripts complete`;
    await page.locator('.pane-body .message', { hasText: all }).waitFor();
  });

  it('has settled every matter, and nothing else was written', async () => {
    assert.deepEqual(readOthers(), sources);
    const { view, check } = await openStudyIn(workbench.folder);
    assert.deepEqual(
      (await check()).map(({ code, path: file }) => `${file}: ${code}`),
      [],
    );
    const outcomes = new Set<string>();
    for (const name of transcripts) {
      const { matters, leftovers, isComplete } = reconciliationOf(view(), `transcripts/${name}`);
      assert.ok(isComplete && leftovers.length === 0, name);
      assert.ok(matters.length > 40 && matters.every(({ state }) => state === 'settled'), name);
      const { value, problems } =
        view().sidecars.get(consensusOf(name)) ?? assert.fail(`no consensus of ${name}`);
      assert.deepEqual([value.status, problems], ['done', []]);
      for (const { from = [], decisions = [] } of value.passages) {
        assert.ok(from.length > 0 && decisions.length > 0);
        for (const { outcome, by } of decisions)
          assert.deepEqual(by ?? [], outcome === 'agreed' && !by ? [] : ['MS', 'SP']);
      }
      for (const { code, outcome } of value.passages.flatMap(({ decisions = [] }) => decisions))
        outcomes.add(`${code === undefined ? 'extent' : 'code'} ${outcome}`);
    }
    assert.deepEqual([...outcomes].sort(), [
      'code added',
      'code agreed',
      'code declined',
      'code kept',
      'extent agreed',
      'extent chosen',
      'extent new',
    ]);
    const { sidecars, unsettled } = finalLayerOf(view());
    assert.ok(unsettled.every(({ transcript }) => !transcripts.includes(path.basename(transcript))));
    for (const name of transcripts) assert.ok(sidecars.has(consensusOf(name)), name);
  });

  it('is committed, and told in sentences', async () => {
    git('add', '--all');
    git('commit', '--quiet', '--message', 'Reconcile the calibration round');
    const numbers = git('show', '--numstat', '--format=').trim().split('\n');
    assert.deepEqual(
      numbers.map((line) => line.replace(/^\d+/, 'n')),
      transcripts.map((name) => `n\t0\t${consensusOf(name)}`),
    );
    const { stdout } = await runVerbatim(['diff', 'HEAD~1', 'HEAD'], workbench.folder);
    assert.match(stdout, /MS and SP settled the extent of Int01 .*, because “The aside belongs to it\.”/);
    assert.match(stdout, /MS and SP declined \*[a-z-]+\* at Int01 .*, because “A figure of speech\.”/);
    assert.match(stdout, /MS and SP added \*covid-vaccination\* at Int01 /);
  });

  it('leaves agreement as it was before, and tells how far each coder is from the consensus', async () => {
    const { sections } = await agreementOf('MS,SP');
    const isAdded = ({ kind }: { readonly kind: string }): boolean => kind === 'reconciliation';
    assert.deepEqual(
      sections.filter((section) => !isAdded(section)),
      agreementBefore.sections,
    );
    assert.ok(sections.some(isAdded), 'before and after reconciliation, side by side');
    for (const coder of ['MS', 'SP']) {
      const { transcripts: compared } = await agreementOf(`${coder},consensus`);
      assert.deepEqual(
        compared.map((each) => path.basename(each.path)),
        transcripts,
      );
    }
  });

  it('shows agreement before and after in the report', async () => {
    await runByKeyboard(page, 'Verbatim: Show Agreement');
    const report = await findReport(page);
    await report.locator('header', { hasText: 'MS (M. S.) and SP (S. P.)' }).waitFor();
    await report.locator('h2', { hasText: 'Before and after reconciliation' }).waitFor();
    for (const who of ['Before: MS, SP', 'MS and the consensus', 'SP and the consensus'])
      await report.locator('tr', { hasText: who }).first().waitFor();
  });
});
