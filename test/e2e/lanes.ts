// The lines under passages, as the browser draws them.
import type { Page } from 'playwright-core';

/** A piece of the text in one row of the editor. */
export interface DrawnText {
  readonly text: string;
  /** The images of the lanes, the lowest last; `none` where there is no passage. */
  readonly images: readonly string[];
  /** Pixels from the top of the window. */
  readonly top: number;
  readonly background: string;
}

// The tests know no DOM: what runs in the page is a text to them.
const drawnText = `[...document.querySelectorAll('.editor-group-container.active .view-line > span > span')].map((span) => {
  const { backgroundImage, backgroundColor } = getComputedStyle(span);
  return {
    text: span.textContent.replaceAll('\\u00a0', ' '),
    images: backgroundImage.split(/, (?=(?:repeating-)?linear-gradient)/),
    top: span.getBoundingClientRect().top,
    background: backgroundColor,
  };
})`;

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
