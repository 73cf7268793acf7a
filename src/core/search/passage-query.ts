import { casesOf } from '../study/cases';
import { isPartOf } from '../study/part-of';
import { needsReview, placePassages, type PlacedPassage } from '../study/placed-passages';
import { passagesOf, type Topic } from '../study/reach';
import type { LoadedSidecar } from '../study/loaded';
import type { StudyView } from '../study/snapshot';
import { compareInText } from '../study/text-order';
import { passagesToRecode } from '../study/to-recode';
import { filterView, type ViewFilter } from '../study/view-filter';
import { findInPassages } from './find-in-passages';
import type { WordOptions } from './word-pattern';

/** A passage by name: its sidecar's path and its id. */
export interface PassageKey {
  readonly sidecar: string;
  readonly id: string;
}

/** What passages are wanted. Ids that nothing has give no passages. */
export type PassageInput =
  | { readonly kind: 'all' }
  /** By id or alias, or by an id that the codebook lacks; subcodes count too. */
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'theme'; readonly theme: string }
  | { readonly kind: 'question'; readonly question: string }
  /** Passages without a code. */
  | { readonly kind: 'uncoded' }
  /** The case's own and those of the cases that are part of it. */
  | { readonly kind: 'case'; readonly case: string }
  /** Everybody's, or one coder's. */
  | { readonly kind: 'transcript'; readonly transcript: string; readonly coder?: string }
  | { readonly kind: 'coder'; readonly coder: string }
  /** A coder's passages whose text has changed since they were coded. */
  | { readonly kind: 'to-review'; readonly coder: string }
  /** A coder's passages with a code that was split or replaced. */
  | { readonly kind: 'to-recode'; readonly coder: string }
  /** Any others; those that are gone by now are left out. */
  | { readonly kind: 'listed'; readonly title: string; readonly passages: readonly PassageKey[] }
  /** Those that any of several queries asks for. */
  | { readonly kind: 'any'; readonly of: readonly PassageQuery[] }
  /** Those among others that have some words; see `wordPattern`. */
  | {
      readonly kind: 'found';
      readonly words: string;
      readonly options?: WordOptions;
      readonly within: PassageQuery;
    };

/** The same, narrowed down by cases, attributes or coders. */
export type PassageQuery = PassageInput & { readonly where?: ViewFilter };

/** The passages that a query asks for, in the order of the transcripts and of the text, each once. */
export function queryPassages(view: StudyView, query: PassageQuery): readonly PlacedPassage[] {
  const filtered = filterView(view, query.where);
  switch (query.kind) {
    case 'all':
      return collect(filtered, (sidecar) => placePassages(filtered, sidecar));
    case 'code': {
      const code = filtered.codebook.resolve(query.code);
      return ofTopic(filtered, code ? `code:${code.id}` : `unknown:${query.code}`);
    }
    case 'theme':
      return ofTopic(filtered, `theme:${query.theme}`);
    case 'question':
      return ofTopic(filtered, `question:${query.question}`);
    case 'uncoded':
      return ofTopic(filtered, 'uncoded');
    case 'case':
      return collect(filtered, (sidecar) =>
        placePassages(filtered, sidecar).filter((placed) =>
          casesOf(filtered, placed).some((id) => isPartOf(filtered.study, id, query.case)),
        ),
      );
    case 'transcript': {
      const { transcript, coder } = query;
      return collectFrom(filtered, [transcript], (sidecar) =>
        coder === undefined || sidecar.coder === coder ? placePassages(filtered, sidecar) : [],
      );
    }
    case 'coder':
      return ofCoder(filtered, query.coder);
    case 'to-review':
      return ofCoder(filtered, query.coder).filter(needsReview);
    case 'to-recode': {
      const toRecode = new Set(passagesToRecode(filtered, query.coder).map(({ placed }) => placed));
      return ofCoder(filtered, query.coder).filter((placed) => toRecode.has(placed));
    }
    case 'listed':
      return listed(filtered, query.passages);
    case 'any': {
      const wanted = new Set(query.of.flatMap((each) => queryPassages(filtered, each)));
      return collect(filtered, (sidecar) =>
        placePassages(filtered, sidecar).filter((placed) => wanted.has(placed)),
      );
    }
    case 'found':
      return findInPassages(queryPassages(filtered, query.within), query.words, query.options).map(
        ({ placed }) => placed,
      );
  }
}

/** Whether a query says itself whose passages it means, so that the layer that is shown does not matter. */
export function namesItsCoders(query: PassageQuery): boolean {
  switch (query.kind) {
    case 'coder':
    case 'to-review':
    case 'to-recode':
    case 'listed':
      return true;
    case 'transcript':
      return query.coder !== undefined;
    case 'found':
      return namesItsCoders(query.within);
    case 'any':
      return query.of.every(namesItsCoders);
    default:
      return false;
  }
}

type PassagesOf = (sidecar: LoadedSidecar) => readonly PlacedPassage[];

function collect(view: StudyView, passagesIn: PassagesOf): readonly PlacedPassage[] {
  return collectFrom(view, [...view.transcripts.keys()], passagesIn);
}

function collectFrom(
  view: StudyView,
  transcripts: readonly string[],
  passagesIn: PassagesOf,
): readonly PlacedPassage[] {
  return transcripts.flatMap((path) => view.sidecarsOf(path).flatMap(passagesIn).sort(compareInText));
}

function ofTopic(view: StudyView, topic: Topic): readonly PlacedPassage[] {
  return collect(view, (sidecar) => passagesOf(view, sidecar, topic));
}

function ofCoder(view: StudyView, coder: string): readonly PlacedPassage[] {
  return collect(view, (sidecar) => (sidecar.coder === coder ? placePassages(view, sidecar) : []));
}

function listed(view: StudyView, keys: readonly PassageKey[]): readonly PlacedPassage[] {
  const wanted = new Map<string, Set<string>>();
  for (const { sidecar, id } of keys) {
    const ids = wanted.get(sidecar) ?? new Set();
    wanted.set(sidecar, ids.add(id));
  }
  return collect(view, (sidecar) => {
    const ids = wanted.get(sidecar.path);
    return ids ? placePassages(view, sidecar).filter(({ passage }) => ids.has(passage.id)) : [];
  });
}
