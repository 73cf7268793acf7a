import assert from 'node:assert/strict';
import { codeGroups } from '../../../src/core/agreement/code-groups';
import { compareCoders, type Placed } from '../../../src/core/agreement/compare';
import type { Code, Codebook } from '../../../src/core/model/codebook';
import { indexCodebook } from '../../../src/core/model/codebook-index';
import type { Passage, SidecarStatus } from '../../../src/core/model/passage';
import { type LoadedSidecar, loadTranscript } from '../../../src/core/study/loaded';
import type { StudyView } from '../../../src/core/study/snapshot';
import type { Span } from '../../../src/core/text/span';

const code = (id: string, more: Partial<Code> = {}): [string, Code] => [
  id,
  { id, name: id, themes: [], examples: [], status: 'active', aliases: [], replacedBy: [], ...more },
];

const codebook: Codebook = {
  questions: new Map([['rq1', { id: 'rq1', text: 'Why?' }]]),
  themes: new Map([
    ['money', { id: 'money', name: 'Money', questions: ['rq1'] }],
    ['pay', { id: 'pay', name: 'Pay', questions: [], parent: 'money' }],
    ['loose', { id: 'loose', name: 'Loose', questions: [] }],
  ]),
  codes: new Map([
    code('cost', { themes: ['money'], aliases: ['price'] }),
    code('fees', { parent: 'cost' }),
    code('wage', { themes: ['pay'] }),
  ]),
};

interface Coded {
  readonly span: Span | undefined;
  readonly codes: readonly string[];
}

const nowhere = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

function sidecar(transcript: string, coder: string, status: SidecarStatus, coded: readonly Coded[] = []) {
  const passages: Passage[] = coded.map(({ codes }, i) => ({
    id: `${coder}${i}`,
    at: nowhere,
    quote: '',
    codes,
  }));
  const loaded: LoadedSidecar = {
    ...{
      path: `${transcript}.${coder}.coding.yaml`,
      problems: [],
      isStale: false,
      digest: '',
      baseTexts: new Map(),
    },
    ...{ transcript, coder, value: { base: '', status, passages } },
  };
  placed.set(
    loaded,
    passages.map((passage, i) => ({ passage, span: coded[i]?.span })),
  );
  return loaded;
}

const placed = new Map<LoadedSidecar, readonly Placed[]>();

function viewOf(texts: Readonly<Record<string, string>>, sidecars: readonly LoadedSidecar[]): StudyView {
  return {
    study: {
      ...{ title: '', transcripts: [], coders: new Map(), rounds: new Map() },
      ...{ attributes: new Map(), sources: new Map(), cases: new Map() },
    },
    codebook: indexCodebook(codebook),
    transcripts: new Map(
      Object.entries(texts).map(([path, text]) => [path, loadTranscript(path, text, '', '')]),
    ),
    sidecars: new Map(sidecars.map((each) => [each.path, each])),
    viewer: undefined,
    hidden: new Map([['hidden.txt', ['SP']]]),
    sidecarsOf: (transcript) => sidecars.filter((each) => each.transcript === transcript),
  };
}

const request = {
  coders: ['MS', 'SP'],
  place: (_: StudyView, each: LoadedSidecar) => placed.get(each) ?? [],
  codes: 'merged',
} as const;

describe('comparing coders', () => {
  it('only where all of them are done; the others are listed, and who is awaited', () => {
    const broken = { ...sidecar('broken.txt', 'SP', 'done'), isStale: true };
    const view = viewOf(
      {
        'done.txt': 'x',
        'open.txt': 'x',
        'alone.txt': 'x',
        'hidden.txt': 'x',
        'broken.txt': 'x',
        'other.txt': 'x',
      },
      [
        sidecar('done.txt', 'MS', 'done'),
        sidecar('done.txt', 'SP', 'done'),
        sidecar('open.txt', 'MS', 'done'),
        sidecar('open.txt', 'SP', 'in-progress', [{ span: undefined, codes: ['cost'] }]),
        sidecar('alone.txt', 'MS', 'done'),
        sidecar('hidden.txt', 'MS', 'done'),
        sidecar('broken.txt', 'MS', 'done'),
        broken,
        sidecar('other.txt', 'XY', 'done'),
      ],
    );
    const comparison = compareCoders(view, request);
    assert.deepEqual(
      comparison.compared.map(({ transcript }) => transcript.path),
      ['done.txt'],
    );
    assert.deepEqual(comparison.notComparable, [
      { transcript: 'open.txt', waitingFor: [{ coder: 'SP', state: 'in-progress' }] },
      { transcript: 'alone.txt', waitingFor: [{ coder: 'SP', state: 'not-started' }] },
      { transcript: 'hidden.txt', waitingFor: [{ coder: 'SP', state: 'hidden' }] },
      { transcript: 'broken.txt', waitingFor: [{ coder: 'SP', state: 'unreadable' }] },
    ]);
    const round = compareCoders(view, { ...request, transcripts: ['done.txt', 'other.txt', 'gone.txt'] });
    assert.equal(round.compared.length, 1);
    assert.deepEqual(
      round.notComparable.map(({ transcript }) => transcript),
      ['other.txt', 'gone.txt'],
    );
  });

  it('in code points for the numbers, in UTF-16 for the passages; what is nowhere is told', () => {
    const view = viewOf({ 'a.txt': '😀 expensive 😀' }, [
      sidecar('a.txt', 'MS', 'done', [
        { span: { start: 3, end: 12 }, codes: ['cost'] },
        { span: undefined, codes: ['cost'] },
      ]),
      sidecar('a.txt', 'SP', 'done', [{ span: { start: 0, end: 15 }, codes: ['cost'] }]),
    ]);
    const [compared] = compareCoders(view, request).compared;
    assert.equal(compared?.text.length, 13);
    assert.deepEqual(
      compared.text.codings.map((codings) => codings.get('cost')),
      [[{ start: 2, end: 11 }], [{ start: 0, end: 13 }]],
    );
    assert.deepEqual(compared.passages[0], [{ id: 'MS0', start: 3, end: 12, codes: ['cost'] }]);
    assert.deepEqual(
      compared.leftOut.map((passages) => passages.map(({ id }) => id)),
      [['MS1'], []],
    );
  });

  it('again takes over what has not changed', () => {
    const sidecars = ['a.txt', 'b.txt'].flatMap((path) =>
      ['MS', 'SP'].map((coder) => sidecar(path, coder, 'done')),
    );
    const view = viewOf({ 'a.txt': 'x', 'b.txt': 'x' }, sidecars);
    const first = compareCoders(view, request);
    const changed = sidecars.map((each, i) => (i === 3 ? sidecar('b.txt', 'SP', 'done') : each));
    const isChanged = (transcript: string) => changed.filter((each) => each.transcript === transcript);
    const second = compareCoders({ ...view, sidecarsOf: isChanged }, request, first);
    assert.deepEqual(
      second.compared.map((each, i) => each === first.compared[i]),
      [true, false],
    );
    // Other aliases make other codes.
    const renamed = compareCoders({ ...view, codebook: indexCodebook(codebook) }, request, first);
    assert.notEqual(renamed.compared[0], first.compared[0]);
  });

  it('as coded, or with codes that were merged as one', () => {
    const span = { start: 0, end: 4 };
    const view = viewOf({ 'a.txt': 'dear' }, [
      sidecar('a.txt', 'MS', 'done', [{ span, codes: ['cost', 'price', 'nowhere-defined'] }]),
      sidecar('a.txt', 'SP', 'done', [{ span, codes: ['price'] }]),
    ]);
    const codesOf = (codes: 'as-coded' | 'merged') =>
      compareCoders(view, { ...request, codes }).compared[0]?.passages.map((list) => list[0]?.codes);
    assert.deepEqual(codesOf('merged'), [['cost', 'nowhere-defined'], ['cost']]);
    assert.deepEqual(codesOf('as-coded'), [['cost', 'price', 'nowhere-defined'], ['price']]);
  });
});

describe('groups of codes', () => {
  const told = (asCoded: readonly string[]) =>
    codeGroups(indexCodebook(codebook), asCoded).map(
      ({ kind, id, codes }) => `${kind} ${id}: ${codes.join(' ')}`,
    );

  it('codes, codes with those below them, themes and questions with all that answers to them', () => {
    assert.deepEqual(told([]), [
      'code cost: cost',
      'code fees: fees',
      'code wage: wage',
      'code-with-subcodes cost: cost fees',
      'theme money: cost fees wage',
      'theme pay: wage',
      'theme loose: ',
      'question rq1: cost fees wage',
    ]);
  });

  it('ids as coded stand by themselves and count for the code that they became', () => {
    const groups = told(['price', 'cost', 'unknown']);
    assert.deepEqual(groups.slice(0, 5), [
      'code cost: cost',
      'code fees: fees',
      'code wage: wage',
      'code price: price',
      'code unknown: unknown',
    ]);
    assert.ok(groups.includes('theme money: cost price fees wage'));
  });
});
