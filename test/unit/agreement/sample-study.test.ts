// The figures of the sample study's calibration round, computed a second time and otherwise: every character of every
// transcript is a place in an array, and every coefficient is written down as its definition reads. The files are read with a
// plain YAML parser; nothing of src/ helps.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { codeGroups } from '../../../src/core/agreement/code-groups';
import { compareCoders, type Comparison } from '../../../src/core/agreement/compare';
import { type Coefficient, type Figure, valueOf } from '../../../src/core/agreement/figure';
import { pooledOver, reportAgreement, type RollupReport } from '../../../src/core/agreement/report';
import { disagreementsOf } from '../../../src/core/agreement/study-disagreements';
import { placePassages } from '../../../src/core/study/placed-passages';
import { StudyStore } from '../../../src/core/study/study-store';
import { nodeByteTools } from '../../../src/node/byte-tools';
import { createNodeFileStore } from '../../../src/node/file-store';

const folder = path.resolve(process.cwd(), 'examples/primary-care-networks');
const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8').replace(/\r\n?/g, '\n');

interface StudyYaml {
  readonly rounds: Readonly<Record<string, { readonly coders: string[]; readonly transcripts: string[] }>>;
}
interface CodebookYaml {
  readonly codes: Readonly<
    Record<string, { readonly themes?: string[]; readonly parent?: string; readonly aliases?: string[] }>
  >;
  readonly themes: Readonly<Record<string, { readonly questions?: string[]; readonly parent?: string }>>;
}
interface SidecarYaml {
  readonly passages: readonly { readonly at: string; readonly quote: string; readonly codes: string[] }[];
}

const codebook = parse(read('codebook.yaml')) as CodebookYaml;
const round = (parse(read('verbatim.yaml')) as StudyYaml).rounds['calibration'];
assert.ok(round);

/** A passage in characters: code points from the start of the transcript. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What one coder coded in one transcript with one code, or with any of several. */
interface Layer {
  readonly covered: Uint8Array;
  readonly stretches: readonly Stretch[];
}

interface Text {
  readonly file: string;
  readonly characters: readonly string[];
  /** Coder → final code → passages. */
  readonly coded: ReadonlyMap<string, ReadonlyMap<string, readonly Stretch[]>>;
}

const finalId = new Map(
  Object.entries(codebook.codes).flatMap(([id, { aliases = [] }]) =>
    [id, ...aliases].map((name) => [name, id]),
  ),
);

function readTranscript(file: string, coders: readonly string[]): Text {
  const characters = Array.from(read(file));
  const lineStarts = [0];
  characters.forEach((character, i) => character === '\n' && lineStarts.push(i + 1));
  const coded = new Map(
    coders.map((coder) => {
      const byCode = new Map<string, Stretch[]>();
      const { passages } = parse(read(`${file}.${coder}.coding.yaml`)) as SidecarYaml;
      for (const { at, quote, codes } of passages) {
        const [from = '', to = ''] = at.split('-');
        const place = (written: string): number => {
          const [line = 0, column = 0] = written.split(':').map(Number);
          return (lineStarts[line - 1] ?? NaN) + column - 1;
        };
        const stretch = { start: place(from), end: place(to) };
        assert.equal(characters.slice(stretch.start, stretch.end).join(''), quote);
        for (const code of new Set(codes.map((id) => finalId.get(id) ?? id)))
          byCode.set(code, [...(byCode.get(code) ?? []), stretch]);
      }
      return [coder, byCode];
    }),
  );
  return { file, characters, coded };
}

const layers = new Map<string, Layer>();

function layerOf(text: Text, coder: string, codes: readonly string[]): Layer {
  const key = [text.file, coder, ...codes].join(' ');
  const layer = layers.get(key) ?? makeLayer(text, coder, codes);
  layers.set(key, layer);
  return layer;
}

/** Overlapping passages are one; those that touch stay two. */
function makeLayer({ characters, coded }: Text, coder: string, codes: readonly string[]): Layer {
  const passages = codes.flatMap((code) => coded.get(coder)?.get(code) ?? []);
  const covered = new Uint8Array(characters.length);
  // Whether a character and the one after it are in one and the same passage.
  const joined = new Uint8Array(characters.length);
  for (const { start, end } of passages)
    for (let i = start; i < end; i++) {
      covered[i] = 1;
      if (i + 1 < end) joined[i] = 1;
    }
  const stretches: Stretch[] = [];
  for (let i = 0, start = -1; i < characters.length; i++) {
    if (covered[i] === 0) continue;
    if (start === -1) start = i;
    if (joined[i] === 0) {
      stretches.push({ start, end: i + 1 });
      start = -1;
    }
  }
  return { covered, stretches };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);
const ratio = (part: number, whole: number): number | undefined => (whole === 0 ? undefined : part / whole);
const beyond = (observed: number, expected: number): number | undefined =>
  ratio(observed - expected, 1 - expected);

/** Characters that neither, only the second, only the first and both coders coded. */
function countCharacters(
  pairs: readonly (readonly [Layer, Layer])[],
): readonly [number, number, number, number] {
  const counts: [number, number, number, number] = [0, 0, 0, 0];
  for (const [a, b] of pairs)
    for (let i = 0; i < a.covered.length; i++) {
      if (a.covered[i] === 0 && b.covered[i] === 0) counts[0]++;
      else if (a.covered[i] === 0) counts[1]++;
      else if (b.covered[i] === 0) counts[2]++;
      else counts[3]++;
    }
  return counts;
}

/** Every figure of two coders, from pairs of layers. */
function figuresOf(pairs: readonly (readonly [a: Layer, b: Layer])[], codes: number) {
  const [neither, onlyB, onlyA, both] = countCharacters(pairs);
  const cells = { both, neither, onlyA, onlyB };
  const n = both + neither + onlyA + onlyB;
  const observed = (both + neither) / n;
  const [a, b] = [(both + onlyA) / n, (both + onlyB) / n];
  const mean = (a + b) / 2;
  // Krippendorff's table of coincidences: every pair of values, both ways round.
  const coincidences = { same1: 2 * both, same0: 2 * neither, different: 2 * (onlyA + onlyB) };
  const ones = coincidences.same1 + coincidences.different / 2;
  const zeros = coincidences.same0 + coincidences.different / 2;
  const expectedDifferent = (2 * ones * zeros) / (2 * n - 1);
  const chanceOfKappa = a * b + (1 - a) * (1 - b);
  return {
    cells,
    observed,
    chanceOfKappa,
    kappa: beyond(observed, chanceOfKappa),
    scott: beyond(observed, mean ** 2 + (1 - mean) ** 2),
    ac1: beyond(observed, 2 * mean * (1 - mean)),
    brennanPrediger: beyond(observed, 1 / 2),
    alpha: expectedDifferent === 0 ? undefined : 1 - coincidences.different / expectedDifferent,
    unitizing: unitizingAlpha(pairs),
    segments: segmentKappa(pairs, codes),
  };
}

/** |uα: passages are units, and what lies between them are gaps (φ). */
function unitizingAlpha(pairs: readonly (readonly [Layer, Layer])[]): number | undefined {
  // Characters: how many are gaps to one coder and to the other; units weigh by the square of their length.
  const [neither, onlyB, onlyA, both] = countCharacters(pairs);
  const length = 2 * (neither + onlyA + onlyB + both);
  const gaps = 2 * neither + onlyA + onlyB;
  const gapsOfBoth = 2 * neither;
  const squares = sum(
    pairs.flat().flatMap(({ stretches }) => stretches.map(({ start, end }) => (end - start) ** 2)),
  );
  const units = length - gaps;
  const whole = length ** 2 - squares - gaps;
  if (whole === 0) return undefined;
  // What chance would have gaps meet that are units to the other coder.
  const expected = (length * gaps * units) / whole;
  return expected === 0 ? undefined : 1 - (gaps - gapsOfBoth) / expected;
}

function segmentKappa(pairs: readonly (readonly [Layer, Layer])[], codes: number): number | undefined {
  let [matched, total] = [0, 0];
  for (const [a, b] of pairs)
    for (const [own, others] of [
      [a.stretches, b.stretches],
      [b.stretches, a.stretches],
    ] as const)
      for (const one of own) {
        total++;
        const isMatched = others.some((other) => {
          let shared = 0;
          for (let i = one.start; i < one.end; i++) if (other.start <= i && i < other.end) shared++;
          const either = one.end - one.start + other.end - other.start - shared;
          return shared > 0 && shared / either >= 0.9;
        });
        if (isMatched) matched++;
      }
  return total === 0 ? undefined : beyond(matched / total, 1 / codes);
}

/** Codes that answer to a theme or question: by themselves, or by what stands above them. */
function codesOf(kind: string, id: string): readonly string[] {
  const { codes, themes } = codebook;
  const isUnder = (theme: string): boolean => {
    const { parent, questions = [] } = themes[theme] ?? {};
    const isIt = kind === 'theme' ? theme === id : questions.includes(id);
    return isIt || (parent !== undefined && isUnder(parent));
  };
  const answers = (code: string): boolean => {
    const { parent, themes: own = [] } = codes[code] ?? {};
    return own.some(isUnder) || (parent !== undefined && answers(parent));
  };
  const isBelow = (code: string): boolean => {
    const parent = codes[code]?.parent;
    return code === id || (parent !== undefined && isBelow(parent));
  };
  if (kind === 'code') return [id];
  return Object.keys(codes).filter(kind === 'code-with-subcodes' ? isBelow : answers);
}

describe('the sample study’s calibration round, character by character', function () {
  this.timeout(60_000);
  const [first = '', second = ''] = round.coders;
  const codes = Object.keys(codebook.codes);
  const texts = round.transcripts.map((file) => readTranscript(file, round.coders));
  const naive = (wanted: readonly string[], of: readonly Text[] = texts) =>
    figuresOf(
      of.map((text) => [layerOf(text, first, wanted), layerOf(text, second, wanted)] as const),
      codes.length,
    );
  let comparison: Comparison;
  let groups: ReturnType<typeof codeGroups>;
  let reports: readonly RollupReport[];
  before(async () => {
    const store = await StudyStore.open({ files: createNodeFileStore(folder), bytes: nodeByteTools });
    const view = store.snapshot.whole;
    comparison = compareCoders(view, {
      coders: round.coders,
      transcripts: round.transcripts,
      place: placePassages,
      codes: 'merged',
    });
    groups = codeGroups(view.codebook);
    reports = reportAgreement(
      comparison.compared.map(({ text }) => text),
      groups,
      { codes: codes.length },
    );
  });

  const isClose = (figure: Figure | Coefficient | undefined, expected: number | undefined, what: string) => {
    const value = figure && valueOf(figure);
    if (expected === undefined || value === undefined) assert.equal(value, expected, what);
    else assert.ok(Math.abs(value - expected) < 1e-9, `${what}: ${value}, by characters ${expected}`);
  };

  it('compares all of it, and knows the same characters', () => {
    assert.deepEqual(comparison.notComparable, []);
    assert.deepEqual(
      comparison.compared.map(({ transcript, text }) => [transcript.path, text.length]),
      round.transcripts.map((file, i) => [file, texts[i]?.characters.length]),
    );
  });

  it('every code, theme and question: the four counts and all coefficients', () => {
    let compared = 0;
    groups.forEach(({ kind, id }, i) => {
      const report = reports[i]?.overall;
      const expected = naive(codesOf(kind, id));
      const pair = report?.pairs[0];
      const what = `${kind} ${id}`;
      assert.deepEqual(
        { both: pair?.aAndB, neither: pair?.notANotB, onlyA: pair?.aNotB, onlyB: pair?.bNotA },
        expected.cells,
        what,
      );
      isClose(report?.percent, expected.observed, `${what}, agreement`);
      isClose(pair?.kappa, expected.kappa, `${what}, kappa`);
      isClose(report?.conger, expected.kappa, `${what}, Conger's kappa, which is Cohen's for two`);
      isClose(report?.fleiss, expected.scott, `${what}, Scott's pi`);
      isClose(report?.alpha, expected.alpha, `${what}, alpha`);
      isClose(report?.ac1, expected.ac1, `${what}, AC1`);
      isClose(report?.brennanPrediger, expected.brennanPrediger, `${what}, Brennan–Prediger`);
      isClose(report?.unitizing, expected.unitizing, `${what}, |uα`);
      isClose(pair?.segments, expected.segments, `${what}, matched segments`);
      if (expected.kappa !== undefined) compared++;
    });
    // Figures that all are undefined would agree as well.
    assert.ok(compared > groups.length / 2, `${compared} of ${groups.length}`);
  });

  it('every transcript by itself', () => {
    groups.forEach(({ kind, id }, i) => {
      texts.forEach((text, place) => {
        const evidence = reports[i]?.evidence[place];
        assert.ok(evidence);
        const [only] = reportAgreement(
          comparison.compared.slice(place, place + 1).map((each) => each.text),
          [{ codes: codesOf(kind, id) }],
          { codes: codes.length },
        );
        const expected = naive(codesOf(kind, id), [text]);
        isClose(
          only?.overall.pairs[0]?.kappa,
          expected.kappa,
          `${kind} ${id} in ${round.transcripts[place] ?? ''}`,
        );
        isClose(only?.overall.unitizing, expected.unitizing, `${kind} ${id}, |uα`);
      });
    });
  });

  it('kappa pooled over codes', () => {
    const ofCodes = reports.filter((_, i) => groups[i]?.kind === 'code');
    const all = codes.map((code) => naive([code]));
    const mean = (numbers: readonly number[]) => sum(numbers) / numbers.length;
    isClose(
      pooledOver(ofCodes, 2),
      beyond(mean(all.map(({ observed }) => observed)), mean(all.map(({ chanceOfKappa }) => chanceOfKappa))),
      'pooled kappa',
    );
  });

  it('a character that one coder coded and the other did not is in a disagreement about that code, and no other is', () => {
    const found = disagreementsOf(comparison);
    texts.forEach((text, place) => {
      const compared = comparison.compared[place];
      const index = compared?.transcript.index();
      const here = found.filter(({ transcript }) => transcript === round.transcripts[place]);
      for (const code of codes) {
        const told = new Uint8Array(text.characters.length);
        for (const { sides } of here)
          sides.forEach((side, coder) => {
            // A bit for each coder, so that what both cover is neither's alone.
            for (const coding of side)
              if (coding.code === code && index) {
                const end = index.codePointOffsetAt(coding.end);
                for (let i = index.codePointOffsetAt(coding.start); i < end; i++)
                  told[i] = (told[i] ?? 0) | (coder + 1);
              }
          });
        const [a, b] = [first, second].map((coder) => layerOf(text, coder, [code]).covered);
        const wrong = told.findIndex((bits, i) => (bits === 1 || bits === 2) !== (a?.[i] !== b?.[i]));
        assert.equal(wrong, -1, `${code} in ${round.transcripts[place] ?? ''}`);
      }
    });
  });
});
