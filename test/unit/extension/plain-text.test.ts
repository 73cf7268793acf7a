import assert from 'node:assert/strict';
import fc from 'fast-check';
import { escapeMarkdown } from '../../../src/extension/features/hover/plain-text';

/** What CommonMark makes of backslashes: a mark of ASCII punctuation after one is itself, a line end is a line break. */
function unescape(markdown: string): string {
  return markdown
    .replaceAll('\\\n', '\n')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replaceAll('\u00a0', ' ');
}

describe('text in a hover', () => {
  it('leaves no mark that could mean anything', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const rest = escapeMarkdown(text)
          .replaceAll('\\\n', '')
          .replace(/\\[!-/:-@[-`{-~]/g, '');
        assert.doesNotMatch(rest, /[!-/:-@[-`{-~]/);
      }),
    );
  });

  it('says what the text said', () => {
    const line = fc.string().map((text) => text.trim());
    fc.assert(
      fc.property(fc.array(line.filter((text) => text !== '')), (lines) => {
        const text = lines.join('\n');
        assert.equal(unescape(escapeMarkdown(text)), text.replace(/\n{2,}/g, '\n\n'));
      }),
    );
  });

  it('keeps indentation, and makes no code block of it', () => {
    assert.equal(escapeMarkdown('a\n    b'), 'a\\\n\u00a0\u00a0\u00a0\u00a0b');
  });

  it('keeps paragraphs, whatever the line ends', () => {
    assert.equal(escapeMarkdown('a\r\n\r\nb\rc'), 'a\n\nb\\\nc');
  });

  it('breaks addresses, which the editor would make links of', () => {
    for (const address of ['http://example.org', 'www.example.org', 'a@example.org'])
      assert.ok(!escapeMarkdown(address).includes(address.slice(0, -3)), address);
  });
});
