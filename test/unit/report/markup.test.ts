import assert from 'node:assert/strict';
import fc from 'fast-check';
import { markup } from '../../../src/core/report/markup';

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};
const decode = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? '');

describe('markup', () => {
  it('escapes whatever is put in, so that it reads the same and opens or closes nothing', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", 'a', ';', ' ', '=', '/', '🙂') }),
        (text) => {
          const { text: made } = markup`<p title="${text}">${text}</p>`;
          const [, title, content] = /^<p title="([^"<>']*)">([^"<>']*)<\/p>$/.exec(made) ?? [];
          assert.equal(decode(title ?? ''), text);
          assert.equal(decode(content ?? ''), text);
        },
      ),
    );
  });

  it('drops what does not print or turns the line around', () => {
    assert.equal(markup`${'a\u0000b\u202ec\ud800d\u001b[31me\nf\tg'}`.text, 'abcd[31me\nf\tg');
  });

  it('keeps markup, prints lists end to end and nothing for nothing', () => {
    const items = ['<', '>'].map((item) => markup`<li>${item}</li>`);
    assert.equal(markup`${items}${undefined}${false}${0}`.text, '<li>&lt;</li><li>&gt;</li>0');
  });
});
