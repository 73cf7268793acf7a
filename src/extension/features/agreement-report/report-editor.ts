import * as vscode from 'vscode';
import type { FeatureContext } from '../feature';

/** How the editor knows reports, also those that it opens again. */
export const reportType = 'verbatim.agreement';

/** A new, empty editor for a report. */
export function openReportEditor(context: FeatureContext): vscode.WebviewPanel {
  return vscode.window.createWebviewPanel(reportType, vscode.l10n.t('Agreement'), vscode.ViewColumn.Active, {
    enableFindWidget: true,
    ...webviewOptions(context),
  });
}

/** What a report’s page may do: run its own script. */
export function webviewOptions(context: FeatureContext): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [scriptFolder(context)] };
}

export function scriptFolder({ extension }: FeatureContext): vscode.Uri {
  return vscode.Uri.joinPath(extension.extensionUri, 'dist', 'webview');
}
