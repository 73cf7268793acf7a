import { localDay } from '../base/local-day';
import type { CodingDetail } from '../model/passage';
import { timeOfId } from '../model/ulid';
import { placePassages, type PlacedPassage } from './placed-passages';
import type { StudyView } from './snapshot';

/** A coding that was made before its code's definition became what it is now. */
export interface OutdatedCoding {
  readonly placed: PlacedPassage;
  /** The code's id as the sidecar has it. */
  readonly code: string;
  /** When the definition was last edited, in milliseconds since 1970. */
  readonly changedAt: number;
}

/** When a passage was given a code, in milliseconds since 1970; undefined when nobody knows. */
export type CodingTime = (sidecar: string, passage: string, code: string) => number | undefined;

/**
 * A coder's codings that are older than their code's definition, by transcript and place. A coding that the coder has
 * confirmed on or after the day of the change (where the program runs) counts as new; one whose time is unknown is as old as its passage.
 * @param changedAt when each code's definition was last edited, by final id, in milliseconds since 1970
 */
export function outdatedCodings(
  view: StudyView,
  coder: string,
  changedAt: ReadonlyMap<string, number>,
  codedAt: CodingTime = () => undefined,
): readonly OutdatedCoding[] {
  if (changedAt.size === 0) return [];
  return [...view.transcripts.keys()].flatMap((path) =>
    view
      .sidecarsOf(path)
      .filter((sidecar) => sidecar.coder === coder && !sidecar.isStale)
      .flatMap((sidecar) => placePassages(view, sidecar))
      .flatMap((placed) =>
        placed.passage.codes.flatMap((code): readonly OutdatedCoding[] => {
          const time = changedAt.get(view.codebook.resolve(code)?.id ?? '');
          return time !== undefined && isOlder(placed, code, time, codedAt)
            ? [{ placed, code, changedAt: time }]
            : [];
        }),
      ),
  );
}

function isOlder(
  { sidecar, passage }: PlacedPassage,
  code: string,
  changedAt: number,
  codedAt: CodingTime,
): boolean {
  // A passage is never older than its codings, so that most of them need no look at their history.
  if (timeOfId(passage.id) >= changedAt) return false;
  const checked = detailOf(passage.codings, code)?.checked;
  if (checked !== undefined && checked >= localDay(changedAt)) return false;
  const time = codedAt(sidecar.path, passage.id, code);
  return time === undefined || time < changedAt;
}

/** What a coder said about a code of a passage. */
export function detailOf(
  codings: Readonly<Record<string, CodingDetail>> | undefined,
  code: string,
): CodingDetail | undefined {
  return codings && Object.hasOwn(codings, code) ? codings[code] : undefined;
}
