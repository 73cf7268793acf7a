import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { createContextKey, registerCommand } from '../../commands';
import { referenceIn } from '../../contributions';
import { counted } from '../../count-words';
import type { CurrentComparison } from '../../workspace/comparison';
import type { FeatureContext } from '../feature';
import { findRepositories } from '../git/repository';
import { currentStudy } from '../passages/targets';
import { disagreementElement } from '../../trees/disagreement-rows';
import { childrenOf, type CompareElement, itemOf, parentOf, rootsOf } from './elements';
import { chooseAgreement, noteAgreement } from './agreement-notes';
import { describeFilter, pickFilter } from './filter';
import { registerComparisonHover } from './hover';
import { choiceOf, pickComparison } from './pick';
import { type Redefinitions, watchRedefinitions } from './redefinitions';
import { openDisagreement, placeOfCursor, showCurrent } from './show';
import { describeDisagreement, typeName } from '../../disagreement-words';

/** Comparing coders: where they differ, in the text and in the **Compare** view. */
export function register(context: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  const { log, comparison, registry } = context;
  const repositories = findRepositories(context);
  const isComparing = createContextKey('verbatim.isComparing');
  const redefinitions = subscriptions.add(watchRedefinitions(context, repositories));
  const view = registerView(context, subscriptions, redefinitions);

  subscriptions.add(comparison.onDidChange(() => isComparing(comparison.current !== undefined)));
  subscriptions.add(showCurrent(context));
  subscriptions.add(noteAgreement(context));
  subscriptions.add(registerComparisonHover(context));
  subscriptions.add(
    registerCommand(log, 'verbatim.compareCoders', async (given) => {
      const study = currentStudy(context);
      if (!study) return undefined;
      const shown = registry.findTranscript(vscode.window.activeTextEditor?.document.uri);
      const choice = given
        ? await choiceOf(study, repositories, given)
        : await pickComparison(study, repositories, shown?.path);
      if (!choice) return undefined;
      const current = comparison.start(choice);
      isComparing(true);
      await vscode.commands.executeCommand('verbatim.compare.focus');
      return current;
    }),
  );
  subscriptions.add(
    registerCommand(log, 'verbatim.stopComparing', () => {
      comparison.stop();
      return undefined;
    }),
  );
  subscriptions.add(
    registerCommand(log, 'verbatim.filterDisagreements', async () => {
      const filter = comparison.current && (await pickFilter(comparison.current));
      if (filter) comparison.setFilter(filter);
    }),
  );
  subscriptions.add(
    registerCommand(log, 'verbatim.chooseAgreement', async () => {
      if (comparison.current) await chooseAgreement(comparison.current);
    }),
  );
  const open = async (): Promise<void> => {
    const { current, disagreement } = comparison;
    if (!current || !disagreement) return;
    if (view.visible && current.shown.includes(disagreement))
      await view.reveal(disagreementElement(current, disagreement), { select: true, focus: false });
    await openDisagreement(context, disagreement);
    const { title, difference } = describeDisagreement(current, disagreement);
    const at = current.shown.indexOf(disagreement);
    const place = at === -1 ? '' : vscode.l10n.t('{0} of {1}', at + 1, current.shown.length);
    const type = typeName(disagreement.type, current.comparison.coders.length);
    vscode.window.setStatusBarMessage([place, type, title, difference].filter(Boolean).join(' · '), 10_000);
  };
  subscriptions.add(
    registerCommand(log, 'verbatim.openDisagreement', async (argument) => {
      const reference = referenceIn(argument);
      if (reference && comparison.select(reference.disagreement)) await open();
    }),
  );
  const step = async (direction: 1 | -1): Promise<void> => {
    if (comparison.step(direction, placeOfCursor(context))) await open();
    else if (comparison.current)
      vscode.window.setStatusBarMessage(vscode.l10n.t('There is no disagreement to go to.'), 5000);
  };
  subscriptions.add(registerCommand(log, 'verbatim.nextDisagreement', () => step(1)));
  subscriptions.add(registerCommand(log, 'verbatim.previousDisagreement', () => step(-1)));
  return subscriptions;
}

function registerView(
  { comparison }: FeatureContext,
  subscriptions: DisposableStore,
  redefinitions: Redefinitions,
): vscode.TreeView<CompareElement> {
  const changed = subscriptions.add(new vscode.EventEmitter<undefined>());
  const view = subscriptions.add(
    vscode.window.createTreeView<CompareElement>('verbatim.compare', {
      treeDataProvider: {
        onDidChangeTreeData: changed.event,
        getChildren: (element) => {
          if (element) return [...childrenOf(element)];
          const { current } = comparison;
          return current ? rootsOf(current, redefinitions.of(current)) : [];
        },
        getParent: (element) => comparison.current && parentOf(element, comparison.current),
        getTreeItem: (element) => itemOf(element, comparison.current?.participants.length ?? 2),
      },
      showCollapseAll: true,
    }),
  );
  subscriptions.add(redefinitions.onDidChange(() => changed.fire(undefined)));
  subscriptions.add(
    comparison.onDidChange((change) => {
      if (change === 'disagreement') return;
      const { current } = comparison;
      view.description = current ? current.comparison.coders.join(' – ') : '';
      view.message = current ? summarise(current) : '';
      changed.fire(undefined);
    }),
  );
  return view;
}

/** How many disagreements there are, and how to read the lines in the text. */
function summarise(current: CurrentComparison): string {
  const { comparison, disagreements, open, shown } = current;
  const transcripts = comparison.compared.length;
  if (transcripts === 0) return vscode.l10n.t('No transcript can be compared yet.');
  const all =
    disagreements.length === 0
      ? vscode.l10n.t('No disagreements in {0}.', counted(transcripts, 'transcript'))
      : vscode.l10n.t(
          '{0} in {1}.',
          counted(disagreements.length, 'disagreement'),
          counted(transcripts, 'transcript'),
        );
  const settled = disagreements.length - open.size;
  const filter = describeFilter(current);
  const filtered = filter === '' ? [] : [vscode.l10n.t('Shown: {0} ({1}).', filter, shown.length)];
  const progress = settled === 0 ? [] : [vscode.l10n.t('{0} settled, {1} open.', settled, open.size)];
  return [all, ...progress, ...filtered, legendOf(comparison.coders)].join(' ');
}

/** Lines by their pattern, as the text has them. With four coders or more, patterns are shared. */
function legendOf(coders: readonly string[]): string {
  const [dashed = '', dotted = '', dashDotted = ''] = [0, 1, 2].map((pattern) =>
    coders.filter((_, i) => i % 3 === pattern).join(', '),
  );
  return coders.length === 2
    ? vscode.l10n.t('Solid lines: both; dashed: {0} only; dotted: {1} only.', dashed, dotted)
    : vscode.l10n.t(
        'Solid lines: all. Not all: {0} dashed, {1} dotted, {2} dash-dotted.',
        dashed,
        dotted,
        dashDotted,
      );
}
