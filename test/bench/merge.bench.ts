// The share of merges that are clean, with and without the driver, and what a merge takes.
// Scenarios as in the design's study of mergeable files: 100 passages, so many trials each.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { editSidecar } from '../../src/core/format/edit-sidecar';
import { comparePassages, formatSidecar } from '../../src/core/format/format-sidecar';
import { readSidecar } from '../../src/core/format/read-sidecar';
import type { SidecarChange } from '../../src/core/format/sidecar-change';
import { mergeSidecars } from '../../src/core/merge/merge-sidecars';
import { findStrayChanges } from '../../src/core/merge/stray-changes';
import type { Passage, Sidecar } from '../../src/core/model/passage';
import { createIdSource } from '../../src/core/model/ulid';
import { createRandom, type Random } from '../support/edit-generator-random';

const trials = Number(process.env['VERBATIM_MERGE_TRIALS'] ?? 40);
const size = 100;
const file = 'transcripts/Int01.md.MS.coding.yaml';
const [oldVersion, newVersion] = ['a'.repeat(40), 'b'.repeat(40)];

type Edit = (base: Sidecar, random: Random, newId: () => string) => readonly SidecarChange[];

const scenarios: readonly (readonly [name: string, ours: Edit, theirs: Edit])[] = [
  ['both add 10', add(10), add(10)],
  ['both add 30', add(30), add(30)],
  ['both add 2 in one place', addNear(2), addNear(2)],
  ['recode 10 ∥ add 10', recode(10), add(10)],
  ['recode ∥ memo, same passage', onFirst('code'), onFirst('memo')],
  ['both add a code to one passage', onFirst('code'), onFirst('code')],
  ['delete 10 ∥ add 10', remove(10), add(10)],
  ['refresh all ∥ add 5', refreshAll, add(5)],
  ['refresh all ∥ recode 10', refreshAll, recode(10)],
  ['add 3 + recode 3 ∥ add 3', both(add(3), recode(3)), add(3)],
  ['done ∥ add 3', () => [{ kind: 'set-status', status: 'done' }], add(3)],
  ['replace 1 ∥ recode it', replaceFirst, onFirst('code')],
  ['two memos, same passage', onFirst('memo'), onFirst('memo')],
];

const folder = mkdtempSync(path.join(tmpdir(), 'verbatim-bench-'));
const rows: string[][] = [
  ['scenario', 'by line: clean', 'and right', 'wrong, found by check', 'driver: clean', 'and right'],
];
let [seconds, merges] = [0, 0];
for (const [name, edit, otherEdit] of scenarios) {
  const counts = [0, 0, 0, 0] as [number, number, number, number];
  let found = 0;
  for (let trial = 0; trial < trials; trial++) {
    const random = createRandom(trial * 7919 + name.length);
    let time = 0;
    const newId = createIdSource(
      () => 1_600_000_000_000 + ++time,
      (bytes) => bytes.forEach((_, i) => (bytes[i] = random.below(256))),
    );
    const base = sidecarOf(random, newId);
    const text = formatSidecar(base);
    const [ours, theirs] = [edit, otherEdit].map(
      (make) => editSidecar(text, make(base, random, newId)).text,
    ) as [string, string];
    const line = mergeByLine(text, ours, theirs);
    if (line !== undefined) {
      counts[0]++;
      const right = isRight(line, text, ours, theirs);
      counts[1] += Number(right);
      const strays = findStrayChanges(file, { base: text, ours, theirs, merged: line });
      if (right && strays.length > 0) throw new Error(`${name}: a right merge is reported`);
      found += Number(strays.length > 0);
    }
    const started = performance.now();
    const merged = mergeSidecars(text, ours, theirs);
    seconds += (performance.now() - started) / 1000;
    merges++;
    if (merged?.conflicts.length === 0) {
      counts[2]++;
      counts[3] += Number(isRight(merged.text, text, ours, theirs));
    }
  }
  const share = (count: number, of: number): string =>
    of === 0 ? '–' : `${Math.round((100 * count) / of)} %`;
  rows.push([
    name,
    share(counts[0], trials),
    share(counts[1], counts[0]),
    share(found, counts[0] - counts[1]),
    share(counts[2], trials),
    share(counts[3], counts[2]),
  ]);
}
rmSync(folder, { recursive: true });
const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0))) ?? [];
for (const row of rows)
  console.log(
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
  );
console.log(
  `\n${trials} trials each; a merge of ${size} passages by record takes ${((1000 * seconds) / merges).toFixed(1)} ms on average.`,
);
for (const many of [1000, 10_000]) timeLarge(many);

function passageAt(line: number, random: Random, id: string): Passage {
  const column = 1 + random.below(60);
  const at = { start: { line, column }, end: { line, column: column + 30 } };
  return {
    id,
    at,
    quote: `what was said on line ${line} at column ${column}`,
    codes: [`code-${random.below(20)}`],
  };
}

function sidecarOf(random: Random, newId: () => string, many = size): Sidecar {
  const passages = Array.from({ length: many }, (_, i) => passageAt(3 + i * 4, random, newId()));
  return { base: oldVersion, status: 'in-progress', passages };
}

function add(many: number): Edit {
  return (base, random, newId) =>
    Array.from({ length: many }, () => ({
      kind: 'add-passage',
      passage: passageAt(1 + random.below(base.passages.length * 4), random, newId()),
    }));
}

/** Between the same two passages on both sides. */
function addNear(many: number): Edit {
  return (_, random, newId) =>
    Array.from({ length: many }, () => ({
      kind: 'add-passage',
      passage: passageAt(204 + random.below(2), random, newId()),
    }));
}

function recode(many: number): Edit {
  return ({ passages }, random) =>
    Array.from({ length: many }, (): SidecarChange => ({
      kind: 'add-code',
      id: random.pick(passages).id,
      code: `new-${random.below(9)}`,
    }));
}

function onFirst(what: 'code' | 'memo'): Edit {
  return ({ passages }, _, newId) => {
    const id = passages[50]?.id ?? '';
    return what === 'code'
      ? [{ kind: 'add-code', id, code: `new-${newId().toLowerCase()}` }]
      : [{ kind: 'set-memo', id, memo: newId() }];
  };
}

function remove(many: number): Edit {
  return ({ passages }, random) => {
    const ids = new Set(Array.from({ length: many }, () => random.pick(passages).id));
    return [...ids].map((id): SidecarChange => ({ kind: 'delete-passage', id }));
  };
}

/** By another one beside it with the same codes. */
function replaceFirst({ passages }: Sidecar, random: Random, newId: () => string): readonly SidecarChange[] {
  const { id = '', codes = [] } = passages[50] ?? {};
  return [
    { kind: 'delete-passage', id },
    { kind: 'add-passage', passage: { ...passageAt(204, random, newId()), codes } },
  ];
}

function refreshAll({ passages }: Sidecar): readonly SidecarChange[] {
  return passages.map(({ id, at, quote }): SidecarChange => {
    const [start, end] = [at.start, at.end].map(({ line, column }) => ({ line: line + 2, column })) as [
      typeof at.start,
      typeof at.end,
    ];
    return {
      kind: 'set-position',
      id,
      at: { start, end },
      quote,
      base: newVersion,
      before: undefined,
      after: undefined,
    };
  });
}

function both(first: Edit, second: Edit): Edit {
  return (base, random, newId) => [...first(base, random, newId), ...second(base, random, newId)];
}

/** As git merges without a driver; undefined for a conflict. */
function mergeByLine(...versions: readonly [string, string, string]): string | undefined {
  const files = versions.map((text, i) => {
    const file = path.join(folder, `v${i}`);
    writeFileSync(file, text);
    return file;
  });
  const [base = '', ours = '', theirs = ''] = files;
  const { status } = spawnSync('git', ['merge-file', '--quiet', ours, base, theirs]);
  return status === 0 ? readFileSync(ours, 'utf8') : undefined;
}

/** Every passage is there, with the codes and memo it should have, in a place and version that one of the sides gave it. */
function isRight(...texts: readonly [merged: string, base: string, ours: string, theirs: string]): boolean {
  const [merged, base, ours, theirs] = texts.map((text) => {
    const { value } = readSidecar(text, '');
    return new Map(
      value?.passages.map((passage) => [passage.id, { ...passage, base: passage.base ?? value.base }]),
    );
  });
  if (!merged || !base || !ours || !theirs) return false;
  const ids = new Set([...ours.keys(), ...theirs.keys()]);
  const expected = [...ids].filter((id) => !base.has(id) || (ours.has(id) && theirs.has(id)));
  if (expected.length !== merged.size) return false;
  return expected.every((id) => {
    const [m, b, o, t] = [merged, base, ours, theirs].map((version) => version.get(id));
    const place = (passage: Passage | undefined) =>
      passage && JSON.stringify([passage.at, passage.base, passage.quote]);
    const codes = [...(o?.codes ?? []), ...(t?.codes ?? [])].filter(
      (code) => !b?.codes.includes(code) || (o?.codes.includes(code) && t?.codes.includes(code)),
    );
    const memo = o?.memo === b?.memo ? (t ?? o)?.memo : o?.memo;
    return (
      m !== undefined &&
      (place(m) === place(o) || place(m) === place(t)) &&
      m.memo === memo &&
      new Set(m.codes).size === new Set(codes).size &&
      codes.every((code) => m.codes.includes(code))
    );
  });
}

function timeLarge(many: number): void {
  const random = createRandom(many);
  let time = 0;
  const newId = createIdSource(
    () => 1_600_000_000_000 + ++time,
    (bytes) => bytes.fill(7),
  );
  const base = sidecarOf(random, newId, many);
  const refreshed = readSidecar(editSidecar(formatSidecar(base), refreshAll(base)).text, '').value ?? base;
  const recoded: Sidecar = {
    ...base,
    passages: [
      ...base.passages.map((passage, i) =>
        i % 10 === 0 ? { ...passage, codes: [...passage.codes, 'new'] } : passage,
      ),
      passageAt(7, random, newId()),
    ].sort(comparePassages),
  };
  for (const [name, other] of [
    ['recoded in places', { ...base, passages: base.passages.slice(1) }],
    ['refreshed', refreshed],
  ] as const) {
    const texts = [base, recoded, other].map(formatSidecar) as [string, string, string];
    const started = performance.now();
    const merged = mergeSidecars(...texts);
    const took = performance.now() - started;
    console.log(
      `${many} passages, one side recoded a tenth, the other ${name}: ${took.toFixed(0)} ms, ${merged?.conflicts.length ?? '?'} conflicts`,
    );
  }
}
