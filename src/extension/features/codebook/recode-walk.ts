import * as vscode from 'vscode';
import { recodePassage } from '../../../core/actions/recode-passage';
import { fileNameOf } from '../../../core/format/study-path';
import type { Code } from '../../../core/model/codebook';
import { needsReview } from '../../../core/study/placed-passages';
import { type CodingToRecode, passagesToRecode } from '../../../core/study/to-recode';
import { counted } from '../../count-words';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';
import { referenceOf, shorten } from '../passages/targets';
import type { Changer } from './change';

export interface Walk {
  readonly coder: string;
  /** The code whose passages are walked; those of every deprecated code when not given. */
  readonly code?: string;
  /** What is recoded is undone with it as one. */
  readonly series: object;
}

type Answer =
  | { readonly kind: 'codes'; readonly codes: readonly string[] }
  | { readonly kind: 'several' | 'skip' | 'back' | 'stop' };

interface AnswerItem extends vscode.QuickPickItem {
  readonly answer?: Answer;
}

/**
 * Walks a coder's passages that still have a deprecated code: shows each in its text and asks which of the successors it
 * gets. Every answer is written at once, so that the walk can be stopped anywhere and gone on with later.
 */
export async function walkPassages(
  context: FeatureContext,
  changer: Changer,
  study: OpenStudy,
  { coder, code, series }: Walk,
): Promise<void> {
  const writer = context.writerOf(study);
  // What needs review is settled there first; everything else is asked about once, skipped or not.
  const all = passagesToRecode(study.visible, coder, code);
  const waiting = all.filter(({ placed }) => needsReview(placed)).length;
  const todo = all.filter(({ placed }) => !needsReview(placed));
  const recoded = new Set<number>();
  let at = 0;
  while (at < todo.length) {
    const item = todo[at];
    if (!item) break;
    const answer = await askAbout(study, item, at, todo.length);
    if (answer.kind === 'stop') break;
    if (answer.kind === 'back') {
      at = Math.max(0, at - 1);
      if (recoded.delete(at)) await writer.stepBack(series);
      continue;
    }
    if (answer.kind === 'codes') {
      const { placed, id } = item;
      const target = { sidecar: placed.sidecar.path, id: placed.passage.id };
      const isDone = await changer.carryOut(study, {
        title: vscode.l10n.t('Recode passages of “{0}”', item.code.name),
        edits: ({ whole }) => recodePassage(whole, target, id, answer.codes),
        series,
      });
      if (isDone) recoded.add(at);
    }
    at++;
  }
  tellRest(passagesToRecode(study.visible, coder, code).length, waiting);
}

function tellRest(left: number, waiting: number): void {
  const message =
    left === 0
      ? vscode.l10n.t('All of your passages are recoded.')
      : waiting > 0
        ? vscode.l10n.t(
            '{0} left to recode, {1} of them to be reviewed first.',
            counted(left, 'passage'),
            waiting,
          )
        : vscode.l10n.t('{0} left to recode. Recode Passages goes on there.', counted(left, 'passage'));
  vscode.window.setStatusBarMessage(message, 8000);
}

/** Shows a passage in its text and asks for its codes. */
async function askAbout(study: OpenStudy, item: CodingToRecode, at: number, count: number): Promise<Answer> {
  const { placed, code, successors } = item;
  if (placed.span)
    await vscode.commands.executeCommand('verbatim.openPassage', referenceOf(study, placed), {
      preserveFocus: true,
    });
  const answer = await pickAnswer(item, at, count);
  if (answer.kind !== 'several') return answer;
  const several = await vscode.window.showQuickPick(
    successors.map(({ id, name }) => ({ label: name, id })),
    { title: vscode.l10n.t('Which parts of “{0}”?', code.name), canPickMany: true, ignoreFocusOut: true },
  );
  return several && several.length > 0
    ? { kind: 'codes', codes: several.map(({ id }) => id) }
    : askAbout(study, item, at, count);
}

async function pickAnswer(
  { placed, code, successors }: CodingToRecode,
  at: number,
  count: number,
): Promise<Answer> {
  const pick = vscode.window.createQuickPick<AnswerItem>();
  const place = `${fileNameOf(placed.sidecar.transcript)}:${placed.passage.at.start.line}`;
  pick.title = vscode.l10n.t('“{0}”, passage {1} of {2} ({3})', code.name, at + 1, count, place);
  pick.placeholder = shorten(placed.passage.quote, 160);
  // The text behind may be scrolled and read in between.
  pick.ignoreFocusOut = true;
  Object.assign(pick, { sortByLabel: false });
  pick.items = [...successors.map(successorItem), ...severalItems(successors), ...otherItems(at)];
  const answer = await new Promise<Answer>((resolve) => {
    pick.onDidAccept(() => resolve(pick.activeItems[0]?.answer ?? { kind: 'skip' }));
    pick.onDidHide(() => resolve({ kind: 'stop' }));
    pick.show();
  });
  pick.dispose();
  return answer;
}

function successorItem({ id, name, definition }: Code): AnswerItem {
  return {
    label: `$(tag) ${name}`,
    ...(definition === undefined ? {} : { detail: definition }),
    answer: { kind: 'codes', codes: [id] },
  };
}

function severalItems(successors: readonly Code[]): readonly AnswerItem[] {
  const codes = successors.map(({ id }) => id);
  if (successors.length < 2) return [];
  if (successors.length === 2)
    return [{ label: vscode.l10n.t('$(tag) Both'), answer: { kind: 'codes', codes } }];
  return [{ label: vscode.l10n.t('$(checklist) Several of them…'), answer: { kind: 'several' } }];
}

function otherItems(at: number): readonly AnswerItem[] {
  return [
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    { label: vscode.l10n.t('$(debug-step-over) Skip for now'), answer: { kind: 'skip' } },
    ...(at === 0
      ? []
      : [
          { label: vscode.l10n.t('$(arrow-left) Back to the one before'), answer: { kind: 'back' } as const },
        ]),
    { label: vscode.l10n.t('$(debug-pause) Stop here, go on later'), answer: { kind: 'stop' } },
  ];
}
