import type { SidecarChange } from '../format/sidecar-change';
import type { CodingDetail, Passage } from '../model/passage';
import { detailOf } from '../study/outdated-codings';

/**
 * The changes that put a code in the place of another one in a passage. What the coder said about either stays: where both
 * have a memo they become one, else the new code's word counts.
 */
export function replaceCode(passage: Passage, code: string, by: string): readonly SidecarChange[] {
  const { id, codes, codings } = passage;
  const [was, is] = [detailOf(codings, code), detailOf(codings, by)];
  const isThere = codes.includes(by);
  const replace: SidecarChange = { kind: 'replace-code', id, code, by };
  if (!was || !isThere) return [replace];
  return [{ kind: 'set-coding', id, code: by, detail: mergeDetails(was, is ?? {}) }, replace];
}

function mergeDetails(was: CodingDetail, is: CodingDetail): CodingDetail {
  const memos = [...new Set([is.memo, was.memo].filter((memo) => memo !== undefined))];
  return { ...was, ...is, ...(memos.length === 0 ? {} : { memo: memos.join('\n\n') }) };
}
