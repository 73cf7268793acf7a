import * as vscode from 'vscode';
import { formatCsv } from '../../../core/exchange/export/format-csv';
import { renderAgreementPage } from '../../../core/report/agreement-page';
import type { AgreementReport } from '../../../core/report/agreement-report';
import { tabulateAgreement } from '../../../core/report/agreement-tables';
import type { OpenStudy } from '../../workspace/open-study';

/** Asks where to, writes the report as a page and offers to open it in a browser, which can print it. */
export async function savePage(study: OpenStudy, report: AgreementReport, version: string): Promise<void> {
  const file = await askWhere(study, 'agreement.html', { [vscode.l10n.t('Page')]: ['html'] });
  if (!file) return;
  await write(file, renderAgreementPage(report, { version }));
  const open = vscode.l10n.t('Open in Browser');
  const saved = vscode.l10n.t('The report is saved. A browser can print it.');
  if ((await vscode.window.showInformationMessage(saved, open)) === open) await vscode.env.openExternal(file);
}

/** Asks where to and writes all figures as a table, which spreadsheets read. */
export async function saveTable(study: OpenStudy, report: AgreementReport): Promise<void> {
  const file = await askWhere(study, 'agreement.csv', { CSV: ['csv'] });
  if (file) await write(file, formatCsv(tabulateAgreement(report), { mark: true }));
}

async function askWhere(
  { root }: OpenStudy,
  name: string,
  filters: Record<string, string[]>,
): Promise<vscode.Uri | undefined> {
  return vscode.window.showSaveDialog({ defaultUri: vscode.Uri.joinPath(root, name), filters });
}

async function write(file: vscode.Uri, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
}
