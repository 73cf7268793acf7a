import { lazyFor } from '../base/lazy';
import { type CodeGroup, codeGroups } from './code-groups';
import type { ComparedTranscript, Comparison } from './compare';
import { type Disagreement, type DisagreementType, findDisagreements } from './disagreements';

/** A disagreement, and the transcript in which it is. */
export interface StudyDisagreement extends Disagreement {
  /** The same as long as the passages concerned and their codes are: it outlives changes elsewhere. */
  readonly id: string;
  readonly transcript: string;
}

/** Which disagreements are meant; all of these have to fit. */
export interface DisagreementFilter {
  readonly code?: string;
  /** A code without its subcodes. */
  readonly codeAlone?: string;
  readonly theme?: string;
  readonly question?: string;
  readonly transcript?: string;
  readonly type?: DisagreementType;
  /** Whether the consensus has settled it. */
  readonly state?: 'open' | 'settled';
}

/** Where the coders of a comparison differ, by transcript and place. */
export const disagreementsOf = lazyFor(({ compared }: Comparison): readonly StudyDisagreement[] =>
  compared.flatMap(disagreementsIn),
);

/** The same in one transcript. */
const disagreementsIn = lazyFor(
  ({ transcript: { path }, passages }: ComparedTranscript): readonly StudyDisagreement[] =>
    findDisagreements(passages).map((each) => ({ ...each, transcript: path, id: idOf(path, each) })),
);

function idOf(transcript: string, { sides }: Disagreement): string {
  const codings = sides.map((side) => side.map(({ passage, code }) => `${passage}:${code}`).join(' '));
  return `${transcript} ${codings.join('|')}`;
}

/** The codes that a disagreement is about, each once. */
export function codesIn({ sides }: Disagreement): readonly string[] {
  return [...new Set(sides.flatMap((side) => side.map(({ code }) => code)))];
}

/** The disagreements that a filter lets through. @param open the ids of those that are not settled; all unless said */
export function filterDisagreements(
  disagreements: readonly StudyDisagreement[],
  filter: DisagreementFilter,
  { codebook }: Pick<Comparison, 'codebook'>,
  open: ReadonlySet<string> = new Set(disagreements.map(({ id }) => id)),
): readonly StudyDisagreement[] {
  const groups = groupsOf(codebook);
  const wanted = (['code', 'theme', 'question'] as const).flatMap((kind) => {
    const id = filter[kind];
    if (id === undefined) return [];
    const codes = groups.get(`${kind}:${id}`)?.codes ?? [];
    return [new Set(kind === 'code' ? [id, ...codes] : codes)];
  });
  return disagreements.filter(
    (each) =>
      (filter.transcript === undefined || each.transcript === filter.transcript) &&
      (filter.type === undefined || each.type === filter.type) &&
      (filter.codeAlone === undefined || codesIn(each).includes(filter.codeAlone)) &&
      (filter.state === undefined || open.has(each.id) === (filter.state === 'open')) &&
      wanted.every((codes) => codesIn(each).some((code) => codes.has(code))),
  );
}

/** What counts as a code, theme or question; a code with subcodes counts together with them. */
const groupsOf = lazyFor((codebook: Comparison['codebook']) => {
  const groups = new Map<string, CodeGroup>();
  for (const group of codeGroups(codebook))
    groups.set(group.kind === 'code-with-subcodes' ? `code:${group.id}` : `${group.kind}:${group.id}`, group);
  return groups;
});

/** The codes of a topic of the codebook: `code:…`, `theme:…` or `question:…`, a code's subcodes included. */
export function codesOfTopic(codebook: Comparison['codebook'], topic: string): readonly string[] {
  return groupsOf(codebook).get(topic)?.codes ?? [];
}

/** A place in a study's transcripts. */
export interface StudyPlace {
  readonly transcript: string;
  /** In UTF-16 units. */
  readonly offset: number;
}

/**
 * The disagreement after or before another, or after or before a place in a transcript; round from the last to the first.
 * @param shown in order, as `disagreementsOf` gives them
 * @param from a disagreement, also one that is no longer shown; the beginning where absent
 */
export function stepToDisagreement(
  shown: readonly StudyDisagreement[],
  { compared }: Pick<Comparison, 'compared'>,
  direction: 1 | -1,
  from?: StudyDisagreement | StudyPlace,
): StudyDisagreement | undefined {
  const last = shown.length - 1;
  if (!from) return shown.at(direction === 1 ? 0 : last);
  const known = 'id' in from ? shown.findIndex(({ id }) => id === from.id) : -1;
  if (known !== -1) return shown[(known + direction + shown.length) % shown.length];
  const order = compared.map(({ transcript }) => transcript.path);
  const offset = 'id' in from ? from.extent.start : from.offset;
  const isAfter = ({ transcript, extent }: StudyDisagreement): boolean =>
    transcript === from.transcript
      ? extent.start > offset || ('id' in from && extent.start === offset)
      : order.indexOf(transcript) > order.indexOf(from.transcript);
  const next = shown.findIndex(isAfter);
  if (direction === 1) return shown[next === -1 ? 0 : next];
  const isHere = ({ transcript, extent }: StudyDisagreement): boolean =>
    transcript === from.transcript && extent.start === offset;
  const before = (next === -1 ? shown : shown.slice(0, next)).filter((each) => !isHere(each));
  return before.at(-1) ?? shown.at(last);
}
