import fc from 'fast-check';
import type { FileRange } from '../../../src/core/base/problem';
import { comparePassages, formatSidecar } from '../../../src/core/format/format-sidecar';
import { recordOf } from '../../../src/core/format/yaml-nodes';
import type {
  CodingDetail,
  Decision,
  Note,
  Passage,
  PassageSource,
  Sidecar,
} from '../../../src/core/model/passage';

const fragments = [
  ...[
    '"',
    "'",
    ':',
    ': ',
    ' :',
    '#',
    ' #',
    '- ',
    '-',
    '? ',
    '|',
    '|-',
    '>',
    '&a',
    '*a',
    '!t',
    '%',
    '@',
    '`',
    ',',
    '[',
    ']',
  ],
  ...[
    '{',
    '}',
    '\\',
    '\\n',
    '\\u0041',
    '/',
    ' ',
    '  ',
    '\t',
    '\n',
    '\n\n',
    '\n ',
    '\n\t',
    '\r',
    '\r\n',
    '\u0085',
    '\u2028',
  ],
  ...[
    '\u2029',
    '\u00a0',
    '\ufeff',
    '\u0000',
    '\u001f',
    '\u007f',
    '\u009f',
    '\ufffe',
    '\uffff',
    '\ud83d\ude00',
    '\ud83d',
  ],
  ...[
    '\ude00',
    'e\u0301',
    '---',
    '\n---\n',
    '...',
    '\n...\n',
    '<<<<<<< a',
    '\n=======\n',
    '\n>>>>>>> b',
    'yes',
    'null',
  ],
  ...[
    '~',
    'true',
    '12',
    '1e3',
    '0x1f',
    '2020-08-20',
    '1:30',
    'passages:\n',
    '\n  - id: ',
    'Well, I',
    'the money',
    '日本',
  ],
];

/** Texts that try to be something else in YAML. */
export const hostileText = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(fc.constantFrom(...fragments), { maxLength: 8 }).map((parts) => parts.join('')),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', ' ', '\n', 'We had no choice, really.', 'One line\nand another'),
  },
);

export const ulid = fc
  .tuple(fc.constantFrom('0', '7'), fc.stringMatching(/^[0-9A-HJKMNP-TV-Z]{25}$/))
  .map(([head, tail]) => head + tail);
const numberLikeUlid = fc.constantFrom('01234567890123456789012345', '0123456789E123456789012345');

export const codeId = fc.oneof(
  fc
    .stringMatching(/^[a-z][a-z0-9-]{0,12}$/)
    .filter((id) => !/^(?:y|n|yes|no|on|off|true|false|null)$/.test(id)),
  fc.constantFrom('constructor', 'proto', 'new-money', 'e1', 'e-5', 'a-', 'to-string'),
);
export const nameId = fc
  .stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,8}$/)
  .filter((id) => !/^(?:y|n|yes|no|on|off|true|false|null|consensus)$/i.test(id));

export const blobId = fc.oneof(
  fc.stringMatching(/^[0-9a-f]{40}$/),
  fc.constantFrom(
    '1'.repeat(40),
    `${'1'.repeat(20)}e${'2'.repeat(19)}`,
    `e${'1'.repeat(39)}`,
    '0'.repeat(40),
  ),
);

const ordinary = { noNullPrototype: true } as const;
const place = fc.record(
  { line: fc.integer({ min: 1, max: 999 }), column: fc.integer({ min: 1, max: 99 }) },
  ordinary,
);
export const range: fc.Arbitrary<FileRange> = fc.tuple(place, place).map(([a, b]) => {
  const isForward = a.line < b.line || (a.line === b.line && a.column <= b.column);
  return isForward ? { start: a, end: b } : { start: b, end: a };
});

const weight = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  fc.constantFrom(1e21, 1e-9, -2.5),
);
const detail: fc.Arbitrary<CodingDetail> = fc
  .record(
    { checked: hostileText, memo: hostileText, weight, negative: fc.boolean() },
    { noNullPrototype: true, requiredKeys: [] },
  )
  .filter((value) => Object.keys(value).length > 0);

const source: fc.Arbitrary<PassageSource> = fc.record(
  { coder: nameId, passage: ulid, at: range, codes: fc.array(codeId, { maxLength: 3 }) },
  ordinary,
);
const decision: fc.Arbitrary<Decision> = fc
  .record(
    {
      code: codeId,
      outcome: fc.constantFrom('agreed', 'kept', 'added', 'declined', 'chosen', 'new'),
      reason: hostileText,
      by: fc.array(nameId, { maxLength: 2 }),
      date: hostileText,
    },
    { noNullPrototype: true, requiredKeys: ['outcome'] },
  )
  .map((value) => value as Decision);

export const note: fc.Arbitrary<Note> = fc
  .record(
    {
      id: fc.oneof(ulid, numberLikeUlid),
      about: fc.oneof(
        hostileText,
        fc.tuple(nameId, ulid).map(([coder, id]) => `${coder}:${id}`),
      ),
      by: fc.oneof(nameId, hostileText),
      date: fc.constantFrom('2020-08-20', '2020'),
      text: hostileText,
      open: fc.boolean(),
    },
    { noNullPrototype: true, requiredKeys: ['id', 'about', 'by', 'date', 'text'] },
  )
  .map((value) => value as Note);

export const codes = fc.uniqueArray(codeId, { maxLength: 4 });

const passageParts = fc.record(
  {
    id: fc.oneof({ weight: 20, arbitrary: ulid }, { weight: 1, arbitrary: numberLikeUlid }),
    at: range,
    base: blobId,
    quote: hostileText,
    before: hostileText,
    after: hostileText,
    codes,
    details: fc.array(detail, { maxLength: 3 }),
    memo: hostileText,
    lost: fc.constant(true),
  },
  { noNullPrototype: true, requiredKeys: ['id', 'at', 'quote', 'codes', 'details'] },
);

export const passage: fc.Arbitrary<Passage> = passageParts.map(({ details, ...parts }) => {
  const entries = details
    .slice(0, parts.codes.length)
    .map((value, i) => [parts.codes[i] ?? '', value] as const);
  return { ...parts, ...(entries.length === 0 ? {} : { codings: recordOf(entries) }) };
});

const consensusPassage: fc.Arbitrary<Passage> = fc
  .tuple(passage, fc.array(source, { maxLength: 2 }), fc.array(decision, { maxLength: 3 }))
  .map(([own, from, decisions]) => ({ ...own, from, decisions }));

function sidecarOf(passages: fc.Arbitrary<Passage>): fc.Arbitrary<Sidecar> {
  return fc
    .record(
      {
        base: blobId,
        status: fc.constantFrom('in-progress', 'done'),
        memo: hostileText,
        passages: fc
          .uniqueArray(passages, { maxLength: 4, selector: ({ id }) => id })
          .map((items) => items.sort(comparePassages)),
        notes: fc.uniqueArray(note, { minLength: 1, maxLength: 2, selector: ({ id }) => id }),
      },
      { noNullPrototype: true, requiredKeys: ['base', 'status', 'passages'] },
    )
    .map((value) => value as Sidecar);
}

/** Sidecars as `formatSidecar` writes and both readers read them. */
export const sidecar = sidecarOf(passage);
export const consensus = sidecarOf(consensusPassage);

/**
 * A sidecar in canonical form, and the same with something put in and taken out at one place.
 * @param mostCut so many UTF-16 units are taken out at most
 */
export function damaged(mostCut: number): fc.Arbitrary<{ readonly before: string; readonly after: string }> {
  return fc
    .tuple(fc.oneof(sidecar, consensus), fc.nat(), fc.nat(mostCut), hostileText)
    .map(([value, place, cut, insert]) => {
      const before = formatSidecar(value);
      const at = place % (before.length + 1);
      return { before, after: before.slice(0, at) + insert + before.slice(at + cut) };
    });
}
