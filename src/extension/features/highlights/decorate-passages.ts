import * as vscode from 'vscode';
import { lazyFor } from '../../../core/base/lazy';
import type { CodebookIndex } from '../../../core/model/codebook-index';
import { assignLanes } from '../../../core/study/lanes';
import { toRange } from '../../convert';
import type { LivePassage, LiveTranscript } from '../../workspace/live-passages';
import { DecorationList, type Decorations, type HighlightSettings } from './decorations';
import { fitLabels } from './labels';
import { laneCount } from './lane-style';
import { type Mark, markOf } from './palette';

/** Passages, each in the mark of its first code. */
export function decoratePassages(
  live: LiveTranscript,
  { style, labels }: HighlightSettings,
): readonly Decorations[] {
  const { index, passages } = live;
  const { codebook } = live.study.view;
  const list = new DecorationList(style);
  const lanes = assignLanes(passages.map(({ span }) => span));
  const marks = passages.map((passage) => markOfPassage(codebook, passage));
  passages.forEach(({ span }, i) => {
    const lane = Math.min(lanes[i] ?? 0, laneCount - 1);
    list.addMark(toRange(index, span), lane, marks[i] ?? noMark);
  });
  if (labels && style === 'lanes') {
    const markAt = new Map<number, Mark>();
    // Of passages that begin together the first is named first, so the label has its colour.
    passages.forEach(({ span }, i) => {
      if (!markAt.has(span.start)) markAt.set(span.start, marks[i] ?? noMark);
    });
    const names = passages.map((passage) => ({
      offset: passage.span.start,
      text: nameOf(codebook, passage),
    }));
    for (const { offset, text } of fitLabels(names, (at) => index.lineAt(at)))
      list.addLabel(toRange(index, { start: offset, end: offset + 1 }), text, markAt.get(offset) ?? noMark);
  }
  return list.decorations;
}

/** The mark of passages without a code that the codebook has. */
const noMark = markOf(undefined, 7);

function markOfPassage(codebook: CodebookIndex, { passage }: LivePassage): Mark {
  for (const id of passage.codes) {
    const code = codebook.resolve(id);
    if (code) return marksOf(codebook).get(code.id) ?? noMark;
  }
  return noMark;
}

/** The mark of each code. */
const marksOf = lazyFor(
  ({ codes }: CodebookIndex) =>
    new Map([...codes.values()].map((code, order) => [code.id, markOf(code, order)])),
);

function nameOf(codebook: CodebookIndex, { passage }: LivePassage): string {
  if (passage.codes.length === 0) return vscode.l10n.t('code later');
  return passage.codes.map((id) => codebook.resolve(id)?.name ?? id).join(' · ');
}
