import { readCodebook } from '../format/read-codebook';
import { readSidecar } from '../format/read-sidecar';
import { readStudyFile } from '../format/read-study-file';
import type { Codebook } from '../model/codebook';
import type { Passage, Sidecar } from '../model/passage';
import { isSidecarPath } from '../model/sidecar-path';
import { codebookFileName, type StudyFile, studyFileName } from '../model/study';
import type { PresentId } from './present-ids';

/** One thing that a record says: the value of a field, or an item of it. */
export interface Fact {
  readonly field: string;
  readonly value: unknown;
  /** False for the only value that a field has. */
  readonly isItem: boolean;
}

/** What a record says, each fact by what makes it equal to another. */
export type Facts = ReadonlyMap<string, Fact>;

/** What a study file says, record by record: section and id, joined by a space. */
export type RecordFacts = ReadonlyMap<string, Facts>;

/**
 * What a study file says, save where its passages stand: that is a few lines side by side, which git merges as one.
 * @param presentId under which codes are compared, so that a rename is no change
 * @returns undefined for another file, and for one that cannot be read
 */
export function readFacts(path: string, text: string, presentId: PresentId): RecordFacts | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === codebookFileName) {
    const { value } = readCodebook(text, path);
    return value && codebookFacts(value, presentId);
  }
  if (name === studyFileName) {
    const { value } = readStudyFile(text, path);
    return value && studyFacts(value, presentId);
  }
  const sidecar = isSidecarPath(path) ? readSidecar(text, path).value : undefined;
  return sidecar && sidecarFacts(sidecar, presentId);
}

export function sidecarFacts({ passages, notes = [] }: Sidecar, presentId: PresentId): RecordFacts {
  return collect(
    { passages: passages.map(contentOf), notes: notes.map((note) => [note.id, note]) },
    presentId,
  );
}

export function codebookFacts({ questions, themes, codes }: Codebook, presentId: PresentId): RecordFacts {
  const present = [...codes].map(([id, code]) => [presentId(id), { ...code, id: undefined }] as const);
  return collect({ questions, themes, codes: present }, presentId);
}

export function studyFacts(
  { coders, rounds, attributes, sources, cases }: StudyFile,
  presentId: PresentId,
): RecordFacts {
  return collect({ coders, rounds, attributes, sources, cases }, presentId);
}

/** What makes facts equal: codes count by their present ids. */
export function identityOfFact({ field, value }: Fact, presentId: PresentId): string {
  if (field === 'codes') return JSON.stringify([field, presentId(String(value))]);
  if (field === 'codings' && Array.isArray(value)) {
    const [code, detail] = value as readonly unknown[];
    return JSON.stringify([field, presentId(String(code)), detail]);
  }
  return JSON.stringify([field, value]);
}

type Section = Iterable<readonly [id: string, record: object]>;

function collect(sections: Readonly<Record<string, Section>>, presentId: PresentId): RecordFacts {
  const facts = new Map<string, Map<string, Fact>>();
  for (const [section, records] of Object.entries(sections))
    for (const [id, record] of records) {
      const key = `${section} ${id}`;
      const own = facts.get(key) ?? new Map<string, Fact>();
      for (const fact of factsIn(record)) own.set(identityOfFact(fact, presentId), fact);
      facts.set(key, own);
    }
  return facts;
}

/** What a passage says beside its place. */
function contentOf({ id, codes, codings, memo, from, decisions }: Passage): readonly [string, object] {
  return [id, { codes, codings, memo, from, decisions }];
}

function factsIn(record: object): readonly Fact[] {
  return Object.entries(record).flatMap(([field, value]: readonly [string, unknown]): readonly Fact[] => {
    if (value === undefined) return [];
    if (Array.isArray(value)) return value.map((item: unknown) => ({ field, value: item, isItem: true }));
    if (typeof value !== 'object' || value === null) return [{ field, value, isItem: false }];
    return Object.entries(value).map((entry) => ({ field, value: entry, isItem: true }));
  });
}
