import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { applyCodes } from '../../src/core/actions/apply-code';
import { refreshPositions, settlePosition } from '../../src/core/actions/review-passage';
import { readSidecar } from '../../src/core/format/read-sidecar';
import type { SidecarChange } from '../../src/core/format/sidecar-change';
import type { Passage } from '../../src/core/model/passage';
import { sidecarPath } from '../../src/core/model/sidecar-path';
import { createIdSource, type IdSource } from '../../src/core/model/ulid';
import type { StudyEdit } from '../../src/core/study/edit';
import { isPlaced, passagesIn, placePassages } from '../../src/core/study/placed-passages';
import { StudyStore } from '../../src/core/study/study-store';
import { writeEdit, writeEdits } from '../../src/core/study/write-edits';
import { TextIndex } from '../../src/core/text/text-index';
import { nodeByteTools } from '../../src/node/byte-tools';
import { createMemoryFiles } from '../support/memory-files';
import { mergeRuns } from '../support/merge-versions';

const transcript = 'transcripts/Int01.md';
const sidecar = sidecarPath(transcript, 'MS');
/** Interviews are full of the same short answers; what stands at a place by chance is then no wonder. */
const turns = ['R: Yes.', 'R: No.', 'INT: And then?', 'INT: Mm.', 'R: We had no choice, did we.'];
const studyText =
  'format: verbatim/study@1\ntitle: T\ntranscripts: ["transcripts/**/*.md"]\ncoders:\n  MS: { name: M. S. }\n';

interface Action {
  readonly kind: 'insert' | 'delete-line' | 'refresh' | 'add' | 'recode' | 'memo' | 'remove' | 'reselect';
  readonly where: number;
  readonly what: number;
}

const actions = (maxLength: number, ...kinds: readonly Action['kind'][]): fc.Arbitrary<readonly Action[]> =>
  fc.array(fc.record({ kind: fc.constantFrom(...kinds), where: fc.nat(999), what: fc.nat(99) }), {
    minLength: 1,
    maxLength,
  });
const beginning = actions(12, 'add', 'add', 'add', 'memo', 'refresh', 'insert');
const kinds = [
  'insert',
  'delete-line',
  'refresh',
  'refresh',
  'add',
  'add',
  'recode',
  'memo',
  'remove',
] as const;
const work = actions(6, ...kinds, 'reselect');

interface Branch {
  readonly transcript: string;
  readonly sidecar: string;
}

/** A coder's work on one branch, through the actions that the editor and the command line carry out. */
async function act(from: Branch, all: readonly Action[], side: number, newId: IdSource): Promise<Branch> {
  const ports = portsFor(from);
  const { files } = ports;
  const store = await StudyStore.open(ports);
  for (const action of all) {
    const edits = editsFor(action);
    await writeEdits(edits, (edit) => writeEdit(edit, ports));
    await store.refresh();
  }
  return { transcript: files.text(transcript) ?? '', sidecar: files.text(sidecar) ?? '' };

  function editsFor({ kind, where, what }: Action): readonly StudyEdit[] {
    const view = store.snapshot.whole;
    const text = view.transcripts.get(transcript)?.text ?? '';
    const lines = text.split('\n');
    // Each side corrects a half of the transcript, so that this merges without a conflict.
    const line = (where % 12) + 14 * side;
    const turn = turns[what % turns.length] ?? '';
    const own = view.sidecars.get(sidecar);
    const placed = own ? placePassages(view, own) : [];
    const found = placed[where % Math.max(1, placed.length)];
    const change = (changes: (passage: Passage) => SidecarChange): readonly StudyEdit[] =>
      found ? [{ kind: 'sidecar', path: sidecar, changes: [changes(found.passage)] }] : [];
    switch (kind) {
      case 'insert':
        return rewrite(lines.toSpliced(line, 0, turn));
      case 'delete-line':
        return rewrite(lines.toSpliced(line, 1));
      case 'refresh':
        return refreshPositions(view, transcript, 'MS');
      case 'add': {
        const span = spanOfLine(text, where);
        const isTaken = placed.some((each) => isPlaced(each) && each.span.start === span.start);
        const codes = [`code-${what % 3}`];
        return isTaken ? [] : applyCodes(view, { transcript, coder: 'MS', span, codes }, newId);
      }
      case 'recode':
        return change(({ id, codes }) => {
          const code = `code-${what % 5}`;
          return { kind: codes.includes(code) ? 'remove-code' : 'add-code', id, code };
        });
      case 'memo':
        return change(({ id }) => ({ kind: 'set-memo', id, memo: `Memo ${what}` }));
      case 'remove':
        return change(({ id }) => ({ kind: 'delete-passage', id }));
      case 'reselect':
        return found
          ? settlePosition(view, { sidecar, id: found.passage.id }, spanOfLine(text, what * 7))
          : [];
    }

    function rewrite(now: readonly string[]): readonly StudyEdit[] {
      return [{ kind: 'file', path: transcript, expected: text, text: now.join('\n') }];
    }
  }
}

function portsFor(branch: Branch) {
  const files = createMemoryFiles([
    ['verbatim.yaml', studyText],
    [transcript, branch.transcript],
    ...(branch.sidecar === '' ? [] : [[sidecar, branch.sidecar] as const]),
  ]);
  return { files, bytes: nodeByteTools, versions };
}

const texts = new Map<string, string>();
const versions = {
  find: (_: string, base: string) => Promise.resolve(texts.get(base)),
  keep: (version: string, text: string) => Promise.resolve(void texts.set(version, text)),
};

function createIds(): IdSource {
  let time = 0;
  return createIdSource(
    () => 1_600_000_000_000 + ++time,
    (bytes) => bytes.fill(time % 256),
  );
}

/** What a turn says, without its speaker. */
function spanOfLine(text: string, line: number): { start: number; end: number } {
  const lines = [...text.matchAll(/(?<=^\w+: ).+$/gm)];
  const found = lines[line % lines.length];
  return found ? { start: found.index, end: found.index + found[0].length } : { start: 0, end: 0 };
}

/** Where each passage stands, with the version that this refers to. */
function placesIn(text: string): ReadonlyMap<string, string> {
  if (text === '') return new Map();
  const { value, problems } = readSidecar(text, sidecar);
  assert.deepEqual(problems, [], text);
  return new Map(
    value?.passages.map(({ id, at, base, quote }) => [id, JSON.stringify([at, base ?? value.base, quote])]),
  );
}

describe('a merge line by line', function () {
  this.timeout(60_000 + mergeRuns * 1000);
  const folder = mkdtempSync(path.join(tmpdir(), 'verbatim-lines-'));
  after(() => rmSync(folder, { recursive: true }));

  /** As git merges without the driver; undefined for a conflict. */
  function mergeByLine(...texts: readonly [base: string, ours: string, theirs: string]): string | undefined {
    const [base = '', ours = '', theirs = ''] = texts.map((text, i) => {
      const file = path.join(folder, String(i));
      writeFileSync(file, text);
      return file;
    });
    const { status } = spawnSync('git', ['merge-file', '--quiet', ours, base, theirs]);
    return status === 0 ? readFileSync(ours, 'utf8') : undefined;
  }

  it('moves no passage, whatever was done on both sides', async () => {
    let merges = 0;
    const text = fc.array(fc.constantFrom(...turns), { minLength: 30, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(text, beginning, work, work, async (lines, begin, ...sides) => {
        const newId = createIds();
        const start = await act({ transcript: `${lines.join('\n')}\n`, sidecar: '' }, begin, 0, newId);
        const ours = await act(start, sides[0], 0, newId);
        const theirs = await act(start, sides[1], 1, newId);
        const merged = mergeByLine(start.sidecar, ours.sidecar, theirs.sidecar);
        if (merged === undefined) return;
        merges++;
        assertPlaces(...[start.sidecar, ours.sidecar, theirs.sidecar, merged].map(placesIn));
      }),
      { numRuns: mergeRuns * 3 },
    );
    assert(merges > mergeRuns, `only ${merges} merges were clean`);
  });

  it('leaves a passage where it was coded while the other side refreshed', async () => {
    const newId = createIds();
    const text = `${'INT: And?\nR: Yes.\n'.repeat(20)}INT: Thank you.\n`;
    const add = (where: number): Action => ({ kind: 'add', where, what: 0 });
    const start = await act({ transcript: text, sidecar: '' }, [add(38), add(1)], 0, newId);
    const refreshed = await act(
      { ...start, transcript: `INT: And?\nR: Yes.\n${text}` },
      [{ kind: 'refresh', where: 0, what: 0 }],
      0,
      newId,
    );
    const coded = await act(start, [add(19)], 1, newId);
    const merged = mergeByLine(start.sidecar, refreshed.sidecar, coded.sidecar);
    assert(merged !== undefined);
    const store = await StudyStore.open(portsFor({ transcript: refreshed.transcript, sidecar: merged }));
    const placed = passagesIn(store.snapshot.whole, transcript);
    const index = new TextIndex(refreshed.transcript);
    assert.deepEqual(
      placed.map(({ span }) => index.rangeOf(span).start.line),
      [4, 22, 41],
    );
  });
});

/**
 * Every passage that no side deleted is there, in a place and version that one of them gave it – or that one of them gave
 * a passage which stood in that very place: git may take a new passage for the old one.
 */
function assertPlaces(...[before, ours, theirs, merged]: readonly ReadonlyMap<string, string>[]): void {
  assert(before && ours && theirs && merged);
  for (const id of new Set([...ours.keys(), ...theirs.keys()])) {
    const isKept: boolean = !before.has(id) || (ours.has(id) && theirs.has(id));
    assert.equal(merged.has(id), isKept, `${id} is ${isKept ? 'lost' : 'back'}`);
    const given = [ours.get(id), theirs.get(id)];
    const twins = [...before].flatMap(([other, place]) => (given.includes(place) ? [other] : []));
    const carried = twins.flatMap((other) => [ours.get(other), theirs.get(other)]);
    if (isKept) assert([...given, ...carried].includes(merged.get(id)), `${id} stands where nobody put it`);
  }
}
