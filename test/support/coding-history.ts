// Two branches on which people code, correct transcripts, rename codes and refresh positions, with the truth kept beside:
// every word of the transcripts has a number of its own, so that it is certain what each passage covers.
import { applyCodes } from '../../src/core/actions/apply-code';
import { refreshPositions } from '../../src/core/actions/review-passage';
import type { SidecarChange } from '../../src/core/format/sidecar-change';
import { sidecarPath } from '../../src/core/model/sidecar-path';
import type { IdSource } from '../../src/core/model/ulid';
import type { StudyEdit } from '../../src/core/study/edit';
import type { StudyStore } from '../../src/core/study/study-store';
import type { StudyView } from '../../src/core/study/snapshot';
import { isPlaced, placePassages } from '../../src/core/study/placed-passages';

/** What a passage covers and says, by the words’ numbers and the codes’ first ids. */
export interface TruePassage {
  readonly transcript: string;
  readonly coder: string;
  readonly first: number;
  readonly last: number;
  readonly codes: ReadonlySet<string>;
}

export type Truth = ReadonlyMap<string, TruePassage>;

const coders = ['MS', 'SP'] as const;
const transcripts = ['transcripts/Int01.md', 'transcripts/Int 02 – café.md'] as const;
export const firstCodes = ['money', 'trust', 'duty', 'place', 'time'] as const;
const lines = 40;
const wordsPerLine = 12;

export function newStudy(): Record<string, string> {
  const files: Record<string, string> = {
    'verbatim.yaml':
      'format: verbatim/study@1\ntitle: T\ntranscripts: ["transcripts/**/*.md"]\ncoders:\n  MS: { name: M. S. }\n  SP: { name: S. P. }\n',
    'codebook.yaml': `format: verbatim/codebook@1\ncodes:\n${firstCodes.map((id) => `  ${id}:\n    name: ${id}\n`).join('')}`,
  };
  transcripts.forEach((path, t) => {
    const paragraphs = Array.from({ length: lines }, (_, line) => {
      const words = Array.from({ length: wordsPerLine }, (_, w) => wordOf(t * 10_000 + line * 100 + w));
      return `R: ${words.join(' ')}.`;
    });
    files[path] = `${paragraphs.join('\n\n')}\n`;
  });
  return files;
}

const syllables = ['ba', 'do', 'fe', 'gi', 'ko', 'lu', 'ma', 'ne', 'pi', 'ro'];

/** A word that looks like one, and its number. */
function wordOf(number: number): string {
  const spelt = String(number).replace(/\d/g, (digit) => syllables[Number(digit)] ?? '');
  return `${spelt}${number}`;
}

/** The numbers of the words in a text, in order. A correction changes a word but not its number. */
export function numbersIn(text: string): readonly number[] {
  return [...text.matchAll(/\d+/g)].map(([digits]) => Number(digits));
}

export interface Branch {
  /** 0 or 1: which paragraphs and passages are only this branch's to correct and delete. */
  readonly side: number;
  readonly store: StudyStore;
  readonly write: (edits: readonly StudyEdit[]) => Promise<void>;
  /** Replaces a transcript's text. */
  readonly rewrite: (path: string, text: string) => Promise<void>;
  readonly newId: IdSource;
  readonly random: () => number;
}

/** The codes’ first ids by their present ones. */
export type Names = Map<string, string>;

/** Does one thing on a branch, and to its truth. */
export async function act(branch: Branch, truth: Map<string, TruePassage>, names: Names): Promise<void> {
  const { random, side } = branch;
  const view = branch.store.snapshot.whole;
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  const dice = random();
  const code = pick([...names.keys()]) ?? 'money';
  const shared = [...truth].filter(([id]) => ownerOf(id) === 2 || ownerOf(id) === side);
  const own = [...truth].filter(([id]) => ownerOf(id) === side);
  if (dice < 0.5) {
    const transcript = pick(transcripts) ?? transcripts[0];
    const coder = pick(coders) ?? 'MS';
    await codeWords(branch, view, { transcript, coder, code }, truth, names);
  } else if (dice < 0.75) {
    const [id, passage] = pick(shared) ?? [];
    if (id === undefined || !passage) return;
    const first = names.get(code) ?? code;
    const isApplied = passage.codes.has(first);
    if (isApplied && passage.codes.size === 1) return;
    const codes = new Set([...passage.codes].filter((other) => other !== first));
    if (!isApplied) codes.add(first);
    const changes = isApplied
      ? spellings(view, id, passage, names, first).map((spelt): SidecarChange => ({
          kind: 'remove-code',
          id,
          code: spelt,
        }))
      : [{ kind: 'add-code', id, code } as const];
    await change(branch, passage, changes);
    truth.set(id, { ...passage, codes });
  } else if (dice < 0.82) {
    const [id, passage] = pick(own) ?? [];
    if (id !== undefined && passage)
      await change(branch, passage, [{ kind: 'set-memo', id, memo: `Memo ${random()}` }]);
  } else if (dice < 0.86) {
    const [id, passage] = pick(own) ?? [];
    if (id === undefined || !passage) return;
    await change(branch, passage, [{ kind: 'delete-passage', id }]);
    truth.delete(id);
  } else if (dice < 0.96) {
    await correctWord(branch, view, pick(transcripts) ?? transcripts[0]);
  } else {
    const edits = transcripts.flatMap((path) =>
      coders.flatMap((coder) => refreshPositions(view, path, coder)),
    );
    await branch.write(edits);
  }
}

/** 0 or 1: only that side changes and deletes the passage; 2: both apply and remove codes. */
function ownerOf(id: string): number {
  return (id.charCodeAt(id.length - 1) + id.charCodeAt(id.length - 2)) % 3;
}

/** The ids under which the passage has the code: more than one after a rename on one side. */
function spellings(
  view: StudyView,
  id: string,
  passage: TruePassage,
  names: Names,
  first: string,
): readonly string[] {
  const sidecar = view.sidecars.get(sidecarPath(passage.transcript, passage.coder));
  const codes = sidecar?.value.passages.find((found) => found.id === id)?.codes ?? [];
  return codes.filter((code) => firstIdOf(view, names, code) === first);
}

/** The first id of a code that a sidecar names by any of its ids. */
export function firstIdOf(view: StudyView, names: Names, code: string): string {
  const present = view.codebook.resolve(code)?.id ?? code;
  return names.get(present) ?? present;
}

async function codeWords(
  branch: Branch,
  view: StudyView,
  {
    transcript: path,
    coder,
    code,
  }: { readonly transcript: string; readonly coder: string; readonly code: string },
  truth: Map<string, TruePassage>,
  names: Names,
): Promise<void> {
  const text = view.transcripts.get(path)?.text ?? '';
  const words = [...text.matchAll(/[a-z]+\d+[a-z]*/g)];
  const start = Math.floor(branch.random() * (words.length - 30));
  const length = 1 + Math.floor(branch.random() * (branch.random() < 0.2 ? 28 : 9));
  const [first, last] = [words[start], words[start + length - 1]];
  if (!first || !last) return;
  const span = { start: first.index, end: last.index + last[0].length };
  const sidecar = view.sidecars.get(sidecarPath(path, coder));
  const isTaken =
    sidecar &&
    placePassages(view, sidecar).some(
      (placed) => isPlaced(placed) && placed.span.start === span.start && placed.span.end === span.end,
    );
  if (isTaken) return;
  const id = branch.newId();
  await branch.write(applyCodes(view, { transcript: path, coder, span, codes: [code] }, () => id));
  truth.set(id, {
    transcript: path,
    coder,
    first: numbersIn(first[0])[0] ?? -1,
    last: numbersIn(last[0])[0] ?? -1,
    codes: new Set([names.get(code) ?? code]),
  });
}

function change(
  branch: Branch,
  { transcript, coder }: TruePassage,
  changes: readonly SidecarChange[],
): Promise<void> {
  return branch.write([{ kind: 'sidecar', path: sidecarPath(transcript, coder), changes }]);
}

/** Corrects a typing mistake: the letters of a word change, its number stays. Each side has paragraphs of its own. */
async function correctWord({ random, side, rewrite }: Branch, view: StudyView, path: string): Promise<void> {
  const paragraphs = (view.transcripts.get(path)?.text ?? '').split('\n');
  const line = 4 * Math.floor((random() * lines) / 2) + 2 * side;
  const words = (paragraphs[line] ?? '').split(' ');
  const at = 1 + Math.floor(random() * (words.length - 1));
  words[at] = (words[at] ?? '').replace(/^[a-z]+/, (letters) =>
    random() < 0.5 ? `${letters}s` : letters.slice(0, -1) || 'x',
  );
  paragraphs[line] = words.join(' ');
  await rewrite(path, paragraphs.join('\n'));
}

/** Renames a code in the codebook and in every sidecar of a branch. */
export async function renameCode(
  { store, write }: Branch,
  names: Names,
  from: string,
  to: string,
): Promise<void> {
  const view = store.snapshot.whole;
  const code = view.codebook.codes.get(from);
  if (!code) return;
  const aliases = [...code.aliases, from];
  const sidecars = [...view.sidecars.values()].flatMap(({ path, value }): StudyEdit[] => {
    const changes = value.passages
      .filter(({ codes }) => codes.includes(from))
      .map(({ id }): SidecarChange => ({ kind: 'replace-code', id, code: from, by: to }));
    return changes.length === 0 ? [] : [{ kind: 'sidecar', path, changes }];
  });
  const renamed = { ...code, id: to, name: to, aliases };
  await write([
    {
      kind: 'codebook',
      path: 'codebook.yaml',
      changes: [
        { kind: 'remove', section: 'codes', id: from },
        { kind: 'add-code', code: renamed },
      ],
    },
    ...sidecars,
  ]);
  names.set(to, names.get(from) ?? from);
  names.delete(from);
}

/** What both branches made of what they started from. */
export function mergeTruth(base: Truth, ours: Truth, theirs: Truth): Map<string, TruePassage> {
  const merged = new Map<string, TruePassage>();
  for (const id of new Set([...ours.keys(), ...theirs.keys()])) {
    const [b, o, t] = [base.get(id), ours.get(id), theirs.get(id)];
    const either = o ?? t;
    if (!either || (b && !(o && t))) continue;
    const codes = [...(o?.codes ?? []), ...(t?.codes ?? [])].filter(
      (code) => !b?.codes.has(code) || (o?.codes.has(code) && t?.codes.has(code)),
    );
    merged.set(id, { ...either, codes: new Set(codes) });
  }
  return merged;
}
