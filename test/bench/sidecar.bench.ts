import { parse } from 'yaml';
import type { FileRange } from '../../src/core/base/problem';
import { editSidecar } from '../../src/core/format/edit-sidecar';
import { formatSidecar } from '../../src/core/format/format-sidecar';
import { readCanonicalSidecar } from '../../src/core/format/read-canonical-sidecar';
import { readAnySidecar, readSidecar } from '../../src/core/format/read-sidecar';
import type { Passage, Sidecar } from '../../src/core/model/passage';

// Reading and editing one coder's sidecar of 10,000 passages: every figure is of the same text in the same run.
// npm run bench -- sidecar

const sidecar = makeSidecar(10_000);
const text = formatSidecar(sidecar);
const json = JSON.stringify(sidecar);
const id = sidecar.passages[5000]?.id ?? '';
let coded = text;
const foreign = text.replace('status:', '# by hand\nstatus:');

const timings = {
  'strict reader': bestOf(15, () => readCanonicalSidecar(text)),
  'JSON.parse of the same data': bestOf(15, () => JSON.parse(json) as unknown),
  'yaml parse': bestOf(3, () => parse(text) as unknown),
  'with a comment (yaml)': bestOf(3, () => readAnySidecar(foreign, 's')),
  formatSidecar: bestOf(5, () => formatSidecar(sidecar)),
  'editSidecar: one code added, and read again': bestOf(15, codeOnceMore),
  'the same in 200 passages': bestOf(20, () => {
    const small = sidecar.passages.slice(0, 200);
    return editSidecar(formatSidecar({ ...sidecar, passages: small }), [
      { kind: 'add-code', id: small[100]?.id ?? '', code: 'zz' },
    ]);
  }),
};

/** Each time in what the last time wrote, as when somebody codes. */
function codeOnceMore(): void {
  coded = editSidecar(coded, [{ kind: 'add-code', id, code: `zz-${coded.length}` }]).text;
  readSidecar(coded, 's');
}

const strict = timings['strict reader'];
console.log(
  `A sidecar of ${sidecar.passages.length.toLocaleString('en')} passages, ${megabytes(text)} MB (as JSON ${megabytes(json)} MB)\n`,
);
console.table(
  Object.fromEntries(
    Object.entries(timings).map(([what, ms]) => [
      what,
      { ms: round(ms), 'strict reader × ': round(ms / strict) },
    ]),
  ),
);
console.log(
  `strict reader: ${round(timings['yaml parse'] / strict)} × faster than yaml's parse (wanted: 25)`,
);
console.log(
  `strict reader: ${round(strict / timings['JSON.parse of the same data'])} × JSON.parse (wanted: at most 6)`,
);

function makeSidecar(count: number): Sidecar {
  const random = seeded(7);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const words =
    'well I mean the practices were sort of told to join and nobody really asked us “why” – so é we did'.split(
      ' ',
    );
  const codeIds = Array.from({ length: 60 }, (_, i) => `code-number-${i}`);
  const phrase = (length: number): string => Array.from({ length }, () => pick(words)).join(' ');
  const passages = Array.from({ length: count }, (_, i): Passage => {
    const at: FileRange = { start: { line: i + 1, column: 5 }, end: { line: i + 1, column: 90 } };
    const roll = random();
    return {
      id: `01JD8Q4ZK3${String(i).padStart(16, '0')}`,
      at,
      quote: roll < 0.1 ? `${phrase(10)}\n\n${phrase(8)}` : roll < 0.2 ? `"${phrase(9)}"` : phrase(14),
      ...(roll > 0.6 ? { before: phrase(6), after: phrase(6) } : {}),
      codes: [...new Set([pick(codeIds), pick(codeIds)])],
      ...(roll > 0.85 ? { memo: `${phrase(12)}.\n${phrase(5)}.` } : {}),
    };
  });
  return { base: '9f4c1d0c'.repeat(5), status: 'in-progress', passages };
}

/** Mulberry32. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** The shortest of several runs, in milliseconds. */
function bestOf(runs: number, work: () => unknown): number {
  let best = Infinity;
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function megabytes(value: string): number {
  return round(value.length / 1e6);
}
