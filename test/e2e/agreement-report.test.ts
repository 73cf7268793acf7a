import assert from 'node:assert/strict';
import type { Frame, Page } from 'playwright-core';
import { findAccessibilityProblems } from '../support/accessibility';
import { focusedRow } from '../support/quick-input';
import { takeScreenshot } from '../support/screenshot';
import { openWorkbench, type Workbench } from '../support/workbench';
import { findReport, reloadWindow, row, runByKeyboard, waitForStudy } from './steps';

/** What has the focus in the report. */
const focusedText = (report: Frame): Promise<string> =>
  report.evaluate<string>('document.activeElement?.textContent ?? ""');

describe('the agreement report', () => {
  let workbench: Workbench;
  let page: Page;
  let report: Frame;
  const errors: string[] = [];
  before(async () => {
    workbench = await openWorkbench();
    ({ page } = workbench);
    page.on('console', (message) => {
      if (/Content Security Policy|Refused to/.test(message.text())) errors.push(message.text());
    });
    await waitForStudy(page);
  });
  after(() => workbench.close());

  it('opens by keyboard, with numbers at once and their intervals after', async () => {
    await runByKeyboard(page, 'Verbatim: Show Agreement');
    report = await findReport(page);
    await report.locator('h1', { hasText: 'Agreement' }).waitFor();
    await report.locator('#code').waitFor();
    await report.locator('.interval').first().waitFor();
    assert.equal(await report.locator('.summary data').count(), 2);
  });

  it('loads nothing from elsewhere and runs nothing but its own script', async () => {
    const policy = await report.locator('meta[http-equiv]').getAttribute('content');
    assert.match(
      policy ?? '',
      /^default-src 'none'; style-src 'nonce-[0-9a-f]{32}'; script-src 'nonce-[0-9a-f]{32}'/,
    );
    assert.deepEqual(errors, []);
  });

  it('has one stop of the Tab key in each table; arrow keys lead from cell to cell', async () => {
    for (const grid of await report.locator('[data-grid]').all())
      assert.ok((await grid.locator('button:not([tabindex="-1"])').count()) <= 1);
    await report.locator('#heat ~ .scroll button').first().focus();
    const first = await focusedText(report);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    assert.notEqual(await focusedText(report), first);
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowUp');
    assert.equal(await focusedText(report), first);
  });

  it('leads from a cell to its disagreements with Enter, and to its passages with Shift+Enter', async () => {
    const target = await report.evaluate<string>('document.activeElement.dataset.target');
    assert.match(target, /"kind":"code","id":"mandatory-feel","transcript":"transcripts\/Int01.md"/);
    await page.keyboard.press('Shift+Enter');
    await row(page, 'Int01.md').first().waitFor();
    assert.ok((await page.locator('.pane-body .monaco-list-row').count()) > 1);
    await report.locator('#heat ~ .scroll button').first().focus();
    await page.keyboard.press('Enter');
    await page
      .locator('.pane-body .message', { hasText: 'Shown: Int01.md, Almost mandatory without its subcodes (' })
      .first()
      .waitFor();
  });

  it('leads from a confusion of two codes to the passages that meet, by mouse', async () => {
    await report.locator('#confusion-0 ~ .scroll button').nth(1).click();
    await page.locator('.pane, .composite.title', { hasText: 'MS: Almost mandatory' }).first().waitFor();
  });

  for (const theme of ['light', 'dark', 'hc-black', 'hc-light'] as const)
    it(`breaks no rule of accessibility in ${theme}`, async () => {
      await takeScreenshot(workbench, 'agreement-report', theme);
      await report.locator(`body[data-vscode-theme-kind="${kinds[theme]}"]`).waitFor();
      assert.deepEqual(await findAccessibilityProblems(report), []);
    });

  it('copies the methods paragraph', async () => {
    await report.locator('[data-action="copy-methods"]').focus();
    await page.keyboard.press('Enter');
    await page.locator('.statusbar-item', { hasText: 'Methods paragraph copied' }).waitFor();
  });

  it('follows agreement through the commits', async () => {
    await report.locator('[data-action="over-time"]').focus();
    await page.keyboard.press('Enter');
    await report.locator('#history').waitFor();
    assert.ok((await report.locator('#history ~ .scroll tbody tr').count()) >= 1);
  });

  it('changes the unit of analysis', async () => {
    await report.locator('[data-action="options"]').focus();
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-widget:visible', { hasText: 'Agreement: change what?' }).waitFor();
    await page.keyboard.type('Unit');
    await focusedRow(page, 'Unit').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-widget:visible', { hasText: 'Compare what?' }).waitFor();
    await page.keyboard.type('Turns');
    await focusedRow(page, 'Turns').waitFor();
    await page.keyboard.press('Enter');
    await report.locator('header', { hasText: 'by turns' }).waitFor();
  });

  it('is that of other coders, ticked one by one, and of the round again', async () => {
    const options = async (
      ...answers: readonly (readonly [typed: string, title: string])[]
    ): Promise<void> => {
      await report.locator('[data-action="options"]').focus();
      await page.keyboard.press('Enter');
      for (const [typed, title] of answers) {
        await page.locator('.quick-input-widget:visible', { hasText: title }).waitFor();
        await page.keyboard.type(typed);
        await focusedRow(page, typed).waitFor();
        await page.keyboard.press('Enter');
      }
    };
    await options(['Coders', 'Agreement: change what?'], ['Other coders', 'Agreement of whom?']);
    const box = page.locator('.quick-input-widget:visible', { hasText: 'Which coders?' });
    await box.locator('.monaco-list-row', { hasText: 'MS' }).click();
    await box.locator('.monaco-list-row', { hasText: 'SP' }).click();
    await page.keyboard.press('Enter');
    await report.locator('header:not(:has-text("round")):has-text("by turns")').waitFor();
    await options(['Coders', 'Agreement: change what?'], ['Round calibration', 'Agreement of whom?']);
    await report.locator('header', { hasText: 'round calibration' }).waitFor();
  });

  it('keeps its buttons in sight above the heads of its tables', async () => {
    const names = await report.evaluate<string[]>(`
      scrollBy(0, document.querySelector('#confusion-0 ~ .scroll').getBoundingClientRect().top);
      [...document.querySelectorAll('.toolbar button')].map((button) => {
        const { left, top, width, height } = button.getBoundingClientRect();
        return document.elementFromPoint(left + width / 2, top + height / 2)?.textContent;
      });
    `);
    assert.deepEqual(names, await report.locator('.toolbar button').allTextContents());
  });

  it('is there again after the window was reloaded, as it was last', async () => {
    await reloadWindow(page);
    report = await findReport(page);
    await report
      .locator('header', { hasText: 'round calibration' })
      .filter({ hasText: 'by turns' })
      .waitFor();
    await report.locator('.interval').first().waitFor();
  });
});

const kinds = {
  light: 'vscode-light',
  dark: 'vscode-dark',
  'hc-black': 'vscode-high-contrast',
  'hc-light': 'vscode-high-contrast-light',
} as const;
