import type { Passage } from '../model/passage';
import type { PassageChange } from './edit-record';

/**
 * The changes that take back what led from `was` to `is`, given that the passage now reads `now`: only fields that still
 * read as in `is`, so that what somebody else wrote meanwhile stays.
 */
export function takeBack(is: Passage, was: Passage, now: Passage): readonly PassageChange[] {
  const { id } = was;
  const changes: PassageChange[] = [];
  const isOurs = (part: (passage: Passage) => unknown): boolean =>
    !sameJson(part(is), part(was)) && sameJson(part(is), part(now));

  if (isOurs(placeOf)) {
    const { at, quote, base, before, after } = was;
    changes.push({ kind: 'set-position', id, at, quote, base, before, after });
  }
  for (const code of is.codes) if (!was.codes.includes(code)) changes.push({ kind: 'remove-code', id, code });
  for (const code of was.codes) if (!is.codes.includes(code)) changes.push({ kind: 'add-code', id, code });
  const coded = new Set([...Object.keys(was.codings ?? {}), ...Object.keys(is.codings ?? {})]);
  for (const code of coded) {
    const isCoded = was.codes.includes(code) && (now.codes.includes(code) || !is.codes.includes(code));
    if (isCoded && isOurs((passage) => passage.codings?.[code]))
      changes.push({ kind: 'set-coding', id, code, detail: was.codings?.[code] });
  }
  if (isOurs((passage) => passage.memo)) changes.push({ kind: 'set-memo', id, memo: was.memo });
  if (isOurs((passage) => passage.lost)) changes.push({ kind: 'set-lost', id, lost: was.lost ?? false });
  if (isOurs((passage) => passage.from)) changes.push({ kind: 'set-sources', id, from: was.from });
  if (isOurs((passage) => passage.decisions))
    changes.push({ kind: 'set-decisions', id, decisions: was.decisions });
  return changes;
}

function placeOf({ at, quote, base, before, after }: Passage): unknown {
  return { at, quote, base, before, after };
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
