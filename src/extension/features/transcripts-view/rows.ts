import * as vscode from 'vscode';
import { fileNameOf } from '../../../core/format/study-path';
import type { SourceKind } from '../../../core/model/study';
import { casesOfTranscripts } from '../../../core/study/cases';
import { type CodingStatus, codingStatuses } from '../../../core/study/coding-status';
import type { TranscriptReference } from '../../contributions';
import { whyLeftOut } from '../../layer-words';
import type { OpenStudy } from '../../workspace/open-study';
import { describeProgress, describeStatus, stateIcon, stateSign } from '../../status-words';

const mostCases = 3;

export function transcriptItem(
  study: OpenStudy,
  path: string,
  reference: TranscriptReference,
): vscode.TreeItem {
  const statuses = codingStatuses(study.visible, path);
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const name = fileNameOf(path);
  const item = new vscode.TreeItem(name, statuses.length === 0 ? None : Collapsed);
  item.id = study.uriOf(path).toString();
  const kind = study.view.study.sources.get(path)?.kind;
  const cases = casesOfTranscripts(study.view.study).get(path) ?? [];
  const progress = statuses.map(
    ({ coder, state, passages }) => `${coder} ${stateSign(state)}${passages ? ` ${passages}` : ''}`,
  );
  const why = whyLeftOut(study, path);
  item.description = [
    why !== undefined && vscode.l10n.t('not final'),
    cases.slice(0, mostCases).join(', ') + (cases.length > mostCases ? ' …' : ''),
    ...progress,
  ]
    .filter(Boolean)
    .join(' · ');
  item.iconPath = new vscode.ThemeIcon(
    study.view.transcripts.get(path)?.isStale ? 'warning' : kindIcon(kind),
  );
  item.contextValue = `transcript-${stateOf(study, path)}`;
  const told = [
    ...statuses.map(describeStatus),
    ...(why === undefined ? [] : [vscode.l10n.t('Left out of the final codings: {0}', why)]),
  ];
  item.tooltip = [path, kind && kindName(kind), ...told].filter(Boolean).join('\n');
  item.accessibilityInformation = {
    label: [name, kind && kindName(kind), ...told].filter(Boolean).join(', '),
  };
  item.command = { command: 'verbatim.openTranscript', title: vscode.l10n.t('Open'), arguments: [reference] };
  return item;
}

/** How far the viewer is, for the menu that marks a transcript done. */
function stateOf(study: OpenStudy, path: string): string {
  return (
    codingStatuses(study.visible, path).find(({ coder }) => coder === study.coder)?.state ?? 'not-started'
  );
}

export function coderItem(study: OpenStudy, path: string, status: CodingStatus): vscode.TreeItem {
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(status.coder, status.passages ? Collapsed : None);
  item.id = `${study.uriOf(path).toString()}#${status.coder}`;
  item.description = describeProgress(status);
  item.iconPath = new vscode.ThemeIcon(stateIcon(status.state));
  item.contextValue = status.coder === study.coder ? `coder-${status.state}` : 'coder';
  item.accessibilityInformation = { label: describeStatus(status) };
  return item;
}

function kindIcon(kind: SourceKind | undefined): string {
  switch (kind) {
    case 'focus-group':
      return 'organization';
    case 'observation':
      return 'eye';
    case 'document':
      return 'file-text';
    default:
      return 'comment-discussion';
  }
}

function kindName(kind: SourceKind): string {
  switch (kind) {
    case 'interview':
      return vscode.l10n.t('Interview');
    case 'focus-group':
      return vscode.l10n.t('Focus group');
    case 'observation':
      return vscode.l10n.t('Observation');
    case 'document':
      return vscode.l10n.t('Document');
  }
}
