import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { UserError } from '../../../src/core/base/user-error';
import type { FileListing, FileReading } from '../../../src/core/study/ports';
import { largestFile } from '../../../src/core/study/ports';
import { createNodeFileStore } from '../../../src/node/file-store';

const hasLinks = process.platform !== 'win32';
let outer: string;
let root: string;

/** Makes files, relative to the study; a path that ends in a slash is a folder. */
function make(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    const full = path.join(root, file);
    fs.mkdirSync(file.endsWith('/') ? full : path.dirname(full), { recursive: true });
    if (!file.endsWith('/')) fs.writeFileSync(full, text);
  }
}

const list = (): Promise<FileListing> => createNodeFileStore(root).list();
const listPaths = async (): Promise<readonly string[]> =>
  (await list()).entries.map((entry) => entry.path).sort();
const textOf = (reading: FileReading): string | undefined =>
  reading.kind === 'bytes' ? Buffer.from(reading.bytes).toString() : undefined;
const codeOf = (reading: FileReading): string | undefined =>
  reading.kind === 'refused' ? reading.refusal.code : reading.kind;
const refusedWith = (code: string) => (error: unknown) => error instanceof UserError && error.code === code;

describe('the files of a study on the disk', () => {
  beforeEach(() => {
    outer = fs.realpathSync(fs.mkdtempSync(path.join(tmpdir(), 'file-store-')));
    root = path.join(outer, 'study');
    fs.mkdirSync(root);
  });
  afterEach(() => fs.rmSync(outer, { recursive: true, force: true }));

  describe('listing a study’s folder', () => {
    it('gives its files, and leaves out what is hidden or another study’s', async () => {
      make({
        'verbatim.yaml': 'a',
        'transcripts/Int1.md': 'four',
        'transcripts/deep/er/Int2.md': '',
        'transcripts/empty/': '',
        '.git/config': '',
        '.hidden.md': '',
        'node_modules/x/a.md': '',
        'other/verbatim.yaml': '',
        'other/transcripts/a.md': '',
        '..odd/a.md': '',
      });
      const { entries, refusals } = await list();
      assert.deepEqual(
        [...entries].sort((a, b) => (a.path < b.path ? -1 : 1)),
        [{ path: 'transcripts/Int1.md' }, { path: 'transcripts/deep/er/Int2.md' }, { path: 'verbatim.yaml' }],
      );
      assert.deepEqual(refusals, []);
    });

    it('of a folder that is not there is empty, and says so', async () => {
      fs.rmdirSync(root);
      const { entries, refusals } = await list();
      assert.deepEqual(entries, []);
      assert.equal(refusals[0]?.code, 'file/unreadable');
    });

    it('removes what a process that died left behind, and not what is in use', async () => {
      make({
        '.a.md.verbatim-tmp': 'half',
        'sub/.b.md.0a1b.verbatim-tmp': 'half',
        '.c.md.verbatim-tmp': 'now',
      });
      const old = new Date(Date.now() - 60_000);
      for (const file of ['.a.md.verbatim-tmp', 'sub/.b.md.0a1b.verbatim-tmp'])
        fs.utimesSync(path.join(root, file), old, old);
      assert.deepEqual(await listPaths(), []);
      assert.deepEqual(fs.readdirSync(root).sort(), ['.c.md.verbatim-tmp', 'sub']);
      assert.deepEqual(fs.readdirSync(path.join(root, 'sub')), []);
    });
  });

  describe('names that are not NFC on the disk', () => {
    it('are NFC to the study, for reading, writing and new files beside them', async () => {
      const [folder, file] = ['Gespra\u0308che', 'U\u0308bung.md'];
      make({ [`${folder}/${file}`]: 'R1: Ja.' });
      // A disk that spells names its own way has nothing to tell apart.
      const spelt = fs.readdirSync(root)[0];
      const store = createNodeFileStore(root);
      assert.deepEqual((await store.list()).entries, [{ path: 'Gespräche/Übung.md' }]);
      assert.equal(textOf(await store.read('Gespräche/Übung.md')), 'R1: Ja.');
      assert.equal(await store.replace('Gespräche/Übung.md', 'R1: Ja.', 'R1: Nein.'), true);
      assert.equal(await store.replace('Gespräche/Übung.md.MS.coding.yaml', undefined, 'x'), true);
      assert.deepEqual(fs.readdirSync(root), [spelt]);
      assert.equal(fs.readdirSync(path.join(root, folder)).length, 2);
      assert.equal(fs.readFileSync(path.join(root, folder, file), 'utf8'), 'R1: Nein.');
    });

    it('follow a file that is renamed to NFC', async () => {
      make({ 'e\u0301.md': 'old' });
      const store = createNodeFileStore(root);
      await store.list();
      fs.renameSync(path.join(root, 'e\u0301.md'), path.join(root, 'é.md'));
      await store.list();
      assert.equal(textOf(await store.read('é.md')), 'old');
    });

    it('give way to a file of the same name in NFC', async () => {
      make({ 'é.md': 'composed' });
      make({ 'e\u0301.md': 'decomposed' });
      const store = createNodeFileStore(root);
      const { entries } = await store.list();
      assert.equal(entries.length, 1);
      assert.equal(textOf(await store.read('é.md')), fs.readFileSync(path.join(root, 'é.md'), 'utf8'));
    });
  });

  describe('reading a file', () => {
    it('gives its bytes, or says that there is none', async () => {
      make({ 'a.md': '\ufeffa\r\n', 'folder/': '' });
      const store = createNodeFileStore(root);
      assert.equal(textOf(await store.read('a.md')), '\ufeffa\r\n');
      for (const missing of ['b.md', 'a.md/b', 'no/where.md', '']) {
        const expected = missing === '' ? 'file/unreadable' : 'missing';
        assert.equal(codeOf(await store.read(missing)), expected, missing);
      }
      assert.equal(codeOf(await store.read('folder')), 'file/unreadable');
      assert.equal(codeOf(await store.read('a\0b')), 'file/unreadable');
    });

    it('never leaves the study', async () => {
      fs.writeFileSync(path.join(outer, 'secret.md'), 'secret');
      const store = createNodeFileStore(root);
      for (const escape of [
        '../secret.md',
        'x/../../secret.md',
        './../secret.md',
        `../${path.basename(root)}x`,
        '..',
      ])
        assert.ok(['file/outside-study', 'missing'].includes(codeOf(await store.read(escape)) ?? ''), escape);
      assert.equal(codeOf(await store.read('../secret.md')), 'file/outside-study');
      assert.equal(codeOf(await store.read(path.join(outer, 'secret.md'))), 'missing');
    });

    it('refuses what is above 16 MiB by its size, without reading it', async () => {
      make({ 'huge.md': '', 'largest.md': '' });
      // Holes take no room on the disk; bytes of that number would fit into no buffer.
      fs.truncateSync(path.join(root, 'huge.md'), 64 * 1024 ** 3);
      fs.truncateSync(path.join(root, 'largest.md'), largestFile);
      const store = createNodeFileStore(root);
      assert.equal(codeOf(await store.read('huge.md')), 'file/too-large');
      assert.equal(codeOf(await store.read('largest.md')), 'bytes');
    });

    if (hasLinks)
      it('waits for no pipe', async () => {
        assert.equal(spawnSync('mkfifo', [path.join(root, 'pipe.md')]).status, 0);
        assert.equal(codeOf(await createNodeFileStore(root).read('pipe.md')), 'file/unreadable');
        assert.deepEqual(await listPaths(), []);
      });
  });

  if (hasLinks)
    describe('symbolic links', () => {
      const link = (target: string, name: string) => fs.symlinkSync(target, path.join(root, name));

      beforeEach(() => {
        fs.mkdirSync(path.join(outer, 'elsewhere'));
        fs.writeFileSync(path.join(outer, 'elsewhere/secret.md'), 'secret');
      });

      it('to files outside are refused: not listed, not read, not written', async () => {
        link('../elsewhere/secret.md', 'link.md');
        const store = createNodeFileStore(root);
        const { entries, refusals } = await store.list();
        assert.deepEqual(entries, []);
        assert.deepEqual(
          refusals.map(({ path: file, code, isFolder }) => [file, code, isFolder]),
          [['link.md', 'file/outside-study', false]],
        );
        assert.equal(codeOf(await store.read('link.md')), 'file/outside-study');
        await assert.rejects(store.replace('link.md', 'secret', 'mine'), refusedWith('file/outside-study'));
        await assert.rejects(
          store.replace('link.md', 'secret', undefined),
          refusedWith('file/outside-study'),
        );
        assert.equal(fs.readFileSync(path.join(outer, 'elsewhere/secret.md'), 'utf8'), 'secret');
      });

      it('to folders outside are refused with all that is in them', async () => {
        link('../elsewhere', 'linked');
        make({ 'inner/': '' });
        link('../../elsewhere', 'inner/again');
        const store = createNodeFileStore(root);
        const { entries, refusals } = await store.list();
        assert.deepEqual(entries, []);
        assert.deepEqual(refusals.map(({ path: file, isFolder }) => [file, isFolder]).sort(), [
          ['inner/again', true],
          ['linked', true],
        ]);
        for (const file of ['linked/secret.md', 'inner/again/secret.md'])
          assert.equal(codeOf(await store.read(file)), 'file/outside-study');
        for (const file of ['linked/new.md', 'linked/deep/new.md', 'linked/secret.md', 'inner/again/new.md'])
          await assert.rejects(store.replace(file, undefined, 'mine'), refusedWith('file/outside-study'));
        assert.deepEqual(fs.readdirSync(path.join(outer, 'elsewhere')), ['secret.md']);
      });

      it('within the study are followed, and stay links when written through', async () => {
        make({ 'real.md': 'text' });
        link('real.md', 'link.md');
        const store = createNodeFileStore(root);
        assert.deepEqual(await listPaths(), ['link.md', 'real.md']);
        assert.equal(await store.replace('link.md', 'text', 'new'), true);
        assert.equal(fs.readFileSync(path.join(root, 'real.md'), 'utf8'), 'new');
        assert.ok(fs.lstatSync(path.join(root, 'link.md')).isSymbolicLink());
      });

      it('to nothing, and in circles, are simply not there', async () => {
        link('gone.md', 'dangling.md');
        link('../elsewhere/gone', 'folder');
        link('b.md', 'a.md');
        link('a.md', 'b.md');
        link('.', 'self');
        const store = createNodeFileStore(root);
        assert.deepEqual((await store.list()).entries, []);
        assert.equal(codeOf(await store.read('dangling.md')), 'missing');
        assert.equal(codeOf(await store.read('a.md')), 'file/unreadable');
        await assert.rejects(store.replace('a.md', undefined, 'x'), UserError);
        await assert.rejects(store.replace('folder/new.md', undefined, 'x'), UserError);
        assert.deepEqual(fs.readdirSync(path.join(outer, 'elsewhere')), ['secret.md']);
      });

      it('that lead to the study itself make no difference', async () => {
        make({ 'a.md': 'text' });
        fs.symlinkSync(root, path.join(outer, 'way'));
        const store = createNodeFileStore(path.join(outer, 'way'));
        assert.deepEqual((await store.list()).entries, [{ path: 'a.md' }]);
        assert.equal(await store.replace('new/b.md', undefined, 'b'), true);
        assert.equal(fs.readFileSync(path.join(root, 'new/b.md'), 'utf8'), 'b');
      });
    });
});
