import { placePassages, type PlacedPassage } from './placed-passages';
import type { StudyView } from './snapshot';

/** What a memo is on. */
export type MemoSubject =
  | { readonly kind: 'passage'; readonly sidecar: string; readonly id: string }
  | { readonly kind: 'transcript'; readonly transcript: string; readonly coder: string }
  | { readonly kind: 'code' | 'theme'; readonly id: string };

export type Memo =
  | { readonly kind: 'passage'; readonly text: string; readonly placed: PlacedPassage }
  /** What a coder wrote about one code of a passage. */
  | { readonly kind: 'coding'; readonly text: string; readonly placed: PlacedPassage; readonly code: string }
  | {
      readonly kind: 'transcript';
      readonly text: string;
      readonly transcript: string;
      readonly coder: string;
    }
  | { readonly kind: 'code' | 'theme'; readonly text: string; readonly id: string };

/** Every memo that the viewer may see: on themes and codes as in the codebook, then on transcripts and their passages. */
export function memosIn(view: StudyView): readonly Memo[] {
  const { codebook, transcripts } = view;
  const memos: Memo[] = [];
  for (const { id, memo } of codebook.themes.values())
    if (memo !== undefined) memos.push({ kind: 'theme', text: memo, id });
  for (const { id, memo } of codebook.codes.values())
    if (memo !== undefined) memos.push({ kind: 'code', text: memo, id });
  for (const transcript of transcripts.keys())
    for (const sidecar of view.sidecarsOf(transcript)) {
      const { memo } = sidecar.value;
      if (memo !== undefined)
        memos.push({ kind: 'transcript', text: memo, transcript, coder: sidecar.coder });
      if (!sidecar.value.passages.some(hasMemo)) continue;
      for (const placed of placePassages(view, sidecar)) memos.push(...memosOn(placed));
    }
  return memos;
}

/** The memos on one passage and on its codes. */
export function memosOn(placed: PlacedPassage): readonly Memo[] {
  const { memo, codings = {} } = placed.passage;
  return [
    ...(memo === undefined ? [] : [{ kind: 'passage' as const, text: memo, placed }]),
    ...Object.entries(codings).flatMap(([code, detail]) =>
      detail.memo === undefined ? [] : [{ kind: 'coding' as const, text: detail.memo, placed, code }],
    ),
  ];
}

function hasMemo({ memo, codings }: PlacedPassage['passage']): boolean {
  return memo !== undefined || Object.values(codings ?? {}).some((detail) => detail.memo !== undefined);
}
