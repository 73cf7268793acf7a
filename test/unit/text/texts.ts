import fc from 'fast-check';

const fragments = [
  ...['\n', '\r', '\r\n', '\n\r', '\r\r\n', '\ufeff', ' ', '\t', '\u2028', '\u0085', '\v', '\f'],
  ...['😀', '\ud83d', '\ude00', '\ude00\ud83d', '𝒳', '👩‍👩‍👧', '🏳️‍🌈'],
  ...['e\u0301', 'é', 'n\u0303\u0323', 'ا', 'שלום', '日本', 'Well, I', 'the money', 'a', ''],
];

/** Files' contents with everything that makes counting hard. */
export const rawText = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(fc.constantFrom(...fragments), { maxLength: 24 }).map((all) => all.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)) },
);

/** The second implementation of `normaliseText`: a walk over the characters. */
export function normaliseSlowly(raw: string): string {
  const units = raw.split('');
  if (units[0] === '\ufeff') units.shift();
  let text = '';
  units.forEach((unit, i) => {
    if (unit === '\n' && units[i - 1] === '\r') return;
    text += unit === '\r' ? '\n' : unit;
  });
  return text;
}
