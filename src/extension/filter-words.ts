import type { ViewFilter } from '../core/study/view-filter';

/** What a filter lets through, in a few words: `role: clinical or commissioning · A, B · MS`. */
export function describeFilter({ attributes = [], cases = [], coders = [] }: ViewFilter): string {
  const byAttribute = attributes
    .filter(({ values }) => values.length > 0)
    .map(({ attribute, values }) => `${attribute}: ${values.map(String).join(', ')}`);
  return [...byAttribute, cases.join(', '), coders.join(', ')].filter(Boolean).join(' · ');
}
