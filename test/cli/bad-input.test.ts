import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectFolder } from '#vscode-host';
import { runVerbatim } from '../support/cli';
import { passageId, smallStudy } from '../support/small-study';
import { createStudyFolder, type StudyFolder } from '../support/study-folder';

const sidecar = 'transcripts/Int01.md.MS.coding.yaml';
const lfsPointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'4d'.repeat(32)}\nsize 12345\n`;

/** Replaces a text that a file holds. */
function edit(study: StudyFolder, file: string, from: string | RegExp, to: string): void {
  const before = study.read(file);
  const after = before.replace(from, to);
  assert.notEqual(after, before, `${file} does not hold ${String(from)}`);
  study.write(file, after);
}

interface BadInput {
  readonly what: string;
  readonly spoil: (study: StudyFolder) => void;
  /** The problem that says so, as `path code`. */
  readonly problem: string;
  /** How many of the 7 passages can still be listed. */
  readonly passages?: number;
}

const badInputs: readonly BadInput[] = [
  {
    what: 'broken YAML in a sidecar',
    spoil: (study) => edit(study, sidecar, 'passages:', 'passages: "'),
    problem: `${sidecar} yaml/syntax`,
    passages: 3,
  },
  {
    what: 'broken YAML in the codebook',
    spoil: (study) => edit(study, 'codebook.yaml', 'codes:', 'codes: ]'),
    problem: 'codebook.yaml yaml/syntax',
  },
  {
    what: 'conflict markers',
    spoil: (study) => edit(study, sidecar, 'status:', '<<<<<<< HEAD\nstatus: done\n=======\nstatus:'),
    problem: `${sidecar} yaml/conflict-markers`,
    passages: 3,
  },
  {
    what: 'an unknown code',
    spoil: (study) => edit(study, sidecar, '- wary', '- warry'),
    problem: `${sidecar} sidecar/unknown-code`,
  },
  {
    what: 'an alias claimed twice',
    spoil: (study) => edit(study, 'codebook.yaml', '    origin: in-vivo', '    aliases: [compulsory]'),
    problem: 'codebook.yaml codebook/alias-clash',
  },
  {
    what: 'a parent cycle',
    spoil: (study) => edit(study, 'codebook.yaml', 'themes: [mandate]', 'parent: fear-of-losing-income'),
    problem: 'codebook.yaml codebook/parent-cycle',
  },
  {
    what: 'an id that stands twice',
    spoil: (study) => edit(study, sidecar, passageId(1), passageId(0)),
    problem: `${sidecar} sidecar/duplicate-id`,
    passages: 6,
  },
  {
    what: 'a position outside the text',
    spoil: (study) => edit(study, sidecar, /at: 9:\d+-9:\d+/, 'at: 900:1-900:9'),
    problem: `${sidecar} sidecar/outside-text`,
  },
  {
    what: 'a missing transcript',
    spoil: (study) => rmSync(study.pathOf('transcripts/Int01.md')),
    problem: `${sidecar} sidecar/no-transcript`,
  },
  {
    what: 'sidecars without a codebook',
    spoil: (study) => rmSync(study.pathOf('codebook.yaml')),
    problem: 'codebook.yaml study/no-codebook',
  },
  {
    what: 'a transcript in Latin-1',
    spoil: (study) => study.write('transcripts/Int03.txt', Buffer.from('INT: Où ça?\n', 'latin1')),
    problem: 'transcripts/Int03.txt transcript/not-utf8',
  },
  {
    what: 'a transcript in UTF-16',
    spoil: (study) => study.write('transcripts/Int03.txt', Buffer.from('\ufeffINT: Where?\n', 'utf16le')),
    problem: 'transcripts/Int03.txt transcript/not-utf8',
  },
  {
    what: 'a transcript that Git LFS has not fetched',
    spoil: (study) => study.write('transcripts/Int01.md', lfsPointer),
    problem: 'transcripts/Int01.md transcript/lfs-pointer',
  },
  {
    what: 'a sidecar that Git LFS has not fetched',
    spoil: (study) => study.write(sidecar, lfsPointer),
    problem: `${sidecar} yaml/lfs-pointer`,
    passages: 3,
  },
  {
    what: 'a transcript of 20 MB',
    spoil: (study) => study.write('transcripts/Int03.txt', 'INT: word \n'.repeat(2_000_000)),
    problem: 'transcripts/Int03.txt file/too-large',
  },
  {
    what: 'a path that leaves the study',
    spoil: (study) => edit(study, 'verbatim.yaml', '[transcripts/Int01.md]', '[../secret.md, /etc/passwd]'),
    problem: 'verbatim.yaml study/bad-path',
  },
];

describe('verbatim and bad input', () => {
  for (const { what, spoil, problem, passages = 7 } of badInputs) {
    it(`reports ${what}, and the rest keeps working`, async () => {
      const study = createStudyFolder(smallStudy());
      try {
        spoil(study);
        const before = study.contents();
        const run = (...args: string[]) => runVerbatim(args, study.folder);
        const [checked, listed, ...others] = await Promise.all([
          run('check', '--json'),
          run('passages', '--json'),
          run('tree'),
          run('export', 'quotes'),
          run('export', 'codebook'),
        ]);
        assert.equal(checked.code, 1, checked.stderr);
        const { problems } = JSON.parse(checked.stdout) as {
          problems: readonly { path: string; code: string; message: string; advice: string }[];
        };
        const found = problems.find(({ path: file, code }) => `${file} ${code}` === problem);
        assert(found, `${problem} is missing from ${JSON.stringify(problems, null, 1)}`);
        assert(found.message.endsWith('.') && found.advice.length > 10, JSON.stringify(found));
        assert.equal((JSON.parse(listed.stdout) as readonly unknown[]).length, passages);
        for (const { code, stderr } of others) assert.equal(code, 0, stderr);
        assert.deepEqual(study.contents(), before, 'nothing is written');
      } finally {
        study.remove();
      }
    });
  }

  it('does not follow a link out of the study', async () => {
    const outside = mkdtempSync(path.join(tmpdir(), 'verbatim-outside-'));
    writeFileSync(path.join(outside, 'secret.md'), 'SECRET: do not read\n');
    const study = createStudyFolder(smallStudy());
    symlinkSync(path.join(outside, 'secret.md'), study.pathOf('transcripts/Link.md'));
    symlinkSync(outside, study.pathOf('transcripts/folder'));
    const { code, stdout } = await runVerbatim(['check'], study.folder);
    assert.equal(code, 1);
    assert.match(stdout, /^transcripts\/Link\.md:1:1 error file\/outside-study /m);
    assert.match(stdout, /^transcripts\/folder:1:1 error file\/outside-study /m);
    assert.match(stdout, /2 transcripts and 3 sidecars checked/);
    const file = path.join(study.folder, '..', `${path.basename(outside)}/secret.md`);
    const imported = await runVerbatim(
      ['import', file, '--folder', 'transcripts/folder', '--yes'],
      study.folder,
    );
    assert.equal(imported.code, 2, imported.stdout);
    study.remove();
    rmSync(outside, { recursive: true });
  });

  it('leaves a read-only file as it is', async () => {
    const study = createStudyFolder(smallStudy());
    chmodSync(study.pathOf('verbatim.yaml'), 0o444);
    study.write('original.txt', 'INT: Yes?\nR3: Yes.\n');
    const before = study.contents();
    const { code, stderr } = await runVerbatim(['import', 'original.txt', '--yes'], study.folder);
    assert.equal(code, 2);
    assert.match(stderr, /^verbatim: verbatim\.yaml [^\n]*read-only[^\n]*\n$/);
    assert.deepEqual(study.contents(), before, 'what was written before is taken back');
    study.remove();
  });

  it('refuses to start a study where a file is in the way of a folder, and takes back what it had written', async () => {
    const study = createStudyFolder([['transcripts', 'not a folder']]);
    const { code, stderr } = await runVerbatim(['init'], study.folder);
    assert.equal(code, 2, stderr);
    assert.match(stderr, /^verbatim: [^\n]+ nothing was saved[^\n]*\n$/);
    assert.deepEqual([...study.contents().keys()], ['transcripts']);
    study.remove();
  });

  it('reports a file that may not be read', async function () {
    if (process.getuid?.() === 0) this.skip(); // root may read everything
    const study = createStudyFolder(smallStudy());
    chmodSync(study.pathOf(sidecar), 0o000);
    const { code, stdout } = await runVerbatim(['check'], study.folder);
    chmodSync(study.pathOf(sidecar), 0o644);
    assert.equal(code, 1);
    assert.match(stdout, /file\/unreadable/);
    study.remove();
  });

  it('leaves everything as it was when the disk is full', function () {
    if (process.platform === 'win32') this.skip(); // there is no ulimit
    const study = createStudyFolder(smallStudy());
    study.write('original.txt', `INT: Yes?\nR3: ${'Yes. '.repeat(5000)}\n`);
    const before = study.contents();
    // No file may grow beyond 1 KiB, which ends a write as a full disk does: half-way.
    const program = path.join(projectFolder, 'dist/verbatim.js');
    const run = (command: string) =>
      spawnSync('bash', ['-c', `ulimit -f 1; exec "$0" "$1" ${command}`, process.execPath, program], {
        cwd: study.folder,
        encoding: 'utf8',
      });
    for (const command of ['import original.txt --yes', 'export quotes --output quotes.xlsx']) {
      const limited = run(command);
      assert.equal(limited.status, 2, limited.stderr);
      assert.match(limited.stderr, /^verbatim: The disk is full[^\n]*\n$/);
      assert.deepEqual(study.contents(), before);
    }
    study.remove();
  });
});
