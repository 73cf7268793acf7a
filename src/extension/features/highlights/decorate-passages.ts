import * as vscode from 'vscode';
import { lazyFor } from '../../../core/base/lazy';
import type { CodebookIndex } from '../../../core/model/codebook-index';
import type { Passage } from '../../../core/model/passage';
import { assignLanes } from '../../../core/study/lanes';
import type { Span } from '../../../core/text/span';
import type { TextIndex } from '../../../core/text/text-index';
import { toRange } from '../../convert';
import type { LiveTranscript } from '../../workspace/live-passages';
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
  const list = new DecorationList(style);
  const lanes = assignLanes(passages.map(({ span }) => span));
  const rangeOf = rangesIn(index);
  const lookOf = looksIn(live.study.view.codebook);
  const looks = passages.map(({ passage }) => lookOf(passage));
  passages.forEach(({ span }, i) => {
    const lane = Math.min(lanes[i] ?? 0, laneCount - 1);
    list.addMark(rangeOf(span), lane, looks[i]?.mark ?? noMark);
  });
  if (labels && style === 'lanes') {
    const names = passages.map(({ span }, i) => ({ offset: span.start, text: looks[i]?.name ?? '' }));
    let first = 0;
    for (const { offset, text } of fitLabels(names, (at) => index.lineAt(at))) {
      // Of passages that begin together the first is named first, so the label has its colour.
      while ((names[first]?.offset ?? offset) < offset) first++;
      const passage = passages[first];
      if (passage) list.addLabel(firstCharacterOf(rangeOf(passage.span)), text, looks[first]?.mark ?? noMark);
    }
  }
  return list.decorations;
}

/** Ranges are made once for each text: with every coding, most passages are where they were. */
const rangesIn = lazyFor((index: TextIndex) => lazyFor((span: Span) => toRange(index, span)));

const firstCharacterOf = lazyFor(({ start }: vscode.Range) => new vscode.Range(start, start.translate(0, 1)));

/** The mark of passages without a code that the codebook has. */
const noMark = markOf(undefined, 7);

/** The mark and the name of each passage, made once for each codebook. */
const looksIn = lazyFor((codebook: CodebookIndex) =>
  lazyFor((passage: Passage) => ({
    mark: markOfPassage(codebook, passage),
    name: nameOf(codebook, passage),
  })),
);

function markOfPassage(codebook: CodebookIndex, passage: Passage): Mark {
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

function nameOf(codebook: CodebookIndex, passage: Passage): string {
  if (passage.codes.length === 0) return vscode.l10n.t('code later');
  return passage.codes.map((id) => codebook.resolve(id)?.name ?? id).join(' · ');
}
