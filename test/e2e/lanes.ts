// The lines under passages, as the browser draws them.
import type { Page } from 'playwright-core';

/** A piece of the text in one row of the editor. */
export interface DrawnText {
  readonly text: string;
  /** The images of the lanes, the lowest last; `none` where there is no passage. */
  readonly images: readonly string[];
  /** Pixels from the top left of the window. */
  readonly top: number;
  readonly left: number;
}

/** The images of the coding stripes beside the text, one list for each row that has any. */
export function readStripes(page: Page): Promise<readonly (readonly string[])[]> {
  return page.evaluate<string[][]>(
    `[...document.querySelectorAll('.editor-group-container.active .glyph-margin-widgets .cgmr')]
      .map((element) => getComputedStyle(element).backgroundImage.split(/, (?=(?:repeating-)?linear-gradient)/))`,
  );
}

/** The backgrounds and borders drawn behind the text, as style sheets say them. */
export function readTints(page: Page): Promise<readonly string[]> {
  return page.evaluate<string[]>(
    `[...document.querySelectorAll('.editor-group-container.active .view-overlays .cdr[class*="ced-"]')]
      .map((element) => getComputedStyle(element))
      .map(({ backgroundColor, borderBottom }) => backgroundColor + ' ' + borderBottom)`,
  );
}

// The tests know no DOM: what runs in the page is a text to them.
const drawnText = `[...document.querySelectorAll('.editor-group-container.active .view-line > span > span')].map((span) => {
  const { backgroundImage } = getComputedStyle(span);
  return {
    text: span.textContent.replaceAll('\\u00a0', ' '),
    images: backgroundImage.split(/, (?=(?:repeating-)?linear-gradient)/),
    top: Math.round(span.getBoundingClientRect().top),
    left: span.getBoundingClientRect().left,
  };
}).sort((a, b) => a.top - b.top || a.left - b.left)`;

/** The text of the active editor, as far as it shows, in the order of reading. */
export function readDrawnText(page: Page): Promise<readonly DrawnText[]> {
  return page.evaluate<DrawnText[]>(drawnText);
}

/** Waits until these words of the editor's text have a line under them. */
export async function waitForLane(page: Page, words: string): Promise<void> {
  const isDrawn = `${drawnText}.filter(({ images }) => images.some(${isVisible.toString()}))
    .map(({ text }) => text).join('').includes(${JSON.stringify(words)})`;
  await page.waitForFunction(isDrawn);
}

/** Whether a lane shows anything; an empty one is a gradient from nothing to nothing. */
export function isVisible(image: string): boolean {
  return image !== 'none' && !/^linear-gradient\((rgba\(0, 0, 0, 0\)(, )?){2}\)$/.test(image);
}
