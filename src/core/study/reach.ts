import { lazyFor } from '../base/lazy';
import type { CodebookIndex } from '../model/codebook-index';
import type { StudyFile } from '../model/study';
import { casesOf } from './cases';
import type { LoadedSidecar, LoadedTranscript } from './loaded';
import { createFirstTimes, createNumbers } from './numbers';
import { sitesOfCases } from './part-of';
import { baseOf, type PlacedPassage, placePassages } from './placed-passages';
import type { StudyView } from './snapshot';

/** How far something reaches. Counts are of distinct passages, transcripts, cases and sites: unions, never sums. */
export interface Reach {
  readonly passages: number;
  readonly transcripts: number;
  readonly cases: number;
  /** Cases of the kind `site` that a case is or is part of, the nearest. */
  readonly sites: number;
}

export const noReach: Reach = { passages: 0, transcripts: 0, cases: 0, sites: 0 };

/** What passages count towards: a code, theme or question of the codebook, an id the codebook lacks, or nothing yet. */
export type Topic =
  `code:${string}` | `theme:${string}` | `question:${string}` | `unknown:${string}` | 'uncoded';

/**
 * The reach of every topic that a view has passages for. Passages of one coder with the same range and code count once
 * for it. A change to one sidecar costs the counting of that sidecar and one addition per sidecar and topic.
 */
export const reachOf = lazyFor((view: StudyView): ReadonlyMap<Topic, Reach> => {
  const counted: (readonly [transcript: number, part: Part])[] = [];
  let number = 0;
  for (const transcript of view.transcripts.values()) {
    number++;
    for (const sidecar of view.sidecarsOf(transcript.path))
      counted.push([number, partOf(view, transcript, sidecar)]);
  }
  const { topics } = numberedTopics(view.codebook);
  const passages = new Uint32Array(topics.length);
  const transcripts = new Uint32Array(topics.length);
  const lastTranscript = new Uint32Array(topics.length);
  const cases = new Uint32Array(topics.length);
  const sites = new Uint32Array(topics.length);
  const { known: knownCases, siteNumbers } = numberedCases(view.study);
  const isNewCase = createFirstTimes(topics.length * knownCases.length);
  const isNewSite = createFirstTimes(topics.length * knownCases.length);
  for (const [transcript, part] of counted) {
    for (let i = 0; i < part.counts.length; i += 2) {
      const topic = part.counts[i] ?? 0;
      passages[topic] = (passages[topic] ?? 0) + (part.counts[i + 1] ?? 0);
      if (lastTranscript[topic] === transcript) continue;
      lastTranscript[topic] = transcript;
      transcripts[topic] = (transcripts[topic] ?? 0) + 1;
    }
    for (let i = 0; i < part.cases.length; i += 2) {
      const topic = part.cases[i] ?? 0;
      const number = part.cases[i + 1] ?? 0;
      if (!isNewCase(number * topics.length + topic)) continue;
      cases[topic] = (cases[topic] ?? 0) + 1;
      const site = siteNumbers[number];
      if (site !== undefined && isNewSite(site * topics.length + topic))
        sites[topic] = (sites[topic] ?? 0) + 1;
    }
  }
  const reach = new Map<Topic, Reach>();
  topics.forEach((topic, i) => {
    const [found = 0, inTranscripts = 0] = [passages[i], transcripts[i]];
    const [ofCases = 0, atSites = 0] = [cases[i], sites[i]];
    if (found > 0)
      reach.set(topic, { passages: found, transcripts: inTranscripts, cases: ofCases, sites: atSites });
  });
  return reach;
});

/** The passages of a sidecar that count towards a topic, in file order. */
export function passagesOf(view: StudyView, sidecar: LoadedSidecar, topic: Topic): readonly PlacedPassage[] {
  const transcript = view.transcripts.get(sidecar.transcript);
  if (!transcript) return [];
  return partOf(view, transcript, sidecar).members.get(topic) ?? [];
}

/** One sidecar's part in the counts, as numbers side by side: adding up thousands of them is a matter of memory. */
interface Part {
  readonly members: ReadonlyMap<Topic, readonly PlacedPassage[]>;
  /** Number of a topic, number of passages; and so on. */
  readonly counts: Uint32Array;
  /** Number of a topic, number of a case; and so on, each pair once. */
  readonly cases: Uint32Array;
}

/** One sidecar's part, kept as long as the sidecar, its transcript, the codebook and the study file stay. */
function partOf(view: StudyView, transcript: LoadedTranscript, sidecar: LoadedSidecar): Part {
  const known = parts.get(sidecar);
  if (known?.transcript === transcript && known.codebook === view.codebook && known.study === view.study)
    return known.part;
  const part = countPart(view, sidecar);
  parts.set(sidecar, { transcript, codebook: view.codebook, study: view.study, part });
  return part;
}

const parts = new WeakMap<
  LoadedSidecar,
  {
    readonly transcript: LoadedTranscript;
    readonly codebook: CodebookIndex;
    readonly study: StudyFile;
    readonly part: Part;
  }
>();

function countPart(view: StudyView, sidecar: LoadedSidecar): Part {
  const { topicsOf, numberOf } = numberedTopics(view.codebook);
  const tallies = new Map<Topic, { places: Set<string>; cases: Set<string>; members: PlacedPassage[] }>();
  for (const placed of placePassages(view, sidecar)) {
    const { codes } = placed.passage;
    const cases = casesOf(view, placed);
    const place = placeOf(placed);
    const topics = codes.length === 0 ? (['uncoded'] as const) : codes.flatMap(topicsOf);
    for (const topic of new Set<Topic>(topics)) {
      let tally = tallies.get(topic);
      if (!tally) tallies.set(topic, (tally = { places: new Set(), cases: new Set(), members: [] }));
      if (tally.places.has(place)) continue;
      tally.places.add(place);
      tally.members.push(placed);
      for (const id of cases) tally.cases.add(id);
    }
  }
  const numberOfCase = numberedCases(view.study).numberOf;
  const all = [...tallies];
  return {
    members: new Map(all.map(([topic, { members }]) => [topic, members])),
    counts: Uint32Array.from(all.flatMap(([topic, { members }]) => [numberOf(topic), members.length])),
    cases: Uint32Array.from(
      all.flatMap(([topic, { cases }]) => [...cases].flatMap((id) => [numberOf(topic), numberOfCase(id)])),
    ),
  };
}

/** Tells apart the ranges of one sidecar's passages: in today's text, or else in the version that they were coded in. */
function placeOf(placed: PlacedPassage): string {
  const { span, passage } = placed;
  if (span) return `${span.start}-${span.end}`;
  const { start, end } = passage.at;
  return `${start.line}:${start.column}-${end.line}:${end.column} ${baseOf(placed)}`;
}

/** The topics met so far, by number, and those that a coding with an id counts towards. */
const numberedTopics = lazyFor((codebook: CodebookIndex) => {
  const { known: topics, numberOf } = createNumbers<Topic>();
  const known = new Map<string, readonly Topic[]>();
  const topicsOf = (id: string): readonly Topic[] => {
    let found = known.get(id);
    if (!found) known.set(id, (found = findTopics(codebook, id)));
    return found;
  };
  return { topics, numberOf, topicsOf };
});

/** The cases met so far, each with the number of its site, which are numbered as cases are. */
const numberedCases = lazyFor((study: StudyFile) => {
  const { known, numberOf } = createNumbers<string>();
  const siteNumbers: (number | undefined)[] = [];
  const numberWithSite = (id: string): number => {
    const number = numberOf(id);
    if (number in siteNumbers) return number;
    const site = sitesOfCases(study).get(id);
    siteNumbers[number] = undefined;
    siteNumbers[number] = site === undefined ? undefined : numberWithSite(site);
    return number;
  };
  return { known, siteNumbers, numberOf: numberWithSite };
});

/** What a coding with an id counts towards: the code, the codes above it, their themes and the questions of these. */
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
