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
  passages.forEach((passage, i) => {
    const lane = Math.min(lanes[i] ?? 0, laneCount - 1);
    list.addMark(toRange(index, passage.span), lane, markOfPassage(codebook, passage));
  });
  if (labels && style === 'lanes') {
    // Of passages that begin together the first is named first, so the label has its colour.
    const markAt = new Map(
      passages.toReversed().map((passage) => [passage.span.start, markOfPassage(codebook, passage)]),
    );
    const names = passages.map((passage) => ({
      offset: passage.span.start,
      text: nameOf(codebook, passage),
    }));
    for (const { offset, text } of fitLabels(names, (at) => index.lineAt(at)))
      list.addLabel(
        toRange(index, { start: offset, end: offset + 1 }),
        text,
        markAt.get(offset) ?? markOf(undefined, 0),
      );
  }
  return list.decorations;
}

function markOfPassage(codebook: CodebookIndex, { passage }: LivePassage): Mark {
  const code = passage.codes.map((id) => codebook.resolve(id)).find((known) => known !== undefined);
  return markOf(code, code ? (orderOf(codebook).get(code.id) ?? 0) : 7);
}

/** Where each code stands in the codebook. */
const orderOf = lazyFor(
  (codebook: CodebookIndex) => new Map([...codebook.codes.keys()].map((id, order) => [id, order])),
);

function nameOf(codebook: CodebookIndex, { passage }: LivePassage): string {
  if (passage.codes.length === 0) return vscode.l10n.t('code later');
  return passage.codes.map((id) => codebook.resolve(id)?.name ?? id).join(' · ');
}
