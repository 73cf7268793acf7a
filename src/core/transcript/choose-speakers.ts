import { questionPart, shapeOf } from './labels';
import type { LabelShape } from './labels';
import type { Head, HeadStyle } from './line-heads';

/** A head with what its place says: does it open a paragraph? */
export interface Candidate {
  readonly head: Head;
  readonly opensParagraph: boolean;
}

/** How many places of either sort the text has in which a speaker might be named. */
export interface Places {
  readonly paragraphs: number;
  readonly lines: number;
}

const timesNeeded: Readonly<Record<LabelShape, number>> = {
  role: 1,
  name: 2,
  words: 3,
  lower: 3,
  none: Infinity,
};

/** Speakers' heads must open at least this share of the paragraphs, unless several labels name parts in an interview. */
const leastShare = 0.1;
const enoughRoles = 4;

/** In a text in which this share of the paragraphs opens with a speaker, one who speaks once is believed to be one. */
const strictShare = 0.9;
const looseShare = 0.5;

/** A style of naming is believed beside the main one when it is at least this frequent in comparison. */
const sideStyleShare = 0.25;

/**
 * Decides which heads name speakers, by evidence over the whole text: speakers recur, look like names or parts in an
 * interview, are all written in one way and open a fair share of the paragraphs. Empty when there is no such evidence.
 * The heads returned may have a shorter label than their candidates (`Pergunta` of `Pergunta 3`).
 */
export function chooseSpeakers(candidates: readonly Candidate[], places: Places): ReadonlyMap<Head, Head> {
  const named = withQuestions(candidates);
  const recurring = groupByLabel(named).filter(({ shape, heads, styles }) => {
    const needed = styles.has('hearing') ? 2 : timesNeeded[shape];
    return heads.length >= needed;
  });
  const seeds = inMainStyles(recurring);
  const chosen = [...seeds, ...speakersOnce(named, seeds, places)];
  if (!isEnough(chosen, places)) return new Map();
  return new Map(chosen.map(({ candidate, head }) => [candidate.head, head]));
}

interface Named {
  readonly candidate: Candidate;
  readonly head: Head;
  readonly shape: LabelShape;
}

interface Group {
  readonly shape: LabelShape;
  readonly heads: readonly Named[];
  readonly styles: ReadonlySet<HeadStyle>;
}

/** Heads with their labels' shapes; numbered questions and answers lose their numbers, or count as nobody. */
function withQuestions(candidates: readonly Candidate[]): readonly Named[] {
  const shapes = new Map<string, LabelShape>();
  const shapeFor = ({ label, style }: Head): LabelShape => {
    if (style === 'hearing') return 'name';
    const known = shapes.get(label) ?? shapeOf(label);
    shapes.set(label, known);
    return known;
  };
  const { parts, isExchange } = partsOf(candidates);
  return candidates.map((candidate) => {
    const { head } = candidate;
    const part = parts.get(head.label);
    if (head.style === 'letter' && !isExchange) return { candidate, head, shape: 'none' };
    if (part === undefined) return { candidate, head, shape: shapeFor(head) };
    if (part === 'nobody') return { candidate, head, shape: 'none' };
    const { start } = head.labelSpan;
    const shorter = { ...head, label: head.label.slice(0, part), labelSpan: { start, end: start + part } };
    return { candidate, head: shorter, shape: 'role' };
  });
}

/**
 * For the labels of numbered questions and answers: the length of their word, or that they name nobody because there
 * are questions without answers. `Q.` and `A.` are an exchange only together.
 */
function partsOf(candidates: readonly Candidate[]): {
  readonly parts: ReadonlyMap<string, number | 'nobody'>;
  readonly isExchange: boolean;
} {
  const labels = new Map<string, number>();
  for (const { head } of candidates) labels.set(head.label, (labels.get(head.label) ?? 0) + 1);
  const found = [...labels].flatMap(([label, count]) => {
    const part = questionPart(label);
    return part ? [{ ...part, label, count }] : [];
  });
  const isExchange = new Set(found.map(({ kind }) => kind)).size === 2;
  const isSeries = (label: string, length: number): boolean => {
    const same = found.filter(
      (each) => each.isNumbered && each.label.slice(0, length) === label.slice(0, length),
    );
    return same.length >= 2 && same.reduce((sum, { count }) => sum + count, 0) < same.length * 1.5;
  };
  const parts = new Map<string, number | 'nobody'>();
  for (const { label, length, isNumbered } of found) {
    if (isNumbered && (length > 1 || isSeries(label, length)))
      parts.set(label, isExchange ? length : 'nobody');
    else if (!isNumbered && !isExchange && length > 1) parts.set(label, 'nobody');
  }
  return { parts, isExchange };
}

function groupByLabel(named: readonly Named[]): readonly Group[] {
  const groups = new Map<string, { shape: LabelShape; heads: Named[]; styles: Set<HeadStyle> }>();
  for (const each of named) {
    const group = groups.get(each.head.label) ?? { shape: each.shape, heads: [], styles: new Set() };
    group.heads.push(each);
    group.styles.add(each.head.style);
    groups.set(each.head.label, group);
  }
  return [...groups.values()];
}

function inMainStyles(groups: readonly Group[]): readonly Named[] {
  const heads = groups.flatMap((group) => group.heads);
  const counts = new Map<HeadStyle, number>();
  for (const { head } of heads) counts.set(head.style, (counts.get(head.style) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  const isMain = (style: HeadStyle): boolean => (counts.get(style) ?? 0) >= most * sideStyleShare;
  return groups.flatMap((group) => ([...group.styles].some(isMain) ? group.heads : []));
}

function isEnough(chosen: readonly Named[], { paragraphs }: Places): boolean {
  const roles = chosen.filter(({ shape }) => shape === 'role').length;
  return chosen.length >= 2 && (roles >= enoughRoles || chosen.length >= paragraphs * leastShare);
}

/** Those who speak once: named in the style of the others, where the others are named. */
function speakersOnce(named: readonly Named[], seeds: readonly Named[], places: Places): readonly Named[] {
  const isSeed = new Set(seeds);
  const styles = new Set(seeds.map(({ head }) => head.style));
  const opening = seeds.filter(({ candidate }) => candidate.opensParagraph).length;
  const byParagraph = opening >= seeds.length * 0.8;
  const rest = named.filter(
    (each) =>
      !isSeed.has(each) &&
      each.shape !== 'none' &&
      styles.has(each.head.style) &&
      (!byParagraph || each.candidate.opensParagraph),
  );
  const share = (seeds.length + rest.length) / (byParagraph ? places.paragraphs : places.lines);
  return rest.filter(({ head, shape }) => {
    if (head.style === 'emphasis' || shape === 'role') return true;
    if (shape !== 'name') return false;
    return share >= (isDistinctive(head.label) ? looseShare : strictShare);
  });
}

/** Several words, a number or capitals throughout: hardly the beginning of a sentence. */
function isDistinctive(label: string): boolean {
  return (
    /[\s\d_]/.test(label) ||
    (label.length > 1 && label === label.toUpperCase() && label !== label.toLowerCase())
  );
}
