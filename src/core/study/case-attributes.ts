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
