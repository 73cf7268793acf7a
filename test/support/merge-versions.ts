// Sidecars on two branches: as both sides found one, and as each of them left it.
import fc from 'fast-check';
import { comparePassages, formatSidecar } from '../../src/core/format/format-sidecar';
import type { SidecarChange } from '../../src/core/format/sidecar-change';
import type { Passage, Sidecar } from '../../src/core/model/passage';
import { blobId, codes, passage, range, sidecar } from '../unit/format/arbitraries';
import { times } from '../long/long-run';
import { applyToModel, changeOf } from '../unit/format/changes';

export interface Branches<T> {
  readonly base: T;
  readonly ours: T;
  readonly theirs: T;
}

/** How often each property is tried. */
export const mergeRuns = 60 * times;

/** A coder's everyday changes, and every odd one. */
function branchOf(base: Sidecar): fc.Arbitrary<Sidecar> {
  const shared = base.passages.flatMap(({ id }) => [
    codes.map((added): SidecarChange[] => added.map((code) => ({ kind: 'add-code', id, code }))),
    fc.constantFrom('A', 'B').map((memo): SidecarChange[] => [{ kind: 'set-memo', id, memo }]),
  ]);
  const edits = fc.array(
    fc.oneof(
      changeOf(base).map((change) => [change]),
      ...shared,
    ),
    { maxLength: 4 },
  );
  return fc
    .tuple(edits, fc.option(refreshOf(base), { freq: 3, nil: undefined }))
    .map(([changes, refresh]) => {
      const edited = changes.flat().reduce((now, change) => applyToModel(now, change) ?? now, base);
      return refresh ? refresh(edited) : edited;
    });
}

/** Brings the positions of some passages to another version of the transcript; the others come to name the old one. */
function refreshOf(base: Sidecar): fc.Arbitrary<(sidecar: Sidecar) => Sidecar> {
  return fc
    .record({
      version: fc.oneof(blobId, fc.constantFrom('a'.repeat(40), 'b'.repeat(40))),
      at: fc.array(range, { minLength: 1, maxLength: 4 }),
      skipped: fc.nat(5),
    })
    .map(({ version, at, skipped }) => (now) => ({
      ...now,
      base: version,
      passages: now.passages
        .map((own, i): Passage => {
          if (i === skipped) return { ...own, base: own.base ?? base.base };
          const { base: former, ...rest } = own;
          return former === version ? own : { ...rest, at: at[i % at.length] ?? own.at };
        })
        .sort(comparePassages),
    }));
}

/** A sidecar and what two branches made of it. */
export const sidecarBranches: fc.Arbitrary<Branches<Sidecar>> = sidecar.chain((base) =>
  fc.record(
    { base: fc.constant(base), ours: branchOf(base), theirs: branchOf(base) },
    { noNullPrototype: true },
  ),
);

/** Both sides start from nothing. */
export const newSidecars: fc.Arbitrary<Branches<Sidecar | undefined>> = fc
  .tuple(sidecar, sidecar, fc.array(passage, { maxLength: 2 }))
  .map(([ours, theirs]) => ({ base: undefined, ours, theirs }));

export function textsOf({ base, ours, theirs }: Branches<Sidecar | undefined>): Branches<string> {
  const write = (version: Sidecar | undefined): string => (version ? formatSidecar(version) : '');
  return { base: write(base), ours: write(ours), theirs: write(theirs) };
}

/** A text with each conflict replaced by what one side says. */
export function resolveWith(text: string, side: 'ours' | 'theirs'): string {
  let part: 'ours' | 'theirs' | undefined;
  return text
    .split('\n')
    .filter((line) => {
      if (/^<{7}(?: |$)/.test(line)) part = 'ours';
      else if (/^={7}$/.test(line)) part = 'theirs';
      else if (/^>{7}(?: |$)/.test(line)) part = undefined;
      else return part === undefined || part === side;
      return false;
    })
    .join('\n');
}
