import assert from 'node:assert/strict';
import fc from 'fast-check';
import { reattachSidecar } from '../../../src/core/actions/reattach-sidecar';
import { UserError } from '../../../src/core/base/user-error';
import { renameTranscript } from '../../../src/core/format/rename-transcript';
import { readStudyFile } from '../../../src/core/format/read-study-file';
import { findRenamedTranscript } from '../../../src/core/study/renamed-transcripts';
import { writeEdit, writeEdits } from '../../../src/core/study/write-edits';
import { type MemoryStudy, openMemoryStudy } from '../../support/open-memory-study';
import { smallStudy } from '../../support/small-study';

type Files = Map<string, string>;
const old = 'transcripts/Int01.md';
const now = 'transcripts/wave 1/Int01b.md';
const sidecar = `${old}.MS.coding.yaml`;

/** The small study whose first transcript was renamed outside; `change` does more to it. */
async function openRenamed(change: (files: Files) => void = () => undefined): Promise<MemoryStudy> {
  const files: Files = smallStudy();
  files.set(now, files.get(old) ?? '').delete(old);
  change(files);
  return openMemoryStudy(files);
}

async function renamedIn(study: MemoryStudy, path = sidecar): Promise<string | undefined> {
  const found = study.view().sidecars.get(path) ?? assert.fail(`no ${path}`);
  return findRenamedTranscript(study.view(), found, study.files);
}

function edit(files: Files, path: string, change: (text: string) => string): void {
  const before = files.get(path) ?? '';
  assert.notEqual(change(before), before);
  files.set(path, change(before));
}

const studyFileOf = (study: MemoryStudy): string => study.files.text('verbatim.yaml') ?? '';
const textsOf = (study: MemoryStudy, path = sidecar) => ({
  sidecar: study.files.text(path) ?? '',
  studyFile: studyFileOf(study),
});

describe('a transcript renamed outside', () => {
  it('is known by its version', async () => {
    assert.equal(await renamedIn(await openRenamed()), now);
  });

  it('is named by the check', async () => {
    const problems = await (await openRenamed()).check();
    const advice = problems
      .filter(({ code }) => code === 'sidecar/no-transcript')
      .map((found) => found.advice);
    assert.equal(advice.length, 2);
    for (const text of advice) assert(text.includes(now), text);
  });

  it('is known by its quotes when it was edited as well', async () => {
    const study = await openRenamed((files) => edit(files, now, (text) => text.replace('And now?', 'Now?')));
    assert.equal(await renamedIn(study), now);
  });

  const doubts: Readonly<Record<string, (files: Files) => void>> = {
    'two transcripts have its version': (files) => files.set('transcripts/copy.md', files.get(now) ?? ''),
    'two transcripts have its quotes': (files) => {
      edit(files, now, (text) => text.replace('And now?', 'Now?'));
      files.set('transcripts/copy.md', `${files.get(now) ?? ''}More.\n`);
    },
    'too many quotes are gone': (files) => edit(files, now, (text) => text.replace('wary', 'happy')),
    'the coder has a sidecar there': (files) => files.set(`${now}.MS.coding.yaml`, files.get(sidecar) ?? ''),
    'it is claimed for two': (files) =>
      files.set('transcripts/Int09.md.SP.coding.yaml', files.get(`${old}.SP.coding.yaml`) ?? ''),
    'its transcript is there': (files) => files.set(old, '# Another\n'),
    'its transcript is there, though not in the study': (files) => {
      files.set(old, files.get(now) ?? '');
      edit(files, 'verbatim.yaml', (text) => text.replace('transcripts/**/*', 'transcripts/wave*/*'));
    },
    'it cannot be read': (files) => edit(files, sidecar, (text) => text.replace('passages:', 'passages: "')),
  };
  for (const [doubt, change] of Object.entries(doubts))
    it(`is not guessed where ${doubt}`, async () => {
      assert.equal(await renamedIn(await openRenamed(change)), undefined);
    });

  it('is not guessed from a few common words', async () => {
    const study = await openRenamed((files) => {
      files.set(now, 'R1: We had no choice, did we. That is all.\n');
      files.set(
        'transcripts/Int07.md.MS.coding.yaml',
        files.get('transcripts/Int02.txt.MS.coding.yaml') ?? '',
      );
      files.delete('transcripts/Int02.txt');
    });
    assert.equal(await renamedIn(study, 'transcripts/Int07.md.MS.coding.yaml'), undefined);
  });

  it('gets its sidecars, and the study file follows; all of it is taken back to the byte', async () => {
    const study = await openRenamed();
    const before = new Map(study.files.contents);
    const inverses = [];
    for (const path of [sidecar, `${old}.SP.coding.yaml`]) {
      const edits = reattachSidecar(study.view(), { sidecar: path, transcript: now }, textsOf(study, path));
      inverses.unshift(...(await writeEdits(edits, (each) => writeEdit(each, study.ports))));
      await study.store.refresh();
    }
    assert.deepEqual(await study.check(), []);
    assert.equal(studyFileOf(study).split(now).length - 1, 3);
    assert(!studyFileOf(study).includes(old));
    assert.deepEqual(study.files.contents.get(`${now}.MS.coding.yaml`), before.get(sidecar));
    assert(!study.files.contents.has(sidecar));
    for (const inverse of inverses) await writeEdit(inverse, study.ports);
    assert.deepEqual(new Map([...study.files.contents].sort()), new Map([...before].sort()));
  });

  it('loses nothing where a file has changed meanwhile', async () => {
    const study = await openRenamed();
    const edits = reattachSidecar(study.view(), { sidecar, transcript: now }, textsOf(study));
    study.files.contents.set(sidecar, Buffer.from(`${study.files.text(sidecar) ?? ''}# more\n`));
    const before = new Map(study.files.contents);
    await assert.rejects(
      writeEdits(edits, (each) => writeEdit(each, study.ports)),
      (error) => error instanceof UserError && error.code === 'edit/changed',
    );
    assert.deepEqual(study.files.contents, before);
  });
});

describe('renaming a transcript in the study file', () => {
  const path = fc.constantFrom(
    'a.md',
    'é.md',
    'transcripts/Int 1.md',
    "it's: #1.md",
    '[x].md',
    'yes',
    'b.md',
  );
  const style = fc.constantFrom(
    (name: string) => name,
    (name: string) => JSON.stringify(name),
    (name: string) => `'${name.replaceAll("'", "''")}'`,
  );

  it('changes what names it and nothing else', () => {
    fc.assert(
      fc.property(
        path,
        path,
        style,
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        (from, to, write, eol, nfd) => {
          const isPlainStyle = write(from) === from;
          fc.pre(from !== to && !(isPlainStyle && /[:#[]/.test(from)));
          const written = write(nfd ? from.normalize('NFD') : from);
          const text = [
            '# a study',
            'format: verbatim/study@1',
            `title: ${JSON.stringify(from)} # not a path`,
            'transcripts: ["*.md"]',
            `coders: { MS: { name: ${JSON.stringify(from)} } }`,
            `rounds: { r: { coders: [MS], transcripts: [x.md, ${written}], unknown: ${JSON.stringify(from)} } }`,
            'sources:',
            '  # about it',
            `  ${written}:   { kind: interview, own-key: kept } # here`,
            'cases:',
            '  Int1:',
            '    kind: person',
            `    transcripts: # two`,
            '      - x.md',
            `      -  ${written} # the second`,
            `  Int2: { kind: person, transcripts: ${written} }`,
            '',
          ].join(eol);
          const after = renameTranscript(text, from.normalize('NFC'), to);
          const study = readStudyFile(after, 'verbatim.yaml').value ?? assert.fail('unreadable');
          assert.deepEqual(study.rounds.get('r')?.transcripts, ['x.md', to]);
          assert.deepEqual([...study.sources.keys()], [to]);
          assert.deepEqual(study.cases.get('Int1')?.transcripts, ['x.md', to]);
          assert.deepEqual(study.cases.get('Int2')?.transcripts, [to]);
          const lines = after.split(eol);
          const changed = text.split(eol).flatMap((line, i) => (line === lines[i] ? [] : [i]));
          assert.deepEqual(changed, [5, 8, 14, 15]);
          assert.match(lines[8] ?? '', / {3}\{ kind: interview, own-key: kept \} # here$/);
          assert.equal(renameTranscript(after, from, to), after);
        },
      ),
    );
  });

  it('leaves a source alone where the new path has one', () => {
    const text =
      'format: verbatim/study@1\nsources:\n  a.md: { kind: interview }\n  b.md: { kind: document }\n';
    assert.equal(renameTranscript(text, 'a.md', 'b.md'), text);
  });
});
