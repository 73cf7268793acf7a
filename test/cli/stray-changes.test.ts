import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { editSidecar } from '../../src/core/format/edit-sidecar';
import { formatSidecar } from '../../src/core/format/format-sidecar';
import { readSidecar } from '../../src/core/format/read-sidecar';
import type { SidecarChange } from '../../src/core/format/sidecar-change';
import { mergeSidecars } from '../../src/core/merge/merge-sidecars';
import { findStrayChanges } from '../../src/core/merge/stray-changes';
import type { Passage } from '../../src/core/model/passage';
import { sidecarPath } from '../../src/core/model/sidecar-path';
import { createIdSource } from '../../src/core/model/ulid';
import { mergeRuns, resolveWith } from '../support/merge-versions';

const file = sidecarPath('transcripts/Int01.md', 'MS');

interface Action {
  readonly kind: 'replace' | 'add-code' | 'remove-code' | 'recode' | 'memo' | 'remove' | 'add' | 'reselect';
  readonly where: number;
  readonly what: number;
}

const action = fc.record({
  kind: fc.constantFrom(
    ...(['replace', 'add-code', 'remove-code', 'recode', 'memo', 'remove', 'add', 'reselect'] as const),
  ),
  // Few passages and few codes, so that both sides often meet.
  where: fc.nat(5),
  what: fc.nat(3),
});
const work = fc.array(action, { minLength: 1, maxLength: 3 });
const beginning = fc.array(fc.array(fc.nat(2), { minLength: 1, maxLength: 2 }), {
  minLength: 3,
  maxLength: 6,
});

const codes = (numbers: readonly number[]) => [...new Set(numbers)].map((number) => `code-${number}`);

function passageAt(id: string, line: number, numbers: readonly number[]): Passage {
  const at = { start: { line, column: 1 }, end: { line, column: 20 } };
  return { id, at, quote: `what was said on line ${line}`, codes: codes(numbers) };
}

function createIds(): () => string {
  let time = 0;
  return createIdSource(
    () => 1_600_000_000_000 + ++time,
    (bytes) => bytes.fill(time % 256),
  );
}

/** The sidecar that a coder's actions leave. */
function act(text: string, actions: readonly Action[], newId: () => string): string {
  return actions.reduce((now, { kind, where, what }) => {
    const { passages = [] } = readSidecar(now, file).value ?? {};
    const found = passages[where % Math.max(1, passages.length)];
    if (!found) return now;
    return editSidecar(now, changesFor(found, kind, what, newId)).text;
  }, text);
}

function changesFor(
  { id, at, codes: has, memo, codings }: Passage,
  kind: Action['kind'],
  what: number,
  newId: () => string,
): readonly SidecarChange[] {
  const code = `code-${what}`;
  const { line } = at.start;
  switch (kind) {
    case 'replace': {
      const passage = {
        ...passageAt(newId(), line + (what % 2), []),
        ...(memo === undefined || what === 3 ? {} : { memo }),
        ...(codings ? { codings } : {}),
        codes: has,
      };
      return [
        { kind: 'delete-passage', id },
        { kind: 'add-passage', passage },
      ];
    }
    case 'add-code':
      return has.includes(code) ? [] : [{ kind: 'add-code', id, code }];
    case 'remove-code':
      return has.includes(code) ? [{ kind: 'remove-code', id, code }] : [];
    case 'recode':
      return has[0] === undefined || has.includes(code)
        ? []
        : [{ kind: 'replace-code', id, code: has[0], by: code }];
    case 'memo':
      return [{ kind: 'set-memo', id, memo: `Memo ${what}` }];
    case 'remove':
      return [{ kind: 'delete-passage', id }];
    case 'add':
      return [{ kind: 'add-passage', passage: passageAt(newId(), line + 1, [what, what + 1]) }];
    case 'reselect': {
      const { at: to, quote: words } = passageAt(id, line + 4 * (what - 1), []);
      return to.start.line < 1
        ? []
        : [
            {
              kind: 'set-position',
              id,
              at: to,
              quote: words,
              base: 'a'.repeat(40),
              before: undefined,
              after: undefined,
            },
          ];
    }
  }
}

type Passages = ReadonlyMap<string, Passage>;

function passagesIn(text: string): Passages {
  const { value } = readSidecar(text, file);
  assert(value, text);
  return new Map(value.passages.map((passage) => [passage.id, passage]));
}

/** The passages whose codes or memo are not what follows from both sides; where they contradict, either will do. */
function wrongPassages(...texts: readonly [string, string, string, string]): readonly string[] {
  const [base, ours, theirs, merged] = texts.map(passagesIn) as [Passages, Passages, Passages, Passages];
  return [...merged].flatMap(([id, { codes: has, memo }]) => {
    const [was, mine, other] = [base, ours, theirs].map((version) => version.get(id));
    const sides = [mine, other].filter((side) => side !== undefined);
    const isDue = (code: string): boolean =>
      sides.length === 1
        ? sides.every((side) => side.codes.includes(code))
        : was?.codes.includes(code)
          ? sides.every((side) => side.codes.includes(code))
          : sides.some((side) => side.codes.includes(code));
    const all = new Set([...has, ...sides.flatMap((side) => side.codes)]);
    const areRight = [...all].every((code) => has.includes(code) === isDue(code));
    const news = sides.map((side) => side.memo).filter((text) => sides.length === 1 || text !== was?.memo);
    return areRight && (news.length === 0 ? [was?.memo] : news).includes(memo) ? [] : [id];
  });
}

const strays = (base: string, ours: string, theirs: string, merged: string) =>
  findStrayChanges(file, { base, ours, theirs, merged });

describe('what a merge by line did to the wrong passage', function () {
  this.timeout(60_000 + mergeRuns * 1000);
  const folder = mkdtempSync(path.join(tmpdir(), 'verbatim-strays-'));
  after(() => rmSync(folder, { recursive: true }));

  /** As git merges without the driver, with markers where it does not know. */
  function mergeByLine(...texts: readonly [base: string, ours: string, theirs: string]) {
    const [base = '', ours = '', theirs = ''] = texts.map((text, i) => {
      const name = path.join(folder, String(i));
      writeFileSync(name, text);
      return name;
    });
    const { status, stdout } = spawnSync('git', ['merge-file', '--quiet', '-p', ours, base, theirs]);
    return { isClean: status === 0, text: stdout.toString('utf8') };
  }

  const versions = fc.tuple(beginning, work, work).map(([begin, ...sides]) => {
    const newId = createIds();
    const base = formatSidecar({
      base: 'a'.repeat(40),
      status: 'in-progress',
      passages: begin.map((numbers, i) => passageAt(newId(), 2 + 4 * i, numbers)),
    });
    const [ours = '', theirs = ''] = sides.map((actions) => act(base, actions, newId));
    return [base, ours, theirs] as const;
  });

  it('is found wherever there is any, and nowhere else', () => {
    const counts = { clean: 0, wrong: 0 };
    fc.assert(
      fc.property(versions, (texts) => {
        const merged = mergeByLine(...texts);
        if (!merged.isClean) return;
        counts.clean++;
        const wrong = wrongPassages(...texts, merged.text);
        const found = strays(...texts, merged.text);
        if (wrong.length > 0) counts.wrong++;
        assert.deepEqual(
          [...new Set(found.map(({ record }) => record.id))].sort(),
          [...wrong].sort(),
          `${texts.join('\n')}\n${merged.text}`,
        );
      }),
      { numRuns: mergeRuns * 8 },
    );
    assert(counts.clean > mergeRuns && counts.wrong > 5, JSON.stringify(counts));
  });

  it('is not what a person chose from a merge by record', () => {
    fc.assert(
      fc.property(versions, fc.constantFrom('ours', 'theirs'), (texts, side) => {
        const merged = mergeSidecars(...texts);
        assert(merged);
        assert.deepEqual(strays(...texts, resolveWith(merged.text, side)), []);
      }),
      { numRuns: mergeRuns * 5 },
    );
  });
});
