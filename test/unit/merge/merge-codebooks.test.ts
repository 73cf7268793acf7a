import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type CodebookChange, editCodebook } from '../../../src/core/format/edit-codebook';
import { editStudyFile, type StudyFileChange } from '../../../src/core/format/edit-study-file';
import { readCodebook } from '../../../src/core/format/read-codebook';
import { readStudyFile } from '../../../src/core/format/read-study-file';
import { mergeCodebooks } from '../../../src/core/merge/merge-codebooks';
import { mergerOf } from '../../../src/core/merge/merge-file';
import { mergeSidecars } from '../../../src/core/merge/merge-sidecars';
import { mergeStudyFiles } from '../../../src/core/merge/merge-study-files';
import type { Code, Codebook } from '../../../src/core/model/codebook';
import { mergeRuns } from '../../support/merge-versions';

const base = `# How it came about: from the guide.
format: verbatim/codebook@1
questions:
  RQ1: Why did practices join?
themes:
  motivation: { name: Reasons for joining, questions: [RQ1] }
  trust:
    name: Trust
codes:
  # Deductive
  mandatory-feel:
    name: Almost mandatory
    themes: [motivation]
    definition: Joining is described as unavoidable.
    examples: ["It wasn't really optional, was it."]
    aliases: [compulsory]
  # Inductive
  new-money:
    name: New money
    themes: [motivation]
    memo: |-
      Watch the border.
`;

function change(text: string, ...changes: readonly CodebookChange[]): string {
  return editCodebook(text, changes).text;
}

function code(id: string, fields: Partial<Code> = {}): Code {
  return { id, name: id, themes: [], examples: [], status: 'active', aliases: [], replacedBy: [], ...fields };
}

function mergeClean(ours: string, theirs: string, from = base): { text: string; codebook: Codebook } {
  const merged = mergeCodebooks(from, ours, theirs);
  assert.ok(merged);
  assert.deepEqual(merged.conflicts, [], merged.text);
  const { value, problems } = readCodebook(merged.text, '');
  assert.ok(value);
  assert.deepEqual(problems, [], merged.text);
  return { text: merged.text, codebook: value };
}

const set = (
  id: string,
  fields: Extract<CodebookChange, { kind: 'set-code' }>['fields'],
): CodebookChange => ({
  kind: 'set-code',
  id,
  fields,
});

/** As renaming a code does: the entry under its new id, with the old one for an alias. */
function renamed(text: string, id: string, by: string): string {
  const aliased = change(
    text,
    set(id, { aliases: [...(readCodebook(text, '').value?.codes.get(id)?.aliases ?? []), id] }),
  );
  return aliased.replace(`\n  ${id}:\n`, `\n  ${by}:\n`);
}

describe('merging codebooks', () => {
  it('merges codes field by field, lists item by item, and keeps order and comments', () => {
    const ours = change(base, set('mandatory-feel', { name: 'Mandatory', themes: ['motivation', 'trust'] }), {
      kind: 'add-code',
      code: code('mine', { themes: ['trust'] }),
    });
    const theirs = change(
      base,
      set('mandatory-feel', { definition: 'It had to be.', themes: [] }),
      { kind: 'add-code', code: code('theirs', { themes: ['trust'] }) },
      { kind: 'set-theme', id: 'motivation', fields: { definition: 'Why they came in.' } },
      { kind: 'add-question', question: { id: 'RQ2', text: 'What helped?' } },
    );
    const { codebook, text } = mergeClean(ours, theirs);
    const merged = codebook.codes.get('mandatory-feel');
    assert.deepEqual(
      [merged?.name, merged?.definition, merged?.themes],
      ['Mandatory', 'It had to be.', ['trust']],
    );
    assert.deepEqual([...codebook.codes.keys()], ['mandatory-feel', 'new-money', 'mine', 'theirs']);
    assert.equal(codebook.themes.get('motivation')?.definition, 'Why they came in.');
    assert.deepEqual([...codebook.questions.keys()], ['RQ1', 'RQ2']);
    assert.ok(text.startsWith('# How it came about'));
    assert.ok(text.includes('  # Inductive\n  new-money:\n'));
  });

  it('merges a theme on one line', () => {
    const ours = change(base, { kind: 'set-theme', id: 'motivation', fields: { name: 'Motives' } });
    const theirs = change(
      base,
      { kind: 'add-question', question: { id: 'RQ2', text: 'What helped?' } },
      { kind: 'set-theme', id: 'motivation', fields: { questions: ['RQ1', 'RQ2'] } },
    );
    assert.ok(
      mergeClean(ours, theirs).text.includes('  motivation: { name: Motives, questions: [RQ1, RQ2] }\n'),
    );
  });

  it('meets a renamed code with what the other side changed in it, and with references to it', () => {
    const ours = renamed(base, 'new-money', 'money');
    const theirs = change(
      base,
      set('new-money', { definition: 'Funds that come with the contract.' }),
      { kind: 'add-code', code: code('salaries', { parent: 'new-money' }) },
      set('mandatory-feel', { replacedBy: ['new-money'] }),
    );
    for (const { codebook } of [mergeClean(ours, theirs), mergeClean(theirs, ours)]) {
      assert.deepEqual(new Set(codebook.codes.keys()), new Set(['mandatory-feel', 'money', 'salaries']));
      const money = codebook.codes.get('money');
      assert.deepEqual(
        [money?.definition, money?.aliases],
        ['Funds that come with the contract.', ['new-money']],
      );
      assert.equal(codebook.codes.get('salaries')?.parent, 'money');
      assert.deepEqual(codebook.codes.get('mandatory-feel')?.replacedBy, ['money']);
    }
  });

  it('unites what both sides renamed alike, and declines two new ids for one code', () => {
    const ours = renamed(base, 'new-money', 'money');
    const theirs = change(renamed(base, 'new-money', 'money'), set('money', { definition: 'Funds.' }));
    assert.deepEqual([...mergeClean(ours, theirs).codebook.codes.keys()], ['mandatory-feel', 'money']);
    assert.equal(mergeCodebooks(base, ours, renamed(base, 'new-money', 'funds')), undefined);
  });

  it('writes conflicts inside the entry alone', () => {
    const ours = change(base, set('new-money', { memo: 'Mine.' }), {
      kind: 'remove',
      section: 'codes',
      id: 'mandatory-feel',
    });
    const theirs = change(
      base,
      set('new-money', { memo: 'Yours.' }),
      set('mandatory-feel', { name: 'Must' }),
    );
    const merged = mergeCodebooks(base, ours, theirs);
    assert.deepEqual(merged?.conflicts, [
      { kind: 'deleted-and-changed', path: ['codes', 'mandatory-feel'] },
      { kind: 'changed-differently', path: ['codes', 'new-money', 'memo'] },
    ]);
    assert.ok(
      merged.text.endsWith(`    themes: [motivation]
<<<<<<< ours
    memo: |-
      Mine.
=======
    memo: |-
      Yours.
>>>>>>> theirs
`),
      merged.text,
    );
  });

  it('says the same whichever side is ours, loses no entry, and conflicts only where both changed a field', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(
        fc.array(codebookChange, { maxLength: 5 }),
        fc.array(codebookChange, { maxLength: 5 }),
        (mine, other) => {
          const [ours, theirs] = [tryAll(base, mine), tryAll(base, other)];
          const [one, two] = [mergeCodebooks(base, ours, theirs), mergeCodebooks(base, theirs, ours)];
          assert.ok(one && two);
          assert.equal(mergeCodebooks(base, ours, base)?.text, ours);
          assert.equal(mergeCodebooks(base, base, theirs)?.text, theirs);
          const places = (conflicts: typeof one.conflicts): unknown =>
            conflicts.map(({ path }) => path.join('/')).sort();
          assert.deepEqual(places(one.conflicts), places(two.conflicts));
          const [b, o, t] = [base, ours, theirs].map((text) => readCodebook(text, '').value) as [
            Codebook,
            Codebook,
            Codebook,
          ];
          for (const { path } of one.conflicts) {
            const [x, y, z] = [b, o, t].map((book) => JSON.stringify(fieldAt(book, path)));
            assert.ok(x !== y && x !== z && y !== z, path.join('/'));
          }
          if (one.conflicts.length > 0) return;
          assert.deepEqual(
            meaning(mergeClean(ours, theirs).codebook),
            meaning(mergeClean(theirs, ours).codebook),
          );
          const ids = mergeClean(ours, theirs).codebook.codes;
          for (const id of [...o.codes.keys(), ...t.codes.keys()])
            assert.ok(ids.has(id) || (b.codes.has(id) && !(o.codes.has(id) && t.codes.has(id))), id);
        },
      ),
      { numRuns: mergeRuns },
    );
  });
});

const codeIds = fc.constantFrom('mandatory-feel', 'new-money', 'a', 'b');
const codebookChange: fc.Arbitrary<CodebookChange> = fc.oneof(
  codeIds.map((id): CodebookChange => ({ kind: 'add-code', code: code(id) })),
  codeIds.map((id): CodebookChange => ({ kind: 'remove', section: 'codes', id })),
  fc.tuple(codeIds, fc.constantFrom('X', 'Y: z', '#')).map(([id, definition]) => set(id, { definition })),
  fc.tuple(codeIds, fc.constantFrom('X', 'one\ntwo')).map(([id, memo]) => set(id, { memo })),
  fc.tuple(codeIds, fc.subarray(['motivation', 'trust'])).map(([id, themes]) => set(id, { themes })),
  fc.tuple(codeIds, fc.subarray(['"a"', 'b, c'])).map(([id, examples]) => set(id, { examples })),
  fc
    .constantFrom('Trust', 'Faith')
    .map((name): CodebookChange => ({ kind: 'set-theme', id: 'trust', fields: { name } })),
  fc
    .constantFrom('Motives', 'Drive')
    .map((name): CodebookChange => ({ kind: 'set-theme', id: 'motivation', fields: { name } })),
);

function tryAll(text: string, changes: readonly CodebookChange[]): string {
  return changes.reduce((now, next) => {
    try {
      return change(now, next);
    } catch {
      return now;
    }
  }, text);
}

function fieldAt(book: Codebook, [section, id, field]: readonly string[]): unknown {
  const entry = book[section as 'codes'].get(id ?? '');
  return field === undefined
    ? entry
    : entry?.[(field === 'replaced-by' ? 'replacedBy' : field) as keyof Code];
}

function meaning({ codes, themes, questions }: Codebook): unknown {
  const sorted = (entry: object): unknown =>
    Object.entries(entry)
      .map(([key, value]): unknown => [
        key,
        Array.isArray(value) ? [...(value as string[])].sort() : (value as unknown),
      ])
      .sort();
  const all = [...codes.values(), ...themes.values(), ...questions.values()];
  return new Map(
    all.map((entry): [string, unknown] => [entry.id, sorted(entry)]).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

describe('merging study files', () => {
  const study = `format: verbatim/study@1
title: Early development
transcripts: ["transcripts/**/*.md"]
coders:
  MS: { name: M. S. }
rounds:
  calibration:
    coders: [MS]
    transcripts: [transcripts/Int01.md]
sources:
  transcripts/Int01.md: { kind: interview, speakers: { INT: interviewer } }
cases:
  Int1: { kind: person, attributes: { role: clinical }, transcripts: [transcripts/Int01.md] }
`;
  const edit = (...changes: StudyFileChange[]): string => editStudyFile(study, changes).text;

  it('merges coders, rounds, sources and cases, also on one line', () => {
    const ours = edit(
      { kind: 'set-coder', coder: { id: 'SP', name: 'S. P.', emails: [] } },
      {
        kind: 'set-round',
        round: {
          id: 'calibration',
          coders: ['MS', 'SP'],
          transcripts: ['transcripts/Int01.md'],
          blind: true,
        },
      },
      {
        kind: 'set-case',
        case: {
          id: 'Int1',
          kind: 'person',
          attributes: { role: 'clinical', setting: 'rural' },
          transcripts: ['transcripts/Int01.md'],
        },
      },
    );
    const theirs = edit(
      { kind: 'set-coder', coder: { id: 'MS', name: 'M. S.', emails: ['ms@example.org'] } },
      {
        kind: 'set-round',
        round: {
          id: 'calibration',
          coders: ['MS'],
          transcripts: ['transcripts/Int01.md', 'transcripts/Int02.md'],
          blind: false,
        },
      },
      {
        kind: 'set-source',
        path: 'transcripts/Int01.md',
        source: { kind: 'interview', speakers: { INT: 'interviewer', R1: 'Int1' }, attributes: {} },
      },
      {
        kind: 'set-case',
        case: {
          id: 'Int1',
          kind: 'person',
          attributes: { role: 'clinical', age: 50 },
          transcripts: ['transcripts/Int01.md', 'transcripts/Int02.md'],
        },
      },
    );
    const merged = mergeStudyFiles(study, ours, theirs);
    assert.ok(merged);
    assert.deepEqual(merged.conflicts, []);
    const value = readStudyFile(merged.text, '').value;
    assert.deepEqual(
      [...(value?.coders.values() ?? [])].map(({ id, emails }) => [id, emails]),
      [
        ['MS', ['ms@example.org']],
        ['SP', []],
      ],
    );
    assert.deepEqual(value?.rounds.get('calibration'), {
      id: 'calibration',
      coders: ['MS', 'SP'],
      transcripts: ['transcripts/Int01.md', 'transcripts/Int02.md'],
      blind: true,
    });
    assert.deepEqual(
      { ...value.sources.get('transcripts/Int01.md')?.speakers },
      { INT: 'interviewer', R1: 'Int1' },
    );
    const { attributes, transcripts } = value.cases.get('Int1') ?? {};
    assert.deepEqual(Object.keys(attributes ?? {}).sort(), ['age', 'role', 'setting']);
    assert.deepEqual(transcripts, ['transcripts/Int01.md', 'transcripts/Int02.md']);
  });

  it('writes two titles as a conflict', () => {
    const merged = mergeStudyFiles(
      study,
      edit({ kind: 'set-title', title: 'A' }),
      edit({ kind: 'set-title', title: 'B' }),
    );
    assert.ok(merged?.text.includes('<<<<<<< ours\ntitle: A\n=======\ntitle: B\n>>>>>>> theirs\n'));
  });

  it('chooses the merge by a file’s name', () => {
    assert.equal(mergerOf('verbatim.yaml'), mergeStudyFiles);
    assert.equal(mergerOf('study/codebook.yaml'), mergeCodebooks);
    assert.equal(mergerOf('a/Int01.md.MS.coding.yaml'), mergeSidecars);
    assert.equal(mergerOf('a/Int01.md'), undefined);
  });
});
