// Two people settle the disagreements of a transcript on two branches, which git merges by the driver.
import assert from 'node:assert/strict';
import { type Choice, settleCodings, takeOverAgreed } from '../../src/core/actions/settle-matters';
import { sidecarPath } from '../../src/core/model/sidecar-path';
import { type Reconciliation, reconciliationOf } from '../../src/core/study/consensus';
import { carryOut } from '../../src/core/study/edit';
import { openStudyIn } from '../support/calibration-study';
import { runVerbatim } from '../support/cli';
import { GitStudy } from '../support/git-study';
import { sidecarText } from '../support/small-study';

const transcript = 'transcripts/Int01.md';
const text = '**R:** It was the money. Then there was trust. And time, of course.\n';
const consensus = sidecarPath(transcript, 'consensus');
const codebook = `format: verbatim/codebook@1
codes:
${['money', 'time', 'trust'].map((id) => `  ${id}: { name: ${id}, definition: On ${id}. }\n`).join('')}`;
const studyFile = `format: verbatim/study@1
title: Settled by two people
transcripts: ["transcripts/**/*.md"]
coders:
  MS: { name: M. S. }
  SP: { name: S. P. }
`;
const codings = (firstId: number, ...passages: readonly (readonly [quote: string, code: string])[]): string =>
  sidecarText(
    text,
    passages.map(([quote, code]) => ({ quote, codes: [code] })),
    { status: 'done', firstId },
  );

describe('reconciling on two branches, merged by git', function () {
  this.timeout(60_000);
  let study: GitStudy;
  beforeEach(async () => {
    study = await GitStudy.create({
      'verbatim.yaml': studyFile,
      'codebook.yaml': codebook,
      [transcript]: text,
      [sidecarPath(transcript, 'MS')]: codings(
        100,
        ['It was the money.', 'money'],
        ['trust', 'trust'],
        ['And time', 'time'],
      ),
      [sidecarPath(transcript, 'SP')]: codings(
        200,
        ['the money', 'money'],
        ['trust', 'money'],
        ['And time', 'time'],
      ),
    });
    const { code, stderr } = await runVerbatim(['setup-git'], study.folder);
    assert.equal(code, 0, stderr);
    await study.commit('Set up git');
  });
  afterEach(() => study.remove());

  const reconciliation = async (): Promise<Reconciliation> =>
    reconciliationOf((await openStudyIn(study.folder)).view(), transcript);
  /** What somebody settles in the working tree: a code that coders differ about, or the extent of one, and why. */
  const settle = async (who: string, word: string, choice: Choice, reason: string): Promise<void> => {
    const view = (await openStudyIn(study.folder)).view();
    const matters = reconciliationOf(view, transcript).matters.filter(({ matter }) =>
      matter.sources.some(({ passage: { quote } }) => quote.includes(word)),
    );
    const about = matters.flatMap(({ matter: { code, sources } }) =>
      sources.map(({ coder, passage }) => ({ coder, passage: passage.id, code })),
    );
    const edits = settleCodings(view, transcript, about, choice, { by: [who], date: '2026-03-02', reason });
    for (const edit of edits) {
      const before = view.sidecars.has(edit.path) ? await study.read(edit.path) : undefined;
      await study.write(edit.path, carryOut(edit, before).text ?? '');
    }
    await study.commit(`${who}: ${reason}`);
  };
  const onTwoBranches = async (
    ours: () => Promise<void>,
    theirs: () => Promise<void>,
  ): Promise<number | null> => {
    await study.git('switch', '--quiet', '--create', 'sp');
    await theirs();
    await study.git('switch', '--quiet', 'main');
    await ours();
    return (await study.tryGit('merge', '--quiet', '--no-edit', 'sp')).code;
  };
  const states = async (): Promise<readonly string[]> =>
    (await reconciliation()).matters.map(({ matter, state }) => `${matter.code} ${state}`);
  const decisions = async (): Promise<readonly string[]> =>
    ((await openStudyIn(study.folder)).view().sidecars.get(consensus)?.value.passages ?? []).flatMap(
      ({ decisions: made = [] }) =>
        made.map(
          ({ code = 'the extent', outcome, by = [], reason = '' }) =>
            `${code} ${outcome} ${by.join()} ${reason}`,
        ),
    );
  const check = async (): Promise<string> => (await runVerbatim(['check'], study.folder)).stdout;

  it('joins what was decided about different passages, and nothing else is touched', async () => {
    const before = await Promise.all(['MS', 'SP'].map((coder) => study.read(sidecarPath(transcript, coder))));
    const code = await onTwoBranches(
      () => settle('MS', 'money', { kind: 'keep', coder: 'SP' }, 'Only the money'),
      () => settle('SP', 'trust', { kind: 'keep', coder: 'MS' }, 'Not about money'),
    );
    assert.equal(code, 0);
    assert.deepEqual(await states(), ['money settled', 'money settled', 'trust settled', 'time agreed']);
    assert.deepEqual((await decisions()).toSorted(), [
      'money agreed MS Only the money',
      'money declined SP Not about money',
      'the extent chosen MS Only the money',
      'trust kept SP Not about money',
    ]);
    assert.deepEqual(
      await Promise.all(['MS', 'SP'].map((coder) => study.read(sidecarPath(transcript, coder)))),
      before,
    );
    assert.doesNotMatch(await check(), /twice|conflict/i);
  });

  it('joins what both took over and decided alike', async () => {
    const takeOver = async (who: string): Promise<void> => {
      const view = (await openStudyIn(study.folder)).view();
      for (const edit of takeOverAgreed(view, transcript))
        await study.write(edit.path, carryOut(edit, undefined).text ?? '');
      await settle(who, 'trust', { kind: 'decline' }, 'Neither');
    };
    assert.equal(
      await onTwoBranches(
        () => takeOver('MS'),
        () => takeOver('SP'),
      ),
      0,
    );
    assert.deepEqual(await states(), ['money open', 'money settled', 'trust settled', 'time settled']);
    assert.deepEqual(await decisions(), [
      'money declined MS Neither',
      'trust declined MS Neither',
      'money declined SP Neither',
      'trust declined SP Neither',
      'time agreed  ',
      'the extent agreed  ',
    ]);
    assert.match(await check(), /^0 errors, 0 warnings/);
  });

  it('leaves contradicting decisions on one passage as a conflict, which names both', async () => {
    const code = await onTwoBranches(
      () => settle('MS', 'trust', { kind: 'keep', coder: 'MS' }, 'It is trust'),
      () => settle('SP', 'trust', { kind: 'decline' }, 'Said in passing'),
    );
    assert.equal(code, 1);
    assert.match(
      await study.read(consensus),
      /<<<<<<< ours\n {4}decisions:\n[^=]*trust, outcome: kept, reason: It is trust, by: \[MS\][^=]*=======\n[^>]*trust, outcome: declined, reason: Said in passing, by: \[SP\][^>]*>>>>>>> theirs\n/,
    );
    assert.match(await check(), /consensus\.coding\.yaml:15:1 error yaml\/conflict-markers/);
  });

  it('reports an extent that each chose otherwise', async () => {
    const code = await onTwoBranches(
      () => settle('MS', 'money', { kind: 'keep', coder: 'MS' }, 'All of it'),
      () => settle('SP', 'money', { kind: 'keep', coder: 'SP' }, 'Only the money'),
    );
    assert.equal(code, 1);
    const merged = await study.read(consensus);
    assert.match(
      merged,
      /<<<<<<< ours\n {4}at: 1:8-1:25\n[^=]*=======\n {4}at: 1:15-1:24\n[^>]*>>>>>>> theirs\n {4}codes:\n/,
    );
    // Why each did so is joined all the same.
    assert.deepEqual(
      [...merged.matchAll(/extent: true, outcome: chosen, reason: ([^,]+), by: \[(..)\]/g)].map(
        ([, ...why]) => why,
      ),
      [
        ['All of it', 'MS'],
        ['Only the money', 'SP'],
      ],
    );
    assert.match(await check(), /consensus\.coding\.yaml:6:1 error yaml\/conflict-markers/);
  });
});
