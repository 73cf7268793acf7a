import { alignTokens } from '../anchoring/align';
import { runsOf } from '../anchoring/matching';
import { risingRuns } from '../anchoring/shared-runs';
import { createVocabulary, tokenise } from '../anchoring/tokens';

/** What stands in a text in place of what stood there; either may be empty. */
export interface ChangedWords {
  readonly old: string;
  readonly now: string;
}

/** The words and marks in which two versions of a passage differ, in order. */
export function findChangedWords(before: string, after: string): readonly ChangedWords[] {
  const vocabulary = createVocabulary();
  const old = tokenise(before, vocabulary);
  const now = tokenise(after, vocabulary);
  const changes: ChangedWords[] = [];
  let oldAt = 0;
  let nowAt = 0;
  const skip = (oldTo: number, nowTo: number): void => {
    const change = { old: before.slice(oldAt, oldTo).trim(), now: after.slice(nowAt, nowTo).trim() };
    if (change.old !== change.now) changes.push(change);
    oldAt = oldTo;
    nowAt = nowTo;
  };
  for (const run of risingRuns(runsOf(alignTokens(old, now, vocabulary))))
    for (let i = 0; i < run.length; i++) {
      skip(old.starts[run.old + i] ?? 0, now.starts[run.new + i] ?? 0);
      skip(old.ends[run.old + i] ?? 0, now.ends[run.new + i] ?? 0);
    }
  skip(before.length, after.length);
  return changes;
}
