import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copySampleStudy } from '../support/sample-study';
import { fillQuickInput, openFile } from '../support/quick-input';
import { openWorkbench, type Workbench } from '../support/workbench';
import { waitForLane } from './lanes';
import { goTo, row, showViews, waitForStudy } from './steps';

describe('a study in Restricted Mode', () => {
  const { folder, remove } = copySampleStudy();
  let workbench: Workbench;
  before(async () => {
    execFileSync('git', ['config', 'user.email', 'ms@example.org'], { cwd: folder });
    const settings = {
      'security.workspace.trust.enabled': true,
      'security.workspace.trust.startupPrompt': 'never',
    };
    workbench = await openWorkbench({ folder, settings });
    await workbench.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
  });
  after(async () => {
    await workbench.close();
    remove();
  });

  it('is read, and git is not asked who reads it', async () => {
    const { page } = workbench;
    await waitForStudy(page);
    assert.match(await page.locator('.statusbar-item[id$="verbatim.coder"]').innerText(), /Reading/);
    await showViews(page);
    await row(page, 'Int02.md').click();
    await page.locator('.tab.active', { hasText: 'Int02.md' }).waitFor();
    await goTo(page, 19, 45);
    await waitForLane(page, "I know what's left");
  });

  it('is not changed: nothing that would is offered, by key or by name', async () => {
    const { page } = workbench;
    await openFile(page, 'Int02.md');
    await goTo(page, 15, 60);
    // Plain keys code nothing, and the text is locked.
    for (const key of ['1', 'r', 'i', 'u', 'x', 'c']) await page.keyboard.press(key);
    await page.locator('.statusbar-item', { hasText: 'In Restricted Mode, studies are read' }).waitFor();
    assert.equal(await page.locator('.monaco-editor-overlaymessage').count(), 0);
    await page.keyboard.press('F2');
    await page.locator('.statusbar-item[id$="verbatim.mode"]', { hasText: 'Correcting' }).waitFor();
    // In a text that may be typed in the key is the editor's own here and begins a line below.
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.locator('.tab.active.dirty').waitFor();
    await page.keyboard.press('ControlOrMeta+Z');
    // The list draws only what fits into the window.
    await page.setViewportSize({ width: 1280, height: 3000 });
    await page.keyboard.press('F1');
    await fillQuickInput(page, '>Verbatim: ');
    const offered = page.locator('.quick-input-list .monaco-list-row .label-name');
    await offered.getByText('Verbatim: Open Codebook', { exact: true }).waitFor();
    const titles = (await offered.allInnerTexts()).map((title) => title.replaceAll('\u00a0', ' '));
    for (const title of [
      'Code Passage',
      'Import Transcripts…',
      'Delete Passage',
      'Choose Coder…',
      'Undo Last Coding',
    ])
      assert.ok(!titles.includes(`Verbatim: ${title}`), title);
    assert.equal(execFileSync('git', ['status', '--short'], { cwd: folder, encoding: 'utf8' }), '');
  });
});
