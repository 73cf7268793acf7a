import * as vscode from 'vscode';
import { formatDay } from '../../dates';
import { confirmCoding } from '../../../core/actions/confirm-coding';
import type { Disposable } from '../../../core/base/disposable';
import { fileNameOf } from '../../../core/format/study-path';
import { localDay } from '../../../core/base/local-day';
import { UserError } from '../../../core/base/user-error';
import type { OutdatedCoding } from '../../../core/study/outdated-codings';
import { registerCommand } from '../../commands';
import { type CodingReference, referenceIn } from '../../contributions';
import { counted } from '../../count-words';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';
import { findPassage, referenceOf, shorten } from '../passages/targets';

/** The node above the codings that are older than their code’s definition. */
export const outdatedGroup = 'definitions-changed' as const;

export interface OutdatedElement {
  readonly study: OpenStudy;
  readonly coding: OutdatedCoding;
  readonly reference: CodingReference;
}

/** Those of a list that may have been made a moment ago which still hold. */
export function outdatedElements(study: OpenStudy, codings: readonly OutdatedCoding[]): OutdatedElement[] {
  return codings.flatMap((coding) => {
    const { placed, code } = coding;
    const now = study.visible.sidecars.get(placed.sidecar.path);
    const passage = now?.value.passages.find(({ id }) => id === placed.passage.id);
    const checked = passage?.codings?.[code]?.checked ?? '';
    if (!passage?.codes.includes(code) || checked >= localDay(coding.changedAt)) return [];
    return [{ study, coding, reference: { ...referenceOf(study, placed), code } }];
  });
}

export function outdatedGroupItem(count: number): vscode.TreeItem {
  const label = vscode.l10n.t('Definitions changed since');
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
  item.id = outdatedGroup;
  item.description = String(count);
  item.iconPath = new vscode.ThemeIcon('book');
  item.tooltip = vscode.l10n.t(
    'You gave these codes before their definitions were edited. Say of each whether it still fits.',
  );
  item.accessibilityInformation = { label: vscode.l10n.t('{0}: {1}', label, counted(count, 'coding')) };
  return item;
}

export function outdatedItem({ study, coding, reference }: OutdatedElement): vscode.TreeItem {
  const { placed, code, changedAt } = coding;
  const { passage, sidecar } = placed;
  const item = new vscode.TreeItem(shorten(passage.quote, 60));
  const known = study.visible.codebook.resolve(code);
  const name = known?.name ?? code;
  const transcript = fileNameOf(sidecar.transcript);
  const when = formatDay(changedAt);
  const what = vscode.l10n.t('definition edited {0}', when);
  item.id = `${study.root.toString()}#${sidecar.path}#${passage.id}#${code}`;
  item.description = `${name} · ${transcript}`;
  item.iconPath = new vscode.ThemeIcon('history');
  item.contextValue = 'coding-outdated';
  item.tooltip = [passage.quote, `${name}: ${known?.definition ?? ''}`, what].join('\n\n');
  item.accessibilityInformation = { label: [passage.quote, name, what, transcript].join(', ') };
  item.command = {
    command: 'verbatim.openPassage',
    title: vscode.l10n.t('Open'),
    arguments: [reference],
  };
  return item;
}

/** **Still Fits**: the coder has looked at a coding again and confirms it. */
export function registerStillFits(context: FeatureContext): Disposable {
  return registerCommand(context.log, 'verbatim.stillFits', async (argument) => {
    const reference = referenceIn(argument);
    const target = reference && (await findPassage(context, reference, ''));
    if (!target)
      throw new UserError('review/none', vscode.l10n.t('Choose a coding in the Review view first.'));
    const { study, placed } = target;
    const coder = await context.coders.require(study, context.writerOf(study));
    if (coder !== placed.sidecar.coder)
      throw new UserError(
        'passage/not-yours',
        vscode.l10n.t('This passage is {0}’s. Only its coder confirms its codes.', placed.sidecar.coder),
      );
    await context
      .writerOf(study)
      .write(vscode.l10n.t('Confirm a coding'), () =>
        confirmCoding(
          study.store.snapshot.whole,
          { sidecar: placed.sidecar.path, id: placed.passage.id },
          reference.code,
          localDay(Date.now()),
        ),
      );
  });
}
