import * as vscode from 'vscode';
import { agreementStyle } from '../../../core/report/agreement-style';
import { Markup, markup } from '../../../core/report/markup';
import type { ReportAction } from '../../../webview/protocol';

export interface ShellOptions {
  readonly script: vscode.Uri;
  /** Whether the study’s history can be asked. */
  readonly hasHistory: boolean;
}

/** The page in which the report is shown: a toolbar, an empty report and a script; nothing else may be loaded or run. */
export function renderShell({ script, hasHistory }: ShellOptions): string {
  const nonce = createNonce();
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
  const buttons: readonly (readonly [ReportAction, string])[] = [
    ['options', vscode.l10n.t('Options…')],
    ...(hasHistory ? [['over-time', vscode.l10n.t('Over Time')] as const] : []),
    ['save-page', vscode.l10n.t('Save as Page…')],
    ['save-table', vscode.l10n.t('Save as CSV…')],
    ['copy-methods', vscode.l10n.t('Copy Methods Paragraph')],
  ];
  return markup`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <title>${vscode.l10n.t('Agreement')}</title>
  <style nonce="${nonce}">${new Markup(agreementStyle)}</style>
</head>
<body>
  <nav class="toolbar" aria-label="${vscode.l10n.t('Report')}">${buttons.map(
    ([action, label]) => markup`<button type="button" data-action="${action}">${label}</button>`,
  )}<span class="status" role="status"></span></nav>
  <main aria-busy="true"></main>
  <script nonce="${nonce}" src="${script.toString()}"></script>
</body>
</html>`.text;
}

function createNonce(): string {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
