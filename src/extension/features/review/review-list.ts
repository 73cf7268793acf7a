import * as vscode from 'vscode';
import { passagesToReview } from '../../../core/actions/review-passage';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { Emitter, type Event } from '../../../core/base/event';
import { createContextKey } from '../../commands';
import type { FeatureContext } from '../feature';
import type { Outdated } from '../git/outdated';
import { referenceOf } from '../passages/targets';
import {
  codeNoteItem,
  type CodeNoteElement,
  codeNotesGroup,
  codeNotesGroupItem,
  codeNotesOf,
} from './code-notes';
import {
  type OutdatedElement,
  outdatedElements,
  outdatedGroup,
  outdatedGroupItem,
  outdatedItem,
} from './outdated-codings';
import { type ReviewedPassage, reviewedPassageItem } from './reviewed-passage';

type Row = ReviewedPassage | OutdatedElement | CodeNoteElement | typeof outdatedGroup | typeof codeNotesGroup;

/** What the **Review** view lists. */
export interface ReviewList extends Disposable {
  /** The passages to review, in the order of the rows. */
  passages(): readonly ReviewedPassage[];
  /** A row was selected that stands for a passage. */
  readonly onDidSelect: Event<ReviewedPassage>;
  /** Selects a passage's row, where the view is in sight. */
  select(reviewed: ReviewedPassage): Promise<void>;
}

export function createReviewList({ registry }: FeatureContext, outdated: Outdated): ReviewList {
  const subscriptions = new DisposableStore();
  const changed = subscriptions.add(new vscode.EventEmitter<undefined>());
  const selected = subscriptions.add(new Emitter<ReviewedPassage>());
  const hasReview = createContextKey('verbatim.hasReview');
  let passages: readonly ReviewedPassage[] = [];
  let codings: readonly OutdatedElement[] = [];
  let notes: readonly CodeNoteElement[] = [];
  const childrenOf = (row: Row | undefined): Row[] => {
    if (row === outdatedGroup) return [...codings];
    if (row === codeNotesGroup) return [...notes];
    if (row) return [];
    return [
      ...passages,
      ...(codings.length > 0 ? [outdatedGroup] : []),
      ...(notes.length > 0 ? [codeNotesGroup] : []),
    ];
  };
  const itemOf = (row: Row): vscode.TreeItem => {
    if (row === outdatedGroup) return outdatedGroupItem(codings.length);
    if (row === codeNotesGroup) return codeNotesGroupItem(notes.length);
    if ('note' in row) return codeNoteItem(row);
    return 'coding' in row ? outdatedItem(row) : reviewedPassageItem(row);
  };
  const view = subscriptions.add(
    vscode.window.createTreeView<Row>('verbatim.review', {
      treeDataProvider: {
        onDidChangeTreeData: changed.event,
        getChildren: childrenOf,
        getTreeItem: itemOf,
        getParent: (row) => {
          if (typeof row === 'string') return undefined;
          if ('note' in row) return codeNotesGroup;
          return 'coding' in row ? outdatedGroup : undefined;
        },
      },
    }),
  );
  const refresh = (): void => {
    passages = registry.studies.flatMap((study) =>
      passagesToReview(study.visible, study.coder).map((placed) => ({
        study,
        placed,
        reference: referenceOf(study, placed),
      })),
    );
    codings = registry.studies.flatMap((study) => outdatedElements(study, outdated.of(study)));
    notes = registry.studies.flatMap(codeNotesOf);
    const count = passages.length + codings.length + notes.length;
    hasReview(count > 0);
    const tooltip = vscode.l10n.t('{0} to review', count);
    view.badge = count === 0 ? undefined : { value: count, tooltip };
    changed.fire(undefined);
  };
  subscriptions.add(
    view.onDidChangeSelection(({ selection: [row] }) => {
      if (row && typeof row !== 'string' && 'placed' in row) selected.fire(row);
    }),
  );
  subscriptions.add(registry.onDidChangeStudy(refresh));
  subscriptions.add(registry.onDidChangeStudies(refresh));
  subscriptions.add(outdated.onDidChange(refresh));
  refresh();
  return {
    passages: () => passages,
    onDidSelect: selected.event,
    async select(reviewed) {
      if (view.visible) await view.reveal(reviewed, { select: true, focus: false });
    },
    dispose: () => subscriptions.dispose(),
  };
}
