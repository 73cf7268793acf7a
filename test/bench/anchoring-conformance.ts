import { resolvePassages } from '../../src/core/anchoring/resolve';
import type { AnchoredPassage, Resolution } from '../../src/core/anchoring/resolution';
import { advanceCodePoints, retreatCodePoints } from '../../src/core/text/code-points';
import { normaliseText } from '../../src/core/text/normal-text';
import { TextIndex } from '../../src/core/text/text-index';

/**
 * A text before and after editing, and passages of the old one. All offsets, in and out, are code points of the texts as
 * given: a byte order mark counts one, CRLF counts two.
 */
export interface ConformanceCase {
  readonly id: string;
  readonly old: string;
  readonly new: string;
  /** Whether the old text is at hand; else its passages are known by position, quote and context alone. */
  readonly base: boolean;
  readonly passages: readonly (readonly [start: number, end: number])[];
}

/** `start` and `end` are null for `lost` and `ambiguous`. */
export interface ConformanceAnswer {
  readonly id: string;
  readonly resolved: readonly {
    readonly status: Resolution['status'];
    readonly start: number | null;
    readonly end: number | null;
  }[];
}

const contextLength = 32;

export function answerCase(item: ConformanceCase): ConformanceAnswer {
  const old = placesIn(item.old);
  const now = placesIn(item.new);
  const index = new TextIndex(old.text);
  const resolutions = resolvePassages({
    passages: item.passages.map(([start, end]) => passageAt(index, old.normalAt(start), old.normalAt(end))),
    text: new TextIndex(now.text),
    version: old.text === now.text ? 'old' : 'new',
    baseText: () => (item.base ? old.text : undefined),
  });
  return {
    id: item.id,
    resolved: resolutions.map((resolution) =>
      'span' in resolution
        ? {
            status: resolution.status,
            start: now.givenAt(resolution.span.start),
            end: now.givenAt(resolution.span.end),
          }
        : { status: resolution.status, start: null, end: null },
    ),
  };
}

function passageAt(index: TextIndex, start: number, end: number): AnchoredPassage {
  const { text } = index;
  return {
    at: index.rangeOf({ start, end }),
    base: 'old',
    quote: text.slice(start, end),
    before: text.slice(retreatCodePoints(text, start, contextLength), start),
    after: text.slice(end, advanceCodePoints(text, end, contextLength)),
  };
}

interface Places {
  /** The text as the core sees it. */
  readonly text: string;
  /** The UTF-16 offset in `text` of a code point offset in the text as given. */
  readonly normalAt: (codePoint: number) => number;
  /** And back. */
  readonly givenAt: (offset: number) => number;
}

function placesIn(given: string): Places {
  const text = normaliseText(given);
  const normal: number[] = []; // offset in the normal text, by code point of the given one
  const back = new Int32Array(text.length + 1); // and back
  let offset = 0;
  let previous = '';
  for (const character of given) {
    const isDropped =
      (normal.length === 0 && character === '\ufeff') || (previous === '\r' && character === '\n');
    if (isDropped) normal.push(offset);
    else {
      back.fill(normal.length, offset, offset + character.length);
      normal.push(offset);
      offset += character.length;
    }
    previous = character;
  }
  back[offset] = normal.length;
  normal.push(offset);
  return {
    text,
    normalAt: (codePoint) => normal[Math.min(Math.max(0, codePoint), normal.length - 1)] ?? 0,
    givenAt: (at) => back[at] ?? 0,
  };
}
