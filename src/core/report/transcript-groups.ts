import { append } from '../base/append';
import type { AttributeValue } from '../model/study';
import { attributesOfCases } from '../study/case-attributes';
import { casesOfTranscripts } from '../study/cases';
import type { StudyView } from '../study/snapshot';

/** Transcripts that have something in common: a site, a value of an attribute. */
export interface TranscriptGroup {
  /** A kind of case, such as `site`, or an attribute. */
  readonly of: string;
  /** The case, or the value. */
  readonly value: string;
  readonly transcripts: readonly string[];
}

/** An attribute with more values than this tells transcripts apart rather than putting them together. */
const mostValues = 12;

/**
 * The groups that set some transcripts apart from others: cases of which others are parts, and values of attributes other than
 * numbers and dates (a transcript's own value, else those of its cases). A transcript with people of two groups is in both.
 */
export function groupTranscripts(
  view: StudyView,
  transcripts: readonly string[],
): readonly TranscriptGroup[] {
  const { study } = view;
  const wholes = new Set([...study.cases.values()].flatMap(({ partOf }) => partOf ?? []));
  const attributes = [...study.attributes.values()].filter(
    ({ type }) => type !== 'number' && type !== 'date',
  );
  const groups = new Map<string, Map<string, string[]>>();
  const put = (of: string, value: string, transcript: string): void => {
    let values = groups.get(of);
    if (!values) groups.set(of, (values = new Map<string, string[]>()));
    if (!values.get(value)?.includes(transcript)) append(values, value, transcript);
  };
  for (const transcript of transcripts) {
    const cases = casesOfTranscripts(study).get(transcript) ?? [];
    for (const id of cases) {
      const seen = new Set<string>();
      for (let at = study.cases.get(id); at && !seen.has(at.id); at = study.cases.get(at.partOf ?? '')) {
        seen.add(at.id);
        if (wholes.has(at.id)) put(at.kind, at.id, transcript);
      }
    }
    for (const { id } of attributes)
      for (const value of valuesOf(view, transcript, cases, id)) put(id, String(value), transcript);
  }
  return [...groups].flatMap(([of, values]) =>
    isTelling(values, transcripts)
      ? [...values].sort(byName).map(([value, members]) => ({ of, value, transcripts: members }))
      : [],
  );
}

function valuesOf(
  { study }: StudyView,
  transcript: string,
  cases: readonly string[],
  attribute: string,
): readonly AttributeValue[] {
  const own = study.sources.get(transcript)?.attributes ?? {};
  const value = Object.hasOwn(own, attribute) ? own[attribute] : undefined;
  if (value !== undefined) return [value];
  return cases.flatMap((id) => attributesOfCases(study).get(id)?.get(attribute) ?? []);
}

function isTelling(values: ReadonlyMap<string, readonly string[]>, all: readonly string[]): boolean {
  const isEverything = values.size === 1 && [...values.values()][0]?.length === all.length;
  return values.size <= mostValues && !isEverything;
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
