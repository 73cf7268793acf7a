import * as vscode from 'vscode';
import { type Part, splitCode } from '../../../core/actions/split-code';
import { passagesToRecode } from '../../../core/study/to-recode';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';
import { type Changer, ofPlan } from './change';
import { pickCode } from './pick-code';
import type { PreviewLine } from './preview';
import { walkPassages } from './recode-walk';

/** **Split Code**: asks for the parts, then walks the coder's own passages, each of which gets one or several of them. */
export async function askToSplit(
  context: FeatureContext,
  changer: Changer,
  study: OpenStudy,
  id: string,
): Promise<void> {
  const code = study.visible.codebook.codes.get(id);
  if (!code) return;
  const parts = await askForParts(study, id, code.name);
  if (parts.length < 2) return;
  const series = {};
  const isSplit = await changer.propose(study, {
    title: vscode.l10n.t('Split “{0}”', code.name),
    action: vscode.l10n.t('Split, then go through your passages'),
    ...withRemark(
      ofPlan((snapshot) => splitCode(snapshot, id, parts)),
      subcodesOf(study, id),
    ),
    series,
  });
  const { coder } = study;
  if (!isSplit || coder === undefined) return;
  if (passagesToRecode(study.visible, coder, id).length > 0)
    await walkPassages(context, changer, study, { coder, code: id, series });
}

function withRemark<T extends { readonly lines: (study: OpenStudy) => readonly PreviewLine[] }>(
  request: T,
  remarks: readonly PreviewLine[],
): T {
  return { ...request, lines: (study: OpenStudy) => [...request.lines(study), ...remarks] };
}

function subcodesOf(study: OpenStudy, id: string): readonly PreviewLine[] {
  const subcodes = [...study.visible.codebook.codes.values()].filter(({ parent }) => parent === id);
  const remarks: PreviewLine[] = [
    {
      icon: 'account',
      text: vscode.l10n.t('Other coders find their passages in their own lists to recode'),
    },
  ];
  if (subcodes.length > 0)
    remarks.push({
      icon: 'info',
      text: vscode.l10n.t('Its subcodes stay under it: {0}', subcodes.map(({ name }) => name).join(', ')),
    });
  return remarks;
}

/** Asks for part after part until the user has no more. */
async function askForParts(study: OpenStudy, id: string, name: string): Promise<readonly Part[]> {
  const parts: Part[] = [];
  for (;;) {
    const picked = await pickCode(study, {
      title: vscode.l10n.t('Split “{0}”: part {1}', name, parts.length + 1),
      placeholder:
        parts.length < 2
          ? vscode.l10n.t('Type a name for a new code, or pick one that is there')
          : vscode.l10n.t('Another part, or Enter when these are all'),
      isOffered: (code) =>
        code.id !== id &&
        code.status !== 'deprecated' &&
        !parts.some((part) => 'id' in part && part.id === code.id),
      mayCreate: true,
      ...(parts.length < 2 ? {} : { first: vscode.l10n.t('$(check) These are all') }),
    });
    if (picked === undefined) return [];
    if (picked === 'first') return parts;
    parts.push(picked);
  }
}
