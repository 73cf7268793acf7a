import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Case, Source } from '../../../src/core/model/study';
import { attributeChoices, attributesOfCases } from '../../../src/core/study/case-attributes';
import { casesOf } from '../../../src/core/study/cases';
import { placePassages } from '../../../src/core/study/placed-passages';
import { passageAt, snapshotOf, type StudyParts } from './views';

const text = [
  'INT: Why did you join?',
  'R1: We had no choice.',
  'R2: I liked the idea.',
  'INT: Really?',
  'R1: Really.',
  'X: Me too.',
].join('\n');
const focusGroup: Source = {
  kind: 'focus-group',
  attributes: {},
  speakers: { INT: 'interviewer', R1: 'Int1', R2: 'Int2' },
};
const caseOf = (id: string, transcripts: readonly string[] = [], more: Partial<Case> = {}): Case => ({
  id,
  kind: 'person',
  attributes: {},
  transcripts,
  ...more,
});

function casesAt(parts: Partial<StudyParts>, start: number, end: number): readonly string[] {
  const passage = passageAt(text, start, end, ['a']);
  const { whole } = snapshotOf({
    transcripts: { 'g.md': text },
    sidecars: [{ transcript: 'g.md', coder: 'MS', passages: [passage] }],
    ...parts,
  });
  const [sidecar] = whole.sidecarsOf('g.md');
  assert.ok(sidecar);
  const [placed] = placePassages(whole, sidecar);
  assert.ok(placed?.span);
  return casesOf(whole, placed);
}

const at = (words: string) => [text.indexOf(words), text.indexOf(words) + words.length] as const;
const group = {
  sources: { 'g.md': focusGroup },
  cases: [caseOf('Int1'), caseOf('Int2'), caseOf('Site', ['g.md'])],
};

describe('the cases of a passage', () => {
  it('are those whose turns it covers', () => {
    assert.deepEqual(casesAt(group, ...at('no choice')), ['Int1']);
    assert.deepEqual(casesAt(group, ...at('liked')), ['Int2']);
    assert.deepEqual(casesAt(group, ...at('choice.\nR2: I liked')), ['Int1', 'Int2']);
  });

  it('are the transcript’s where only the interviewer or a stranger speaks', () => {
    assert.deepEqual(casesAt(group, ...at('Why did you join?')), ['Site']);
    assert.deepEqual(casesAt(group, ...at('Me too.')), ['Site']);
    assert.deepEqual(casesAt(group, ...at('Really?')), ['Site']);
  });

  it('never count a turn of which the passage has only the name', () => {
    assert.deepEqual(casesAt(group, ...at('R2:')), ['Site']);
  });

  it('are the transcript’s where nothing is said about speakers', () => {
    assert.deepEqual(casesAt({ cases: [caseOf('A', ['g.md']), caseOf('B', ['g.md'])] }, ...at('liked')), [
      'A',
      'B',
    ]);
    assert.deepEqual(casesAt({}, ...at('liked')), []);
  });

  it('follow speakers also where one of them is the transcript’s only case', () => {
    const parts = { sources: { 'g.md': focusGroup }, cases: [caseOf('Int1', ['g.md']), caseOf('Int2')] };
    assert.deepEqual(casesAt(parts, ...at('liked')), ['Int2']);
    assert.deepEqual(casesAt(parts, ...at('Me too.')), ['Int1']);
  });

  it('are those that a look at every character finds', () => {
    const speakers: readonly (readonly [string, string])[] = [
      ['We had no choice.', 'Int1'],
      ['I liked the idea.', 'Int2'],
      ['\nR1: Really.', 'Int1'],
    ];
    const spoken = speakers.map(([words, id]) => {
      const start = text.indexOf(words) + (words.startsWith('\n') ? '\nR1: '.length : 0);
      return { id, start, end: text.indexOf(words) + words.length };
    });
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.nat(text.length), (a, b) => {
        const [start, end] = [Math.min(a, b), Math.max(a + 1, b)];
        const found = new Set<string>();
        for (let i = start; i < end; i++)
          for (const turn of spoken) if (turn.start <= i && i < turn.end) found.add(turn.id);
        assert.deepEqual(
          [...casesAt(group, start, end)].sort(),
          found.size > 0 ? [...found].sort() : ['Site'],
        );
      }),
    );
  });
});

describe('the attributes of a case', () => {
  const attributesOf = (cases: readonly Case[], id: string) =>
    Object.fromEntries(attributesOfCases(snapshotOf({ transcripts: {}, cases }).whole.study).get(id) ?? []);

  it('are its own, and what it inherits, the nearest first', () => {
    const cases = [
      caseOf('Int1', [], { partOf: 'A', attributes: { role: 'clinical' } }),
      caseOf('A', [], { partOf: 'Region', attributes: { setting: 'rural', role: 'none' } }),
      caseOf('Region', [], { attributes: { setting: 'mixed', wave: 2 } }),
    ];
    assert.deepEqual(attributesOf(cases, 'Int1'), { role: 'clinical', setting: 'rural', wave: 2 });
    assert.deepEqual(attributesOf(cases, 'Region'), { setting: 'mixed', wave: 2 });
  });

  it('end where the whole is unknown or part of itself', () => {
    const cases = [
      caseOf('A', [], { partOf: 'B', attributes: { x: 1 } }),
      caseOf('B', [], { partOf: 'A', attributes: { y: 2 } }),
      caseOf('C', [], { partOf: 'nobody', attributes: { z: true } }),
    ];
    assert.deepEqual(attributesOf(cases, 'A'), { x: 1, y: 2 });
    assert.deepEqual(attributesOf(cases, 'C'), { z: true });
  });
});

describe('what can be told apart by attribute', () => {
  it('is what some case or transcript has, in the order of the study file', () => {
    const { whole } = snapshotOf({
      transcripts: {},
      cases: [
        { id: 'B', kind: 'site', attributes: { size: 30, other: true }, transcripts: [] },
        { id: 'A', kind: 'site', attributes: { size: 4 }, transcripts: [] },
      ],
      sources: { 'a.md': { kind: 'interview', attributes: { wave: 'second' }, speakers: {} } },
    });
    const wave = { id: 'wave', type: 'choice', values: ['first', 'second'] } as const;
    const never = { id: 'never', type: 'text', values: [] } as const;
    const study = { ...whole.study, attributes: new Map([never, wave].map((each) => [each.id, each])) };
    assert.deepEqual(attributeChoices(study), [
      { attribute: 'wave', values: ['second'] },
      { attribute: 'size', values: [4, 30] },
      { attribute: 'other', values: [true] },
    ]);
  });
});
