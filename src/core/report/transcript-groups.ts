import { append } from '../base/append';
import type { Attribute } from '../model/study';
import { attributeChoices, attributeValue } from '../study/case-attributes';
import { casesOfTranscripts } from '../study/cases';
import { wholesOfCases } from '../study/part-of';
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
  const attributes = attributeChoices(study)
    .map(({ attribute }) => attribute)
    .filter((id) => !isMeasured(study.attributes.get(id)));
  const groups = new Map<string, Map<string, string[]>>();
  const put = (of: string, value: string, transcript: string): void => {
    let values = groups.get(of);
    if (!values) groups.set(of, (values = new Map<string, string[]>()));
    if (!values.get(value)?.includes(transcript)) append(values, value, transcript);
  };
  for (const transcript of transcripts) {
    const cases = casesOfTranscripts(study).get(transcript) ?? [];
    for (const id of cases.flatMap((each) => wholesOfCases(study).get(each) ?? []))
      if (wholes.has(id)) put(study.cases.get(id)?.kind ?? '', id, transcript);
    for (const attribute of attributes)
      for (const id of cases.length === 0 ? [undefined] : cases) {
        const value = attributeValue(study, { transcript, case: id }, attribute);
        if (value !== undefined) put(attribute, String(value), transcript);
      }
  }
  return [...groups].flatMap(([of, values]) =>
    isTelling(values, transcripts)
      ? [...values].sort(byName).map(([value, members]) => ({ of, value, transcripts: members }))
      : [],
  );
}

function isMeasured(attribute: Attribute | undefined): boolean {
  return attribute?.type === 'number' || attribute?.type === 'date';
}

function isTelling(values: ReadonlyMap<string, readonly string[]>, all: readonly string[]): boolean {
  const isEverything = values.size === 1 && [...values.values()][0]?.length === all.length;
  return values.size <= mostValues && !isEverything;
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
