import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createGlobMatcher } from '../../../src/core/study/glob';
import { createMembership } from '../../../src/core/study/membership';

/** The second implementation: a regular expression, which small patterns do not stall. */
function globToRegExp(glob: string): RegExp {
  const steps = glob.split('/').map((step) => {
    if (step === '**') return step;
    const name = step.replace(/[*?]+|[^*?]+/g, (part) =>
      /[*?]/.test(part)
        ? part.replace(/\*+/g, '[^/]*').replaceAll('?', '[^/]')
        : part.replace(/[.\\+^$()[\]{}|-]/g, '\\$&'),
    );
    return step.startsWith('.') ? name : `(?!\\.)${name}`;
  });
  let source = '';
  steps.forEach((step, i) => {
    const isLast = i === steps.length - 1;
    if (step !== '**') source += step + (isLast ? '' : '/');
    else if (isLast)
      source = i === 0 ? '(?:(?!\\.)[^/]*/)*(?!\\.)[^/]*' : `${source.slice(0, -1)}(?:/(?!\\.)[^/]*)*`;
    else source += '(?:(?!\\.)[^/]*/)*';
  });
  return new RegExp(`^(?:${source})$`, 's');
}

const literalSteps = ['a', 'b', 'ab', 'aab', '.a', 'x.md', 'a-b'];
const step = fc.constantFrom(...literalSteps, '*', '**', '*a', 'a*b*', '?', '.*', '*.md', 'a?', '***');
const pathText = fc
  .array(fc.constantFrom(...literalSteps), { minLength: 1, maxLength: 5 })
  .map((s) => s.join('/'));

describe('a glob', () => {
  it('matches what the regular expression for it matches', () => {
    const globs = fc
      .array(step, { minLength: 1, maxLength: 4 })
      .map((steps) => steps.join('/'))
      // `a/**` after another `**` needs no rule of its own.
      .filter((glob) => !/\*\*\/\*\*/.test(glob));
    fc.assert(
      fc.property(globs, pathText, (glob, path) => {
        assert.equal(createGlobMatcher(glob)(path), globToRegExp(glob).test(path), `${glob} on ${path}`);
      }),
      { numRuns: 3000 },
    );
  });

  it('in braces matches what one of its alternatives matches', () => {
    const part = fc.constantFrom('a', 'b', '*', 'x.md', '');
    fc.assert(
      fc.property(
        part,
        fc.array(part, { minLength: 1, maxLength: 3 }),
        part,
        pathText,
        (before, parts, after, path) => {
          const isMatch = createGlobMatcher(`${before}{${parts.join(',')}}${after}`);
          const alternatives = parts.map((each) => createGlobMatcher(before + each + after));
          assert.equal(
            isMatch(path),
            alternatives.some((each) => each(path)),
          );
        },
      ),
    );
  });

  it('means what people write', () => {
    const isMatch = createGlobMatcher('transcripts/**/*.{md,txt,vtt,srt}');
    for (const path of ['transcripts/Int01.md', 'transcripts/a/b/é 😀.vtt', 'transcripts/a{b}[c].txt'])
      assert.equal(isMatch(path), true, path);
    for (const path of [
      ...['Int01.md', 'other/Int01.md', 'transcripts/Int01.docx', 'transcripts/.md', 'transcripts/.git/a.md'],
      ...['transcripts', 'transcripts/.Int01.md', 'atranscripts/Int01.md', 'transcripts/x.MD', ''],
    ])
      assert.equal(isMatch(path), false, path);
    assert.equal(createGlobMatcher('a{b/*.md')('a{b/x.md'), true);
    assert.equal(createGlobMatcher('{a,{b,c}}/*.md')('c/x.md'), true);
    assert.equal(createGlobMatcher('e\u0301/*')('é/a'), true);
    assert.equal(createGlobMatcher('')(''), false);
    assert.equal(createGlobMatcher('a'.repeat(257))('a'.repeat(257)), false);
  });

  it('answers at once, whatever the pattern and the path', () => {
    const hostile = [
      '*a'.repeat(120) + 'b',
      '**/'.repeat(80) + 'x',
      '**/a/'.repeat(50) + 'b',
      '?*'.repeat(120) + 'b',
      '{a,b}'.repeat(51),
      '{'.repeat(128) + '}'.repeat(128),
      '{,'.repeat(120),
      '{*a,*b,*c}'.repeat(3) + '!{*,**}',
    ];
    const paths = ['a'.repeat(4000), 'a/'.repeat(2000) + 'a', 'ab'.repeat(2000) + 'a'];
    for (const glob of hostile)
      for (const path of paths) assert.equal(createGlobMatcher(glob)(path), false, glob);
  });
});

describe('the part that a path plays in a study', () => {
  const roleOf = createMembership(['transcripts/**/*.md', '*.yaml', '__proto__']);

  it('is told by its name', () => {
    assert.deepEqual(roleOf('verbatim.yaml'), { kind: 'study' });
    assert.deepEqual(roleOf('codebook.yaml'), { kind: 'codebook' });
    assert.deepEqual(roleOf('transcripts/a.md'), { kind: 'transcript' });
    assert.deepEqual(roleOf('__proto__'), { kind: 'transcript' });
    assert.equal(roleOf('transcripts/a.docx'), undefined);
    assert.equal(roleOf('constructor'), undefined);
    assert.equal(roleOf('sub/verbatim.yaml'), undefined);
  });

  it('is a sidecar’s wherever it stands and whatever the globs say', () => {
    const sidecar = { kind: 'sidecar', transcript: 'a.md', coder: 'MS' };
    assert.deepEqual(roleOf('a.md.MS.coding.yaml'), sidecar);
    assert.deepEqual(roleOf('x/a.md.MS.coding.yaml'), { ...sidecar, transcript: 'x/a.md' });
  });

  it('is none where there are no globs', () => {
    assert.equal(createMembership([])('a.md'), undefined);
    assert.equal(createMembership([''])(''), undefined);
  });
});
