import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeText } from '../../../../src/core/exchange/import/decode-text';
import { nodeByteTools as tools } from '../../../../src/node/byte-tools';

function bytesOf(text: string, encoding: BufferEncoding): Uint8Array {
  return new Uint8Array(Buffer.from(text, encoding));
}

function utf16be(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'utf16le').swap16());
}

const sample = 'INT: Did “Müller” agree? – R1: Yes, for 5 €.\r\n';

describe('decoding a text of unknown encoding', () => {
  it('is certain of UTF-8 and of what has a mark', () => {
    const certain = (bytes: Uint8Array, encoding: string): void =>
      assert.deepEqual(decodeText(bytes, tools), { text: sample, encoding, certain: true });
    certain(bytesOf(sample, 'utf8'), 'utf-8');
    certain(bytesOf(`\ufeff${sample}`, 'utf8'), 'utf-8');
    certain(bytesOf(`\ufeff${sample}`, 'utf16le'), 'utf-16le');
    certain(utf16be(`\ufeff${sample}`), 'utf-16be');
  });

  it('finds UTF-16 by its zeros, and says that it assumed it', () => {
    assert.deepEqual(decodeText(bytesOf(sample, 'utf16le'), tools), {
      text: sample,
      encoding: 'utf-16le',
      certain: false,
    });
    assert.deepEqual(decodeText(utf16be(sample), tools), {
      text: sample,
      encoding: 'utf-16be',
      certain: false,
    });
  });

  it('assumes Windows-1252 for all else', () => {
    const bytes = Uint8Array.from([0x93, 0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72, 0x94, 0x20, 0x96, 0x20, 0x80]);
    assert.deepEqual(decodeText(bytes, tools), {
      text: '“Müller” – €',
      encoding: 'windows-1252',
      certain: false,
    });
  });

  it('reads every byte of Windows-1252', () => {
    const high = (from: number, to: number): Uint8Array =>
      Uint8Array.from({ length: to - from }, (_, i) => from + i);
    const typographic = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
    assert.equal(decodeText(high(0x80, 0xa0), tools).text, typographic);
    assert.equal(
      decodeText(high(0xa0, 0x100), tools).text,
      Buffer.from(high(0xa0, 0x100)).toString('latin1'),
    );
  });

  it('never fails, and brings every text back from UTF-8', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        (bytes) => typeof decodeText(bytes, tools).text === 'string',
      ),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { text: read, encoding } = decodeText(bytesOf(text, 'utf8'), tools);
        assert.deepEqual([read, encoding], [text.replace(/^\ufeff/, ''), 'utf-8']);
      }),
    );
  });

  it('brings every long Latin text back from UTF-16 without a mark', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-zäöüß ,.?]{8,200}$/), (text) => {
        assert.equal(decodeText(bytesOf(text, 'utf16le'), tools).text, text);
        assert.equal(decodeText(utf16be(text), tools).text, text);
      }),
    );
  });
});
