import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { locateCode } from '../../../core/format/locate-code';
import { codebookFileName } from '../../../core/model/study';
import { createContextKey, registerCommand } from '../../commands';
import { referenceIn } from '../../contributions';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';
import { currentStudy, requireStudy } from '../passages/targets';
import { registerLayerStatus } from './layer-status';

/** Who is coding and whose codings are shown: the status bar's item and the commands behind it. */
export function register(context: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  const { log, registry } = context;
  const item = subscriptions.add(
    vscode.window.createStatusBarItem('verbatim.coder', vscode.StatusBarAlignment.Right, 90),
  );
  item.name = vscode.l10n.t('Verbatim: Coder');
  item.command = 'verbatim.chooseCoder';
  const hasStudy = createContextKey('verbatim.hasStudy');
  const isTranscript = createContextKey('verbatim.isTranscript');
  const update = (): void => {
    const study = currentStudy(context);
    hasStudy(study !== undefined);
    isTranscript(registry.findTranscript(vscode.window.activeTextEditor?.document.uri) !== undefined);
    if (!study) {
      item.hide();
      return;
    }
    item.text = `$(account) ${study.coder ?? vscode.l10n.t('Reading')}`;
    item.tooltip = describe(study);
    item.show();
  };
  subscriptions.add(registry.onDidChangeStudy(update));
  subscriptions.add(registry.onDidChangeStudies(update));
  subscriptions.add(vscode.window.onDidChangeActiveTextEditor(update));
  subscriptions.add(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration('verbatim.coder')) return;
      for (const study of registry.studies) void context.coders.identify(study);
    }),
  );
  update();

  subscriptions.add(
    registerCommand(log, 'verbatim.chooseCoder', async () => {
      const study = requireStudy(context);
      await context.coders.choose(study, context.writerOf(study));
    }),
  );
  subscriptions.add(registerLayerStatus(context));
  subscriptions.add(
    registerCommand(log, 'verbatim.refresh', async () => {
      await registry.findStudies();
      await Promise.all(registry.studies.map(({ store }) => store.refresh()));
    }),
  );
  subscriptions.add(
    registerCommand(log, 'verbatim.openCodebook', async () => {
      await vscode.window.showTextDocument(requireStudy(context).uriOf(codebookFileName));
    }),
  );
  subscriptions.add(
    registerCommand(log, 'verbatim.goToCode', async (argument) => {
      const study = requireStudy(context);
      const id = referenceIn(argument)?.code;
      const code = id === undefined ? undefined : study.visible.codebook.resolve(id);
      const document = await vscode.workspace.openTextDocument(study.uriOf(codebookFileName));
      const at = document.positionAt((code && locateCode(document.getText(), code.id)) ?? 0);
      await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
    }),
  );
  return subscriptions;
}

function describe(study: OpenStudy): string {
  const who =
    study.coder === undefined
      ? vscode.l10n.t('You are reading “{0}” and code nothing.', study.title)
      : vscode.l10n.t('You are coding in “{0}” as {1}.', study.title, study.coder);
  return `${who} ${vscode.l10n.t('Click to change.')}`;
}
