import { lazyFor } from '../base/lazy';
import type { CodebookIndex } from '../model/codebook-index';
import type { StudyFile } from '../model/study';
import { casesOf } from './cases';
import type { LoadedSidecar, LoadedTranscript } from './loaded';
import { type PlacedPassage, placePassages } from './placed-passages';
import type { StudyView } from './snapshot';

/** How far something reaches. Counts are of distinct passages, transcripts and cases: unions, never sums. */
export interface Reach {
  readonly passages: number;
  readonly transcripts: number;
  readonly cases: number;
}

export const noReach: Reach = { passages: 0, transcripts: 0, cases: 0 };

/** What passages count towards: a code, theme or question of the codebook, an id the codebook lacks, or nothing yet. */
export type Topic =
  `code:${string}` | `theme:${string}` | `question:${string}` | `unknown:${string}` | 'uncoded';

/**
 * The reach of every topic that a view has passages for. Passages of one coder with the same range and code count once
 * for it. A change to one sidecar costs the counting of that sidecar and one addition per sidecar and topic.
 */
export function reachOf(view: StudyView): ReadonlyMap<Topic, Reach> {
  const totals = new Map<
    Topic,
    { passages: number; transcripts: number; lastTranscript: string; cases: Set<string> }
  >();
  for (const transcript of view.transcripts.values()) {
    for (const sidecar of view.sidecarsOf(transcript.path)) {
      for (const [topic, share] of sharesOf(view, transcript, sidecar)) {
        let total = totals.get(topic);
        if (!total)
          totals.set(topic, (total = { passages: 0, transcripts: 0, lastTranscript: '', cases: new Set() }));
        total.passages += share.passages;
        if (total.lastTranscript !== transcript.path) {
          total.transcripts++;
          total.lastTranscript = transcript.path;
        }
        for (const id of share.cases) total.cases.add(id);
      }
    }
  }
  const reach = new Map<Topic, Reach>();
  for (const [topic, { passages, transcripts, cases }] of totals)
    reach.set(topic, { passages, transcripts, cases: cases.size });
  return reach;
}

/** The passages of a sidecar that count towards a topic, in file order. */
export function passagesOf(view: StudyView, sidecar: LoadedSidecar, topic: Topic): readonly PlacedPassage[] {
  const transcript = view.transcripts.get(sidecar.transcript);
  if (!transcript) return [];
  return sharesOf(view, transcript, sidecar).get(topic)?.members ?? [];
}

interface Share {
  readonly passages: number;
  readonly cases: ReadonlySet<string>;
  readonly members: readonly PlacedPassage[];
}

/** One sidecar's part in every topic, kept as long as the sidecar, its transcript, the codebook and the study file stay. */
function sharesOf(
  view: StudyView,
  transcript: LoadedTranscript,
  sidecar: LoadedSidecar,
): ReadonlyMap<Topic, Share> {
  const known = shares.get(sidecar);
  if (known?.transcript === transcript && known.codebook === view.codebook && known.study === view.study)
    return known.shares;
  const made = countShares(view, sidecar);
  shares.set(sidecar, { transcript, codebook: view.codebook, study: view.study, shares: made });
  return made;
}

const shares = new WeakMap<
  LoadedSidecar,
  {
    readonly transcript: LoadedTranscript;
    readonly codebook: CodebookIndex;
    readonly study: StudyFile;
    readonly shares: ReadonlyMap<Topic, Share>;
  }
>();

function countShares(view: StudyView, sidecar: LoadedSidecar): ReadonlyMap<Topic, Share> {
  const tallies = new Map<Topic, { places: Set<string>; cases: Set<string>; placed: PlacedPassage[] }>();
  for (const placed of placePassages(view, sidecar)) {
    const { passage } = placed;
    const cases = casesOf(view, placed);
    const place = placeOf(placed);
    const topics =
      passage.codes.length === 0 ? (['uncoded'] as const) : passage.codes.flatMap(topicsOf(view.codebook));
    for (const topic of new Set<Topic>(topics)) {
      let tally = tallies.get(topic);
      if (!tally) tallies.set(topic, (tally = { places: new Set(), cases: new Set(), placed: [] }));
      if (tally.places.has(place)) continue;
      tally.places.add(place);
      tally.placed.push(placed);
      for (const id of cases) tally.cases.add(id);
    }
  }
  const made = new Map<Topic, Share>();
  for (const [topic, { cases, placed }] of tallies)
    made.set(topic, { passages: placed.length, cases, members: placed });
  return made;
}

/** Tells apart the ranges of one sidecar's passages: in today's text, or else in the version that they were coded in. */
function placeOf({ sidecar, passage, span }: PlacedPassage): string {
  if (span) return `${span.start}-${span.end}`;
  const { start, end } = passage.at;
  return `${start.line}:${start.column}-${end.line}:${end.column} ${passage.base ?? sidecar.value.base}`;
}

/** What a coding with an id counts towards: the code, the codes above it, their themes and the questions of these. */
const topicsOf = lazyFor((codebook: CodebookIndex) => {
  const topics = new Map<string, readonly Topic[]>();
  return (id: string): readonly Topic[] => {
    let known = topics.get(id);
    if (!known) topics.set(id, (known = findTopics(codebook, id)));
    return known;
  };
});

function findTopics(codebook: CodebookIndex, id: string): readonly Topic[] {
  const code = codebook.resolve(id);
  if (!code) return [`unknown:${id}`];
  const topics: Topic[] = [];
  for (let at: typeof code | undefined = code; at; at = codebook.parentOfCode(at))
    topics.push(`code:${at.id}`);
  const themes = codebook.themesOf(code);
  topics.push(...themes.map((theme): Topic => `theme:${theme.id}`));
  const questions = new Set(themes.flatMap((theme) => codebook.questionsOf(theme)));
  for (const question of questions) if (codebook.questions.has(question)) topics.push(`question:${question}`);
  return topics;
}
