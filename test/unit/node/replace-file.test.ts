import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { UserError } from '../../../src/core/base/user-error';
import { createNodeFileStore } from '../../../src/node/file-store';

const isPosix = process.platform !== 'win32';
const isRoot = process.getuid?.() === 0;
const nobody = 65_534;
const file = 'a.md.MS.coding.yaml';
let root: string;
let tools: string;

describe('writing a study’s files on the disk', () => {
  before(async () => {
    tools = fs.mkdtempSync(path.join(tmpdir(), 'writers-'));
    fs.chmodSync(tools, 0o755);
    await build({
      entryPoints: ['test/unit/node/writer-process.ts'],
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: path.join(tools, 'writer.mjs'),
      logLevel: 'warning',
    });
  });
  after(() => fs.rmSync(tools, { recursive: true, force: true }));
  beforeEach(() => {
    root = fs.realpathSync(fs.mkdtempSync(path.join(tmpdir(), 'replace-file-')));
  });
  afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

  const store = () => createNodeFileStore(root);
  const textOf = (name = file) => fs.readFileSync(path.join(root, name), 'utf8');
  const write = (text: string, name = file) => fs.writeFileSync(path.join(root, name), text);
  const refusedWith = (code: string) => (error: unknown) => error instanceof UserError && error.code === code;
  const writer = (task: string, count: number) => [
    path.join(tools, 'writer.mjs'),
    task,
    root,
    file,
    String(count),
  ];
  const start = (task: string, count: number): ChildProcess =>
    spawn(process.execPath, writer(task, count), { stdio: ['ignore', 'pipe', 'inherit'] });

  describe('replacing a file', () => {
    it('makes, changes and deletes it, byte for byte', async () => {
      const texts = [
        'first\n',
        '',
        '\ufeffmarked\r\n',
        'e\u0301 😀\n',
        'x'.repeat(3_000_000),
        `x${'😀'.repeat(300_000)}`,
        '本'.repeat(300_000),
      ];
      let before: string | undefined;
      for (const text of texts) {
        assert.equal(await store().replace(file, before, text), true);
        assert.equal(textOf(), text);
        before = text;
      }
      assert.equal(await store().replace(file, before, undefined), true);
      assert.deepEqual(fs.readdirSync(root), []);
      assert.equal(await store().replace(file, undefined, undefined), true);
    });

    it('sees to the end of a large file whether it holds something else', async () => {
      const long = 'ab\n'.repeat(200_000);
      write(long);
      for (const other of [`${long}c`, long.slice(1), `${long.slice(0, -1)}c`, 'ab', ''])
        assert.equal(await store().replace(file, other, 'new'), false, `${other.length}`);
      assert.equal(await store().replace(file, long, 'new'), true);
    });

    it('changes nothing when the file holds something else', async () => {
      for (const [actual, expected] of [
        ['other', 'expected'],
        ['other', undefined],
        [undefined, 'expected'],
        ['expected\n', 'expected'],
        ['\ufeffexpected', 'expected'],
      ] as const) {
        fs.rmSync(path.join(root, file), { force: true });
        if (actual !== undefined) write(actual);
        for (const text of ['new', undefined])
          assert.equal(await store().replace(file, expected, text), false);
        assert.equal(fs.existsSync(path.join(root, file)) ? textOf() : undefined, actual);
        assert.deepEqual(fs.readdirSync(root), actual === undefined ? [] : [file]);
      }
    });

    it('compares bytes, so that a broken character is none that stands for it', async () => {
      fs.writeFileSync(path.join(root, file), Uint8Array.of(0x61, 0xff));
      assert.equal(await store().replace(file, 'a\ufffd', 'new'), false);
    });

    it('makes the folders above it', async () => {
      assert.equal(await store().replace('x/y/z.md', undefined, 'z'), true);
      assert.equal(textOf('x/y/z.md'), 'z');
      await assert.rejects(store().replace('x/y/z.md/w.md', undefined, 'w'), UserError);
      assert.deepEqual(fs.readdirSync(path.join(root, 'x/y')), ['z.md']);
    });

    if (isPosix)
      it('keeps its permissions, and replaces no file that is read-only', async () => {
        write('text');
        fs.chmodSync(path.join(root, file), 0o640);
        await store().replace(file, 'text', 'new');
        assert.equal(fs.statSync(path.join(root, file)).mode & 0o777, 0o640);
        fs.chmodSync(path.join(root, file), 0o444);
        for (const text of ['newer', undefined])
          await assert.rejects(store().replace(file, 'new', text), refusedWith('write/read-only'));
        assert.equal(textOf(), 'new');
        assert.deepEqual(fs.readdirSync(root), [file]);
      });

    if (isPosix)
      it('is refused in a folder that is read-only', () => {
        write('text');
        fs.chmodSync(root, 0o555);
        // The superuser may write anywhere, so somebody else has to try.
        const identity = isRoot ? { uid: nobody, gid: nobody } : {};
        const { stdout } = spawnSync(process.execPath, writer('replaceOnce', 5), {
          encoding: 'utf8',
          ...identity,
        });
        fs.chmodSync(root, 0o755);
        assert.equal(stdout, 'write/read-only');
        assert.equal(textOf(), 'text');
        assert.deepEqual(fs.readdirSync(root), [file]);
      });

    if (isPosix)
      it('leaves the file as it was when the disk is full', () => {
        write('text');
        const command = [
          'ulimit -f 64; exec "$0" "$@"',
          process.execPath,
          ...writer('replaceOnce', 1_000_000),
        ];
        const { stdout } = spawnSync('sh', ['-c', ...command], { encoding: 'utf8' });
        assert.equal(stdout, 'write/disk-full');
        assert.equal(textOf(), 'text');
        assert.deepEqual(fs.readdirSync(root), [file]);
      });
  });

  describe('several writers', () => {
    it('in one process lose nothing when each reads again', async () => {
      write('');
      const add = async (line: string): Promise<void> => {
        while (!(await store().replace(file, textOf(), `${textOf()}${line}\n`)));
      };
      const lines = Array.from({ length: 20 }, (_, i) => `line ${i}`);
      await Promise.all(lines.map(add));
      assert.deepEqual(textOf().trim().split('\n').sort(), lines.sort());
      assert.deepEqual(fs.readdirSync(root), [file]);
    });

    it('in several processes lose nothing when each reads again', async () => {
      const [processes, lines] = [4, 15];
      const started = Array.from({ length: processes }, () => start('addLines', lines));
      const ends = await Promise.all(started.map((each) => once(each, 'exit')));
      assert.deepEqual(
        ends,
        Array.from(ends, () => [0, null]),
      );
      const written = textOf().trim().split('\n');
      assert.equal(written.length, processes * lines);
      for (const { pid } of started) {
        const own = written.filter((line) => line.startsWith(`${pid ?? ''} `));
        assert.deepEqual(
          own.map((line) => Number(line.split(' ')[1])),
          Array.from({ length: lines }, (_, i) => i),
        );
      }
      assert.deepEqual(fs.readdirSync(root), [file]);
    });

    it('that are killed leave the old text or the new one, never a half, and nothing in the way', async function () {
      this.timeout(60_000);
      const length = 400_000;
      for (let round = 0; round < 8; round++) {
        const writing = start('writeForEver', length);
        const ended = once(writing, 'exit');
        assert.ok(writing.stdout);
        await once(writing.stdout, 'data');
        await sleep(round * 3);
        writing.kill('SIGKILL');
        await ended;
        assert.match(textOf(), /^(\d)\1*$/);
        assert.equal(textOf().length, length);
        // What the dead left behind is as old as it will be when somebody looks again.
        const old = new Date(Date.now() - 60_000);
        for (const left of fs.readdirSync(root))
          if (left !== file) fs.utimesSync(path.join(root, left), old, old);
      }
      assert.equal(await store().replace(file, textOf(), 'after'), true);
      await store().list();
      assert.deepEqual(fs.readdirSync(root), [file]);
    });

    it('wait for one that is at work, and not for one that died', async () => {
      write('text');
      const lock = path.join(root, `.${file}.verbatim-tmp`);
      fs.writeFileSync(lock, '');
      let isDone = false;
      const replacing = store()
        .replace(file, 'text', 'new')
        .then((done) => (isDone = done));
      await sleep(60);
      assert.equal(isDone, false);
      assert.equal(textOf(), 'text');
      const old = new Date(Date.now() - 60_000);
      fs.utimesSync(lock, old, old);
      assert.equal(await replacing, true);
      assert.deepEqual(fs.readdirSync(root), [file]);
    });
  });
});
