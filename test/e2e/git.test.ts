import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { runVerbatim } from '../support/cli';
import { focusedRow, openFile } from '../support/quick-input';
import { smallStudy } from '../support/small-study';
import { isShared, type SharedStudy, shareStudy } from '../support/shared-study';
import { waitFor } from '../support/wait-for';
import { openWorkbench, type Workbench } from '../support/workbench';
import { row, runByKeyboard, waitForStudy } from './steps';

const transcript = 'transcripts/Int01.md';
const sidecar = `${transcript}.MS.coding.yaml`;

describe('a study that others change, too', function () {
  this.timeout(240_000);
  let shared: SharedStudy;
  let workbench: Workbench;
  let page: Page;
  const read = (file: string): string => readFileSync(path.join(shared.ms.folder, file), 'utf8');
  const change = async (who: 'ms' | 'sp', file: string, was: string, is: string): Promise<void> => {
    const copy = shared[who];
    const text = await copy.read(file);
    assert.ok(text.includes(was), was);
    await copy.write(file, text.replace(was, is));
  };
  const spShares = async (file: string, was: string, is: string): Promise<void> => {
    await shared.sp.git('pull', '--quiet');
    await change('sp', file, was, is);
    await shared.sp.git('commit', '--quiet', '--all', '--message', 'Elsewhere');
    await shared.sp.git('push', '--quiet');
  };
  const box = (words: string) => page.locator('.quick-input-widget:visible', { hasText: words });
  const statusBar = (words: string) => page.locator('.statusbar-item', { hasText: words });
  const editorText = (words: string) =>
    page.locator('.editor-group-container.active .view-line', { hasText: words });
  /** Waits for a message, and chooses what it offers. */
  const answer = async (words: string, choice: string): Promise<void> => {
    await runByKeyboard(page, 'Notifications: Show Notifications');
    const message = page.locator('.notifications-center .notification-list-item', { hasText: words });
    await message.locator('.monaco-button', { hasText: choice }).click();
    await message.waitFor({ state: 'detached' });
  };

  before(async () => {
    shared = await shareStudy(smallStudy());
    await shared.ms.git('tag', 'v1');
    // A new computer: git does not know who this is.
    for (const key of ['user.name', 'user.email']) await shared.ms.git('config', '--unset', key);
    await change('ms', sidecar, '      - wary\n', '      - wary\n      - new-roles\n');
    const home = path.join(shared.ms.folder, '../home');
    mkdirSync(home);
    workbench = await openWorkbench({
      folder: shared.ms.folder,
      settings: { 'verbatim.coder': 'MS' },
      env: { HOME: home, XDG_CONFIG_HOME: home },
    });
    ({ page } = workbench);
    await waitForStudy(page);
    await runByKeyboard(page, 'Verbatim: Focus on Transcripts View');
  });
  after(async () => {
    await workbench.close();
    shared.remove();
  });

  it('compares with a named point in time, and opens what has changed', async () => {
    await runByKeyboard(page, 'Verbatim: Compare with…');
    await box('Named points in time').waitFor();
    await page.keyboard.type('v1');
    await focusedRow(page, 'v1').waitFor();
    await page.keyboard.press('Enter');
    await row(page, 'MS added new-roles to Int01 5:83 “pretty wary”').click();
    await page.locator('.tab.active', { hasText: 'Int01.md' }).waitFor();
    await statusBar('(11 selected)').waitFor();
  });

  it('tells the history of the passage that is selected, and of a code', async () => {
    await page.keyboard.press('ControlOrMeta+1');
    await runByKeyboard(page, 'Verbatim: Show the History of the Passage');
    await editorText('History of a passage').waitFor();
    await editorText('Not shared yet').waitFor();
    await editorText('The code “New roles” (new-roles) was added.').waitFor();
    await editorText('New roles” (new-roles) was defined: Pharmacists').waitFor();
    await runByKeyboard(page, 'Verbatim: End the Comparison');
    await runByKeyboard(page, 'Verbatim: Show the History of the Code');
    await box('The history of which code?').waitFor();
    await page.keyboard.type('Almost');
    await focusedRow(page, 'Almost mandatory').waitFor();
    await page.keyboard.press('Enter');
    await editorText('History of the code “Almost mandatory”').waitFor();
    await editorText('Definition: Joining is described as unavoidable.').waitFor();
  });

  it('asks for a name before it shares, under words that can be changed', async () => {
    await runByKeyboard(page, 'Verbatim: Share Your Changes…');
    await box('In one line').waitFor();
    assert.equal(await box('In one line').locator('input').inputValue(), 'MS: 1 coding in Int01');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('Looked through Int01');
    await page.keyboard.press('Enter');
    await box('Your name').waitFor();
    assert.equal(await box('Your name').locator('input').inputValue(), 'M. S.');
    await page.keyboard.press('Enter');
    await box('Your e-mail address').waitFor();
    await page.keyboard.type('nobody');
    await box('An e-mail address is needed.').waitFor();
    await page.keyboard.type('@example.org');
    await page.keyboard.press('Enter');
    await waitFor(() => isShared(shared.ms), 'the commit to be pushed');
    const [latest] = (await shared.ms.git('log', '-1', '--format=%an <%ae> %s')).split('\n');
    assert.equal(latest, 'M. S <nobody@example.org> Looked through Int01');
  });

  it('goes from message to message where both have changed a file', async () => {
    await spShares(sidecar, '      - mandatory-feel\n  - id', '      - mandatory-feel\n      - wary\n  - id');
    await change('ms', sidecar, '      - new-roles\n', '      - new-roles\n      - mandatory-feel\n');
    await runByKeyboard(page, 'Verbatim: Get the Shared Copy');
    await answer('Share your changes first; then get again.', 'Share…');
    await box('In one line').locator('input').press('Enter');
    // The palette, opened before the words are taken, would dismiss the box.
    await box('In one line').waitFor({ state: 'hidden' });
    await answer('Your own changes are kept.', 'Get');
    await answer('What you have done is not shared yet.', 'Share…');
    await waitFor(() => isShared(shared.ms), 'the merge to be pushed');
    assert.equal((await shared.ms.git('rev-list', '--count', 'v1..HEAD')).trim(), '4');
    for (const codes of [
      ['mandatory-feel', 'wary'],
      ['wary', 'new-roles', 'mandatory-feel'],
    ])
      assert.ok(read(sidecar).includes(codes.map((code) => `      - ${code}\n`).join('')), codes.join());
  });

  it('lists what was coded before a definition changed, until it still fits', async () => {
    await spShares(
      'codebook.yaml',
      'Pharmacists, link workers and others.',
      'Anybody who was not there before.',
    );
    await runByKeyboard(page, 'Verbatim: Get the Shared Copy');
    const outdated = row(page, 'The pharmacist alone is worth it., New roles, definition edited');
    await outdated.hover();
    await outdated.locator('.action-label[aria-label*="Still Fits"]').click();
    await waitFor(() => /new-roles:\n +checked: "\d{4}-\d\d-\d\d"\n/.test(read(sidecar)), 'the confirmation');
    await outdated.waitFor({ state: 'detached' });
  });

  it('attaches a sidecar to its transcript again, which was renamed elsewhere', async () => {
    const at = (name: string): string => path.join(shared.ms.folder, 'transcripts', name);
    // In the place of a transcript, which is locked, as most files are opened.
    await row(page, 'Int01.md').click();
    await statusBar('Coding').waitFor();
    await rename(at('Int02.txt'), at('Second.txt'));
    await openFile(page, 'Int02.txt.MS.coding.yaml');
    await page.locator('.monaco-editor.focused .squiggly-error').first().waitFor();
    await page.keyboard.press('ControlOrMeta+.');
    await page.locator('.action-widget', { hasText: 'Attach to transcripts/Second.txt' }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: 'Second.txt.MS.coding.yaml' }).waitFor();
    assert.ok(!existsSync(at('Int02.txt.MS.coding.yaml')));
    const { stdout } = await runVerbatim(['check'], shared.ms.folder);
    assert.doesNotMatch(stdout, /Second\.txt\.MS/);
  });
});
