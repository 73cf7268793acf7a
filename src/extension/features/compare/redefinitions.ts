import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { Emitter, type Event } from '../../../core/base/event';
import { findRedefinitions, type Redefinition } from '../../../core/study/redefinitions';
import type { CurrentComparison } from '../../workspace/comparison';
import type { FeatureContext } from '../feature';
import type { Repositories } from '../git/repository';

/** Codes redefined between the days on which the compared coders were done, as far as git tells. */
export interface Redefinitions extends Disposable {
  readonly onDidChange: Event<undefined>;
  of(current: CurrentComparison): readonly Redefinition[];
}

export function watchRedefinitions(
  { comparison, exchanged, log }: FeatureContext,
  repositories: Repositories,
): Redefinitions {
  const subscriptions = new DisposableStore();
  const changed = subscriptions.add(new Emitter<undefined>());
  const found = new WeakMap<CurrentComparison['comparison'], readonly Redefinition[]>();
  const look = async (): Promise<void> => {
    const { current } = comparison;
    const repository = current && (await repositories.of(current.study));
    if (!current || !repository) return;
    const list = await findRedefinitions(repository.git, current.comparison);
    found.set(current.comparison, list);
    if (comparison.current?.comparison === current.comparison) changed.fire(undefined);
  };
  const start = (): void => void look().catch((error: unknown) => log.error(String(error)));
  subscriptions.add(comparison.onDidChange((change) => change === 'comparison' && start()));
  subscriptions.add(exchanged.event(start));
  return {
    onDidChange: changed.event,
    of: (current) => found.get(current.comparison) ?? [],
    dispose: () => subscriptions.dispose(),
  };
}
