import assert from 'node:assert/strict';
import type { Problem } from '../../../src/core/base/problem';
import { checkStudy } from '../../../src/core/study/check';
import { openMemoryStudy } from '../../support/open-memory-study';
import { passageId, sidecarText, smallStudy } from '../../support/small-study';

type Files = Map<string, string | Uint8Array>;

const sidecar = 'transcripts/Int01.md.MS.coding.yaml';

/** A problem in one line: where, how bad, which. */
function brief({ path, range, severity, code }: Problem): string {
  return `${path}:${range.start.line}:${range.start.column} ${severity} ${code}`;
}

/** The problems of the small study after a change to its files. */
async function checkAfter(change: (files: Files) => void): Promise<readonly Problem[]> {
  const files: Files = smallStudy();
  change(files);
  return (await openMemoryStudy(files)).check();
}

/** Replaces text in a file, which must hold it. */
function edit(files: Files, path: string, from: string | RegExp, to: string): void {
  const text = files.get(path);
  assert(typeof text === 'string');
  const changed = text.replace(from, to);
  assert.notEqual(changed, text, `${path} does not hold ${String(from)}`);
  files.set(path, changed);
}

/** The 1-based line of the `n`th line that matches, and the column of the match. */
function placeOf(files: Files, path: string, pattern: RegExp, n = 0): string {
  const text = files.get(path);
  assert(typeof text === 'string');
  const places = text.split('\n').flatMap((line, i) => {
    const match = pattern.exec(line);
    return match ? [`${i + 1}:${match.index + 1}`] : [];
  });
  return places[n] ?? assert.fail(`${path} has no line like ${String(pattern)}`);
}

describe('checking a study', () => {
  it('finds nothing in a sound one', async () => {
    assert.deepEqual(await checkAfter(() => undefined), []);
  });

  it('reads nothing again where nothing is wrong', async () => {
    const study = await openMemoryStudy(smallStudy());
    study.files.reads.clear();
    await study.check();
    assert.equal(study.files.reads.size, 0);
  });

  it('points to an unknown code and suggests the nearest', async () => {
    const files: Files = smallStudy();
    edit(files, sidecar, '- wary', '- warry');
    const problems = await (await openMemoryStudy(files)).check();
    assert.deepEqual(problems.map(brief), [
      `${sidecar}:${placeOf(files, sidecar, /warry/)} error sidecar/unknown-code`,
    ]);
    assert.match(problems[0]?.advice ?? '', /“wary”/);
  });

  it('points to each passage that has the code', async () => {
    const files: Files = smallStudy();
    edit(files, 'codebook.yaml', 'mandatory-feel:', 'compulsion:');
    edit(files, 'codebook.yaml', '    aliases: [compulsory]\n', '');
    edit(files, 'codebook.yaml', 'parent: mandatory-feel', 'parent: compulsion');
    const problems = await (await openMemoryStudy(files)).check();
    assert.deepEqual(problems.map(brief), [
      `${sidecar}:${placeOf(files, sidecar, /mandatory-feel/)} error sidecar/unknown-code`,
      `${sidecar}:${placeOf(files, sidecar, /mandatory-feel/, 1)} error sidecar/unknown-code`,
      `transcripts/Int01.md.SP.coding.yaml:${placeOf(files, 'transcripts/Int01.md.SP.coding.yaml', /compulsory/)} error sidecar/unknown-code`,
      `transcripts/Int02.txt.MS.coding.yaml:${placeOf(files, 'transcripts/Int02.txt.MS.coding.yaml', /mandatory-feel/)} error sidecar/unknown-code`,
    ]);
  });

  it('names the successors of a deprecated code', async () => {
    const problems = await checkAfter((files) => {
      edit(
        files,
        'codebook.yaml',
        '    origin: in-vivo\n',
        '    status: deprecated\n    replaced-by: [new-roles]\n',
      );
    });
    assert.deepEqual(
      problems.map(({ code, severity }) => [code, severity]),
      [['sidecar/deprecated-code', 'info']],
    );
    assert.match(problems[0]?.advice ?? '', /new-roles/);
  });

  it('says where codes count under none because an alias is claimed twice', async () => {
    const problems = await checkAfter((files) => {
      edit(files, 'codebook.yaml', '    origin: in-vivo\n', '    aliases: [compulsory]\n');
    });
    assert.deepEqual(
      problems.map(({ path, code }) => `${path} ${code}`),
      [
        'codebook.yaml codebook/alias-clash',
        'codebook.yaml codebook/alias-clash',
        'transcripts/Int01.md.SP.coding.yaml sidecar/unclear-code',
      ],
    );
  });

  it('reports a parent cycle once', async () => {
    const problems = await checkAfter((files) => {
      edit(files, 'codebook.yaml', '    themes: [mandate]\n', '    parent: fear-of-losing-income\n');
    });
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['codebook/parent-cycle'],
    );
  });

  it('warns of a coder whom the study does not know', async () => {
    const problems = await checkAfter((files) => edit(files, 'verbatim.yaml', '  SP: { name: S. P. }\n', ''));
    assert.deepEqual(
      problems.map(({ path, code }) => `${path} ${code}`),
      ['transcripts/Int01.md.SP.coding.yaml sidecar/unknown-coder', 'verbatim.yaml study/unknown-coder'],
    );
  });

  it('takes the consensus for a coder', async () => {
    const problems = await checkAfter((files) => {
      files.set('transcripts/Int01.md.consensus.coding.yaml', files.get(sidecar) ?? '');
    });
    assert.deepEqual(problems, []);
  });

  it('reports a transcript that is missing, and everything that names it', async () => {
    const files: Files = smallStudy();
    files.delete('transcripts/Int01.md');
    const problems = await (await openMemoryStudy(files)).check();
    assert.deepEqual(problems.map(brief), [
      `${sidecar}:1:1 error sidecar/no-transcript`,
      'transcripts/Int01.md.SP.coding.yaml:1:1 error sidecar/no-transcript',
      `verbatim.yaml:${placeOf(files, 'verbatim.yaml', /transcripts\/Int01/)} error study/unknown-transcript`,
      `verbatim.yaml:${placeOf(files, 'verbatim.yaml', /transcripts\/Int01/, 1)} warning study/unknown-transcript`,
      `verbatim.yaml:${placeOf(files, 'verbatim.yaml', /transcripts\/Int01/, 2)} warning study/unknown-transcript`,
    ]);
  });

  it('tells a transcript that no pattern matches from one that is missing', async () => {
    const problems = await checkAfter((files) => edit(files, 'verbatim.yaml', '.{md,txt}', '.md'));
    assert.deepEqual(
      problems.map(({ path, code }) => `${path} ${code}`),
      [
        'transcripts/Int02.txt.MS.coding.yaml sidecar/transcript-not-in-study',
        'verbatim.yaml study/unknown-transcript',
        'verbatim.yaml study/unknown-transcript',
      ],
    );
  });

  it('reports sidecars without a codebook once, not code by code', async () => {
    const problems = await checkAfter((files) => files.delete('codebook.yaml'));
    assert.deepEqual(problems.map(brief), ['codebook.yaml:1:1 error study/no-codebook']);
  });

  it('reports a codebook that cannot be read once, not code by code', async () => {
    const problems = await checkAfter((files) =>
      edit(files, 'codebook.yaml', 'codes:', '<<<<<<< ours\ncodes:'),
    );
    assert.deepEqual(
      problems.map(({ path, code }) => `${path} ${code}`),
      ['codebook.yaml yaml/conflict-markers'],
    );
  });

  it('reports a study file that cannot be read once, not coder by coder', async () => {
    const problems = await checkAfter((files) => edit(files, 'verbatim.yaml', 'title: A', 'title: "A'));
    const own = problems.filter(({ path }) => path === 'verbatim.yaml');
    assert.equal(own.length, 1);
    assert(problems.every(({ code }) => code !== 'sidecar/unknown-coder'));
  });

  it('reports positions outside the text', async () => {
    const files: Files = smallStudy();
    edit(files, sidecar, /at: 5:15-5:31/, 'at: 50:15-50:31');
    const [problem, ...rest] = await (await openMemoryStudy(files)).check();
    assert(problem);
    assert.deepEqual(rest, []);
    assert.equal(brief(problem), `${sidecar}:${placeOf(files, sidecar, /50:15/)} error sidecar/outside-text`);
    assert.equal(problem.range.end.column - problem.range.start.column, '50:15-50:31'.length);
  });

  it('reports a quote that the transcript does not read at its position', async () => {
    const problems = await checkAfter((files) =>
      edit(files, sidecar, '"pretty wary"', '"rather weary of it"'),
    );
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['sidecar/quote-differs'],
    );
    assert.match(problems[0]?.message ?? '', /“pretty wary”.*“rather weary of it”/);
  });

  it('says how many passages moved with a changed transcript, and nothing more', async () => {
    const problems = await checkAfter((files) =>
      edit(files, 'transcripts/Int01.md', '# Interview 1\n', '# First interview\n\nMarch.\n'),
    );
    assert.deepEqual(
      problems.map(({ path, code, severity }) => `${path} ${code} ${severity}`),
      [`${sidecar} sidecar/moved info`, 'transcripts/Int01.md.SP.coding.yaml sidecar/moved info'],
    );
  });

  it('warns of passages whose text is gone, but not of those marked as lost', async () => {
    const lose = (files: Files): void => edit(files, 'transcripts/Int01.md', /🙂 The pharmacist.*/, '');
    const wanted = (problems: readonly Problem[]) =>
      problems.filter(({ code }) => /passage-/.test(code)).map(({ path, severity }) => `${path} ${severity}`);
    assert.deepEqual(wanted(await checkAfter(lose)), [
      `${sidecar} warning`,
      'transcripts/Int01.md.SP.coding.yaml warning',
    ]);
    const marked = await checkAfter((files) => {
      edit(files, sidecar, /- new-roles\n/, '- new-roles\n    lost: true\n');
      lose(files);
    });
    assert.deepEqual(wanted(marked), ['transcripts/Int01.md.SP.coding.yaml warning']);
  });

  it('tells of two passages of one range', async () => {
    const problems = await checkAfter((files) => {
      const text = files.get('transcripts/Int01.md');
      assert(typeof text === 'string');
      files.set(
        sidecar,
        sidecarText(text, [
          { quote: 'pretty wary', codes: ['wary'] },
          { quote: 'pretty wary', codes: [] },
        ]),
      );
    });
    assert.deepEqual(
      problems.map(({ code, severity }) => `${code} ${severity}`),
      ['sidecar/same-range info'],
    );
    assert(problems[0]?.advice.includes(passageId(0)));
  });

  it('reports ids that stand twice', async () => {
    const problems = await checkAfter((files) => edit(files, sidecar, passageId(1), passageId(0)));
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['sidecar/duplicate-id'],
    );
  });

  it('warns of speakers who do not occur and tells of those without a case', async () => {
    const files: Files = smallStudy();
    edit(files, 'verbatim.yaml', 'INT: interviewer, R2', 'INTV: interviewer, R2');
    const problems = await (await openMemoryStudy(files)).check();
    assert.deepEqual(
      problems.map(({ code, severity }) => `${code} ${severity}`),
      ['study/unmapped-speaker info', 'study/unknown-speaker warning'],
    );
    assert.equal(
      brief(problems[1] ?? assert.fail()).split(' ')[0],
      `verbatim.yaml:${placeOf(files, 'verbatim.yaml', /INTV/)}`,
    );
    assert.match(problems[1]?.advice ?? '', /“INT”/);
  });

  it('reports transcripts in other encodings and leaves the rest alone', async () => {
    const study = await openMemoryStudy([
      ...smallStudy(),
      ['transcripts/Latin1.txt', Uint8Array.from(Buffer.from('INT: Où?\n', 'latin1'))],
      ['transcripts/Utf16.txt', Uint8Array.from(Buffer.from('\ufeffINT: Where?\n', 'utf16le'))],
    ]);
    const problems = await study.check();
    assert.deepEqual(problems.map(brief), [
      'transcripts/Latin1.txt:1:1 error transcript/not-utf8',
      'transcripts/Utf16.txt:1:1 error transcript/not-utf8',
    ]);
  });

  it('refuses files above 16 MiB by name', async () => {
    const problems = await checkAfter((files) =>
      files.set('transcripts/Long.txt', 'word '.repeat(4_200_000)),
    );
    assert.deepEqual(problems.map(brief), ['transcripts/Long.txt:1:1 error file/too-large']);
  });

  it('sees a sidecar differently when the codebook changes', async () => {
    const study = await openMemoryStudy(smallStudy());
    assert.deepEqual(await study.check(), []);
    const text = study.files.text('codebook.yaml') ?? '';
    await study.files.replace('codebook.yaml', text, text.replace('  wary:', '  weary:'));
    await study.store.refresh(['codebook.yaml']);
    assert.deepEqual(
      (await study.check()).map(({ code }) => code),
      ['sidecar/unknown-code'],
    );
  });

  it('shows no problem of sidecars that a view leaves out', async () => {
    const files: Files = smallStudy();
    edit(files, 'verbatim.yaml', '[transcripts/Int01.md]\n', '[transcripts/Int01.md]\n    blind: true\n');
    edit(files, sidecar, '- wary', '- warry');
    const study = await openMemoryStudy(files);
    const { snapshot } = study.store;
    assert.deepEqual(await checkStudy(snapshot, study.ports, snapshot.visibleTo('SP')), []);
    assert.equal((await checkStudy(snapshot, study.ports, snapshot.visibleTo('MS'))).length, 1);
  });
});
