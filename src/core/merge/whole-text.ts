import { lineBreakOf, withLineBreaks } from '../format/yaml-splice';
import { normaliseText } from '../text/normal-text';
import { type MergedText, withoutConflicts } from './conflict';
import type { Three } from './three';

/**
 * Merges texts of which only one has changed by taking that one as it is; passes on the others with LF line breaks, and
 * gives the result those of ours.
 */
export function mergeNormalTexts(
  { base, ours, theirs }: Three<string>,
  merge: (texts: Three<string>) => MergedText | undefined,
): MergedText | undefined {
  if (theirs === base || ours === theirs) return { text: ours, conflicts: [] };
  if (ours === base) return { text: theirs, conflicts: [] };
  const merged = merge({
    base: endLastLine(withoutConflicts(normaliseText(base))),
    ours: endLastLine(normaliseText(ours)),
    theirs: endLastLine(normaliseText(theirs)),
  });
  if (!merged) return undefined;
  const mark = ours.startsWith('\ufeff') ? '\ufeff' : '';
  return { ...merged, text: mark + withLineBreaks(merged.text, lineBreakOf(ours)) };
}

function endLastLine(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
