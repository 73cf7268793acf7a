import { reconciliationOf } from '../study/consensus';
import type { StudyView } from '../study/snapshot';
import type { StudyDisagreement } from './study-disagreements';

/**
 * The disagreements that the consensus has not settled yet.
 * @param view as it is now, with its consensus
 * @param coders of the comparison
 */
export function openAmong(
  view: StudyView,
  coders: readonly string[],
  disagreements: readonly StudyDisagreement[],
): readonly StudyDisagreement[] {
  const settled = new Map<string, ReadonlySet<string>>();
  const settledIn = (transcript: string): ReadonlySet<string> => {
    let found = settled.get(transcript);
    if (!found) settled.set(transcript, (found = settledCodings(view, transcript)));
    return found;
  };
  return disagreements.filter(({ transcript, sides }) =>
    sides.some((side, i) =>
      side.some(({ passage, code }) => !settledIn(transcript).has(keyOf(coders[i] ?? '', passage, code))),
    ),
  );
}

function settledCodings(view: StudyView, transcript: string): ReadonlySet<string> {
  const { matters } = reconciliationOf(view, transcript);
  return new Set(
    matters
      .filter(({ state }) => state === 'settled')
      .flatMap(({ matter: { code, sources } }) =>
        sources.map(({ coder, passage }) => keyOf(coder, passage.id, code)),
      ),
  );
}

function keyOf(coder: string, passage: string, code: string): string {
  return `${coder} ${passage} ${code}`;
}
