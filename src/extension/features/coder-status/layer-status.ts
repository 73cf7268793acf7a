import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { registerCommand } from '../../commands';
import { layerChoices, layerName, leftOutInWords, whyLeftOut } from '../../layer-words';
import type { FeatureContext } from '../feature';
import { currentStudy, requireStudy } from '../passages/targets';

/** Whose codings are shown, where these are not everybody's: said in the status bar, which leads to the others. */
export function registerLayerStatus(context: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  const { log, registry } = context;
  const item = subscriptions.add(
    vscode.window.createStatusBarItem('verbatim.layer', vscode.StatusBarAlignment.Right, 89),
  );
  item.name = vscode.l10n.t('Verbatim: Codings Shown');
  item.command = 'verbatim.chooseLayer';
  const update = (): void => {
    const study = currentStudy(context);
    if (!study || study.layer === 'all') {
      item.hide();
      return;
    }
    const name = layerName(study);
    const shown = registry.findTranscript(vscode.window.activeTextEditor?.document.uri);
    const why = shown?.study === study ? whyLeftOut(study, shown.path) : undefined;
    item.text = `$(layers) ${why === undefined ? name : vscode.l10n.t('{0}: left out here', name)}`;
    const told =
      why === undefined
        ? [vscode.l10n.t('The codings that are shown: {0}.', name), leftOutInWords(study)]
        : [vscode.l10n.t('This transcript is left out of the final codings: {0}', why)];
    item.tooltip = [...told, vscode.l10n.t('Click to show others.')].filter(Boolean).join(' ');
    item.show();
  };
  subscriptions.add(registry.onDidChangeStudy(update));
  subscriptions.add(registry.onDidChangeStudies(update));
  subscriptions.add(vscode.window.onDidChangeActiveTextEditor(update));
  update();
  subscriptions.add(
    registerCommand(log, 'verbatim.chooseLayer', async () => {
      const study = requireStudy(context);
      const title = vscode.l10n.t('Show whose codings?');
      const choice = await vscode.window.showQuickPick(layerChoices(study), { title });
      if (choice) study.layer = choice.layer;
    }),
  );
  return subscriptions;
}
