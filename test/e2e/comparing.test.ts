import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import { focusedRow } from '../support/quick-input';
import { copySampleStudy } from '../support/sample-study';
import { takeScreenshot } from '../support/screenshot';
import { openWorkbench, type Workbench } from '../support/workbench';
import { isVisible, readDrawnText, waitForLane } from './lanes';
import { row, runByKeyboard, waitForStudy } from './steps';

describe('comparing coders', () => {
  const { folder, remove } = copySampleStudy();
  let workbench: Workbench;
  let page: Page;
  before(async () => {
    execFileSync('git', ['config', 'user.email', 'ms@example.org'], { cwd: folder });
    workbench = await openWorkbench({ folder });
    ({ page } = workbench);
    await waitForStudy(page);
  });
  after(async () => {
    await workbench.close();
    remove();
  });

  it('proposes the round at hand and lists disagreements by type', async () => {
    await runByKeyboard(page, 'Verbatim: Compare Coders…');
    await focusedRow(page, 'MS – SP').waitFor();
    await page.keyboard.press('Enter');
    await row(page, 'One coder only, ').first().waitFor();
  });

  it('goes to a disagreement by F7; whose lines are whose shows without colour', async () => {
    await page.keyboard.press('F7');
    await page.locator('.statusbar-item', { hasText: '1 of ' }).waitFor();
    await page.locator('.tabs-container .tab.active', { hasText: 'Int01.md' }).waitFor();
    await waitForLane(page, 'Nobody stood against me');
    const lanes = async (words: string) => {
      const drawn = (await readDrawnText(page)).find(({ text }) => text.includes(words));
      return (drawn?.images ?? []).flatMap((image, lane) =>
        isVisible(image) ? [`${lane} ${image.startsWith('repeating') ? 'broken' : 'solid'}`] : [],
      );
    };
    assert.deepEqual(await lanes('stood against me'), ['0 solid']);
    assert.deepEqual(await lanes('While you were'), ['1 broken']);
  });

  it('puts agreement and open disagreements on questions and themes', async () => {
    const label = await row(page, 'RQ1, ').first().getAttribute('aria-label');
    assert.match(
      label ?? '',
      /Cohen’s κ: 0\.\d\d; agreement \d+\.\d %, n = [\d,]+ \(characters\); \d+ open disagreements/,
    );
  });

  for (const theme of ['light', 'dark', 'hc-black'] as const)
    it(`looks well: ${theme}`, async () => {
      await takeScreenshot(workbench, 'comparing', theme);
    });

  it('stops, and the usual lines are back', async () => {
    await runByKeyboard(page, 'Verbatim: Stop Comparing Coders');
    await row(page, 'One coder only, ').first().waitFor({ state: 'hidden' });
    const question = page.locator('.pane-body .monaco-list-row[aria-label^="RQ1, "]:not([aria-label*="κ"])');
    await question.first().waitFor();
  });
});
