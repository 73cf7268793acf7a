import { compareRanges } from '../format/at-range';
import type { Passage, Sidecar } from '../model/passage';
import type { ChangeOrigin, FileChange } from './file-history';

/** What a change did to a passage. Codes are ids as the sidecar had them. */
export type PassageEvent =
  | { readonly kind: 'added'; readonly codes: readonly string[] }
  | { readonly kind: 'deleted' | 'memo-changed' | 'moved' | 'lost' | 'found' }
  | { readonly kind: 'code-added' | 'code-removed' | 'code-checked'; readonly code: string }
  | { readonly kind: 'code-renamed'; readonly code: string; readonly was: string }
  | { readonly kind: 'text-changed'; readonly quote: string; readonly was: string };

export interface PassageChange {
  readonly origin: ChangeOrigin;
  readonly events: readonly PassageEvent[];
}

/** The final id of a code: two ids with the same one are names of the same code. */
export type ResolveCode = (id: string) => string;

/**
 * What happened to a passage, by the records of it and not by lines, which git may match with those of a neighbour.
 * @param history of the passage's sidecar; the result has the same order
 */
export function passageHistory(
  history: readonly FileChange<Sidecar>[],
  id: string,
  resolve: ResolveCode,
): readonly PassageChange[] {
  return history.flatMap(({ origin, before, after }) => {
    const events = eventsBetween(
      before.map((version) => find(version, id)),
      find(after, id),
      resolve,
    );
    return events.length === 0 ? [] : [{ origin, events }];
  });
}

/**
 * When a passage was last given a code, in milliseconds since 1970; undefined when the history does not say. A code that
 * was renamed keeps its time.
 * @param code any id of the code
 */
export function timeOfCoding(
  history: readonly FileChange<Sidecar>[],
  id: string,
  code: string,
  resolve: ResolveCode,
): number | undefined {
  const isIt = (other: string): boolean => resolve(other) === resolve(code);
  const times = passageHistory(history, id, resolve)
    .filter(({ events }) =>
      events.some(
        (event) =>
          (event.kind === 'added' && event.codes.some(isIt)) ||
          (event.kind === 'code-added' && isIt(event.code)),
      ),
    )
    .map(({ origin }) => origin.time);
  return times.length === 0 ? undefined : Math.max(...times);
}

function find(sidecar: Sidecar | undefined, id: string): Passage | undefined {
  return sidecar?.passages.find((passage) => passage.id === id);
}

/** What differs from every version before: the rest came from one of them. */
function eventsBetween(
  versions: readonly (Passage | undefined)[],
  after: Passage | undefined,
  resolve: ResolveCode,
): readonly PassageEvent[] {
  const before = versions.filter((version) => version !== undefined);
  const [first] = before;
  if (!after) return before.length > 0 && before.length === versions.length ? [{ kind: 'deleted' }] : [];
  if (!first) return [{ kind: 'added', codes: after.codes }];
  const isNew = (isSame: (version: Passage) => boolean): boolean => !before.some(isSame);
  const events: PassageEvent[] = codeEvents(before, after, resolve);
  if (isNew(({ quote }) => quote === after.quote))
    events.push({ kind: 'text-changed', quote: after.quote, was: first.quote });
  else if (isNew(({ at }) => compareRanges(at, after.at) === 0)) events.push({ kind: 'moved' });
  if (isNew(({ memo }) => memo === after.memo)) events.push({ kind: 'memo-changed' });
  if (isNew(({ lost }) => Boolean(lost) === Boolean(after.lost)))
    events.push({ kind: after.lost ? 'lost' : 'found' });
  return events;
}

function codeEvents(before: readonly Passage[], after: Passage, resolve: ResolveCode): PassageEvent[] {
  const events: PassageEvent[] = [];
  for (const code of after.codes) {
    if (before.some(({ codes }) => codes.includes(code))) continue;
    const was = before.flatMap(({ codes }) => codes).find((old) => resolve(old) === resolve(code));
    events.push(was === undefined ? { kind: 'code-added', code } : { kind: 'code-renamed', code, was });
  }
  const isLeft = new Set(after.codes.map(resolve));
  for (const code of before[0]?.codes ?? [])
    if (!isLeft.has(resolve(code)) && before.every(({ codes }) => codes.includes(code)))
      events.push({ kind: 'code-removed', code });
  for (const [code, { checked }] of Object.entries(after.codings ?? {}))
    if (checked !== undefined && !before.some((version) => checkedOf(version, code) === checked))
      events.push({ kind: 'code-checked', code });
  return events;
}

function checkedOf({ codings }: Passage, code: string): string | undefined {
  return codings && Object.hasOwn(codings, code) ? codings[code]?.checked : undefined;
}
