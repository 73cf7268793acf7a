import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import { UserError } from '../../../src/core/base/user-error';
import { editCodebook, type CodebookChange } from '../../../src/core/format/edit-codebook';
import { editStudyFile, type StudyFileChange } from '../../../src/core/format/edit-study-file';
import { formatCodebook } from '../../../src/core/format/format-codebook';
import { formatStudyFile } from '../../../src/core/format/format-study-file';
import { readCodebook } from '../../../src/core/format/read-codebook';
import { readStudyFile } from '../../../src/core/format/read-study-file';
import type { Code, Codebook } from '../../../src/core/model/codebook';
import type { StudyFile } from '../../../src/core/model/study';
import { withNote, withoutNote } from '../../../src/core/format/note-lists';
import { hostileText, note } from './arbitraries';
import { caseOf, codebook, codeOf, coderOf, sourceOf, studyFile } from './entry-arbitraries';
import { codebookExample, studyExample } from './examples';
import { attempt } from '../../support/attempt';

describe('the codebook', function () {
  this.timeout(60_000);

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(codebook, (value) => {
        assert.deepEqual(readCodebook(formatCodebook(value), 'c'), { value, problems: [] });
      }),
    );
  });

  it('says the same in YAML 1.1 and 1.2', () => {
    fc.assert(
      fc.property(codebook, (value) => {
        const text = formatCodebook(value);
        assert.deepEqual(parse(text, { version: '1.1', logLevel: 'silent' }), parse(text));
      }),
    );
  });

  const edits = codebook.chain((value) => {
    const [codes, themes] = [[...value.codes.keys()], [...value.themes.keys()]];
    const someCode = codes.length > 0 ? fc.constantFrom(...codes) : fc.constant('no-such');
    const said = [...value.codes.values()].flatMap(({ notes = [] }) => notes.map(({ id }) => id));
    const noteId = fc.constantFrom('n-new', ...said);
    const fresh = codeOf('fresh-code', { themes });
    const fields = fc.tuple(
      fresh,
      fc.subarray([
        'name',
        'definition',
        'memo',
        'themes',
        'color',
        'examples',
        'status',
        'replacedBy',
      ] as const),
    );
    const change: fc.Arbitrary<CodebookChange> = fc.oneof(
      fresh.map((code) => ({ kind: 'add-code', code }) as const),
      fc.tuple(someCode, fields).map(([id, [code, keys]]) => ({
        kind: 'set-code' as const,
        id,
        fields: Object.fromEntries(keys.map((key) => [key, code[key]])),
      })),
      someCode.map((id) => ({ kind: 'remove', section: 'codes', id }) as const),
      hostileText.map((text) => ({ kind: 'add-question', question: { id: 'Fresh', text } }) as const),
      hostileText.map(
        (name) => ({ kind: 'add-theme', theme: { id: 'fresh-theme', name, questions: [] } }) as const,
      ),
      fc
        .tuple(fc.constantFrom('motivation', ...themes), hostileText)
        .map(([id, memo]) => ({ kind: 'set-theme' as const, id, fields: { memo } })),
      fc.tuple(someCode, note, noteId).map(([id, said, own]) => ({
        kind: 'set-note' as const,
        section: 'codes' as const,
        id,
        note: { ...said, id: own },
      })),
      fc
        .tuple(someCode, noteId)
        .map(([id, own]) => ({ kind: 'remove-note' as const, section: 'codes' as const, id, note: own })),
    );
    return fc.record({
      value: fc.constant(value),
      text: spoilStyle(formatCodebook(value)),
      changes: fc.array(change, { maxLength: 3 }),
    });
  });

  it('after an edit says what the changes say', () => {
    fc.assert(
      fc.property(edits, ({ value, text, changes }) => {
        const expected = changes.reduce<Codebook | undefined>(applyToCodebook, value);
        const edit = attempt(() => editCodebook(text, changes));
        assert.equal(edit === undefined, expected === undefined);
        if (edit && expected) assert.deepEqual(readCodebook(edit.text, 'c').value, expected);
      }),
      { numRuns: 40 },
    );
  });

  it('is undone and redone to the byte', () => {
    fc.assert(
      fc.property(edits, ({ text, changes }) => checkInverse(editCodebook, text, changes)),
      { numRuns: 25 },
    );
  });

  it('undoing takes back only what it did', () => {
    const ours = editCodebook(codebookExample, [
      { kind: 'set-code', id: 'new-money', fields: { memo: 'Ours.', name: 'Money' } },
    ]);
    const theirs = editCodebook(ours.text, [
      { kind: 'set-code', id: 'new-money', fields: { name: 'Cash', definition: 'D' } },
    ]);
    const undone = readCodebook(editCodebook(theirs.text, ours.inverse).text, 'c').value?.codes.get(
      'new-money',
    );
    assert.equal(undone?.memo, undefined);
    assert.equal(undone?.name, 'Cash');
    assert.equal(undone.definition, 'D');
  });

  it('an entry that has been worked on since it was added is not undone away', () => {
    const added = editCodebook(codebookExample, [
      { kind: 'add-question', question: { id: 'RQ2', text: 'Why?' } },
    ]);
    const changed = editCodebook(added.text, [{ kind: 'set-question', id: 'RQ2', text: 'Why not?' }]);
    assert.throws(
      () => editCodebook(changed.text, added.inverse),
      (error) => error instanceof UserError && error.code === 'format/changed',
    );
  });

  it('the comments about a code go with it and come back', () => {
    const text = codebookExample
      .replace('  new-money:', '  # watch this one\n  new-money:')
      .replace('color: "#33AACC"', 'color: "#33AACC"\n    # so far');
    const edit = editCodebook(text, [{ kind: 'remove', section: 'codes', id: 'new-money' }]);
    assert.doesNotMatch(edit.text, /watch this|so far/);
    assert.equal(editCodebook(edit.text, edit.inverse).text, text);
  });

  describe('with blank lines in a theme', () => {
    const withTheme = (...fields: readonly string[]): string =>
      `format: verbatim/codebook@1\nthemes:\n  money:\n    name: Money\n${fields.join('\n')}\ncodes: {}\n`;

    it('loses its last field and gets it back to the byte', () => {
      const text = withTheme('    definition: What it costs.', '', '    memo: So far.');
      const edit = editCodebook(text, [{ kind: 'set-theme', id: 'money', fields: { memo: undefined } }]);
      assert.doesNotMatch(edit.text, /So far/);
      assert.equal(editCodebook(edit.text, edit.inverse).text, text);
    });

    it('keeps those that a definition ends in when a memo comes behind it', () => {
      const text = withTheme('    definition: |+', '      What it costs.', '', '');
      const edit = editCodebook(text, [{ kind: 'set-theme', id: 'money', fields: { memo: 'So far.' } }]);
      const theme = readCodebook(edit.text, 'c').value?.themes.get('money');
      assert.equal(theme?.definition, 'What it costs.\n\n\n');
      assert.equal(theme.memo, 'So far.');
      assert.equal(editCodebook(edit.text, edit.inverse).text, text);
    });
  });

  it('starts where there is none', () => {
    const { text } = editCodebook(undefined, [
      { kind: 'add-code', code: { ...bareCode, id: 'first', name: 'First' } },
    ]);
    assert.equal(text, 'format: verbatim/codebook@1\ncodes:\n  first:\n    name: First\n');
  });
});

describe('the study file', function () {
  this.timeout(60_000);

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(studyFile, (value) => {
        assert.deepEqual(readStudyFile(formatStudyFile(value), 'v'), { value, problems: [] });
      }),
    );
  });

  const edits = studyFile.chain((value) => {
    const cases = [...value.cases.keys()];
    const [coders, sources] = [[...value.coders.keys()], [...value.sources.keys()]];
    const change: fc.Arbitrary<StudyFileChange> = fc.oneof(
      hostileText.map((title) => ({ kind: 'set-title', title }) as const),
      fc
        .constantFrom('Fresh', ...coders)
        .chain(coderOf)
        .map((coder) => ({ kind: 'set-coder', coder }) as const),
      fc
        .tuple(fc.constantFrom('new/fresh.md', ...sources), sourceOf(cases))
        .map(([path, source]) => ({ kind: 'set-source', path, source }) as const),
      fc
        .constantFrom('Fresh', ...cases)
        .chain((id) => caseOf(id, []))
        .map((item) => ({ kind: 'set-case', case: item }) as const),
      fc
        .constantFrom(...sources, 'none.md')
        .map((id) => ({ kind: 'remove', section: 'sources', id }) as const),
    );
    return fc.record({
      value: fc.constant(value),
      text: spoilStyle(formatStudyFile(value)),
      changes: fc.array(change, { maxLength: 3 }),
    });
  });

  it('after an edit says what the changes say', () => {
    fc.assert(
      fc.property(edits, ({ value, text, changes }) => {
        const expected = changes.reduce<StudyFile | undefined>(applyToStudy, value);
        const edit = attempt(() => editStudyFile(text, changes));
        assert.equal(edit === undefined, expected === undefined);
        if (edit && expected) assert.deepEqual(readStudyFile(edit.text, 'v').value, expected);
      }),
      { numRuns: 40 },
    );
  });

  it('is undone and redone to the byte', () => {
    fc.assert(
      fc.property(edits, ({ text, changes }) => checkInverse(editStudyFile, text, changes)),
      { numRuns: 25 },
    );
  });

  it('an entry on one line grows in place and keeps its comment and unknown keys', () => {
    const text = studyExample.replace('{ name: S. P., ', '{ name: S. P., orcid: 0000-0001, ');
    const edit = editStudyFile(text, [
      { kind: 'set-coder', coder: { id: 'SP', name: 'Sam', emails: ['sp@example.org', 's@example.org'] } },
    ]);
    assert.ok(
      edit.text.includes(
        '  SP: { name: Sam, orcid: 0000-0001, emails: [sp@example.org, s@example.org] } # emails optional\n',
      ),
    );
  });

  it('a path spelt in another normal form is the same entry', () => {
    const text = `${studyExample.slice(0, studyExample.indexOf('sources:'))}sources:\n  "e\u0301.md": { kind: document }\n`;
    const source = { kind: 'interview', speakers: {}, attributes: {} } as const;
    const edit = editStudyFile(text, [{ kind: 'set-source', path: '\u00e9.md', source }]);
    assert.ok(edit.text.endsWith('sources:\n  "e\u0301.md": { kind: interview }\n'));
  });
});

const bareCode: Omit<Code, 'id' | 'name'> = {
  themes: [],
  examples: [],
  status: 'active',
  aliases: [],
  replacedBy: [],
};

/** The same text with CRLF, a byte order mark, comments or blank lines. */
function spoilStyle(text: string): fc.Arbitrary<string> {
  const commented = text.replace(/^(codes|cases|themes|sources):$/gm, '\n# about $1\n$1: # here');
  return fc.constantFrom(
    text,
    commented,
    text.replaceAll('\n', '\r\n'),
    `\ufeff${commented}`,
    text.slice(0, -1),
  );
}

function checkInverse<C>(
  edit: (text: string, changes: readonly C[]) => { readonly text: string; readonly inverse: readonly C[] },
  text: string,
  changes: readonly C[],
): void {
  const done = attempt(() => edit(text, changes));
  if (!done) return;
  const undone = edit(done.text, done.inverse);
  assert.equal(undone.text, text);
  assert.equal(edit(undone.text, undone.inverse).text, done.text);
}

function applyToCodebook(book: Codebook | undefined, change: CodebookChange): Codebook | undefined {
  if (!book) return undefined;
  switch (change.kind) {
    case 'add-code':
      return book.codes.has(change.code.id) ? undefined : { ...book, codes: put(book.codes, change.code) };
    case 'add-theme':
      return book.themes.has(change.theme.id)
        ? undefined
        : { ...book, themes: put(book.themes, change.theme) };
    case 'add-question':
      return book.questions.has(change.question.id)
        ? undefined
        : { ...book, questions: put(book.questions, change.question) };
    case 'set-code': {
      const code = book.codes.get(change.id);
      const fields = { ...change.fields, ...('name' in change.fields ? {} : {}) };
      return code && { ...book, codes: put(book.codes, without({ ...code, ...fields } as Code)) };
    }
    case 'set-theme': {
      const theme = book.themes.get(change.id);
      return theme && { ...book, themes: put(book.themes, { ...theme, memo: change.fields.memo ?? '' }) };
    }
    case 'set-note': {
      const code = book.codes.get(change.id);
      return (
        code && { ...book, codes: put(book.codes, { ...code, notes: withNote(code.notes, change.note) }) }
      );
    }
    case 'remove-note': {
      const code = book.codes.get(change.id);
      const notes = withoutNote(code?.notes, change.note);
      return code && { ...book, codes: put(book.codes, without({ ...code, notes } as Code)) };
    }
    case 'remove': {
      const codes = new Map(book.codes);
      return codes.delete(change.id) ? { ...book, codes } : undefined;
    }
    default:
      return book;
  }
}

function applyToStudy(study: StudyFile | undefined, change: StudyFileChange): StudyFile | undefined {
  if (!study) return undefined;
  switch (change.kind) {
    case 'set-title':
      return { ...study, title: change.title };
    case 'set-coder':
      return { ...study, coders: put(study.coders, change.coder) };
    case 'set-case':
      return { ...study, cases: put(study.cases, change.case) };
    case 'set-source':
      return { ...study, sources: new Map([...study.sources, [change.path, change.source]]) };
    case 'remove': {
      const sources = new Map(study.sources);
      return sources.delete(change.id) ? { ...study, sources } : undefined;
    }
    default:
      return study;
  }
}

function put<T extends { readonly id: string }>(
  items: ReadonlyMap<string, T>,
  item: T,
): ReadonlyMap<string, T> {
  return new Map([...items, [item.id, item]]);
}

function without<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}
