import { lazyFor } from '../base/lazy';
import type { AttributeValue, StudyFile } from '../model/study';
import { wholesOfCases } from './part-of';

/** The attributes of each case: its own, and what it inherits along `part-of`; the nearest value counts. */
export const attributesOfCases = lazyFor(
  (study: StudyFile): ReadonlyMap<string, ReadonlyMap<string, AttributeValue>> => {
    const resolved = new Map<string, ReadonlyMap<string, AttributeValue>>();
    for (const id of study.cases.keys()) {
      const values = new Map<string, AttributeValue>();
      for (const whole of wholesOfCases(study).get(id) ?? [])
        for (const [key, value] of Object.entries(study.cases.get(whole)?.attributes ?? {}))
          if (!values.has(key)) values.set(key, value);
      resolved.set(id, values);
    }
    return resolved;
  },
);

/**
 * What an attribute says of a transcript and a case in it: the transcript's own value, else the case's, which may be
 * inherited.
 */
export function attributeValue(
  study: StudyFile,
  { transcript, case: id }: { readonly transcript: string; readonly case: string | undefined },
  attribute: string,
): AttributeValue | undefined {
  const own = study.sources.get(transcript)?.attributes;
  if (own && Object.hasOwn(own, attribute)) return own[attribute];
  return id === undefined ? undefined : attributesOfCases(study).get(id)?.get(attribute);
}

/** Values that an attribute has somewhere in a study. */
export interface AttributeChoice {
  readonly attribute: string;
  readonly values: readonly AttributeValue[];
}

/**
 * What can be told apart by attribute: those of the study file in its order, then any others, each with the values that
 * some case or transcript has: a choice's in the order of its definition, the others sorted.
 */
export const attributeChoices = lazyFor((study: StudyFile): readonly AttributeChoice[] => {
  const found = new Map<string, Set<AttributeValue>>(
    [...study.attributes.keys()].map((id) => [id, new Set()]),
  );
  const add = (attributes: Readonly<Record<string, AttributeValue>>): void => {
    for (const [id, value] of Object.entries(attributes)) {
      const values = found.get(id) ?? new Set();
      found.set(id, values.add(value));
    }
  };
  for (const { attributes } of study.cases.values()) add(attributes);
  for (const { attributes } of study.sources.values()) add(attributes);
  return [...found]
    .filter(([, values]) => values.size > 0)
    .map(([attribute, values]) => {
      const order: readonly AttributeValue[] = study.attributes.get(attribute)?.values ?? [];
      const rank = (value: AttributeValue) => (order.includes(value) ? order.indexOf(value) : order.length);
      return { attribute, values: [...values].sort((a, b) => rank(a) - rank(b) || compareValues(a, b)) };
    });
});

function compareValues(a: AttributeValue, b: AttributeValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : 1;
}
