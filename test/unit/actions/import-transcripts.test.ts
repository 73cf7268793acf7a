import assert from 'node:assert/strict';
import { type ImportIntent, importTranscripts } from '../../../src/core/actions/import-transcripts';
import { UserError } from '../../../src/core/base/user-error';
import { writeEdit, writeEdits } from '../../../src/core/study/write-edits';
import { type MemoryStudy, openMemoryStudy } from '../../support/open-memory-study';
import { smallStudy } from '../../support/small-study';

const interview: ImportIntent = {
  path: 'transcripts/Int03.md',
  text: '**INT:** And you?\n\n**R3:** I was for it.\n',
  kind: 'interview',
  speakers: [
    { label: 'INT', assigned: 'interviewer' },
    { label: 'R3', assigned: 'Int3' },
  ],
  newCases: ['Int3'],
};

async function importInto(
  study: MemoryStudy,
  intents: readonly ImportIntent[],
): Promise<() => Promise<void>> {
  const edits = importTranscripts(study.store.snapshot, intents, study.files.text('.gitattributes'));
  const inverses = await writeEdits(edits, (edit) => writeEdit(edit, study.ports));
  await study.store.refresh();
  return async () => {
    await writeEdits(inverses, (edit) => writeEdit(edit, study.ports));
  };
}

describe('importing transcripts', () => {
  it('adds the transcript, its source and its case, and nothing is wrong with them', async () => {
    const study = await openMemoryStudy(smallStudy());
    await importInto(study, [interview]);
    const { study: file, transcripts } = study.view();
    assert.equal(transcripts.get(interview.path)?.text, interview.text);
    assert.deepEqual({ ...file.sources.get(interview.path)?.speakers }, { INT: 'interviewer', R3: 'Int3' });
    assert.deepEqual(file.cases.get('Int3')?.transcripts, [interview.path]);
    assert.deepEqual(await study.check(), []);
  });

  it('keeps every other line of the study file, and can be taken back to the byte', async () => {
    const study = await openMemoryStudy(smallStudy());
    const before = study.files.text('verbatim.yaml') ?? '';
    const undo = await importInto(study, [interview]);
    const after = (study.files.text('verbatim.yaml') ?? '').split('\n');
    for (const line of before.split('\n')) assert(after.includes(line), line);
    await undo();
    assert.deepEqual(
      new Map([...study.files.contents.keys()].map((path) => [path, study.files.text(path)])),
      smallStudy(),
    );
  });

  it('adds a second interview of a known case to it', async () => {
    const study = await openMemoryStudy(smallStudy());
    const again = { ...interview, speakers: [{ label: 'R3', assigned: 'Int1' }], newCases: [] };
    await importInto(study, [again]);
    const known = study.view().study.cases.get('Int1');
    assert.deepEqual(known?.transcripts, ['transcripts/Int01.md', interview.path]);
    assert.deepEqual({ ...known.attributes }, { role: 'clinical' });
    assert.equal(known.partOf, 'A');
  });

  it('adds several transcripts of one new case at once', async () => {
    const study = await openMemoryStudy(smallStudy());
    await importInto(study, [interview, { ...interview, path: 'transcripts/Int03b.md' }]);
    assert.deepEqual(study.view().study.cases.get('Int3')?.transcripts, [
      'transcripts/Int03.md',
      'transcripts/Int03b.md',
    ]);
  });

  it('finds the members of a group by their turns', async () => {
    const study = await openMemoryStudy(smallStudy());
    await importInto(study, [{ ...interview, kind: 'focus-group' }]);
    assert.deepEqual(study.view().study.cases.get('Int3')?.transcripts, []);
  });

  it('refuses what is there, what no pattern matches and whom nobody knows, and writes nothing', async () => {
    const study = await openMemoryStudy(smallStudy());
    const refused: readonly (readonly ImportIntent[])[] = [
      [{ ...interview, path: 'transcripts/Int01.md' }],
      [interview, interview],
      [{ ...interview, path: 'elsewhere/Int03.md' }],
      [{ ...interview, path: 'transcripts/../../Int03.md' }],
      [{ ...interview, path: '/tmp/Int03.md' }],
      [{ ...interview, path: 'transcripts/Int03.docx' }],
      [{ ...interview, newCases: [] }],
      [{ ...interview, text: 'word '.repeat(4_000_000) }],
    ];
    for (const intents of refused)
      assert.throws(() => importTranscripts(study.store.snapshot, intents, undefined), UserError);
  });

  it('never replaces a file that has appeared meanwhile, and takes back what it had written', async () => {
    const study = await openMemoryStudy(smallStudy());
    const second = { ...interview, path: 'transcripts/Int04.md' };
    const edits = importTranscripts(study.store.snapshot, [interview, second], undefined);
    await study.files.replace(second.path, undefined, 'Somebody else’s.\n');
    await assert.rejects(
      writeEdits(edits, (edit) => writeEdit(edit, study.ports)),
      UserError,
    );
    assert.deepEqual([...study.files.contents.keys()], [...smallStudy().keys(), second.path]);
    assert.equal(study.files.text(second.path), 'Somebody else’s.\n');
  });

  it('writes nothing into a study file that cannot be read', async () => {
    const study = await openMemoryStudy([...smallStudy(), ['verbatim.yaml', 'format: [\n']]);
    assert.throws(() => importTranscripts(study.store.snapshot, [interview], undefined), UserError);
  });
});
