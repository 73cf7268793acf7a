import type { CodingDetail } from '../model/passage';
import { timeOfId } from '../model/ulid';
import type { ChangeOrigin } from './file-history';
import { placePassages, type PlacedPassage } from './placed-passages';
import type { StudyView } from './snapshot';

/** A coding that was made before its code's definition became what it is now. */
export interface OutdatedCoding {
  readonly placed: PlacedPassage;
  /** The code's id as the sidecar has it. */
  readonly code: string;
  /** The last change of the definition. */
  readonly change: Pick<ChangeOrigin, 'time' | 'day'>;
}

/** When a passage was given a code, in milliseconds since 1970; undefined when nobody knows. */
export type CodingTime = (sidecar: string, passage: string, code: string) => number | undefined;

/**
 * A coder's codings that are older than their code's definition, by transcript and place. A coding that the coder has
 * confirmed on or after the day of the change counts as new; one whose time is unknown is as old as its passage.
 * @param changedAt the last change of each code's definition, by final id
 */
export function outdatedCodings(
  view: StudyView,
  coder: string,
  changedAt: ReadonlyMap<string, Pick<ChangeOrigin, 'time' | 'day'>>,
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
          const change = changedAt.get(view.codebook.resolve(code)?.id ?? '');
          return change && isOlder(placed, code, change, codedAt) ? [{ placed, code, change }] : [];
        }),
      ),
  );
}

function isOlder(
  { sidecar, passage }: PlacedPassage,
  code: string,
  change: Pick<ChangeOrigin, 'time' | 'day'>,
  codedAt: CodingTime,
): boolean {
  // A passage is never older than its codings, so that most of them need no look at their history.
  if (timeOfId(passage.id) >= change.time) return false;
  const checked = detailOf(passage.codings, code)?.checked;
  if (checked !== undefined && checked >= change.day) return false;
  const time = codedAt(sidecar.path, passage.id, code);
  return time === undefined || time < change.time;
}

/** What a coder said about a code of a passage. */
export function detailOf(
  codings: Readonly<Record<string, CodingDetail>> | undefined,
  code: string,
): CodingDetail | undefined {
  return codings && Object.hasOwn(codings, code) ? codings[code] : undefined;
}
