import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import type { FeatureContext } from '../feature';
import { registerBadges } from './badges';
import { registerMoving } from './moving';

/** What a study adds to VS Code's own explorer: how far transcripts are, and what follows one that is renamed or moved. */
export function register(context: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  subscriptions.add(registerBadges(context));
  subscriptions.add(registerMoving(context));
  return subscriptions;
}
