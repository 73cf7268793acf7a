import * as vscode from 'vscode';
import type { ComparedTranscript } from '../../../core/agreement/compare';
import { type CodeCoverage, coverageOf } from '../../../core/agreement/coverage';
import { lazyFor } from '../../../core/base/lazy';
import type { CodebookIndex } from '../../../core/model/codebook-index';
import { toRange } from '../../convert';
import type { LiveTranscript } from '../../workspace/live-passages';
import { DecorationList, type Decorations, type HighlightSettings } from './decorations';
import { fitLabels, type Label } from './labels';
import { agreedMark, comparedLane, comparedMark, type Mark } from './palette';

/**
 * Who gave which text which code: what all gave runs in the first lane, what only some did in lanes and patterns of theirs,
 * and a label says whose it is.
 * @param coders what they are called in the comparison
 */
export function decorateComparison(
  { index }: LiveTranscript,
  compared: ComparedTranscript,
  { coders, codebook }: { readonly coders: readonly string[]; readonly codebook: CodebookIndex },
  { style, labels }: HighlightSettings,
): readonly Decorations[] {
  const list = new DecorationList(style);
  const coverage = coverageIn(compared);
  const markAt = new Map<number, Mark>();
  for (const { start, end, by } of coverage) {
    const range = toRange(index, { start, end });
    const isAgreed = by.length === coders.length;
    if (isAgreed) list.addMark(range, 0, agreedMark);
    else for (const coder of by) list.addMark(range, comparedLane(coder), comparedMark(coder));
    if (!markAt.has(start)) markAt.set(start, isAgreed ? agreedMark : comparedMark(by[0] ?? 0));
  }
  if (labels && style === 'lanes') {
    const names = namesIn(coverage, coders, codebook);
    for (const { offset, text } of fitLabels(names, (at) => index.lineAt(at)))
      list.addLabel(
        toRange(index, { start: offset, end: offset + 1 }),
        text,
        markAt.get(offset) ?? agreedMark,
      );
  }
  return list.decorations;
}

const coverageIn = lazyFor(({ passages }: ComparedTranscript) => coverageOf(passages));

/** What begins at each place and whose it is, such as `MS: New money · Almost mandatory`. */
function namesIn(
  coverage: readonly CodeCoverage[],
  coders: readonly string[],
  codebook: CodebookIndex,
): readonly Label[] {
  const groups = new Map<string, { readonly offset: number; text: string }>();
  for (const { code, start, by } of coverage) {
    const key = `${start} ${by.join()}`;
    const name = codebook.resolve(code)?.name ?? code;
    const group = groups.get(key);
    if (group) group.text += ` · ${name}`;
    else groups.set(key, { offset: start, text: `${whoseIs(by, coders)}: ${name}` });
  }
  return [...groups.values()];
}

/** Whose something is, in as few words as there can be. */
function whoseIs(by: readonly number[], coders: readonly string[]): string {
  if (by.length < coders.length) return by.map((coder) => coders[coder] ?? '').join(', ');
  return coders.length === 2 ? vscode.l10n.t('both') : vscode.l10n.t('all');
}
