import * as vscode from 'vscode';
import { fileNameOf } from '../../../core/format/study-path';
import type { PlacedPassage } from '../../../core/study/placed-passages';
import type { PassageReference } from '../../contributions';
import type { OpenStudy } from '../../workspace/open-study';
import { namesOf, shorten } from '../passages/targets';

/** A passage whose text has changed since it was coded. */
export interface ReviewedPassage {
  readonly study: OpenStudy;
  readonly placed: PlacedPassage;
  readonly reference: PassageReference;
}

export function reviewedPassageItem(reviewed: ReviewedPassage): vscode.TreeItem {
  const { study, placed, reference } = reviewed;
  const { passage, sidecar, candidates } = placed;
  const item = new vscode.TreeItem(shorten(passage.quote, 60));
  const name = fileNameOf(sidecar.transcript);
  const what = whatHappenedTo(placed);
  item.id = `${study.root.toString()}#${sidecar.path}#${passage.id}`;
  item.description = `${what} · ${sidecar.coder}, ${name}`;
  item.iconPath = new vscode.ThemeIcon(iconOf(placed));
  item.contextValue = candidates.length > 0 ? 'review-found' : 'review-missing';
  item.tooltip = [passage.quote, namesOf(reviewed), what].join('\n\n');
  item.accessibilityInformation = { label: [passage.quote, namesOf(reviewed), what, name].join(', ') };
  item.command = {
    command: 'verbatim.reviewPassage',
    title: vscode.l10n.t('Compare'),
    arguments: [reference],
  };
  return item;
}

/** In a word or two, what the text has done to a passage. */
export function whatHappenedTo({ status, candidates }: PlacedPassage): string {
  if (status === 'edited') return vscode.l10n.t('words changed');
  if (status === 'ambiguous') return vscode.l10n.t('{0} places possible', candidates.length);
  return vscode.l10n.t('not found');
}

function iconOf({ status }: PlacedPassage): string {
  if (status === 'edited') return 'edit';
  return status === 'ambiguous' ? 'question' : 'search-stop';
}
