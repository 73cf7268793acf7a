import { isNameId } from '../../model/ids';
import type { Case, Source, SourceKind } from '../../model/study';
import { interviewerRole } from '../../model/study';
import { shapeOf } from '../../transcript/labels';
import type { Transcript } from '../../transcript/transcript';
import { plain } from './transcript-file-name';

export interface ProposedSpeaker {
  readonly label: string;
  readonly turns: number;
  /** A case id or `interviewer`: the value for `speakers` in `verbatim.yaml`. */
  readonly assigned: string;
  /** Why: the label says so, most questions are theirs, a known case fits, or a new case is proposed. */
  readonly reason: 'label' | 'questions' | 'known-case' | 'new-case';
}

/** Cases and sources of the study that a proposal may reuse. */
export interface KnownPeople {
  readonly cases: ReadonlyMap<string, Case>;
  readonly sources: ReadonlyMap<string, Source>;
}

const interviewerLabel =
  /^(?:int|intv|interviewer(?:in)?|iv|ir|i|q|question|moderator(?:in)?|mod|facilitator|host|researcher|observer|obs|entrevistadora?|moderadora?|pergunta|pregunta|frage|enqu[êe]t(?:eur|rice)|animateur|intervistat(?:ore|rice)|domanda|интервьюер|модератор|ведущий|вопрос|采访者|访谈者|采访人|主持人|记者|研究者|问)[ ._-]{0,2}[\da-z]?$/iu;

interface Speaker {
  readonly label: string;
  readonly turns: number;
  readonly questions: number;
}

/** Proposes for every speaker a case, or that they are the interviewer, whose turns belong to no case. */
export function proposeSpeakers(
  text: string,
  transcript: Transcript,
  stem: string,
  known: KnownPeople,
): readonly ProposedSpeaker[] {
  const speakers = countTurns(text, transcript);
  const interviewers = findInterviewers(speakers, known);
  const people = speakers.filter(({ label }) => !interviewers.has(label));
  const taken = new Map([...known.cases.keys()].map((id) => [id.toLowerCase(), id]));
  return speakers.map(({ label, turns }): ProposedSpeaker => {
    const reason = interviewers.get(label);
    if (reason) return { label, turns, assigned: interviewerRole, reason };
    const knownCase = findCase(label, stem, people.length === 1, known);
    if (knownCase !== undefined) return { label, turns, assigned: knownCase, reason: 'known-case' };
    const assigned = newCaseId(label, stem, people.length === 1, taken);
    taken.set(assigned.toLowerCase(), assigned);
    return { label, turns, assigned, reason: 'new-case' };
  });
}

/** A name with many speakers is a focus group; nobody named is a document, or notes of an observation. */
export function proposeKind(fileName: string, speakers: readonly ProposedSpeaker[]): SourceKind {
  const isObservation = /(?:^|[^a-z])obs(?:erv|[a-z]?\d|[^a-z]|$)|meeting|field[ _-]?note/i.test(fileName);
  if (isObservation) return 'observation';
  if (speakers.length === 0) return 'document';
  const people = speakers.filter(({ assigned }) => assigned !== interviewerRole).length;
  const isGroup = /focus|group|(?:^|[^a-z])fg/i.test(fileName) ? people > 1 : people > 3;
  return isGroup ? 'focus-group' : 'interview';
}

function countTurns(text: string, { turns, speakers }: Transcript): readonly Speaker[] {
  const counts = new Map(speakers.map((label) => [label, { label, turns: 0, questions: 0 }]));
  for (const { speaker, speech } of turns) {
    const count = speaker === undefined ? undefined : counts.get(speaker);
    if (!count) continue;
    count.turns++;
    if (/[?？]["'”’»)\]]{0,2}$/.test(text.slice(Math.max(speech.start, speech.end - 3), speech.end)))
      count.questions++;
  }
  return [...counts.values()];
}

/** Someone who asks in fewer of their turns than this, or not clearly more than anyone else, is not taken for the interviewer. */
const leastQuestions = 0.3;
const clearlyMore = 1.5;

function findInterviewers(
  speakers: readonly Speaker[],
  { sources }: KnownPeople,
): ReadonlyMap<string, 'label' | 'questions'> {
  const isKnown = (label: string): boolean =>
    shapeOf(label) !== 'role' &&
    [...sources.values()].some(
      (source) => Object.hasOwn(source.speakers, label) && source.speakers[label] === interviewerRole,
    );
  const byLabel = speakers.filter(({ label }) => interviewerLabel.test(label) || isKnown(label));
  if (byLabel.length > 0) return new Map(byLabel.map(({ label }) => [label, 'label']));
  const share = ({ turns, questions }: Speaker): number => questions / turns;
  const [first, second] = [...speakers].sort((a, b) => share(b) - share(a));
  if (!first || !second || first.questions < 2) return new Map();
  const isClear = share(first) >= leastQuestions && share(first) >= clearlyMore * share(second);
  return isClear ? new Map([[first.label, 'questions']]) : new Map();
}

/** The known case that a label names: by its id, or by what the same name means in other transcripts. */
function findCase(
  label: string,
  stem: string,
  isOnlyPerson: boolean,
  { cases, sources }: KnownPeople,
): string | undefined {
  const withKey = (key: string): string | undefined =>
    key === '' ? undefined : [...cases.keys()].find((id) => idKey(id) === key);
  const isRole = shapeOf(label) === 'role';
  const byId = isRole ? undefined : withKey(idKey(label));
  if (byId !== undefined) return byId;
  if (isRole) return isOnlyPerson ? withKey(idKey(stem)) : undefined;
  const meanings = new Set<string>();
  for (const source of sources.values()) {
    const meaning = Object.hasOwn(source.speakers, label) ? source.speakers[label] : undefined;
    if (meaning !== undefined && cases.has(meaning)) meanings.add(meaning);
  }
  const [only] = meanings;
  if (meanings.size === 1) return only;
  return isOnlyPerson ? withKey(idKey(stem)) : undefined;
}

/** `Int01` and `int-1` are the same person. */
function idKey(text: string): string {
  return plain(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .replace(/(?<!\d)0+(?=\d)/g, '');
}

/**
 * A new case's id: the name, or for a label that means another person in every transcript (`R1`) the transcript's.
 * Unique ignoring case.
 */
function newCaseId(
  label: string,
  stem: string,
  isOnlyPerson: boolean,
  taken: ReadonlyMap<string, string>,
): string {
  const own = idFrom(label);
  const file = idFrom(stem);
  const isRole = shapeOf(label) === 'role' || own === '';
  const wanted = !isRole ? own : isOnlyPerson || own === '' ? file : `${file}-${own}`;
  const base = isNameId(wanted) ? wanted : idFrom(`Person-${wanted}`);
  if (!taken.has(base.toLowerCase())) return base;
  for (let n = 2; ; n++) if (!taken.has(`${base}-${n}`.toLowerCase())) return `${base}-${n}`;
}

function idFrom(text: string): string {
  return plain(text)
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^[^A-Za-z]+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
}
