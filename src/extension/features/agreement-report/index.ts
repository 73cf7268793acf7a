import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import type { AgreementOptions } from '../../../core/report/agreement-plan';
import { registerCommand } from '../../commands';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';
import { findRepositories } from '../git/repository';
import { requireStudy } from '../passages/targets';
import { chooseRound } from './options';
import { openReportEditor, reportType, webviewOptions } from './report-editor';
import { ReportPanel } from './report-panel';
import { latestOf, readSavedReport } from './saved-report';

/** **Show Agreement**: how far coders agree, as a report. There is one for each study at a time. */
export function register(context: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  const repositories = findRepositories(context);
  const panels = new Map<OpenStudy, ReportPanel>();
  subscriptions.add(
    registerCommand(context.log, 'verbatim.showAgreement', async () => {
      const { current } = context.comparison;
      const study = current?.study ?? requireStudy(context);
      const options = await optionsFor(context, study);
      if (!options) return;
      const shown = panels.get(study);
      if (shown) {
        shown.show(options);
        return;
      }
      await open(study, openReportEditor(context), options);
    }),
  );
  const open = async (
    study: OpenStudy,
    editor: vscode.WebviewPanel,
    options: AgreementOptions,
  ): Promise<void> => {
    const hasHistory = (await repositories.of(study)) !== undefined;
    const panel = new ReportPanel(context, repositories, study, editor, { options, hasHistory });
    panels.set(study, panel);
    panel.onDidDispose(() => panels.delete(study));
  };
  subscriptions.add(
    vscode.window.registerWebviewPanelSerializer(reportType, {
      async deserializeWebviewPanel(editor, state: unknown) {
        const saved = readSavedReport(state);
        const study = saved && (await openedStudy(context, saved.study, editor));
        if (!study || panels.has(study)) {
          editor.dispose();
          return;
        }
        editor.webview.options = webviewOptions(context);
        await open(study, editor, latestOf(context.extension.workspaceState, saved).options);
      },
    }),
  );
  subscriptions.add({
    dispose() {
      for (const panel of [...panels.values()]) panel.dispose();
    },
  });
  return subscriptions;
}

/** The study with this root, as soon as it is open; undefined when the editor is closed before. */
function openedStudy(
  { registry }: FeatureContext,
  root: string,
  editor: vscode.WebviewPanel,
): Promise<OpenStudy | undefined> {
  const waiting = new DisposableStore();
  return new Promise<OpenStudy | undefined>((resolve) => {
    const look = (): void => {
      const study = registry.studyAt(root);
      if (study) resolve(study);
    };
    waiting.add(registry.onDidChangeStudies(look));
    waiting.add(editor.onDidDispose(() => resolve(undefined)));
    look();
  }).finally(() => waiting.dispose());
}

/** What is being compared, else the only round, else the round that is chosen. */
async function optionsFor(
  { comparison }: FeatureContext,
  study: OpenStudy,
): Promise<AgreementOptions | undefined> {
  const { current } = comparison;
  if (current?.study === study && current.participants.every(({ at }) => !at)) {
    const coders = current.participants.map(({ coder }) => coder);
    return { coders, ...(current.round === undefined ? {} : { round: current.round }) };
  }
  const { rounds } = study.visible.study;
  if (rounds.size === 0) return {};
  const round = rounds.size === 1 ? [...rounds.keys()][0] : await chooseRound(study.visible);
  return round === undefined ? undefined : { round };
}
