import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import type { FeatureContext } from '../feature';
import { registerCompletion } from './completion';
import { registerFixes } from './fixes';
import { registerHints } from './hints';
import { registerHover } from './hover';
import { registerLenses } from './lenses';
import { registerNavigation } from './navigation';
import { registerRename } from './rename';
import { registerSymbols } from './symbols';

/** The study's YAML files as a language: what an id stands for, where it is used, and writing it without a slip. */
export function register(context: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  subscriptions.add(registerCompletion(context.registry));
  subscriptions.add(registerHover(context.registry));
  subscriptions.add(registerNavigation(context));
  subscriptions.add(registerRename(context));
  subscriptions.add(registerHints(context.registry));
  subscriptions.add(registerFixes(context));
  subscriptions.add(registerLenses(context.registry));
  subscriptions.add(registerSymbols(context));
  return subscriptions;
}
