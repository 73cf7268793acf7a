import { lazyFor } from '../base/lazy';
import type { AttributeValue, StudyFile } from '../model/study';

/** The attributes of each case: its own, and what it inherits along `part-of`; the nearest value counts. */
export const attributesOfCases = lazyFor(
  ({ cases }: StudyFile): ReadonlyMap<string, ReadonlyMap<string, AttributeValue>> => {
    const resolved = new Map<string, ReadonlyMap<string, AttributeValue>>();
    for (const { id } of cases.values()) {
      const values = new Map<string, AttributeValue>();
      // Whole and part never form a circle (the reader cuts it); the set guards against one all the same.
      const seen = new Set<string>();
      for (let at = cases.get(id); at && !seen.has(at.id); at = cases.get(at.partOf ?? '')) {
        seen.add(at.id);
        for (const [key, value] of Object.entries(at.attributes))
          if (!values.has(key)) values.set(key, value);
      }
      resolved.set(id, values);
    }
    return resolved;
  },
);
