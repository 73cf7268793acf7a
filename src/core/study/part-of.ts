import { lazyFor } from '../base/lazy';
import type { StudyFile } from '../model/study';

/** Each case with the cases that it is part of, the nearest first, itself before them. */
export const wholesOfCases = lazyFor(({ cases }: StudyFile): ReadonlyMap<string, readonly string[]> => {
  const wholes = new Map<string, readonly string[]>();
  for (const id of cases.keys()) {
    // Whole and part never form a circle (the reader cuts it); the set guards against one all the same.
    const chain = new Set<string>();
    for (let at = cases.get(id); at && !chain.has(at.id); at = cases.get(at.partOf ?? '')) chain.add(at.id);
    wholes.set(id, [...chain]);
  }
  return wholes;
});

/** Whether a case is another one or part of it, however far down. */
export function isPartOf(study: StudyFile, id: string, whole: string): boolean {
  return id === whole || (wholesOfCases(study).get(id)?.includes(whole) ?? false);
}

const siteKind = 'site';

/** The site that a case is or is part of, the nearest; undefined where there is none. */
export const sitesOfCases = lazyFor((study: StudyFile): ReadonlyMap<string, string> => {
  const sites = new Map<string, string>();
  for (const [id, wholes] of wholesOfCases(study)) {
    const site = wholes.find((whole) => study.cases.get(whole)?.kind === siteKind);
    if (site !== undefined) sites.set(id, site);
  }
  return sites;
});
