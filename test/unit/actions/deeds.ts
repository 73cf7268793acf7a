import fc from 'fast-check';
import { applyCodes } from '../../../src/core/actions/apply-code';
import { deletePassage, removeCode, setMemo } from '../../../src/core/actions/change-passage';
import { createCode } from '../../../src/core/actions/create-code';
import { mergePassages } from '../../../src/core/actions/merge-passages';
import { nudgePassage } from '../../../src/core/actions/nudge-passage';
import { setStatus } from '../../../src/core/actions/set-status';
import { splitPassage } from '../../../src/core/actions/split-passage';
import { UserError } from '../../../src/core/base/user-error';
import type { SidecarStatus } from '../../../src/core/model/passage';
import { createIdSource, type IdSource } from '../../../src/core/model/ulid';
import type { StudyEdit } from '../../../src/core/study/edit';
import { isPlaced, placePassages } from '../../../src/core/study/placed-passages';
import type { StudySnapshot } from '../../../src/core/study/snapshot';
import { StudyStore } from '../../../src/core/study/study-store';
import { writeEdit, writeEdits } from '../../../src/core/study/write-edits';
import { nodeByteTools } from '../../../src/node/byte-tools';
import { createMemoryFiles, type MemoryFiles } from '../../support/memory-files';

/** Something a coder does: computed from the study as it is then. */
export type Deed = (snapshot: StudySnapshot) => readonly StudyEdit[];

/** A study in memory, in which things are done and undone as in the editor. */
export interface Workplace {
  readonly files: MemoryFiles;
  readonly store: StudyStore;
  /** @returns the edits that take it back */
  carryOut(edits: readonly StudyEdit[]): Promise<readonly StudyEdit[]>;
}

export async function openWorkplace(
  files: Iterable<readonly [path: string, content: string | Uint8Array]>,
): Promise<Workplace> {
  const memory = createMemoryFiles(files);
  const ports = { files: memory, bytes: nodeByteTools };
  const store = await StudyStore.open(ports);
  return {
    files: memory,
    store,
    async carryOut(edits) {
      const inverses = await writeEdits(edits, (edit) => writeEdit(edit, ports));
      await store.refresh(edits.map(({ path }) => path));
      return inverses;
    },
  };
}

/** Every file's text. */
export function textsOf({ files }: Workplace): ReadonlyMap<string, string | undefined> {
  return new Map([...files.contents.keys()].sort().map((path) => [path, files.text(path)]));
}

/** Ids that are the same in every run. */
export function createTestIds(): IdSource {
  return createIdSource(
    () => 1_700_000_000_000,
    (bytes) => bytes.fill(7),
  );
}

const code = fc.constantFrom('code-0', 'code-1', 'code-2', 'new-money');
const coder = fc.constantFrom('C1', 'C2');
const status = fc.constantFrom<SidecarStatus>('done', 'in-progress');

const nudge = fc.record({
  edge: fc.constantFrom('start' as const, 'end' as const),
  direction: fc.constantFrom('earlier' as const, 'later' as const),
  unit: fc.constantFrom('word' as const, 'sentence' as const),
});

/** What cannot be done to a passage is not done. */
function unlessRefused(plan: () => readonly StudyEdit[]): readonly StudyEdit[] {
  try {
    return plan();
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

/** Chooses a passage that may be changed; undefined where there is none. */
function choose({ whole }: StudySnapshot, dice: number) {
  const placed = [...whole.sidecars.values()]
    .filter((sidecar) => !sidecar.isStale)
    .flatMap((sidecar) => placePassages(whole, sidecar).filter(isPlaced));
  return placed[dice % Math.max(1, placed.length)];
}

/** Anything that coders do, in transcripts of these paths. */
export function anyDeed(
  paths: readonly string[],
  memo: fc.Arbitrary<string>,
  newId: IdSource,
): fc.Arbitrary<Deed> {
  const transcript = fc.constantFrom(...paths);
  const toPassage = (
    act: (
      snapshot: StudySnapshot,
      placed: NonNullable<ReturnType<typeof choose>>,
      dice: number,
    ) => readonly StudyEdit[],
  ) =>
    fc.tuple(fc.nat(), fc.nat()).map(([which, dice]): Deed => (snapshot) => {
      const placed = choose(snapshot, which);
      return placed ? act(snapshot, placed, dice) : [];
    });
  const targetOf = ({ sidecar, passage }: NonNullable<ReturnType<typeof choose>>) => ({
    sidecar: sidecar.path,
    id: passage.id,
  });
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .tuple(transcript, coder, fc.array(code, { maxLength: 2 }), fc.nat(), fc.integer({ min: 1, max: 90 }))
        .map(([path, who, codes, at, length]): Deed => ({ whole }) => {
          const text = whole.transcripts.get(path)?.text ?? '';
          const start = at % Math.max(1, text.length);
          const isBlank = text.slice(start, start + length).trim() === '';
          return isBlank
            ? []
            : applyCodes(
                whole,
                {
                  transcript: path,
                  coder: who,
                  codes,
                  span: { start, end: Math.min(text.length, start + length) },
                },
                newId,
              );
        }),
    },
    {
      weight: 2,
      arbitrary: code.chain((added) =>
        toPassage(({ whole }, { sidecar, span }) =>
          applyCodes(
            whole,
            { transcript: sidecar.transcript, coder: sidecar.coder, codes: [added], span },
            newId,
          ),
        ),
      ),
    },
    {
      weight: 2,
      arbitrary: toPassage(({ whole }, placed, dice) =>
        removeCode(
          whole,
          targetOf(placed),
          placed.passage.codes[dice % Math.max(1, placed.passage.codes.length)] ?? 'none',
        ),
      ),
    },
    { weight: 1, arbitrary: toPassage(({ whole }, placed) => deletePassage(whole, targetOf(placed))) },
    {
      weight: 2,
      arbitrary: memo.chain((text) =>
        toPassage(({ whole }, placed) => setMemo(whole, targetOf(placed), text)),
      ),
    },
    {
      weight: 2,
      arbitrary: nudge.chain((how) =>
        toPassage(({ whole }, placed) => unlessRefused(() => nudgePassage(whole, targetOf(placed), how))),
      ),
    },
    {
      weight: 2,
      arbitrary: toPassage(({ whole }, placed, dice) => {
        const { start, end } = placed.span;
        return unlessRefused(() =>
          splitPassage(whole, targetOf(placed), start + (dice % (end - start)), newId),
        );
      }),
    },
    {
      weight: 2,
      arbitrary: toPassage(({ whole }, placed) =>
        unlessRefused(() => mergePassages(whole, targetOf(placed))),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(transcript, coder, status).map(
        ([path, who, value]): Deed =>
          ({ whole }) =>
            setStatus(whole, path, who, value),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('New money', 'Ärger', 'code 1').map(
        (name): Deed =>
          (snapshot) =>
            createCode(snapshot, name).edits,
      ),
    },
  );
}
