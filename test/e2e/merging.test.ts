import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { isShared, type SharedStudy, shareStudy } from '../support/shared-study';
import { passageId, sidecarText, smallStudy } from '../support/small-study';
import { waitFor } from '../support/wait-for';
import { openWorkbench, type Workbench } from '../support/workbench';
import { row, runByKeyboard, waitForStudy } from './steps';

const sidecar = 'transcripts/Int01.md.MS.coding.yaml';
const other = 'transcripts/Int02.txt.MS.coding.yaml';

describe('a study in which git has merged', function () {
  this.timeout(240_000);
  let shared: SharedStudy;
  let workbench: Workbench;
  let page: Page;
  const read = (file: string): string => readFileSync(path.join(shared.ms.folder, file), 'utf8');
  /** Git takes a file away for a moment when it puts another in its place. */
  const waitForText = (file: string, isWanted: (text: string) => boolean, what: string): Promise<unknown> =>
    waitFor(() => {
      const text = textAt(path.join(shared.ms.folder, file));
      return text !== undefined && isWanted(text);
    }, what);
  const commit = async (who: 'ms' | 'sp', file: string, text: string): Promise<void> => {
    await shared[who].write(file, text);
    await shared[who].git('commit', '--quiet', '--all', '--message', `By ${who}`);
  };
  const replace = async (who: 'ms' | 'sp', was: string, is: string): Promise<void> => {
    const text = await shared[who].read(sidecar);
    assert.ok(text.includes(was), was);
    await commit(who, sidecar, text.replace(was, is));
  };
  const spShares = async (was: string, is: string): Promise<void> => {
    await shared.sp.git('pull', '--quiet');
    await replace('sp', was, is);
    await shared.sp.git('push', '--quiet');
  };
  const editorText = (words: string) =>
    page.locator('.editor-group-container.active .view-line', { hasText: words });
  const position = (line: number) => page.locator('.statusbar-item', { hasText: `Ln ${line}, Col ` });
  const message = (words: string) => page.locator('.notification-list-item', { hasText: words });
  const openTranscript = async (): Promise<void> => {
    await row(page, 'Int01.md').click();
    await page.locator('.tab.active', { hasText: /^Int01\.md$/ }).waitFor();
    await page.locator('.monaco-editor.focused').waitFor();
  };
  const fix = async (title: string): Promise<void> => {
    await page.locator(':is(.lightBulbWidget, [class*="gutter-lightbulb"]):visible').first().waitFor();
    await page.keyboard.press('ControlOrMeta+.');
    await page.locator('.action-widget .monaco-list-row', { hasText: title }).click();
  };
  /** Shares under the words that are proposed, and waits until that has arrived. */
  const sendProposed = async (): Promise<void> => {
    const box = page.locator('.quick-input-widget:visible', { hasText: 'In one line' });
    await box.locator('input').press('Enter');
    await box.waitFor({ state: 'hidden' });
    await waitFor(() => isShared(shared.ms), 'the changes to be shared');
  };

  before(async () => {
    const files = smallStudy();
    const text = files.get('transcripts/Int02.txt') ?? '';
    const last = { quote: 'She is lovely.', codes: ['new-roles'], id: passageId(29) };
    const begin = sidecarText(text, [{ quote: 'Nobody was for it.', codes: ['wary'] }, last]);
    shared = await shareStudy(files.set(other, begin));
    const { ms } = shared;
    // One replaces a passage by another, the other gives the old one a code: git takes the new one for the old.
    await ms.git('switch', '--quiet', '--create', 'elsewhere');
    await commit('ms', other, begin.replace('- wary\n', '- wary\n      - mandatory-feel\n'));
    await ms.git('switch', '--quiet', 'main');
    const quote = 'It was the money.';
    await commit('ms', other, sidecarText(text, [{ quote, codes: ['wary'], id: passageId(28) }, last]));
    await ms.git('merge', '--quiet', '--no-edit', 'elsewhere');
    await ms.git('push', '--quiet');
    workbench = await openWorkbench({ folder: ms.folder, settings: { 'verbatim.coder': 'MS' } });
    ({ page } = workbench);
    await waitForStudy(page);
    await runByKeyboard(page, 'Verbatim: Focus on Transcripts View');
    await openTranscript();
  });
  after(async () => {
    await workbench.close();
    shared.remove();
  });

  it('tells among the problems what fell on the wrong passage, where it is taken off', async () => {
    await runByKeyboard(page, 'Problems: Focus on Problems View');
    const problem = page.locator('.markers-panel .monaco-list-row', {
      hasText: 'put *mandatory-feel* on this passage; it was meant for another one, “Nobody was for it.”',
    });
    await problem.click();
    await page.keyboard.press('Enter');
    const line = read(other).split('\n').indexOf('      - mandatory-feel') + 1;
    await position(line).waitFor();
    await page.locator('.monaco-editor.focused .squiggly-warning').waitFor();
    await fix('Take “mandatory-feel” off this passage');
    await waitForText(other, (text) => !text.includes('mandatory-feel'), 'the code to be taken off');
    await problem.waitFor({ state: 'detached' });
    await page.keyboard.press('ControlOrMeta+J');
    await page.locator('.markers-panel').waitFor({ state: 'hidden' });
    await shared.ms.git('commit', '--quiet', '--all', '--message', 'Put right');
    await shared.ms.git('push', '--quiet');
  });

  it('merges by record, by a quick fix, where git has left both versions', async () => {
    const was = '      - wary\n';
    await spShares(was, `${was}      - new-roles\n`);
    await replace('ms', was, `${was}      - mandatory-feel\n`);
    await shared.ms.git('fetch', '--quiet');
    await assert.rejects(shared.ms.git('merge', '--quiet', 'origin/main'));
    await openTranscript();
    await runByKeyboard(page, 'Verbatim: Open Sidecar');
    await editorText('<<<<<<<').first().click();
    await page.locator('.monaco-editor.focused .squiggly-error').first().waitFor();
    await fix('Merge both versions record by record');
    await waitForText(sidecar, (text) => !text.includes('<<<<<<<'), 'the merged file');
    for (const code of ['new-roles', 'mandatory-feel'])
      assert.ok(read(sidecar).includes(`      - ${code}\n`), code);
    const unmerged = (): Promise<string> => shared.ms.git('diff', '--name-only', '--diff-filter=U');
    await waitFor(async () => (await unmerged()) === '', 'git to take it for settled');
    await runByKeyboard(page, 'Verbatim: Share Your Changes…');
    await sendProposed();
  });

  it('shows where two have changed the same thing, and shares once that is settled', async () => {
    await spShares('Compare Int2.', 'Compare Int5.');
    await replace('ms', 'Compare Int2.', 'Compare Int9.');
    const goUp = async (): Promise<void> => {
      await page.locator('.monaco-editor.focused').waitFor();
      await page.keyboard.press('ControlOrMeta+Home');
      await position(1).waitFor();
    };
    await goUp();
    await runByKeyboard(page, 'Verbatim: Get the Shared Copy');
    await waitForText(sidecar, (text) => text.includes('<<<<<<< ours\n'), 'the conflict in its record');
    const line = read(sidecar).split('\n').indexOf('<<<<<<< ours') + 1;
    await position(line).waitFor();
    await goUp();
    // Nothing can be shared meanwhile; it leads back there.
    await runByKeyboard(page, 'Verbatim: Share Your Changes…');
    await position(line).waitFor();
    await editorText('<<<<<<<').click();
    await runByKeyboard(page, 'Merge Conflict: Accept All Incoming');
    await editorText('<<<<<<<').waitFor({ state: 'detached' });
    await runByKeyboard(page, 'Verbatim: Share Your Changes…');
    await sendProposed();
    assert.match(read(sidecar), /Compare Int5\./);
    assert.doesNotMatch(read(sidecar), /Int9|<{7}/);
    assert.match(await shared.ms.git('log', '-1', '--format=%P'), /^\w+ \w+$/m);
  });

  it('sets git up from the menu of the view, so that it merges by record from then on', async () => {
    await runByKeyboard(page, 'Verbatim: Focus on Transcripts View');
    const header = page.locator('.pane', { hasText: 'Transcripts' }).locator('.pane-header', {
      hasText: 'Transcripts',
    });
    await header.hover();
    await header.locator('.action-label[aria-label*="More Actions"]').click();
    // In its first moments a menu takes no click.
    const entry = (state = ''): Locator =>
      page.locator(`.monaco-menu .action-item${state}`, { hasText: 'Merge Study Files Record by Record' });
    await entry().hover();
    await entry('.focused').waitFor();
    await page.keyboard.press('Enter');
    await runByKeyboard(page, 'Notifications: Show Notifications');
    await message('Share once, so that the setting reaches the others')
      .locator('.monaco-button', { hasText: 'Share…' })
      .click();
    await sendProposed();
    assert.match(await shared.ms.git('show', 'origin/main:.gitattributes'), /coding\.yaml .*merge=verbatim/);
    assert.match(await shared.ms.git('config', 'merge.verbatim.driver'), /merge-driver/);
    await spShares('Compare Int5.', 'Compare Int6.');
    await replace('ms', '      - new-roles\n', '      - new-roles\n      - wary\n');
    await shared.ms.git('pull', '--quiet', '--no-rebase', '--no-edit');
    for (const words of ['Compare Int6.', '      - wary\n']) assert.ok(read(sidecar).includes(words), words);
  });
});

/** Undefined where there is no file. */
function textAt(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
