import { UserError } from '../base/user-error';
import type { SidecarChange } from '../format/sidecar-change';
import type { CodingDetail, Passage } from '../model/passage';
import type { StudyEdit } from '../study/edit';
import { isPlaced, placePassages, type PlacedPassage } from '../study/placed-passages';
import type { StudyView } from '../study/snapshot';
import type { Span } from '../text/span';
import { unitFrom } from '../transcript/speech-units';
import { readableTranscript } from './apply-code';
import type { PassageTarget } from './change-passage';
import { placePassage } from './position-change';
import { writablePassage } from './writable-sidecar';

type Placed = PlacedPassage & { readonly span: Span };

/**
 * Merges a passage with the one after it or, failing that, the one before it that touches it and has the same codes. The
 * one that begins first stays, with both memos; the other is deleted.
 * @throws UserError when a passage cannot be changed, there is none to merge with, or what the coder says about a code
 *   differs in a way that cannot be kept
 */
export function mergePassages(view: StudyView, target: PassageTarget): readonly StudyEdit[] {
  const one = writablePassage(view, target.sidecar, target.id);
  const { sidecar } = one;
  const transcript = readableTranscript(view, sidecar.transcript);
  const speech = { text: transcript.text, transcript: transcript.turns() };
  const touch = (a: Placed, b: Placed): boolean =>
    b.span.start <= a.span.end || (unitFrom(speech, a.span.end, 'word')?.start ?? Infinity) >= b.span.start;
  const partners = placePassages(view, sidecar)
    .filter(isPlaced)
    .filter(({ passage }) => passage.id !== target.id && haveSameCodes(passage, one.passage));
  const pairs = isPlaced(one) ? partners.map((other) => inOrder(one, other)) : [];
  const touching = pairs.filter(([a, b]) => touch(a, b));
  const pair = touching.find(([a]) => a.passage.id === target.id) ?? touching.at(-1);
  if (!pair)
    throw new UserError(
      'passage/nothing-to-merge',
      'No passage of yours with the same codes touches this one, so there is nothing to merge it with.',
      { ...target },
    );
  const [first, second] = pair;
  const { id } = first.passage;
  const span = { start: first.span.start, end: Math.max(first.span.end, second.span.end) };
  return [
    {
      kind: 'sidecar',
      path: sidecar.path,
      changes: [
        placePassage(sidecar, transcript, id, span),
        ...mergeDetails(first.passage, second.passage),
        { kind: 'delete-passage', id: second.passage.id },
      ],
    },
  ];
}

function mergeDetails(first: Passage, second: Passage): readonly SidecarChange[] {
  const { id } = first;
  if (second.from ?? second.decisions)
    throw new UserError(
      'passage/decided',
      'The second passage records what it was decided from. Merging would lose that, so both were left as they are.',
      { id },
    );
  const changes: SidecarChange[] = [];
  const memo = joinMemos(first.memo, second.memo);
  if (memo !== first.memo) changes.push({ kind: 'set-memo', id, memo });
  for (const code of first.codes) {
    const before = first.codings?.[code];
    const detail = mergeDetail(code, before, second.codings?.[code]);
    if (JSON.stringify(detail) !== JSON.stringify(before))
      changes.push({ kind: 'set-coding', id, code, detail });
  }
  return changes;
}

/** A coding of both parts counts as looked at again when both were, on the earlier day. */
function mergeDetail(
  code: string,
  a: CodingDetail | undefined,
  b: CodingDetail | undefined,
): CodingDetail | undefined {
  if (a?.weight !== b?.weight || (a?.negative ?? false) !== (b?.negative ?? false))
    throw new UserError(
      'passage/differ',
      `The two passages say different things about “${code}” (its weight, or that it is a negative case). Make them agree first.`,
      { code },
    );
  const checked =
    a?.checked !== undefined && b?.checked !== undefined ? [a.checked, b.checked].sort()[0] : undefined;
  const memo = joinMemos(a?.memo, b?.memo);
  const { weight, negative } = a ?? {};
  const detail: CodingDetail = {
    ...(checked === undefined ? {} : { checked }),
    ...(memo === undefined ? {} : { memo }),
    ...(weight === undefined ? {} : { weight }),
    ...(negative === undefined ? {} : { negative }),
  };
  return Object.keys(detail).length === 0 ? undefined : detail;
}

function joinMemos(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b;
  return `${a.trimEnd()}\n\n${b.trimStart()}`;
}

function haveSameCodes(a: Passage, b: Passage): boolean {
  const codes = new Set(a.codes);
  return codes.size === new Set(b.codes).size && b.codes.every((code) => codes.has(code));
}

function inOrder(a: Placed, b: Placed): readonly [Placed, Placed] {
  return a.span.start < b.span.start || (a.span.start === b.span.start && a.span.end >= b.span.end)
    ? [a, b]
    : [b, a];
}
