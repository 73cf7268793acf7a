import fc from 'fast-check';
import type { Case, Source } from '../../../src/core/model/study';
import type { StudyView } from '../../../src/core/study/snapshot';
import { anyCodebook, anyCodeId } from '../model/codebooks';
import { passageAt, snapshotOf, type SidecarParts } from './views';

const texts = {
  'g.md': 'INT: Why did you join?\nR1: We had no choice.\nR2: I liked the idea.\nR1: Really.',
  'i.md': 'INT: And you?\nR1: Not at all, no.',
};
const shorter = { 'g.md': 'R1: We had no choice.', 'i.md': '' };

const sources: Readonly<Record<string, Source>> = {
  'g.md': {
    kind: 'focus-group',
    attributes: { wave: 2 },
    speakers: { INT: 'interviewer', R1: 'Int1', R2: 'Int2' },
  },
  'i.md': { kind: 'interview', attributes: {}, speakers: { R1: 'Int1' } },
};
const cases: readonly Case[] = [
  { id: 'Int1', kind: 'person', partOf: 'Site', attributes: { role: 'clinical' }, transcripts: ['i.md'] },
  { id: 'Int2', kind: 'person', attributes: { role: 'clinical', setting: 'urban' }, transcripts: [] },
  { id: 'Site', kind: 'site', attributes: { setting: 'rural' }, transcripts: ['g.md', 'i.md'] },
];

/** Few places, so that ranges meet; a version of the text in which only some of the quotes are found. */
const passage = (text: string) =>
  fc
    .tuple(
      fc.constantFrom(0, 4, 27),
      fc.constantFrom(6, 12, 30),
      fc.uniqueArray(anyCodeId, { maxLength: 3 }),
      fc.constantFrom({}, {}, {}, { lost: true }, { base: '0'.repeat(40) }),
    )
    .map(([start, length, codes, more]) =>
      passageAt(text, Math.min(start, text.length - 2), Math.min(start + length, text.length), codes, more),
    );

const sidecar = (transcript: keyof typeof texts, coder: string): fc.Arbitrary<SidecarParts> =>
  fc.array(passage(texts[transcript]), { maxLength: 6 }).map((passages) => ({ transcript, coder, passages }));

/** Random studies of two transcripts and two coders, with duplicate, moved, lost and orphaned passages. */
export const anyView: fc.Arbitrary<StudyView> = fc
  .tuple(
    anyCodebook,
    fc.tuple(sidecar('g.md', 'MS'), sidecar('g.md', 'SP'), sidecar('i.md', 'MS')),
    fc.constantFrom(texts, texts, shorter, { 'g.md': texts['g.md'] }),
  )
  .map(([codebook, sidecars, transcripts]) =>
    snapshotOf({ codebook, sidecars, transcripts, sources, cases, coders: ['MS', 'SP'] }),
  )
  .map(({ whole }) => whole);
