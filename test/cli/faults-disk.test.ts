import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectFolder } from '#vscode-host';
import { readSoundSidecar } from '../long/coders-at-work';
import { smallStudy } from '../support/small-study';
import { createStudyFolder, type StudyFolder } from '../support/study-folder';

const program = path.join(projectFolder, 'dist/verbatim.js');
const sidecar = 'transcripts/Int01.md.MS.coding.yaml';
const transcript = 'transcripts/Int01.md';

/** Runs a script in a name space of its own, in which it may mount a disk; undefined where the system forbids that. */
function inOwnMounts(script: string, folder: string): ReturnType<typeof spawnSync> | undefined {
  const allowed = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', folder]).status === 0;
  if (!allowed) return undefined;
  return spawnSync('unshare', ['-rm', 'bash', '-c', `set -e; ${script}`, process.execPath, program, folder], {
    encoding: 'utf8',
  });
}

/** A study in which a refresh has something to write. */
function createOutdatedStudy(): StudyFolder {
  const study = createStudyFolder(smallStudy());
  study.write(transcript, `# Preface\n\n${study.read(transcript)}`);
  return study;
}

describe('Faults: the disk', () => {
  it('that is full: refused in one line, and nothing is changed', function () {
    const study = createOutdatedStudy();
    // A disk of 64 KiB holds the study and nothing more; then there is room again.
    const run = inOwnMounts(
      `disk="$2.disk"; mkdir "$disk"; mount -t tmpfs -o size=64k tmpfs "$disk"; cp -r "$2/." "$disk"
       cat /dev/zero > "$disk/filler" 2>/dev/null || true
       cp -r "$disk/transcripts" "$2/before"
       "$0" "$1" refresh --study "$disk" || echo "ended with $?"
       cp -r "$disk/transcripts" "$2/after"
       rm "$disk/filler"; "$0" "$1" refresh --study "$disk"; cp "$disk/${sidecar}" "$2/written"; umount "$disk"; rmdir "$disk"`,
      study.folder,
    );
    if (!run) this.skip(); // mounting is not permitted here
    assert.equal(run.status, 0, String(run.stderr));
    assert.match(String(run.stderr), /^verbatim: The disk is full[^\n]*\n$/);
    assert.match(String(run.stdout), /^ended with 2$/m);
    const files = study.contents();
    const under = (folder: string) =>
      [...files].flatMap(([file, text]) => (file.startsWith(folder) ? [[path.basename(file), text]] : []));
    assert.deepEqual(under('after/'), under('before/'));
    assert.equal(readSoundSidecar(study.read('written')).passages.length, 4);
    study.remove();
  });

  it('that is mounted to be read only: refused in one line', function () {
    const study = createOutdatedStudy();
    const run = inOwnMounts(
      `mount --bind "$2" "$2"; mount -o remount,bind,ro "$2"
       "$0" "$1" check --study "$2" > /dev/null || true
       "$0" "$1" refresh --study "$2" || echo "ended with $?"`,
      study.folder,
    );
    if (!run) this.skip(); // mounting is not permitted here
    assert.match(String(run.stderr), /^verbatim: Int01\.md\.MS\.coding\.yaml[^\n]*read-only[^\n]*\n$/);
    assert.match(String(run.stdout), /^ended with 2$/m);
    study.remove();
  });

  it('whose folder may not be written: refused in one line, and nothing is changed', function () {
    // Root may write everywhere, so that root lets somebody else try.
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const run = (...args: string[]) =>
      spawnSync(process.execPath, args, { encoding: 'utf8', cwd: tmpdir(), ...nobody });
    if (run(program, '--version').status !== 0) this.skip(); // nobody else may read the program here
    const study = createOutdatedStudy();
    const before = study.contents();
    chmodSync(study.folder, 0o755);
    chmodSync(study.pathOf('transcripts'), 0o555);
    const { status, stderr } = run(program, 'refresh', '--study', study.folder);
    chmodSync(study.pathOf('transcripts'), 0o755);
    assert.equal(status, 2);
    assert.match(stderr, /^verbatim: [^\n]*read-only[^\n]*\n$/);
    assert.deepEqual(study.contents(), before);
    study.remove();
  });

  it('that takes no more than 1 KiB: refused in one line, and nothing is changed', function () {
    if (process.platform === 'win32') this.skip(); // there is no ulimit
    const study = createOutdatedStudy();
    study.write(sidecar, `${study.read(sidecar)}# ${'A remark. '.repeat(200)}\n`);
    const before = study.contents();
    const run = spawnSync('bash', ['-c', 'ulimit -f 1; exec "$0" "$1" refresh', process.execPath, program], {
      cwd: study.folder,
      encoding: 'utf8',
    });
    assert.equal(run.status, 2, run.stderr);
    assert.match(run.stderr, /^verbatim: The disk is full[^\n]*\n$/);
    assert.deepEqual(study.contents(), before);
    study.remove();
  });
});
