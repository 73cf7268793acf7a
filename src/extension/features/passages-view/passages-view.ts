import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { UserError } from '../../../core/base/user-error';
import type { PassageQuery } from '../../../core/search/passage-query';
import type { PlacedPassage } from '../../../core/study/placed-passages';
import { createContextKey } from '../../commands';
import type { PassageElement } from '../../trees/passage-rows';
import type { OpenStudy } from '../../workspace/open-study';
import type { StudyRegistry } from '../../workspace/study-registry';
import { describeQuery } from './query-words';
import { itemOf } from './rows';
import {
  childrenOf,
  describeCount,
  describeLeftOut,
  type Grouping,
  type ListElement,
  listPassages,
  parentOf,
  type PassageList,
  passagesOfRows,
  rowsOf,
} from './shown-passages';
import { createSoon } from '../../soon';

const viewId = 'verbatim.passages';
/** So many milliseconds after a change the list is made again; a burst of changes is one. */
const quiet = 50;

/** Shows one list of passages at a time and keeps it up to date with its study. */
export class PassagesView implements Disposable {
  readonly #subscriptions = new DisposableStore();
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #tree: vscode.TreeView<ListElement>;
  readonly #hasList = createContextKey('verbatim.hasPassageList');
  readonly #hasHits = createContextKey('verbatim.hasHits');
  #by: Grouping = 'transcript';
  #list: PassageList | undefined;
  #isOutdated = false;
  readonly #soon = createSoon(quiet, () => this.#tree.visible && this.#renew());
  /** The row that was stepped to last. */
  #current: PassageElement | undefined;

  constructor(registry: StudyRegistry) {
    const add = <T extends Disposable>(item: T): T => this.#subscriptions.add(item);
    add(this.#changed);
    this.#tree = add(
      vscode.window.createTreeView<ListElement>(viewId, {
        treeDataProvider: {
          onDidChangeTreeData: this.#changed.event,
          getChildren: (element) => (element ? childrenOf(element) : [...(this.#list?.groups ?? [])]),
          getParent: (element) => this.#list && parentOf(this.#list, element),
          getTreeItem: (element) =>
            itemOf(element, {
              query: this.#list?.query,
              by: this.#by,
              count: this.#list?.placed.length ?? 0,
              keepsFocus: keepsFocus(),
            }),
        },
        showCollapseAll: true,
        canSelectMany: true,
      }),
    );
    add(this.#tree.onDidChangeVisibility(({ visible }) => visible && this.#isOutdated && this.#renew()));
    add(
      registry.onDidChangeStudy((study) => {
        if (study === this.#list?.study) this.#renewSoon();
      }),
    );
    add(
      registry.onDidChangeStudies(() => {
        if (this.#list && !registry.studies.includes(this.#list.study)) this.clear();
      }),
    );
    this.#hasList(false);
  }

  async show(study: OpenStudy, query: PassageQuery): Promise<void> {
    await vscode.window.withProgress({ location: { viewId } }, async () => {
      // The first list of a large study takes a moment, in which nothing else is drawn.
      await new Promise((done) => setTimeout(done));
      this.#current = undefined;
      this.#set(listPassages(study, query, this.#by));
    });
    await vscode.commands.executeCommand(`${viewId}.focus`);
  }

  groupBy(by: Grouping): void {
    this.#by = by;
    this.#current = undefined;
    this.#renew();
  }

  clear(): void {
    this.#current = undefined;
    this.#set(undefined);
  }

  /** Opens the next or previous passage of the list. @param isInList whether the focus is to be in the list or the text */
  async step(direction: 1 | -1, isInList: boolean): Promise<void> {
    const list = this.required();
    const rows = rowsOf(list);
    const selected = this.#tree.selection.find((row) => row.kind === 'passage') ?? this.#current;
    const at = rows.findIndex((row) => isSame(row, selected));
    const next =
      rows[at === -1 && direction === -1 ? rows.length - 1 : (at + direction + rows.length) % rows.length];
    if (!next) throw new UserError('passages/none', vscode.l10n.t('The list has no passages.'));
    this.#current = next;
    await this.#tree.reveal(next, { select: true, focus: isInList });
    await vscode.commands.executeCommand('verbatim.openPassage', next.reference, { preserveFocus: isInList });
    vscode.window.setStatusBarMessage(
      vscode.l10n.t('{0} of {1} in the list', rows.indexOf(next) + 1, rows.length),
      5000,
    );
  }

  /** @param rows what to copy; if nothing, what is selected, else all */
  passagesToCopy(rows: readonly unknown[]): { list: PassageList; placed: readonly PlacedPassage[] } {
    const list = this.required();
    if (rows.length > 0) return { list, placed: passagesOfRows(list, rows as readonly ListElement[]) };
    // For a moment after a list is made anew, the rows of the one before it are selected.
    const selected = passagesOfRows(list, this.#tree.selection);
    return { list, placed: selected.length > 0 ? selected : list.placed };
  }

  dispose(): void {
    this.#soon.dispose();
    this.#subscriptions.dispose();
  }

  /** @throws UserError when nothing is shown yet */
  required(): PassageList {
    if (!this.#list)
      throw new UserError('passages/none', vscode.l10n.t('Choose first which passages to show.'));
    return this.#list;
  }

  #renewSoon(): void {
    this.#isOutdated = true;
    this.#soon.ask();
  }

  #renew(): void {
    if (this.#list) this.#set(listPassages(this.#list.study, this.#list.query, this.#by));
  }

  #set(list: PassageList | undefined): void {
    this.#list = list;
    this.#isOutdated = false;
    this.#hasList(list !== undefined);
    this.#hasHits(list?.query.kind === 'found');
    const words = list ? describeQuery(list.study.visible, list.query) : '';
    // A panel of one view shows no description.
    this.#tree.message = list
      ? [words, describeCount(list), describeLeftOut(list)].filter(Boolean).join(' — ')
      : '';
    this.#changed.fire(undefined);
  }
}

function isSame(row: PassageElement, other: PassageElement | undefined): boolean {
  return (
    row.reference.sidecar === other?.reference.sidecar &&
    row.reference.id === other.reference.id &&
    row.above === other.above
  );
}

function keepsFocus(): boolean {
  return vscode.workspace.getConfiguration('verbatim').get('passages.keepFocus', false);
}
