import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, renameSync } from 'node:fs';
import { runVerbatim } from '../support/cli';
import { sidecarText, smallStudy } from '../support/small-study';
import { createStudyFolder, type StudyFolder } from '../support/study-folder';

const transcript = 'transcripts/Int01.md';
const sidecar = `${transcript}.MS.coding.yaml`;
const text = `INT: Who began it?

R1: It was Mary who told us that the practices in Bracknell had joined long before we did.

R1: We were all pretty wary of it, and Mary said so.
`;

/** A study under version control. */
function createCommittedStudy(): StudyFolder {
  const files = smallStudy()
    .set(transcript, text)
    .set(
      sidecar,
      sidecarText(text, [
        { quote: 'the practices in Bracknell had joined long before we did', codes: ['wary'] },
        {
          quote: 'We were all pretty wary',
          codes: ['wary'],
          memo: 'Ask Mary.',
          before: ' did.\n\nR1: ',
          after: ' of it, and Mary',
        },
      ]),
    );
  files.delete(`${transcript}.SP.coding.yaml`);
  const study = createStudyFolder(files);
  for (const args of [['init'], ['add', '--all'], ['commit', '--message', 'Before']])
    execFileSync('git', ['-c', 'user.name=M', '-c', 'user.email=m@example.org', ...args], {
      cwd: study.folder,
      stdio: 'pipe',
    });
  return study;
}

describe('verbatim after names were replaced in transcripts', () => {
  let study: StudyFolder;
  const verbatim = async (...args: string[]) => runVerbatim(args, study.folder);
  const replaceNames = () =>
    study.write(transcript, text.replaceAll('Mary', 'Alice').replaceAll('Bracknell', 'the town'));
  beforeEach(() => (study = createCommittedStudy()));
  afterEach(() => study.remove());

  it('check says where they are still held', async () => {
    assert.doesNotMatch((await verbatim('check')).stdout, /privacy/);
    replaceNames();
    const { code, stdout } = await verbatim('check');
    assert.equal(code, 1);
    const found = stdout.split('\n').filter((line) => line.includes('privacy/old-text'));
    assert.equal(found.length, 3, stdout);
    assert.match(found[0] ?? '', /coding\.yaml:\d+:\d+ warning privacy\/old-text .*“Bracknell”.*quote/);
    assert.match(found[1] ?? '', /“Mary”.*context/);
    assert.match(found[2] ?? '', /“Mary”.*memo/);
    assert.match(stdout, /history still holds it/);
  });

  it('refresh renews contexts, quotes on request, and says what is left', async () => {
    replaceNames();
    const first = await verbatim('refresh');
    assert.equal(first.code, 1);
    assert.match(first.stdout, /needs review \(edited\): “the practices in Bracknell/);
    assert(!study.read(sidecar).includes('and Mary'));
    assert.match(study.read(sidecar), /quote: .*Bracknell/);
    const trial = await verbatim('refresh', '--accept-edited', '--check');
    assert.match(trial.stdout, /would accept “Bracknell” → “the town”/);
    assert.match(study.read(sidecar), /quote: .*Bracknell/);
    const second = await verbatim('refresh', '--accept-edited');
    assert.equal(second.code, 1, second.stdout);
    assert.match(second.stdout, /accepted “Bracknell” → “the town”/);
    assert(!study.read(sidecar).includes('Bracknell'));
    study.write(sidecar, study.read(sidecar).replace('Ask Mary.', 'Ask Alice.'));
    const third = await verbatim('refresh', '--accept-edited');
    assert.equal(third.stdout, 'Every passage stands where its sidecar says.\n');
    assert.equal(third.code, 0);
  });

  it('refresh says which memos still hold them at the moment it forgets the old text', async () => {
    replaceNames();
    const { stdout } = await verbatim('refresh', '--accept-edited');
    assert.match(stdout, /warning privacy\/old-text .*“Mary”.*memo/);
    assert.doesNotMatch(stdout, /quote still|context still/);
  });

  it('attaches sidecars to a transcript that was renamed as well, when asked to', async () => {
    renameSync(study.pathOf(transcript), study.pathOf('transcripts/Int01b.md'));
    const check = await verbatim('check');
    assert.match(check.stdout, /sidecar\/no-transcript[^]*transcripts\/Int01b\.md now.*--reattach/);
    const before = study.contents();
    const trial = await verbatim('refresh', '--reattach', '--check');
    assert.equal(trial.code, 1);
    assert.match(
      trial.stdout,
      /Int01\.md\.MS\.coding\.yaml: belongs to transcripts\/Int01b\.md\.MS\.coding\.yaml/,
    );
    assert.deepEqual(study.contents(), before);
    const done = await verbatim('refresh', '--reattach');
    assert.equal(done.code, 0, done.stdout + done.stderr);
    assert(!existsSync(study.pathOf(sidecar)));
    assert.equal((await verbatim('check')).code, 0);
    assert(study.read('verbatim.yaml').includes('transcripts: [transcripts/Int01b.md]'));
  });
});
