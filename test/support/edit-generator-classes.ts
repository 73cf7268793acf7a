import { applyEdits, rearrange, replaceMatches, type TextEdit, type TracedText } from './edit-generator';
import { writeSentence } from './edit-generator-interview';
import type { Random } from './edit-generator-random';

export type EditClass = (traced: TracedText, random: Random) => TracedText;

const typos: EditClass = (traced, random) => {
  const edits: TextEdit[] = [];
  for (const { index } of traced.text.matchAll(/\p{L}/gu)) {
    if (!random.chance(0.004)) continue;
    const a = traced.text.charAt(index);
    const b = traced.text.charAt(index + 1);
    edits.push(
      random.pick([
        {
          start: index,
          end: index + a.length,
          text: random.pick(['e', 't', 'a', 'o', 'i', 'n', 's', 'h', 'r']),
        },
        { start: index, end: index + a.length, text: '' },
        { start: index, end: index + a.length, text: a + a },
        /\p{L}/u.test(b)
          ? { start: index, end: index + a.length + b.length, text: b + a }
          : { start: index, end: index, text: 'x' },
      ]),
    );
  }
  return applyEdits(traced, edits);
};

const fillers: EditClass = (traced, random) =>
  replaceMatches(traced, /\b(?:um|uh|er|you know|sort of|kind of|I mean|like)\b,? ?/gi, () =>
    random.chance(0.8) ? '' : undefined,
  );

const otherWords = [
  'really',
  'people',
  'thing',
  'maybe',
  'group',
  'worked',
  'going',
  'different',
  'place',
  'together',
];

const wordChanges: EditClass = (traced, random) =>
  replaceMatches(traced, /[\p{L}\p{M}']+(?![\p{L}\p{M}':])/gu, () =>
    random.chance(0.03)
      ? random.pick([
          random.pick(otherWords),
          random.pick(otherWords),
          `${random.pick(otherWords)} ${random.pick(otherWords)}`,
          '',
        ])
      : undefined,
  );

/** Capitalised words inside sentences get one stand-in each, everywhere. */
const pseudonyms: EditClass = (traced, random) => {
  const counts = new Map<string, number>();
  for (const [word] of traced.text.matchAll(/(?<=[\p{Ll},] )\p{Lu}\p{Ll}[\p{L}]+/gu))
    counts.set(word, (counts.get(word) ?? 0) + 1);
  const chosen = [...counts.keys()].slice(0, 12);
  const standIns = new Map(
    chosen.map((name, i) => [
      name,
      random.pick([`[Name ${i + 1}]`, `Person${i + 1}`, random.pick(['Alex', 'Robin', 'Kim', 'Northfield'])]),
    ]),
  );
  return replaceMatches(traced, /(?<!\p{L})\p{Lu}\p{Ll}\p{L}+(?!\p{L})/gu, ([word]) => standIns.get(word));
};

const labelPattern = /^(\**)([^\s:*][^:\n*]{0,30})(:\**)/gmu;

const labels: EditClass = (traced, random) => {
  const renamed = new Map<string, string>();
  return replaceMatches(traced, labelPattern, ([, open = '', label = '', close = '']) => {
    if (!renamed.has(label))
      renamed.set(
        label,
        random.pick([
          `Participant ${renamed.size + 1}`,
          `${label.toUpperCase()}${renamed.size}`,
          `S${renamed.size}`,
        ]),
      );
    return `${open}${renamed.get(label) ?? label}${close}`;
  });
};

const timestamps: EditClass = (traced) => {
  let seconds = 0;
  const edits: TextEdit[] = [];
  for (const match of traced.text.matchAll(/^\S/gmu)) {
    seconds += 7;
    const time = [seconds / 3600, (seconds / 60) % 60, seconds % 60]
      .map((n) => String(Math.floor(n)).padStart(2, '0'))
      .join(':');
    edits.push({ start: match.index, end: match.index, text: `[${time}] ` });
  }
  return applyEdits(traced, edits);
};

/** Where lines begin that are not empty. */
function lineStarts(text: string): number[] {
  return [...text.matchAll(/^(?=.)/gmu)].map((m) => m.index);
}

const moves: EditClass = (traced, random) => {
  let result = traced;
  for (let i = 0; i < 6; i++) {
    const starts = [...lineStarts(result.text), result.text.length];
    const first = random.below(Math.max(1, starts.length - 10));
    const last = Math.min(starts.length - 1, first + 1 + random.below(8));
    const start = starts[first] ?? 0;
    const end = starts[last] ?? 0;
    const outside = starts.filter((s) => s < start || s > end);
    if (outside.length === 0) continue;
    const target = random.pick(outside);
    const length = result.text.length;
    result = rearrange(
      result,
      target < start
        ? [
            { start: 0, end: target },
            { start, end },
            { start: target, end: start },
            { start: end, end: length },
          ]
        : [
            { start: 0, end: start },
            { start: end, end: target },
            { start, end },
            { start: target, end: length },
          ],
    );
  }
  return result;
};

const deletions: EditClass = (traced, random) => {
  let result = traced;
  for (let i = 0; i < 9; i++) {
    const starts = [...lineStarts(result.text), result.text.length];
    const first = random.below(starts.length - 1);
    const last = Math.min(starts.length - 1, first + 1 + random.below(6));
    result = applyEdits(result, [{ start: starts[first] ?? 0, end: starts[last] ?? 0, text: '' }]);
  }
  return result;
};

const insertions: EditClass = (traced, random) => {
  const edits: TextEdit[] = [];
  for (const start of lineStarts(traced.text)) {
    if (random.chance(0.06))
      edits.push({
        start,
        end: start,
        text: `INT: ${random.pick(['Yeah.', 'Mm.', writeSentence(random)])}\n\n`,
      });
  }
  for (const match of traced.text.matchAll(/(?<=[.?!]) (?=\S)/gu))
    if (random.chance(0.05))
      edits.push({ start: match.index, end: match.index, text: ` ${writeSentence(random)}` });
  return applyEdits(traced, edits);
};

const carriageReturns: EditClass = (traced) => {
  const marked = applyEdits(traced, [{ start: 0, end: 0, text: '\ufeff' }]);
  return replaceMatches(marked, /\r?\n/g, () => '\r\n');
};

const rewrap: EditClass = (traced) => {
  const edits: TextEdit[] = [];
  let lineStart = 0;
  for (const match of traced.text.matchAll(/[ \n]+/g)) {
    if (match[0].includes('\n')) lineStart = match.index + match[0].length;
    else if (match.index - lineStart > 60) {
      edits.push({ start: match.index, end: match.index + match[0].length, text: '\n' });
      lineStart = match.index + match[0].length;
    }
  }
  return applyEdits(traced, edits);
};

const decomposed: EditClass = (traced) => {
  const spread = replaceMatches(traced, /[\u00c0-\u024f]/gu, ([letter]) => letter.normalize('NFD'));
  let open = false;
  return replaceMatches(spread, /["']/g, (match) => {
    if (match[0] === "'") return '’';
    open = !open;
    return open ? '“' : '”';
  });
};

function inTurn(...classes: readonly EditClass[]): EditClass {
  return (traced, random) => classes.reduce((text, edit) => edit(text, random), traced);
}

/** What is done to transcripts, after the study of the literature; the last three are mixtures. */
export const editClasses: ReadonlyMap<string, EditClass> = new Map([
  ['untouched', (traced) => traced],
  ['typos', typos],
  ['fillers and words', inTurn(fillers, wordChanges)],
  ['pseudonyms', pseudonyms],
  ['speaker labels', labels],
  ['timestamps', timestamps],
  ['moved blocks', moves],
  ['deleted blocks', deletions],
  ['insertions', insertions],
  ['CRLF and BOM', carriageReturns],
  ['rewrapped', rewrap],
  ['NFD and quotes', decomposed],
  ['combined', inTurn(typos, pseudonyms, labels, deletions)],
  [
    'everything',
    inTurn(typos, fillers, wordChanges, pseudonyms, labels, timestamps, deletions, moves, insertions),
  ],
] satisfies [string, EditClass][]);
