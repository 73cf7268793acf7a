import * as vscode from 'vscode';
import type { StudySymbol } from '../../../core/language/symbol-at';
import type { Reach, Topic } from '../../../core/study/reach';
import { counted } from '../../count-words';

/** What passages of something count towards; undefined for what has no passages of its own. */
export function topicOf({ kind, id }: StudySymbol): Topic | undefined {
  return kind === 'code' || kind === 'theme' || kind === 'question' ? `${kind}:${id}` : undefined;
}

/** How far something reaches: “12 passages in 4 transcripts, 3 sites”. */
export function usageInWords({ passages, transcripts, cases, sites }: Reach): string {
  if (passages === 0) return vscode.l10n.t('No passages yet');
  if (passages === 1) return counted(1, 'passage');
  const found = vscode.l10n.t('{0} in {1}', counted(passages, 'passage'), counted(transcripts, 'transcript'));
  if (sites > 0) return `${found}, ${counted(sites, 'site')}`;
  return cases > 0 ? `${found}, ${counted(cases, 'case')}` : found;
}
