import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { blobIdOfBytes, blobIdOfText } from '../../../src/core/text/blob-id';
import { webByteTools } from '../../../src/extension/web-byte-tools';
import { nodeByteTools } from '../../../src/node/byte-tools';
import { normaliseSlowly, rawText } from './texts';

const tools = { 'Node’s tools': nodeByteTools, 'the web’s tools': webByteTools };
const hasGit = spawnSync('git', ['--version']).status === 0;

for (const [name, bytes] of Object.entries(tools)) {
  describe(`a blob id by ${name}`, () => {
    it('is the one that git gives', () => {
      assert.equal(blobIdOfText('', bytes), 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391');
      assert.equal(blobIdOfText('hello\n', bytes), 'ce013625030ba8dba906f756967f9e9ca394464a');
      assert.equal(blobIdOfText('\ufeffhello\r\n', bytes), 'ce013625030ba8dba906f756967f9e9ca394464a');
    });

    it('is the same from the bytes as from the text, whatever the line breaks and the mark', () => {
      fc.assert(
        fc.property(rawText, (raw) => {
          const content = bytes.encodeUtf8(raw);
          const text = bytes.decodeUtf8(content);
          assert.ok(text !== undefined);
          const body = bytes.encodeUtf8(normaliseSlowly(text));
          const id = bytes.sha1([bytes.encodeUtf8(`blob ${body.length}\0`), body]);
          assert.equal(blobIdOfBytes(content, text, bytes), id);
          assert.equal(blobIdOfText(text, bytes), id);
        }),
      );
    });
  });
}

if (hasGit)
  describe('git', () => {
    it('gives the same ids to what it would keep', function () {
      this.timeout(20_000);
      const texts = fc.sample(rawText, 60).map((raw) => Buffer.from(raw).toString());
      const folder = mkdtempSync(path.join(tmpdir(), 'blob-ids-'));
      try {
        const files = texts.map((text, i) => {
          const file = path.join(folder, String(i));
          writeFileSync(file, normaliseSlowly(text));
          return file;
        });
        const { stdout } = spawnSync('git', ['hash-object', '--no-filters', '--stdin-paths'], {
          input: files.join('\n'),
          encoding: 'utf8',
        });
        assert.deepEqual(
          texts.map((text) => blobIdOfText(text, nodeByteTools)),
          stdout.trim().split('\n'),
        );
      } finally {
        rmSync(folder, { recursive: true });
      }
    });

    it('gives the same id to what it reads from its standard input', () => {
      const text = 'INT: Shall we?\nR1: 😀 Yes — e\u0301ven so.\n';
      const { stdout } = spawnSync('git', ['hash-object', '--stdin'], { input: text, encoding: 'utf8' });
      assert.equal(blobIdOfText(text.replaceAll('\n', '\r\n'), nodeByteTools), stdout.trim());
    });
  });

describe('both sets of byte tools', () => {
  it('decode the same bytes, and refuse the same', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 24 }),
      rawText.map((text) => new TextEncoder().encode(text)),
      fc.constantFrom(
        Uint8Array.of(0xef, 0xbb, 0xbf, 0x61),
        Uint8Array.of(0xc0, 0x80),
        Uint8Array.of(0xed, 0xa0, 0x80),
        Uint8Array.of(0xf4, 0x90, 0x80, 0x80),
        Uint8Array.of(0xff, 0xfe, 0x61, 0x00),
      ),
    );
    fc.assert(
      fc.property(bytes, (content) => {
        const text = nodeByteTools.decodeUtf8(content);
        assert.equal(webByteTools.decodeUtf8(content), text);
        if (text !== undefined)
          assert.deepEqual(Buffer.from(nodeByteTools.encodeUtf8(text)), Buffer.from(content));
      }),
    );
  });

  it('hash the same, however the content is cut into parts', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 })), (parts) => {
        const whole = Uint8Array.from(parts.flatMap((part) => [...part]));
        const digest = nodeByteTools.sha1([whole]);
        assert.match(digest, /^[0-9a-f]{40}$/);
        assert.equal(nodeByteTools.sha1(parts), digest);
        assert.equal(webByteTools.sha1(parts), digest);
      }),
    );
  });

  it('keep a byte order mark, since it is for the core to take off', () => {
    for (const bytes of Object.values(tools))
      assert.equal(bytes.decodeUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61)), '\ufeffa');
  });
});
