import type { SidecarChange } from '../format/sidecar-change';
import type { CodebookIndex } from '../model/codebook-index';
import type { Passage } from '../model/passage';
import type { StudyEdit } from '../study/edit';
import type { StudySnapshot } from '../study/snapshot';
import { readableCodebook } from './readable-codebook';
import { replaceCode } from './replace-code';
import { writableSidecar } from './writable-sidecar';

/** A former id that a coder's passages still have. */
export interface OldId {
  readonly id: string;
  readonly now: string;
  /** How many of the coder's passages have it. */
  readonly passages: number;
}

/** The former ids in a coder's sidecars, in the order in which they are met. They count as their codes' ids in any case. */
export function oldIdsOf({ whole }: StudySnapshot, coder: string): readonly OldId[] {
  const counts = new Map<string, number>();
  for (const sidecar of whole.sidecars.values()) {
    if (sidecar.coder !== coder) continue;
    for (const { codes } of sidecar.value.passages)
      for (const id of new Set(codes))
        if (idNow(whole.codebook, id) !== id) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return [...counts].map(([id, passages]) => ({ id, now: idNow(whole.codebook, id), passages }));
}

/**
 * Writes the ids that codes have today into a coder's own sidecars, wherever a former one stands.
 * @throws UserError when the codebook or one of the sidecars cannot be read
 */
export function rewriteOldIds(snapshot: StudySnapshot, coder: string): readonly StudyEdit[] {
  const { whole } = snapshot;
  const codebook = readableCodebook(snapshot);
  return [...whole.sidecars.values()].flatMap((sidecar): readonly StudyEdit[] => {
    if (sidecar.coder !== coder) return [];
    const changes = sidecar.value.passages.flatMap((passage) => rewritePassage(codebook, passage));
    if (changes.length === 0) return [];
    writableSidecar(whole, sidecar.transcript, coder);
    return [{ kind: 'sidecar', path: sidecar.path, changes }];
  });
}

function rewritePassage(codebook: CodebookIndex, passage: Passage): readonly SidecarChange[] {
  const changes: SidecarChange[] = [];
  let current = passage;
  for (const id of passage.codes) {
    const now = idNow(codebook, id);
    if (now === id) continue;
    const step = replaceCode(current, id, now);
    changes.push(...step);
    current = afterReplacing(current, id, now, step);
  }
  return changes;
}

/** The passage as the next replacement finds it. */
function afterReplacing(passage: Passage, code: string, by: string, step: readonly SidecarChange[]): Passage {
  const set = step.find((change) => change.kind === 'set-coding');
  const details = new Map(Object.entries(passage.codings ?? {}));
  const own = set?.detail ?? (passage.codes.includes(by) ? details.get(by) : details.get(code));
  details.delete(code);
  if (own) details.set(by, own);
  const codes = [...new Set(passage.codes.map((id) => (id === code ? by : id)))];
  return { ...passage, codes, codings: Object.fromEntries(details) };
}

function idNow(codebook: CodebookIndex, id: string): string {
  return codebook.resolve(id)?.id ?? id;
}
