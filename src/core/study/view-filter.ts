import { lazyFor } from '../base/lazy';
import type { AttributeValue, StudyFile } from '../model/study';
import { attributeValue } from './case-attributes';
import { casesOf } from './cases';
import type { LoadedSidecar, LoadedTranscript } from './loaded';
import { isPartOf } from './part-of';
import { pickPassages, type PlacedPassage } from './placed-passages';
import type { StudyView } from './snapshot';

/** Which passages of a view count. What is left out or empty does not restrict; within a list, any of it will do. */
export interface ViewFilter {
  readonly coders?: readonly string[];
  /** Ids; the parts of a case belong to it. */
  readonly cases?: readonly string[];
  /**
   * A value is the transcript's own, else the case's, which may be inherited along `part-of`. One case of
   * a passage has to have all of the attributes.
   */
  readonly attributes?: readonly AttributeFilter[];
}

export interface AttributeFilter {
  readonly attribute: string;
  readonly values: readonly AttributeValue[];
}

/** A view in which only the passages that a filter lets through are left; the same for the same filter and view. */
export function filterView(view: StudyView, filter: ViewFilter | undefined): StudyView {
  return filter ? filtering(filter)(view) : view;
}

const filtering = lazyFor((filter: ViewFilter) => {
  const coders = new Set(filter.coders);
  const isWanted = restrictsCases(filter) ? caseTest(filter) : undefined;
  // A change to one sidecar leaves what was picked of the others.
  const known = new WeakMap<LoadedSidecar, Picked>();
  const pick = (view: StudyView, sidecar: LoadedSidecar): LoadedSidecar => {
    if (!isWanted) return sidecar;
    const transcript = view.transcripts.get(sidecar.transcript);
    const before = known.get(sidecar);
    if (before?.transcript === transcript && before?.study === view.study) return before.sidecar;
    const picked = pickPassages(view, sidecar, (placed) => isWanted(view, placed));
    known.set(sidecar, { transcript, study: view.study, sidecar: picked });
    return picked;
  };
  return lazyFor((view: StudyView): StudyView => {
    const sidecars = new Map<string, LoadedSidecar>();
    for (const [path, sidecar] of view.sidecars)
      if (coders.size === 0 || coders.has(sidecar.coder)) sidecars.set(path, pick(view, sidecar));
    const sidecarsOf = (transcript: string) =>
      view.sidecarsOf(transcript).flatMap(({ path }) => sidecars.get(path) ?? []);
    return { ...view, sidecars, sidecarsOf };
  });
});

interface Picked {
  readonly transcript: LoadedTranscript | undefined;
  readonly study: StudyFile;
  readonly sidecar: LoadedSidecar;
}

function restrictsCases({ cases = [], attributes = [] }: ViewFilter): boolean {
  return cases.length > 0 || attributes.some(({ values }) => values.length > 0);
}

/** True when a filter leaves everything as it is. */
export function isEmptyFilter(filter: ViewFilter): boolean {
  return (filter.coders ?? []).length === 0 && !restrictsCases(filter);
}

/** Says whether one of a passage's cases is wanted and has all the attributes that are. */
function caseTest(filter: ViewFilter): (view: StudyView, placed: PlacedPassage) => boolean {
  const attributes = (filter.attributes ?? []).filter(({ values }) => values.length > 0);
  const wholes = filter.cases ?? [];
  const wanted = lazyFor(
    (study: StudyFile) =>
      new Set(
        [...study.cases.keys(), ...wholes].filter((id) => wholes.some((whole) => isPartOf(study, id, whole))),
      ),
  );
  return (view, placed) => {
    const { study } = view;
    const { transcript } = placed.sidecar;
    const isWantedCase = (id: string) => wholes.length === 0 || wanted(study).has(id);
    const hasAttributes = (id: string | undefined) =>
      attributes.every(({ attribute, values }) => {
        const value = attributeValue(study, { transcript, case: id }, attribute);
        return value !== undefined && values.includes(value);
      });
    const cases = casesOf(view, placed);
    if (cases.length === 0) return wholes.length === 0 && hasAttributes(undefined);
    return cases.some((id) => isWantedCase(id) && hasAttributes(id));
  };
}
