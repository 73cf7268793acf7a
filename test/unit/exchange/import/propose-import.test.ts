import assert from 'node:assert/strict';
import fc from 'fast-check';
import type {
  ImportContent,
  ImportContext,
  ImportProposal,
} from '../../../../src/core/exchange/import/propose-import';
import { proposeImport } from '../../../../src/core/exchange/import/propose-import';
import { freePath, transcriptFileName } from '../../../../src/core/exchange/import/transcript-file-name';
import { isNameId } from '../../../../src/core/model/ids';
import type { Case, Source } from '../../../../src/core/model/study';

const person: Case = { id: '', kind: 'person', attributes: {}, transcripts: [] };
const empty: ImportContext = { folder: 'transcripts', takenPaths: [], cases: new Map(), sources: new Map() };

function content(text: string, format: ImportContent['format'] = 'text'): ImportContent {
  return { format, text, changes: [], warnings: [] };
}

function propose(fileName: string, text: string, context: Partial<ImportContext> = {}): ImportProposal {
  return proposeImport(fileName, content(text), { ...empty, ...context });
}

function assignments(proposal: ImportProposal): Readonly<Record<string, string>> {
  return Object.fromEntries(
    proposal.speakers.map(({ label, assigned, reason }) => [label, `${assigned} (${reason})`]),
  );
}

const interview = 'INT: Why?\nR1: Money.\nINT: And?\nR1: Time.\n';

describe('the name of an imported transcript', () => {
  const names: readonly (readonly [from: string, to: string])[] = [
    ['Int01.txt', 'Int01.txt'],
    ['Int 01 (final).TXT', 'Int-01-final.txt'],
    ['Müller & Søn.vtt', 'Muller-Son.vtt'],
    ['interview.srt', 'interview.srt'],
    ['notes.markdown', 'notes.md'],
    ['recording.log', 'recording.txt'],
    ['../../etc/passwd', 'passwd.txt'],
    ['C:\\Users\\x\\CON.txt', 'transcript-CON.txt'],
    ['aux.md', 'transcript-aux.md'],
    ['.hidden.txt', 'hidden.txt'],
    ['...txt', 'transcript.txt'],
    ['Интервью 1.txt', 'Интервью-1.txt'],
    ['访谈.txt', '访谈.txt'],
    ['a\u202egnp.txt', 'a-gnp.txt'],
    ['trailing. .txt', 'trailing.txt'],
  ];
  for (const [from, to] of names)
    it(`${from} → ${to}`, () => assert.equal(transcriptFileName(from, 'text'), to));

  it('is markdown for Word', () => assert.equal(transcriptFileName('Int01.docx', 'docx'), 'Int01.md'));

  it('is never taken, ignoring case and composition', () => {
    assert.equal(freePath('t', 'Int01.md', ['t/INT01.md', 't/int01-2.md']), 't/Int01-3.md');
    assert.equal(freePath('', 'й.md', ['й.md'.normalize('NFD')]), 'й-2.md');
  });

  it('is safe whatever the file was called', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('', '.txt', '.docx', '.vtt', '.md.MS.coding.yaml'),
        (stem, extension) => {
          const name = transcriptFileName(stem + extension, extension === '.docx' ? 'docx' : 'text');
          assert.match(name, /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]*\.(?:md|txt|vtt|srt)$/u);
          assert.doesNotMatch(name, /^(?:con|prn|aux|nul|com\d|lpt\d)\.|\.\.|[\\/]/i);
          assert.equal(name, name.normalize('NFC'));
          assert.ok(name.length < 250);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('who speaks in an imported transcript', () => {
  it('knows interviewers by their label, and makes one person of the other', () => {
    const proposal = propose('Int01.txt', interview);
    assert.deepEqual(assignments(proposal), { INT: 'interviewer (label)', R1: 'Int01 (new-case)' });
    assert.deepEqual(proposal.newCases, ['Int01']);
    assert.equal(proposal.kind, 'interview');
    assert.equal(proposal.turns, 4);
  });

  it('finds the interviewer by their questions', () => {
    const text = 'Ann: Why did you?\nBen: Money.\nAnn: Was that all?\nBen: No.\nAnn: I see.\nBen: Yes.\n';
    assert.deepEqual(assignments(propose('x.txt', text)), {
      Ann: 'interviewer (questions)',
      Ben: 'Ben (new-case)',
    });
  });

  it('takes nobody for the interviewer where questions do not tell, and says so', () => {
    const text = 'Ann: Why?\nBen: How?\nAnn: So?\nBen: What?\n';
    const proposal = propose('x.txt', text);
    assert.deepEqual(proposal.newCases, ['Ann', 'Ben']);
    assert.deepEqual(proposal.warnings, ['Nobody was recognised as the interviewer.']);
  });

  it('names the people of a focus group after it', () => {
    const text = 'Moderator: Well?\nP1: Yes.\nP2: No.\nModerator: And?\nP1: So.\nP2: Hm.\n';
    const proposal = propose('Focus group 1.txt', text);
    assert.deepEqual(assignments(proposal), {
      Moderator: 'interviewer (label)',
      P1: 'Focus-group-1-P1 (new-case)',
      P2: 'Focus-group-1-P2 (new-case)',
    });
    assert.equal(proposal.kind, 'focus-group');
  });

  it('reuses cases that the study knows', () => {
    const cases = new Map([
      ['Int1', person],
      ['GP-2', person],
      ['Anna', person],
    ]);
    const source: Source = {
      kind: 'interview',
      attributes: {},
      speakers: { 'Dr. Amin': 'Anna', MS: 'interviewer' },
    };
    const sources = new Map([['transcripts/Int09.md', source]]);
    assert.deepEqual(assignments(propose('Int01.txt', interview, { cases })), {
      INT: 'interviewer (label)',
      R1: 'Int1 (known-case)',
    });
    const text = 'MS: Why?\nGP 2: Money.\nDr. Amin: No.\nMS: And?\nGP 2: Yes.\nDr. Amin: Well.\n';
    assert.deepEqual(assignments(propose('x.txt', text, { cases, sources })), {
      MS: 'interviewer (label)',
      'GP 2': 'GP-2 (known-case)',
      'Dr. Amin': 'Anna (known-case)',
    });
  });

  it('gives every new case an id of its own, in any script', () => {
    const context = { cases: new Map([['int01', { ...person, kind: 'site' }]]) };
    assert.deepEqual(propose('int01-b.txt', interview, context).newCases, ['int01-b']);
    const text = '张医生：你好。\n李明：好。\n张医生：为什么？\n李明：钱。\n';
    const { newCases } = propose('访谈.txt', text);
    assert.equal(new Set(newCases.map((id) => id.toLowerCase())).size, 2);
    assert.ok(newCases.every(isNameId), newCases.join(' '));
  });

  it('takes a text without speakers for a document, or for an observation by its name', () => {
    const text = 'The plan says so.\n\nAnd so.\n';
    assert.equal(propose('Plan.txt', text).kind, 'document');
    assert.equal(propose('Meeting notes.txt', text).kind, 'observation');
    assert.equal(propose('ObsA1.txt', text).kind, 'observation');
    assert.deepEqual(propose('Plan.txt', text).newCases, []);
  });

  it('asks about labels that look alike', () => {
    const text = `${interview}Int: Hm?\nInt: So?\nR1: Yes.\n`;
    assert.ok(propose('x.txt', text).warnings.includes('“INT” and “Int” may be the same speaker.'));
  });
});

describe('the text of an imported transcript', () => {
  it('keeps every character but line breaks, and lists what it changes', () => {
    const { text, changes } = propose('x.txt', '\ufeffINT: Why?  \r\n\tR1: “Yes”.');
    assert.equal(text, 'INT: Why?  \n\tR1: “Yes”.\n');
    assert.deepEqual(changes, ['Line breaks became LF.', 'A line break was added at the end.']);
    assert.deepEqual(propose('x.txt', interview).changes, []);
  });

  it('obeys the laws of a proposal, whatever the text and name', () => {
    const piece = fc.constantFrom(
      'INT: ',
      'R1: ',
      'Ann: ',
      '张: ',
      'yes',
      'why?',
      '\r\n',
      '\n',
      '\n\n',
      '\ud800',
      '__proto__: ',
      '\u0001',
    );
    const text = fc.array(piece, { maxLength: 60 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text, (name, original) => {
        const proposal = propose(name, original);
        assert.doesNotMatch(proposal.text, /\r|\p{Surrogate}/u);
        assert.ok(proposal.text === '' || proposal.text.endsWith('\n'));
        assert.equal(proposal.changes.length === 0, proposal.text === original);
        const ids = proposal.newCases.map((id) => id.toLowerCase());
        assert.equal(new Set(ids).size, ids.length);
        assert.ok(proposal.newCases.every(isNameId));
        assert.deepEqual(propose('second.txt', proposal.text).text, proposal.text);
      }),
      { numRuns: 500 },
    );
  });
});
