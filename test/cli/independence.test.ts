import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { formatSidecar } from '../../src/core/format/format-sidecar';
import type { IndependenceFacts } from '../../src/core/study/independence';
import { blobIdOfText } from '../../src/core/text/blob-id';
import { nodeByteTools } from '../../src/node/byte-tools';
import { runVerbatim } from '../support/cli';
import { GitStudy } from '../support/git-study';

const transcript = 'transcripts/Int01.md';
const text = '**INT:** Why?\n\n**R1:** We had no choice, and it was the money.\n';
const studyFile = (blind: boolean): string => `format: verbatim/study@1
title: Two coders
transcripts: ["transcripts/**/*.md"]
coders:
  MS: { name: M. S., emails: [ms@example.org] }
  SP: { name: S. P. }
rounds:
  calibration: { coders: [MS, SP], transcripts: [${transcript}], blind: ${blind} }
`;
const codebook = `format: verbatim/codebook@1
codes:
  money: { name: Money, definition: Money is the reason. }
`;

/** A sidecar with so many passages, one word each. */
function sidecar(count: number, status: 'in-progress' | 'done' = 'in-progress', first = 0): string {
  const passages = Array.from({ length: count }, (_, n) => ({
    id: `01JD8Q4ZK3V7M2X9C5T6R1B0${'ABCDEFGH'[first] ?? ''}${'ABCDEFGH'[n] ?? ''}`,
    at: { start: { line: 3, column: 10 + n }, end: { line: 3, column: 12 + n } },
    quote: text.split('\n')[2]?.slice(9 + n, 11 + n) ?? '',
    codes: ['money'],
  }));
  return formatSidecar({ base: blobIdOfText(text, nodeByteTools), status, passages });
}

describe('verbatim check --independence', function () {
  this.timeout(60_000);
  let study: GitStudy;
  const open = async (blind = true): Promise<void> => {
    study = await GitStudy.create({
      'verbatim.yaml': studyFile(blind),
      'codebook.yaml': codebook,
      [transcript]: text,
    });
  };
  afterEach(() => study.remove());

  const commitAs = async (coder: string, message: string, files: Readonly<Record<string, string>>) => {
    for (const [file, content] of Object.entries(files)) await study.write(file, content);
    study.env['GIT_AUTHOR_NAME'] = coder;
    study.env['GIT_AUTHOR_EMAIL'] = `${coder.toLowerCase()}@example.org`;
    await study.commit(message);
    return (await study.git('rev-parse', 'HEAD')).trim();
  };
  const ms = `${transcript}.MS.coding.yaml`;
  const sp = `${transcript}.SP.coding.yaml`;
  const facts = async (): Promise<IndependenceFacts> => {
    const { code, stdout, stderr } = await runVerbatim(['check', '--independence', '--json'], study.folder);
    assert.equal(code, 0, stderr);
    const { transcripts } = JSON.parse(stdout) as { transcripts: readonly IndependenceFacts[] };
    assert.equal(transcripts.length, 1);
    return transcripts[0] ?? assert.fail();
  };
  const factsOf = async (coder: string) =>
    (await facts()).coders.find((each) => each.coder === coder) ?? assert.fail();

  it('finds branches kept apart, whatever was merged and changed afterwards', async () => {
    await open();
    await study.git('checkout', '--quiet', '-b', 'sp');
    await commitAs('SP', 'SP codes', { [sp]: sidecar(1, 'in-progress', 1) });
    await commitAs('SP', 'SP is done', { [sp]: sidecar(2, 'done', 1) });
    await study.git('checkout', '--quiet', 'main');
    await commitAs('MS', 'MS codes', { [ms]: sidecar(1) });
    const done = await commitAs('MS', 'MS is done', { [ms]: sidecar(2, 'done') });
    await study.git('merge', '--quiet', '--no-edit', 'sp');
    const late = await commitAs('MS', 'After the talk', { [ms]: sidecar(3, 'done') });

    const { separation, coders, blindRounds } = await facts();
    assert.equal(separation, 'separate-branches');
    assert.deepEqual(blindRounds, ['calibration']);
    assert.deepEqual(
      coders.map(({ coder, coded, onTopOf, byOthers }) => [coder, coded.length, onTopOf, byOthers]),
      [
        ['MS', 2, [], []],
        ['SP', 2, [], []],
      ],
    );
    assert.equal(coders[0]?.done?.commit, done);
    assert.deepEqual(
      coders[0].afterDone.map(({ commit }) => commit),
      [late],
    );
    const { stdout } = await runVerbatim(['check', '--independence'], study.folder);
    assert.match(stdout, /Int01\.md {2}MS, SP; blind in calibration\n {2}separate branches: /);
    assert.match(stdout, new RegExp(`changed after MS was done, in ${late.slice(0, 9)}`));
  });

  it('tells what only a blind round hid, and where', async () => {
    await open();
    await commitAs('SP', 'SP codes', { [sp]: sidecar(1, 'in-progress', 1) });
    const onTop = await commitAs('MS', 'MS codes', { [ms]: sidecar(1) });
    const { separation, coders } = await facts();
    assert.equal(separation, 'hidden-only');
    assert.deepEqual(
      coders.map(({ onTopOf }) => onTopOf.map(({ origin, other }) => [origin.commit, other])),
      [[[onTop, 'SP']], []],
    );
  });

  it('says that nothing hid them where no round is blind, and that one commit cannot tell', async () => {
    await open(false);
    await commitAs('MS', 'Both at once', { [ms]: sidecar(1), [sp]: sidecar(1, 'in-progress', 1) });
    assert.equal((await facts()).separation, 'in-sight');
    const { stdout } = await runVerbatim(['check', '--independence'], study.folder);
    assert.equal(stdout.match(/codings of MS and SP came in one commit/g)?.length, 1);
    assert.doesNotMatch(stdout, /on top of/);
  });

  it('knows nothing of what is in no commit', async () => {
    await open();
    await commitAs('MS', 'MS codes', { [ms]: sidecar(1) });
    await study.write(sp, sidecar(1, 'in-progress', 1));
    assert.equal((await facts()).separation, 'unknown');
  });

  it('names other authors, and whether they changed a coding', async () => {
    await open();
    await commitAs('MS', 'MS codes', { [ms]: sidecar(1) });
    await commitAs('SP', 'SP codes', { [sp]: sidecar(1, 'in-progress', 1) });
    const marked = await commitAs('SP', 'Mark it done', { [ms]: sidecar(1, 'done') });
    const added = await commitAs('SP', 'Add for MS', { [ms]: sidecar(2, 'done') });
    assert.deepEqual(
      (await factsOf('MS')).byOthers.map(({ origin, changedCodings }) => [
        origin.commit,
        origin.author,
        changedCodings,
      ]),
      [
        [marked, 'SP', false],
        [added, 'SP', true],
      ],
    );
    // No address is listed for SP: the first author of that sidecar is taken for SP.
    assert.deepEqual((await factsOf('SP')).byOthers, []);
    const { stdout } = await runVerbatim(['check', '--independence'], study.folder);
    assert.match(stdout, /edited by another author: MS’s sidecar by SP in \w{9} \(.*\) \(codings changed\)/);
  });

  it('is refused without a repository', async () => {
    await open();
    await rm(`${study.folder}/.git`, { recursive: true });
    const { code, stderr } = await runVerbatim(['check', '--independence'], study.folder);
    assert.equal(code, 2);
    assert.match(stderr, /no git repository/);
  });
});
