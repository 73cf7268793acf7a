// Two or three coders' passages of one transcript, and what is decided about them.
import fc from 'fast-check';
import {
  type Choice,
  type CodingRef,
  settleCodings,
  takeOverAgreed,
} from '../../../src/core/actions/settle-matters';
import type { Passage } from '../../../src/core/model/passage';
import { type MatterStatus, reconciliationOf } from '../../../src/core/study/consensus';
import type { StudyEdit } from '../../../src/core/study/edit';
import type { StudyView } from '../../../src/core/study/snapshot';
import { formatSidecar } from '../../../src/core/format/format-sidecar';
import type { Span } from '../../../src/core/text/span';
import { TextIndex } from '../../../src/core/text/text-index';
import { passageId } from '../../support/small-study';
import type { Workplace } from './deeds';
import { versionOf } from '../study/views';

export const transcript = 'transcripts/Int01.md';
export const consensusPath = `${transcript}.consensus.coding.yaml`;
const words = Array.from({ length: 40 }, (_, i) => `word${String(i).padStart(2, '0')}`);
const text = words.join(' ');
const wordLength = 7;
const codeIds = ['a', 'b', 'c', 'd'].map((letter) => `code-${letter}`);
export const viewOf = ({ store }: Workplace): StudyView => store.snapshot.whole;
export const remark = { by: ['MS', 'SP'], date: '2020-08-20' };

/** A passage in words: from, to (exclusive), with the places of its codes. */
export type Outline = readonly [from: number, to: number, codes: readonly string[]];

export function spanOfWords(from: number, to: number): Span {
  return { start: from * wordLength, end: to * wordLength - 1 };
}

/** The files of a study in which these coders are done with the transcript. */
export function filesOf(coders: Readonly<Record<string, readonly Outline[]>>): Map<string, string> {
  const ids = Object.keys(coders);
  const index = new TextIndex(text);
  const files = new Map([
    [
      'verbatim.yaml',
      `format: verbatim/study@1\ntitle: t\ntranscripts: ["transcripts/*.md"]\ncoders:\n${ids
        .map((id) => `  ${id}: {}\n`)
        .join('')}rounds:\n  r: { coders: [${ids.join(', ')}], transcripts: [${transcript}], blind: true }\n`,
    ],
    [
      'codebook.yaml',
      `format: verbatim/codebook@1\nquestions: { Q: Why }\nthemes: { t: { name: T, questions: [Q] } }\ncodes:\n${codeIds
        .map((id) => `  ${id}: { name: "${id}", themes: [t] }\n`)
        .join('')}  other: { name: Other, themes: [t] }\n`,
    ],
    [transcript, text],
  ]);
  ids.forEach((coder, c) => {
    const passages = (coders[coder] ?? []).map(([from, to, codes], i): Passage => {
      const span = spanOfWords(from, to);
      return {
        id: passageId(100 * c + i),
        at: index.rangeOf(span),
        quote: text.slice(span.start, span.end),
        codes,
      };
    });
    files.set(
      `${transcript}.${coder}.coding.yaml`,
      formatSidecar({ base: versionOf(text), status: 'done', passages }),
    );
  });
  return files;
}

const outline = fc
  .tuple(fc.nat(30), fc.integer({ min: 1, max: 9 }), fc.subarray(codeIds, { minLength: 1 }))
  .map(([from, length, codes]): Outline => [from, from + length, codes]);

/** One coder's passages, some of which are another's as well, or nearly so. */
export const codersAtWork = fc
  .tuple(fc.array(outline, { maxLength: 7 }), fc.constantFrom(2, 2, 3))
  .chain(([shared, n]) => {
    const own = fc.tuple(
      fc.array(outline, { maxLength: 3 }),
      fc.array(fc.tuple(fc.constantFrom(0, 0, 0, 1, -1), fc.constantFrom(0, 0, 0, 1), fc.boolean()), {
        minLength: shared.length,
        maxLength: shared.length,
      }),
    );
    return fc.array(own, { minLength: n, maxLength: n }).map((each) =>
      Object.fromEntries(
        each.map(([extra, shifts], c) => [
          `C${c}`,
          [
            ...shared.flatMap(([from, to, codes], i): Outline[] => {
              const [left = 0, right = 0, isFewer = false] = shifts[i] ?? [];
              return [[Math.max(0, from + left), to + right, isFewer ? codes.slice(0, 1) : codes]];
            }),
            ...extra,
          ],
        ]),
      ),
    );
  });

export const anyChoice: fc.Arbitrary<Choice> = fc.oneof(
  fc.constantFrom('C0', 'C1').map((coder): Choice => ({ kind: 'keep', coder })),
  fc.constant<Choice>({ kind: 'keep-all' }),
  fc.constant<Choice>({ kind: 'decline' }),
  fc.constant<Choice>({ kind: 'other-code', code: 'other' }),
  fc
    .tuple(fc.nat(30), fc.integer({ min: 1, max: 9 }))
    .map(([from, length]): Choice => ({ kind: 'extent', span: spanOfWords(from, from + length) })),
);

export function codingsOf({ matter }: Pick<MatterStatus, 'matter'>): readonly CodingRef[] {
  return matter.sources.map(({ coder, passage }) => ({ coder, passage: passage.id, code: matter.code }));
}

/** The edits that settle the next open matter, chosen by dice; what all agree on is one of them. */
export function settleNext(view: StudyView, dice: number, choice: Choice): readonly StudyEdit[] {
  const { matters } = reconciliationOf(view, transcript);
  const open = matters.filter(({ state }) => state !== 'settled' && state !== 'agreed');
  const chosen = open[dice % (open.length + 1)];
  if (chosen) return settleCodings(view, transcript, codingsOf(chosen), choice, remark);
  if (matters.some(({ state }) => state === 'agreed')) return takeOverAgreed(view, transcript);
  const [first] = open;
  return first ? settleCodings(view, transcript, codingsOf(first), choice, remark) : [];
}
