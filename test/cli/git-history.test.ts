import assert from 'node:assert/strict';
import { readCodebook } from '../../src/core/format/read-codebook';
import { readSidecar } from '../../src/core/format/read-sidecar';
import { codeHistory, definitionChanges } from '../../src/core/study/code-history';
import { mapHistory } from '../../src/core/study/file-history';
import { passageHistory, timeOfCoding } from '../../src/core/study/passage-history';
import { passageId, smallStudy } from '../support/small-study';
import { type Copy, type SharedStudy, shareStudy } from '../support/shared-study';

const codebook = 'codebook.yaml';
const sidecar = 'transcripts/Int01.md.MS.coding.yaml';
const folder = 'the study';

let day = 10;

/** Commits everything at noon of the next day of May 2024, and returns that day. */
async function commit(copy: Copy, message: string): Promise<string> {
  const date = `2024-05-${++day}`;
  await copy.git('add', '--all');
  await copy.git('commit', '--quiet', '--message', message, `--date=${date}T12:00:00Z`);
  return date;
}

async function change(copy: Copy, file: string, from: string, to: string): Promise<void> {
  const text = await copy.read(`${folder}/${file}`);
  assert.ok(text.includes(from), `${from} in ${file}`);
  await copy.write(`${folder}/${file}`, text.replace(from, to));
}

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

const resolve = (id: string): string => (id === 'compulsory' ? 'mandatory-feel' : id);

describe('the history of a file in git', function () {
  this.timeout(60_000);
  let shared: SharedStudy;
  let ms: Copy;
  beforeEach(async () => {
    shared = await shareStudy(smallStudy(), folder);
    ms = shared.ms;
  });
  afterEach(() => shared.remove());

  const sidecars = async () =>
    mapHistory(await ms.studyGit.history(sidecar), (text) => readSidecar(text, sidecar).value);
  const codebooks = async () =>
    mapHistory(await ms.studyGit.history(codebook), (text) => readCodebook(text, codebook).value);

  it('tells what happened to a passage, when and by whom', async () => {
    await change(ms, sidecar, '      - wary\n', '      - wary\n      - new-roles\n');
    const added = await commit(ms, 'Look again\n\nWith a reason.');
    await change(ms, sidecar, 'Compare Int2.', 'Compare Int2 and Int3.');
    const noted = await commit(ms, 'Note');
    const history = passageHistory(await sidecars(), passageId(2), resolve);
    assert.deepEqual(
      history
        .map(({ origin, events }) => [origin.author, dayOf(origin.time), origin.subject, events])
        .slice(0, 2),
      [
        ['MS', noted, 'Note', [{ kind: 'memo-changed' }]],
        ['MS', added, 'Look again', [{ kind: 'code-added', code: 'new-roles' }]],
      ],
    );
    assert.deepEqual(history[2]?.events, [{ kind: 'added', codes: ['wary'] }]);
    assert.equal(history.length, 3);
    assert.equal(
      timeOfCoding(await sidecars(), passageId(2), 'new-roles', resolve),
      Date.parse(`${added}T12:00:00Z`),
    );
    assert.equal(timeOfCoding(await sidecars(), passageId(2), 'trust', resolve), undefined);
  });

  it('finds what was done on a branch where it was done, and once', async () => {
    await ms.git('checkout', '--quiet', '-b', 'side');
    await change(ms, sidecar, '      - wary\n', '      - wary\n      - new-roles\n');
    const added = await commit(ms, 'On the side');
    await ms.git('checkout', '--quiet', 'main');
    await change(ms, codebook, 'Joining is described as unavoidable.', 'Joining is unavoidable.');
    await commit(ms, 'Meanwhile');
    await ms.git('merge', '--quiet', '--no-edit', 'side');
    const coded = passageHistory(await sidecars(), passageId(2), resolve).filter(({ events }) =>
      events.some(({ kind }) => kind === 'code-added'),
    );
    assert.deepEqual(
      coded.map(({ origin }) => dayOf(origin.time)),
      [added],
    );
  });

  it('follows a transcript that was renamed, and its text at the time', async () => {
    const before = await ms.studyGit.head();
    assert.ok(before);
    await ms.git('mv', `${folder}/transcripts/Int01.md`, `${folder}/transcripts/Int1.md`);
    const renamed = 'transcripts/Int1.md.MS.coding.yaml';
    await ms.git('mv', `${folder}/${sidecar}`, `${folder}/${renamed}`);
    await commit(ms, 'Rename');
    const history = mapHistory(
      await ms.studyGit.history(renamed),
      (text) => readSidecar(text, renamed).value,
    );
    const subjects = passageHistory(history, passageId(0), resolve).map(({ origin }) => origin.subject);
    assert.deepEqual(subjects, ['Begin']);
    assert.equal(await ms.studyGit.textAt(before, renamed), undefined);
    assert.equal(await ms.studyGit.textAt(before, sidecar), smallStudy().get(sidecar));
    assert.deepEqual(await ms.studyGit.history('transcripts/None.md'), []);
  });

  it('tells what happened to a code, and when its definition changed', async () => {
    await change(ms, codebook, 'Joining is described as unavoidable.', 'Joining is unavoidable.');
    const edited = await commit(ms, 'Sharpen');
    await change(ms, codebook, '  mandatory-feel:', '  no-choice:');
    await change(ms, codebook, 'aliases: [compulsory]', 'aliases: [compulsory, mandatory-feel]');
    await change(ms, codebook, 'parent: mandatory-feel', 'parent: no-choice');
    await change(ms, codebook, 'name: Almost mandatory', 'name: No choice');
    await commit(ms, 'Rename');
    await change(ms, codebook, 'themes: [mandate]', 'themes: [motivation]\n    status: deprecated');
    await commit(ms, 'Move and retire');
    const history = await codebooks();
    const events = codeHistory(history, 'no-choice').map((each) => each.events.map(({ kind }) => kind));
    assert.deepEqual(events, [
      ['moved', 'status-changed'],
      ['id-changed', 'renamed'],
      ['definition-edited'],
      ['created'],
    ]);
    const today = history[0]?.after;
    assert.ok(today);
    const changes = definitionChanges(history, today);
    assert.deepEqual(
      [...changes].map(([id, time]) => [id, dayOf(time)]),
      [['no-choice', edited]],
    );
  });

  it('lists the study’s files as a branch, a tag or a commit has it', async () => {
    await ms.git('tag', '--annotate', '--message', 'As begun', 'begun');
    await ms.write(`${folder}/nested/verbatim.yaml`, 'format: verbatim/study@1\n');
    await ms.write(`${folder}/nested/transcripts/Int09.md`, 'R: No.\n');
    await ms.write(`${folder}/transcripts/Int09.md`, 'R: No.\n');
    await commit(ms, 'More');
    const filesAt = async (ref: string) => [...(await ms.studyGit.filesAt(ref)).keys()].sort();
    const begun = [...smallStudy().keys()].sort();
    assert.deepEqual(await filesAt('begun'), begun);
    assert.deepEqual(await filesAt('main'), [...begun, 'transcripts/Int09.md'].sort());
    const blob = (await ms.studyGit.filesAt('begun')).get(codebook) ?? '';
    assert.equal((await ms.studyGit.textsOf([blob])).get(blob), smallStudy().get(codebook));
    await assert.rejects(ms.studyGit.filesAt('--output=x'), { code: 'git/no-commit' });
    const versions = await ms.studyGit.versions();
    const named = versions.map(({ kind, name, subject }) => [kind, kind === 'commit' ? '' : name, subject]);
    assert.deepEqual(named.sort(), [
      ['branch', 'main', 'More'],
      ['commit', '', 'Begin'],
      ['commit', '', 'More'],
      ['shared-branch', 'origin/main', 'Begin'],
      ['tag', 'begun', 'Begin'],
    ]);
  });
});
