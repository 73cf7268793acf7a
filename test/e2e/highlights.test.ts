import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { contrast } from '../../src/extension/features/highlights/palette';
import { openFile } from '../support/quick-input';
import { copySampleStudy } from '../support/sample-study';
import { takeScreenshot } from '../support/screenshot';
import { waitFor } from '../support/wait-for';
import { openWorkbench, type Workbench } from '../support/workbench';
import { type DrawnText, isVisible, readDrawnText, readStripes, readTints, waitForLane } from './lanes';
import { expand, goTo, memoBox, row, showViews, waitForStudy } from './steps';

const hostile =
  '<img src=x onerror=alert(1)> [x](command:workbench.action.quit) ![y](http://example.org/y.png) www.example.org';
const sentences = [
  'We had been talking about it for years, on and off, in the car park mostly.',
  'And then there was a date, and the money that came with the date.',
  'Nobody wanted to be the one practice that had said no to the whole county.',
  'So we signed, and I would not say that anybody was against it.',
  'It was more that nobody had been for it, not out loud, not with their name on it.',
  'That is how I remember it, anyway.',
];
const paragraph = `**R:** ${sentences.join(' ')}`;
const transcript = `${paragraph}\n\n**R:** They sent us ${hostile} and that was all.\n`;

/** Four passages, each within the one before, and one whose words mean to be more than words. */
const passages: readonly (readonly [line: number, quote: string, codes: readonly string[]])[] = [
  [1, sentences.join(' '), ['mandatory-feel']],
  [1, sentences.slice(1).join(' '), ['reform-fatigue']],
  [1, sentences.slice(2).join(' '), ['evil']],
  [1, sentences.slice(2, 4).join(' '), ['clinical-director-role', 'new-money']],
  [3, hostile, ['evil']],
];

function sidecar(): string {
  const base = createHash('sha1').update(`blob ${transcript.length}\0${transcript}`).digest('hex');
  const lines = transcript.split('\n');
  const records = passages.map(([line, quote, codes], i) => {
    const column = (lines[line - 1] ?? '').indexOf(quote) + 1;
    return `  - id: 01JD8Q4ZK3V7M2X9C5T6R1B0W${i}
    at: ${line}:${column}-${line}:${column + quote.length}
    quote: ${JSON.stringify(quote)}
    codes:
${codes.map((code) => `      - ${code}\n`).join('')}`;
  });
  return `format: verbatim/coding@1\nbase: ${base}\nstatus: in-progress\npassages:\n${records.join('')}`;
}

describe('passages in the text', () => {
  const { folder, remove } = copySampleStudy();
  let workbench: Workbench;
  let page: Page;
  before(async () => {
    execFileSync('git', ['config', 'user.email', 'ms@example.org'], { cwd: folder });
    writeFileSync(path.join(folder, 'transcripts/Crossing.md'), transcript);
    writeFileSync(path.join(folder, 'transcripts/Crossing.md.MS.coding.yaml'), sidecar());
    appendFileSync(
      path.join(folder, 'codebook.yaml'),
      `  evil:\n    name: 'Evil ${hostile}'\n    definition: '${hostile}'\n    color: "#fefefe"\n`,
    );
    // The calibration round is not over yet.
    const theirs = path.join(folder, 'transcripts/Int01.md.SP.coding.yaml');
    writeFileSync(theirs, readFileSync(theirs, 'utf8').replace('status: done', 'status: in-progress'));
    workbench = await openWorkbench({ folder });
    ({ page } = workbench);
    await waitForStudy(page);
    await openFile(page, 'Crossing.md');
    await waitForLane(page, sentences[2] ?? '');
  });
  after(async () => {
    await workbench.close();
    remove();
  });

  for (const theme of ['light', 'dark', 'hc-black', 'hc-light'] as const)
    it(`lie in four lanes that overlap and stay apart: ${theme}`, async () => {
      await takeScreenshot(workbench, 'overlaps', theme);
      const drawn = await readDrawnText(page);
      const pieces = piecesOf(drawn, sentences.slice(2, 4).join(' '));
      assert.ok(new Set(pieces.map(({ top }) => top)).size > 1, 'the overlap is wrapped');
      const background = await editorBackground(page);
      for (const { text, images } of pieces) {
        assert.equal(images.filter(isVisible).length, 4, text);
        assert.equal(new Set(images).size, 4, text);
        // A pattern repeats or is solid; two lanes of one pattern differ in colour.
        for (const image of images) {
          const ratio = contrast(firstColor(image), background);
          assert.ok(ratio >= 4.5, `${firstColor(image)} on ${background}: ${ratio.toFixed(2)}`);
        }
      }
      const before = drawn.find(({ text }) => text.startsWith('e had been'));
      assert.equal(before?.images.filter(isVisible).length, 1);
      const stripes = (await readStripes(page)).map((images) => images.filter(isVisible).length);
      assert.equal(Math.max(...stripes), 4);
      assert.ok(stripes.filter((count) => count === 4).length > 1, 'every row has its stripes');
    });

  it('show only a background and a border in the plain style, and nothing when off', async () => {
    const hasLanes = async () => (await readDrawnText(page)).some(({ images }) => images.some(isVisible));
    workbench.changeSettings({ 'verbatim.highlights.style': 'plain' });
    await waitFor(async () => !(await hasLanes()) && (await readTints(page)).length > 0, 'the plain style');
    for (const tint of await readTints(page))
      assert.match(tint, /^color\(srgb .* \/ 0\.15\) [23]px (solid|dashed|dotted|double)/);
    workbench.changeSettings({ 'verbatim.highlights.style': 'off' });
    await waitFor(async () => !(await hasLanes()) && (await readTints(page)).length === 0, 'nothing');
    workbench.changeSettings({ 'verbatim.highlights.style': 'lanes' });
    await waitForLane(page, sentences[2] ?? '');
  });

  it('explain themselves in a hover that holds words and nothing else', async () => {
    await page.locator('.view-line', { hasText: 'They sent us' }).getByText('onerror').first().hover();
    const hover = page.locator('.monaco-hover:visible', { hasText: 'Coded by MS' });
    await hover.waitFor();
    const text = (await hover.innerText()).replaceAll('\u00a0', ' ');
    assert.equal(text.split(hostile).length, 3, text);
    assert.equal(await hover.locator('.rendered-markdown').locator('a, img, script, code').count(), 0);
    await page.keyboard.press('Escape');
  });

  it('never become links in threads or tooltips', async () => {
    await goTo(page, 3, 30);
    await page.keyboard.press('ControlOrMeta+K');
    await page.keyboard.press('m');
    await memoBox(page).waitFor();
    await page.keyboard.insertText(hostile);
    await page.keyboard.press('ControlOrMeta+Enter');
    const memo = page.locator('.review-widget .comment-body', { hasText: 'onerror' });
    await memo.waitFor();
    assert.equal((await memo.innerText()).replaceAll('\u00a0', ' '), hostile);
    assert.equal(await memo.locator('a, img').count(), 0);
    await showViews(page);
    await expand(page, 'Crossing.md');
    await expand(page, 'MS: in progress, 5 passages');
    await row(page, '<img src=x onerror').hover();
    const tooltip = page.locator('.workbench-hover:visible', { hasText: 'onerror' });
    await tooltip.waitFor();
    assert.equal(await tooltip.locator('a, img').count(), 0);
  });

  it('of another coder stay hidden while a blind round is open', async () => {
    await row(
      page,
      'Int01.md, Interview, MS: done, 42 passages, SP: hidden until the round is done',
    ).waitFor();
    await openFile(page, 'Int01.md');
    await waitForLane(page, 'when I came back up with the tray');
    await expand(page, 'Int01.md');
    // Several views share the height of the window.
    const themes = page.getByRole('button', { name: 'Themes Section' });
    await themes.click();
    const theirs = row(page, 'SP: hidden until the round is done');
    await theirs.waitFor();
    assert.equal(await theirs.getAttribute('aria-expanded'), null);
    await themes.click();
    assert.equal(await row(page, 'SP, Int01.md').count(), 0);
    await takeScreenshot(workbench, 'workbench', 'light');
  });
});

/** The pieces that some words are drawn in. */
function piecesOf(drawn: readonly DrawnText[], words: string): readonly DrawnText[] {
  const start = drawn
    .map(({ text }) => text)
    .join('')
    .indexOf(words);
  assert.notEqual(start, -1, words);
  let at = 0;
  return drawn.filter(({ text }) => {
    const from = at;
    at += text.length;
    return at > start && from < start + words.length;
  });
}

async function editorBackground(page: Page): Promise<string> {
  return hexOf(
    await page.evaluate<string>(
      `getComputedStyle(document.querySelector('.monaco-editor-background')).backgroundColor`,
    ),
  );
}

function firstColor(image: string): string {
  return hexOf(/rgb\([^)]*\)/.exec(image)?.[0] ?? '');
}

function hexOf(color: string): string {
  const channels = [...color.matchAll(/\d+/g)].slice(0, 3).map(([channel]) => Number(channel));
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
