import * as vscode from 'vscode';
import type { StudySymbol } from '../../../core/language/symbol-at';
import type { Reach, Topic } from '../../../core/study/reach';

/** What passages of something count towards; undefined for what has no passages of its own. */
export function topicOf({ kind, id }: StudySymbol): Topic | undefined {
  return kind === 'code' || kind === 'theme' || kind === 'question' ? `${kind}:${id}` : undefined;
}

/** How far something reaches: “12 passages in 4 transcripts, 3 sites”. */
export function usageInWords({ passages, transcripts, cases, sites }: Reach): string {
  if (passages === 0) return vscode.l10n.t('No passages yet');
  const found =
    passages === 1
      ? vscode.l10n.t('1 passage')
      : transcripts === 1
        ? vscode.l10n.t('{0} passages in 1 transcript', passages)
        : vscode.l10n.t('{0} passages in {1} transcripts', passages, transcripts);
  if (passages === 1) return found;
  return sites > 0
    ? `${found}, ${sites === 1 ? vscode.l10n.t('1 site') : vscode.l10n.t('{0} sites', sites)}`
    : cases > 0
      ? `${found}, ${cases === 1 ? vscode.l10n.t('1 case') : vscode.l10n.t('{0} cases', cases)}`
      : found;
}
