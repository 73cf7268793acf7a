import * as vscode from 'vscode';
import { append } from '../../../core/base/append';
import { namesItsCoders, type PassageQuery, queryPassages } from '../../../core/search/passage-query';
import { casesOf } from '../../../core/study/cases';
import type { PlacedPassage } from '../../../core/study/placed-passages';
import type { StudyView } from '../../../core/study/snapshot';
import { counted } from '../../count-words';
import { leftOutInWords } from '../../layer-words';
import { type PageElement, passageRows, rowsOfPage } from '../../trees/pages';
import { type PassageElement, passageElement } from '../../trees/passage-rows';
import type { OpenStudy } from '../../workspace/open-study';

/** The passages of one transcript or case. */
export interface GroupElement {
  readonly kind: 'group';
  readonly study: OpenStudy;
  /** The transcript's path or the case's id; undefined for passages of no case. */
  readonly of: string | undefined;
  readonly by: Grouping;
  readonly placed: readonly PlacedPassage[];
}

export type Grouping = 'transcript' | 'case';

/** A row of the Passages view. */
export type ListElement = GroupElement | PageElement | PassageElement;

export interface PassageList {
  readonly study: OpenStudy;
  readonly query: PassageQuery;
  readonly placed: readonly PlacedPassage[];
  readonly groups: readonly GroupElement[];
}

/** What a study has now of the passages that a query asks for. */
export function listPassages(study: OpenStudy, query: PassageQuery, by: Grouping): PassageList {
  const view = namesItsCoders(query) ? study.visible : study.view;
  const placed = queryPassages(view, query);
  const members = new Map<string | undefined, PlacedPassage[]>();
  for (const each of placed) for (const of of groupsOf(view, each, by)) append(members, of, each);
  const order = by === 'case' ? [...view.study.cases.keys(), undefined] : [...members.keys()];
  const groups = order.flatMap((of): readonly GroupElement[] => {
    const own = members.get(of);
    return own ? [{ kind: 'group', study, of, by, placed: own }] : [];
  });
  return { study, query, placed, groups };
}

/** A passage of several cases stands under each. */
function groupsOf(view: StudyView, placed: PlacedPassage, by: Grouping): readonly (string | undefined)[] {
  if (by === 'transcript') return [placed.sidecar.transcript];
  const cases = casesOf(view, placed).filter((id) => view.study.cases.has(id));
  return cases.length === 0 ? [undefined] : cases;
}

export function idOfGroup({ study, by, of }: GroupElement): string {
  return `${study.root.toString()}#${by}#${of ?? ''}`;
}

export function childrenOf(element: ListElement): ListElement[] {
  switch (element.kind) {
    case 'group':
      return passageRows(element.study, element.placed, idOfGroup(element));
    case 'page':
      return rowsOfPage(element);
    case 'passage':
      return [];
  }
}

/** The row that another stands under; undefined for a group. */
export function parentOf({ groups }: PassageList, element: ListElement): ListElement | undefined {
  if (element.kind === 'group') return undefined;
  const group = groups.find((each) => idOfGroup(each) === element.above);
  if (!group || element.kind === 'page') return group;
  const { sidecar, id } = element.reference;
  const isThis = (placed: PlacedPassage) => placed.sidecar.path === sidecar && placed.passage.id === id;
  const page = childrenOf(group).find((row) => row.kind === 'page' && row.placed.some(isThis));
  return page ?? group;
}

/** All rows of passages in the order in which they are shown. */
export function rowsOf({ study, groups }: PassageList): readonly PassageElement[] {
  return groups.flatMap((group) =>
    group.placed.map((placed) => passageElement(study, placed, idOfGroup(group))),
  );
}

/**
 * The passages that some rows stand for, each once, in the order shown. The rows may be of the list as it was before it
 * was made anew; what is no longer in it is left out.
 */
export function passagesOfRows(list: PassageList, rows: readonly ListElement[]): readonly PlacedPassage[] {
  const nameOf = ({ sidecar, passage }: PlacedPassage) => `${sidecar.path}#${passage.id}`;
  const wanted = new Set(rows.flatMap((row) => ('reference' in row ? [row.placed] : row.placed)).map(nameOf));
  return list.placed.filter((placed) => wanted.has(nameOf(placed)));
}

export function describeCount({ placed, groups }: PassageList): string {
  if (placed.length === 0) return vscode.l10n.t('no passages');
  const transcripts = new Set(placed.map(({ sidecar }) => sidecar.transcript)).size;
  const found = vscode.l10n.t(
    '{0} in {1}',
    counted(placed.length, 'passage'),
    counted(transcripts, 'transcript'),
  );
  const cases = groups.filter(({ of }) => of !== undefined).length;
  return groups[0]?.by === 'case' ? `${found}, ${counted(cases, 'case')}` : found;
}

/** What is missing because of the layer that is shown; nothing where that does not matter. */
export function describeLeftOut({ study, query }: PassageList): string {
  return namesItsCoders(query) ? '' : leftOutInWords(study);
}
