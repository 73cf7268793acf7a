import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { runVerbatim } from '../support/cli';
import { waitFor } from '../support/wait-for';
import { openWorkbench, type Workbench } from '../support/workbench';
import { focusedRow, runByKeyboard, waitForStudy } from './steps';

const round = ['Int01.md', 'Int05.md', 'Int10.md', 'Int18.md', 'Int25.md'];
/** The whole round has three hundred disagreements; `VERBATIM_LONG_TIMES` settles them all, otherwise those of one transcript. */
const transcripts = process.env['VERBATIM_LONG_TIMES'] === undefined ? ['Int01.md'] : round;

describe('reconciling the calibration round', function () {
  this.timeout(transcripts.length * 400_000);
  let workbench: Workbench;
  let page: Page;
  let sources: ReadonlyMap<string, string>;
  before(async () => {
    workbench = await openWorkbench();
    const studyFile = path.join(workbench.folder, 'verbatim.yaml');
    const lines = readFileSync(studyFile, 'utf8').split('\n');
    const isLeftOut = (line: string): boolean =>
      round.some((name) => line === `      - transcripts/${name}` && !transcripts.includes(name));
    writeFileSync(studyFile, lines.filter((line) => !isLeftOut(line)).join('\n'));
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '--message', 'The transcripts to be reconciled');
    ({ page } = workbench);
    sources = readCoders();
    await waitForStudy(page);
  });
  after(() => workbench.close());

  const readCoders = (): ReadonlyMap<string, string> => {
    const folder = path.join(workbench.folder, 'transcripts');
    const files = readdirSync(folder).filter((name) => !name.includes('.consensus.'));
    return new Map(files.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
  };
  const consensus = (transcript: string): string => {
    const file = path.join(workbench.folder, 'transcripts', `${transcript}.consensus.coding.yaml`);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  };
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...args], {
      cwd: workbench.folder,
      encoding: 'utf8',
    });
  const countOpen = async (): Promise<number> => {
    const words = await page.locator('.pane-body .message', { hasText: 'Decisions by' }).innerText();
    return Number(/(\d+) open/.exec(words)?.[1] ?? 0);
  };
  const prompt = () => page.locator('.quick-input-widget:visible .quick-input-title');
  /** Answers the question for a reason, and waits until the decision is written. */
  const giveReason = async (reason: string, before: number): Promise<number> => {
    await prompt().waitFor();
    if (reason !== '') await page.keyboard.type(reason);
    await page.keyboard.press('Enter');
    let now = before;
    await waitFor(async () => (now = await countOpen()) < before, `fewer than ${before} open`);
    return now;
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

  it('settles a disagreement by a quick fix, with a reason', async () => {
    await page.keyboard.press('ControlOrMeta+1');
    await page.locator('.monaco-editor.focused').waitFor();
    const before = await countOpen();
    await page.keyboard.press('ControlOrMeta+.');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Keep SP’s' }).waitFor();
    await page.keyboard.type('Keep SP');
    await focusedRow(page, 'Keep SP’s').waitFor();
    await page.keyboard.press('Enter');
    await giveReason('The aside belongs to it.', before);
    assert.match(consensus('Int01.md'), /reason: The aside belongs to it\., by: \[MS, SP\]/);
  });

  it('takes over what all agree on by a key', async () => {
    await page.keyboard.press('o');
    await waitFor(() => /outcome: agreed \}/.test(consensus(transcripts.at(-1) ?? '')), 'what all agree on');
  });

  it('settles all the others by plain keys, each with the next one shown', async () => {
    const keys = ['a', 'k', 'b', 'x'];
    let open = await countOpen();
    for (let i = 0; open > 0; i++) {
      await page.keyboard.press(keys[i % keys.length] ?? 'k');
      open = await giveReason('', open);
    }
    const all = `${transcripts.length} of ${transcripts.length} transcripts complete`;
    await page.locator('.pane-body .message', { hasText: all }).waitFor();
  });

  it('left the coders’ sidecars and the transcripts as they were, to the byte; nothing is wrong', async () => {
    assert.deepEqual(readCoders(), sources);
    for (const name of transcripts) assert.match(consensus(name), /^status: done$/m);
    const { code, stdout } = await runVerbatim(['check'], workbench.folder);
    assert.equal(code, 0, stdout);
    const { stderr } = await runVerbatim(['tree', '--layer', 'final'], workbench.folder);
    for (const name of transcripts) assert.ok(!stderr.includes(name), stderr);
  });

  it('is committed, and told in sentences', async () => {
    git('add', '--all');
    git('commit', '--quiet', '--message', 'Reconcile the calibration round');
    const changed = git('show', '--name-only', '--format=').trim().split('\n');
    assert.deepEqual(
      changed,
      transcripts.map((name) => `transcripts/${name}.consensus.coding.yaml`),
    );
    const { stdout } = await runVerbatim(['diff', 'HEAD~1', 'HEAD'], workbench.folder);
    assert.match(stdout, /MS and SP settled the extent of Int01 .*, because “The aside belongs to it\.”/);
  });
});
