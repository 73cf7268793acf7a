import * as vscode from 'vscode';
import {
  reconcileList,
  type Settling,
  type TranscriptToReconcile,
} from '../../../core/agreement/reconcile-list';
import { whyNotReconcilable } from '../../../core/actions/settle-matters';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { Emitter } from '../../../core/base/event';
import { UserError } from '../../../core/base/user-error';
import { createContextKey } from '../../commands';
import type { CurrentComparison } from '../../workspace/comparison';
import type { FeatureContext } from '../feature';

/** Reconciling, while it goes on: the comparison whose disagreements are settled, and who decides. */
export interface CurrentReconciling {
  readonly comparison: CurrentComparison;
  /** The coders, or others, in whose names decisions are written down. */
  readonly by: readonly string[];
  readonly transcripts: readonly TranscriptToReconcile[];
}

/** The reconciling that goes on in the editor. It lives on a comparison of coders as they are now, and ends with it. */
export class ReconcileSession implements Disposable {
  readonly #context: FeatureContext;
  readonly #subscriptions = new DisposableStore();
  readonly #changed = this.#subscriptions.add(new Emitter<undefined>());
  readonly onDidChange = this.#changed.event;
  readonly #isReconciling = createContextKey('verbatim.isReconciling');
  #by: readonly string[] | undefined;
  #current: CurrentReconciling | undefined;

  constructor(context: FeatureContext) {
    this.#context = context;
    const { comparison, registry } = context;
    this.#subscriptions.add(
      comparison.onDidChange((change) => {
        if (change === 'comparison') this.#update();
      }),
    );
    this.#subscriptions.add(
      registry.onDidChangeStudy((study) => {
        if (study === this.#current?.comparison.study) this.#update();
      }),
    );
  }

  get current(): CurrentReconciling | undefined {
    return this.#current;
  }

  /** The disagreement that one is at, settled or not. */
  get settling(): Settling | undefined {
    const id = this.#context.comparison.disagreement?.id;
    return this.settlings().find(({ disagreement }) => disagreement.id === id);
  }

  settlings(): readonly Settling[] {
    return this.#current?.transcripts.flatMap(({ settlings }) => settlings) ?? [];
  }

  /** @throws UserError that says why nothing in the comparison can be reconciled yet */
  start(comparison: CurrentComparison, by: readonly string[]): void {
    const transcripts = transcriptsOf(comparison);
    const obstacles = transcripts.map(({ reconciliation }) => whyNotReconcilable(reconciliation));
    const [first] = obstacles;
    if (transcripts.length === 0)
      throw new UserError(
        'reconcile/none',
        vscode.l10n.t('No transcript has just these coders, so there is nothing to reconcile.'),
      );
    if (first !== undefined && obstacles.every((each) => each !== undefined))
      throw new UserError('reconcile/not-yet', first);
    this.#by = by;
    this.#update();
    // What is settled would only be in the way; the filter brings it back.
    this.#context.comparison.setFilter({ ...comparison.filter, state: 'open' });
  }

  stop(): void {
    this.#by = undefined;
    this.#update();
    const { current } = this.#context.comparison;
    if (!current) return;
    const { state, ...filter } = current.filter;
    if (state === 'open') this.#context.comparison.setFilter(filter);
  }

  /** The next disagreement that is not settled, after another one; round from the last to the first. */
  next(after: Settling | undefined): Settling | undefined {
    const all = this.settlings();
    const at = all.findIndex(({ disagreement }) => disagreement.id === after?.disagreement.id);
    return [...all.slice(at + 1), ...all.slice(0, at + 1)].find(({ state }) => state !== 'settled');
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #update(): void {
    const { current } = this.#context.comparison;
    const was = this.#current;
    if (!current || current.participants.some(({ at }) => at)) this.#by = undefined;
    this.#current =
      this.#by && current
        ? { comparison: current, by: this.#by, transcripts: transcriptsOf(current) }
        : undefined;
    this.#isReconciling(this.#current !== undefined);
    this.#context.typeAhead.isReconciling = this.#current !== undefined;
    if (was ?? this.#current) this.#changed.fire(undefined);
  }
}

function transcriptsOf({
  study,
  comparison,
  disagreements,
}: CurrentComparison): readonly TranscriptToReconcile[] {
  const paths = [
    ...comparison.compared.map(({ transcript }) => transcript.path),
    ...comparison.notComparable.map(({ transcript }) => transcript),
  ];
  return reconcileList(study.visible, paths, comparison.coders, disagreements);
}
