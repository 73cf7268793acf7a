import type { Decision, Passage } from '../model/passage';
import { quoteShort, sameJson } from './change';

/** The decisions that a version of a consensus passage adds to an earlier one. */
export function newDecisions(was: Passage | undefined, is: Passage): readonly Decision[] {
  const former = was?.decisions ?? [];
  const decisions = is.decisions ?? [];
  const isKept = former.every((decision, i) => sameJson(decision, decisions[i]));
  return isKept
    ? decisions.slice(former.length)
    : decisions.filter((each) => !former.some((old) => sameJson(old, each)));
}

/**
 * A decision as a sentence: who, what, where and why.
 * @param coders those whose passages it was decided from, who are said to have decided where nobody is named
 * @param place such as `Int01 14:5 “…”`
 */
export function describeDecision(
  { code, outcome, by, reason }: Decision,
  coders: readonly string[],
  place: string,
): string {
  const who = listNames(by && by.length > 0 ? by : [...new Set(coders)]) || 'The consensus';
  const why = reason === undefined ? '' : `, because ${quoteShort(reason, 200)}`;
  return `${who} ${whatWasDecided(outcome, code)} ${place}${why}`;
}

function whatWasDecided(outcome: Decision['outcome'], code: string | undefined): string {
  if (code === undefined) {
    if (outcome === 'agreed') return 'agreed on the extent of';
    return outcome === 'new' ? 'chose other words for' : 'settled the extent of';
  }
  switch (outcome) {
    case 'agreed':
      return `agreed on *${code}* at`;
    case 'declined':
      return `declined *${code}* at`;
    case 'added':
      return `added *${code}* at`;
    default:
      return `kept *${code}* at`;
  }
}

function listNames(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
