import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { AnchoredPassage, Resolution } from '../../../src/core/anchoring/resolution';
import { resolvePassages } from '../../../src/core/anchoring/resolve';
import { normaliseText } from '../../../src/core/text/normal-text';
import type { Span } from '../../../src/core/text/span';
import { TextIndex } from '../../../src/core/text/text-index';
import { choosePassages, traceText } from '../../support/edit-generator';
import { editClasses } from '../../support/edit-generator-classes';
import { writeInterview } from '../../support/edit-generator-interview';
import { createRandom } from '../../support/edit-generator-random';

const interview = [
  'INT: What did you think of it at first?',
  'Anna: Well, we all were pretty wary of it, and I still am to be honest.',
  'INT: Yeah.',
  'Anna: Margaret asked us to join, and nobody dared to say no to Margaret.',
  'INT: Mm.',
  'Anna: So we joined, and then the money came in after all.',
  'INT: Yeah.',
  'Anna: It was never really optional, was it.',
].join('\n\n');

function at(text: string, quote: string, occurrence = 0): AnchoredPassage {
  let start = -1;
  for (let i = 0; i <= occurrence; i++) start = text.indexOf(quote, start + 1);
  assert.notEqual(start, -1);
  return passageOf(text, { start, end: start + quote.length });
}

function passageOf(text: string, { start, end }: Span): AnchoredPassage {
  return {
    at: new TextIndex(text).rangeOf({ start, end }),
    base: 'old',
    quote: text.slice(start, end),
    before: text.slice(Math.max(0, start - 32), start),
    after: text.slice(end, end + 32),
  };
}

function resolve(
  passages: readonly AnchoredPassage[],
  now: string,
  base?: string,
  version = 'new',
): readonly Resolution[] {
  return resolvePassages({
    passages,
    text: new TextIndex(now),
    version,
    baseText: (id) => (id === 'old' ? base : undefined),
  });
}

function reading(resolution: Resolution | undefined, text: string): string {
  if (!resolution) return 'nothing';
  if (resolution.status === 'lost') return 'lost';
  if (resolution.status === 'ambiguous') return 'ambiguous';
  return `${resolution.status}: ${text.slice(resolution.span.start, resolution.span.end)}`;
}

for (const withBase of [true, false])
  describe(`resolving passages ${withBase ? 'with the text they were taken from' : 'by quote and context alone'}`, () => {
    const base = withBase ? interview : undefined;
    const follow = (quote: string, now: string, occurrence = 0): string =>
      reading(resolve([at(interview, quote, occurrence)], now, base)[0], now);

    it('believes a position whose version and quote agree', () => {
      const [found] = resolve([at(interview, 'Yeah.', 1)], interview, base, 'old');
      assert.deepEqual(found, {
        status: 'exact',
        span: { start: interview.lastIndexOf('Yeah.'), end: interview.lastIndexOf('Yeah.') + 5 },
      });
    });

    it('finds what stands where it stood in another version', () => {
      assert.equal(
        follow('pretty wary of it', `${interview}\n\nINT: Thank you.`),
        'exact: pretty wary of it',
      );
    });

    it('finds what was pushed down', () => {
      assert.equal(follow('pretty wary of it', `Interview 4\n\n${interview}`), 'moved: pretty wary of it');
    });

    it('takes line breaks, composition and quotation marks for no change', () => {
      const now = `Café\n${interview.replace('pretty wary', 'pretty\nwary')}`;
      assert.equal(follow('pretty wary of it', now), 'moved: pretty\nwary of it');
    });

    it('sees a typo', () => {
      const now = interview.replace('nobody dared', 'nobody darred');
      assert.equal(follow('nobody dared to say no', now), 'edited: nobody darred to say no');
    });

    it('does not move a deleted answer to another that reads the same', () => {
      const now = interview.replace(
        'INT: Yeah.\n\nAnna: Margaret asked us to join, and nobody dared to say no to Margaret.\n\n',
        '',
      );
      assert.equal(follow('Yeah.', now), 'lost');
      assert.equal(follow('Yeah.', now, 1), 'moved: Yeah.');
    });

    it('keeps same answers apart', () => {
      const now = `Some heading\n\n${interview}`;
      const found = resolve([at(interview, 'Yeah.', 1), at(interview, 'Yeah.', 0)], now, base);
      assert.deepEqual(
        found.map((each) => ('span' in each ? each.span.start : -1)),
        [now.lastIndexOf('Yeah.'), now.indexOf('Yeah.')],
      );
    });

    it('finds nothing in an empty text', () => {
      assert.equal(follow('pretty wary of it', ''), 'lost');
    });
  });

describe('resolving passages', () => {
  it('follows a name that was replaced everywhere', () => {
    const now = interview.replaceAll('Margaret', 'Person 1');
    const [found] = resolve([at(interview, 'Margaret')], now, interview);
    assert.equal(reading(found, now), 'edited: Person 1');
  });

  it('follows a block that was moved', () => {
    const block = 'Anna: Margaret asked us to join, and nobody dared to say no to Margaret.\n\n';
    const now = interview.replace(block, '').replace('Anna: It was', `${block}Anna: It was`);
    const [found] = resolve([at(interview, 'asked us to join')], now, interview);
    assert.equal(reading(found, now), 'moved: asked us to join');
  });

  it('shows both parts of a passage that a move has torn apart', () => {
    const turns = interview.split('\n\n');
    const [first = '', second = '', ...others] = turns;
    const now = [second, ...others, first].join('\n\n');
    const [torn] = resolve([at(interview, `${first}\n\n${second}`)], now, interview);
    assert.ok(torn?.status === 'ambiguous');
    const [above = '', below = ''] = torn.candidates.map(({ start, end }) => now.slice(start, end));
    assert.match(above, /^Anna: Well, we all .* to be honest\.$/);
    assert.match(below, /^INT: What did you think of it at first\?$/);
  });

  it('does not believe a position at which the quote does not stand', () => {
    const astray = { ...at(interview, 'pretty wary of it'), at: at(interview, 'Mm.').at };
    const [found] = resolve([astray], interview, interview, 'old');
    assert.equal(reading(found, interview), 'moved: pretty wary of it');
  });

  it('guesses nothing between two places that are equally good', () => {
    const [first] = interview.split('\n\nINT: Yeah.');
    const now = `${first ?? ''}\n\n${first ?? ''}`;
    const lonely: AnchoredPassage = {
      at: at(interview, 'pretty wary of it').at,
      base: 'gone',
      quote: 'pretty wary of it, and I still am',
    };
    const astray = { ...lonely, at: { start: { line: 900, column: 1 }, end: { line: 900, column: 30 } } };
    const [found] = resolve([astray], now);
    assert.ok(found?.status === 'ambiguous');
    assert.equal(found.candidates.length, 2);
  });

  it('reads characters of scripts without spaces', () => {
    const old = '主持人：你一开始怎么想？\n\n安娜：我们大家都很谨慎，说实话我现在也是。\n\n主持人：嗯。\n';
    const now = `第四次访谈\n\n${old.replace('谨慎', '小心')}`;
    const [found] = resolve([at(old, '大家都很谨慎，说实话')], now, old);
    assert.equal(reading(found, now), 'edited: 大家都很小心，说实话');
  });
});

describe('laws of resolving', () => {
  const seeds = fc.integer({ min: 1, max: 1_000_000 });
  const classes = fc.constantFrom(...editClasses.keys());

  function editedInterview(
    seed: number,
    editClass: string,
  ): { old: string; now: string; passages: AnchoredPassage[] } {
    const random = createRandom(seed);
    const old = writeInterview(random, 24);
    const edit = editClasses.get(editClass);
    const now = normaliseText(edit ? edit(traceText(old), random).text : old);
    return { old, now, passages: choosePassages(old, 24, random).map((span) => passageOf(old, span)) };
  }

  it('an unchanged text leaves every passage exact, whatever its version is called', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { old, passages } = editedInterview(seed, 'untouched');
        for (const found of resolve(passages, old, old)) assert.equal(found.status, 'exact');
      }),
      { numRuns: 20 },
    );
  }).timeout(30_000);

  it('an insertion elsewhere leaves the text of every passage as it was', () => {
    fc.assert(
      fc.property(seeds, fc.boolean(), (seed, atEnd) => {
        const { old, passages } = editedInterview(seed, 'untouched');
        const note = 'Transcriber: the recording starts late here.\n\n';
        const now = atEnd ? old + note : note + old;
        resolve(passages, now, old).forEach((found, i) => {
          assert.ok(found.status === 'exact' || found.status === 'moved');
          assert.equal(now.slice(found.span.start, found.span.end), passages[i]?.quote);
        });
      }),
      { numRuns: 20 },
    );
  }).timeout(30_000);

  it('answers for every passage, inside the text, never in the middle of a character, same quotes apart', () => {
    fc.assert(
      fc.property(seeds, classes, fc.boolean(), (seed, editClass, withBase) => {
        const { old, now, passages } = editedInterview(seed, editClass);
        const found = resolve(passages, now, withBase ? old : undefined);
        assert.equal(found.length, passages.length);
        found.forEach((each, i) => {
          const spans =
            each.status === 'ambiguous' ? each.candidates : each.status === 'lost' ? [] : [each.span];
          if (each.status === 'ambiguous') assert.ok(spans.length >= 2);
          for (const { start, end } of spans) {
            assert.ok(start >= 0 && start < end && end <= now.length);
            assert.doesNotMatch(now.slice(end, end + 1), /\p{M}/u);
          }
          found.forEach((other, k) => {
            const [a, b] = [passages[i], passages[k]];
            if (i >= k || !('span' in each) || !('span' in other) || a?.quote !== b?.quote) return;
            const areOne = JSON.stringify(a?.at.start) === JSON.stringify(b?.at.start);
            assert.ok(areOne || each.span.end <= other.span.start || other.span.end <= each.span.start);
          });
        });
      }),
      { numRuns: 30 },
    );
  }).timeout(30_000);

  it('never throws, whatever sidecar and texts hold', () => {
    const text = fc.string({
      unit: fc.constantFrom(
        'a',
        'b ',
        '. ',
        '\n',
        '😀',
        '\ud83d',
        'é',
        '中',
        "'",
        '　',
        '\u200d',
        '__proto__ ',
      ),
      maxLength: 40,
    });
    const position = fc.record({
      line: fc.integer({ min: -1, max: 6 }),
      column: fc.integer({ min: -1, max: 12 }),
    });
    const passage = fc.record({
      at: fc.record({ start: position, end: position }),
      base: fc.constantFrom('old', 'new', 'gone'),
      quote: text,
      before: text,
      after: text,
    });
    fc.assert(
      fc.property(fc.array(passage, { maxLength: 5 }), text, text, (passages, old, now) => {
        for (const found of resolve(passages, now, old)) {
          if (!('span' in found)) continue;
          const { start, end } = found.span;
          assert.ok(start >= 0 && start <= end && end <= now.length);
          for (const edge of [start, end])
            assert.doesNotMatch(now.slice(edge - 1, edge + 1), /^[\ud800-\udbff][\udc00-\udfff]$/u);
        }
      }),
      { numRuns: 200 },
    );
  }).timeout(30_000);
});
