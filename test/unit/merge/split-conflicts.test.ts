import assert from 'node:assert/strict';
import fc from 'fast-check';
import { splitConflicts } from '../../../src/core/merge/split-conflicts';

/** Lines, among them some that look like markers and are none. */
const lines = fc.array(
  fc.constantFrom(
    'a',
    '  - b',
    '',
    ' <<<<<<<',
    '<<<<<<',
    '<<<<<<<x',
    '========',
    '>>>>>>>>> old',
    '|||||||||',
  ),
  { maxLength: 3 },
);
type Piece =
  readonly string[] | { readonly ours: string[]; readonly base: string[]; readonly theirs: string[] };
const conflict = fc.record({ ours: lines, base: lines, theirs: lines });
const isShared = (piece: Piece): piece is readonly string[] => Array.isArray(piece);

function write(pieces: readonly Piece[], withBase: boolean, eol: string): string {
  const all = pieces.flatMap((piece) =>
    isShared(piece)
      ? piece
      : [
          '<<<<<<< main',
          ...piece.ours,
          ...(withBase ? ['||||||| 9f4c1d0', ...piece.base] : []),
          '=======',
          ...piece.theirs,
          '>>>>>>>',
        ],
  );
  return all.map((line) => line + eol).join('');
}

const versionOf = (pieces: readonly Piece[], side: 'ours' | 'base' | 'theirs', eol: string): string =>
  pieces
    .flatMap((piece) => (isShared(piece) ? piece : piece[side]))
    .map((line) => line + eol)
    .join('');

describe('versions between conflict markers', () => {
  it('are taken apart as they were put together', () => {
    const pieces = fc.array(fc.oneof<fc.Arbitrary<Piece>[]>(lines, conflict), { maxLength: 6 });
    fc.assert(
      fc.property(pieces, fc.boolean(), fc.constantFrom('\n', '\r\n'), (all, withBase, eol) => {
        const found = splitConflicts(write(all, withBase, eol));
        if (all.every(isShared)) {
          assert.equal(found, undefined);
          return;
        }
        assert.deepEqual(found, {
          ours: versionOf(all, 'ours', eol),
          theirs: versionOf(all, 'theirs', eol),
          base: withBase ? versionOf(all, 'base', eol) : undefined,
        });
      }),
    );
  });

  it('are not guessed where a marker is missing, and no text makes it throw', () => {
    const whole = ['<<<<<<< a', 'x', '||||||| b', 'y', '=======', 'z', '>>>>>>> c'];
    assert(splitConflicts(whole.join('\n')));
    for (const missing of [0, 4, 6])
      assert.equal(splitConflicts(whole.toSpliced(missing, 1).join('\n')), undefined);
    fc.assert(
      fc.property(fc.array(fc.constantFrom('<<<<<<<', '=======', '|||||||', '>>>>>>>', 'x')), (text) => {
        splitConflicts(text.join('\n'));
      }),
    );
  });
});
