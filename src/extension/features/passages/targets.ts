import * as vscode from 'vscode';
import { UserError } from '../../../core/base/user-error';
import { placePassages, type PlacedPassage } from '../../../core/study/placed-passages';
import { type Argument, type PassageReference, referenceIn } from '../../contributions';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';

/** A passage that a command is about. */
export interface PassageTarget {
  readonly study: OpenStudy;
  readonly placed: PlacedPassage;
}

export function referenceOf(study: OpenStudy, { sidecar, passage }: PlacedPassage): PassageReference {
  return { study: study.root.toString(), sidecar: sidecar.path, id: passage.id };
}

/**
 * The passage a command names, else the one at the cursor: the coder's own before others', the innermost before the
 * outer. With several that are equally near, the user picks. Undefined when the user picks none.
 * @throws UserError when there is no passage
 */
export async function findPassage(
  context: FeatureContext,
  argument: Argument<PassageReference> | undefined,
  question: string,
): Promise<PassageTarget | undefined> {
  const reference = referenceIn(argument);
  if (reference) return find(context, reference);
  const found = passagesAtCursor(context);
  const [first] = found;
  if (!first) throw new UserError('passage/none', vscode.l10n.t('There is no passage at the cursor.'));
  if (found.length === 1) return first;
  const items = found.map((target) => ({
    label: namesOf(target),
    description: target.placed.sidecar.coder,
    detail: shorten(target.placed.passage.quote),
    target,
  }));
  return (await vscode.window.showQuickPick(items, { title: question, matchOnDetail: true }))?.target;
}

/** The passages at the cursor of the active editor, the viewer's own first, short ones before long ones. */
function passagesAtCursor(context: FeatureContext): readonly PassageTarget[] {
  const editor = vscode.window.activeTextEditor;
  const live = editor && context.live.of(editor.document);
  if (!live) return [];
  const { line, character } = editor.selection.active;
  const at = live.index.offsetOfEditorPosition(line, character);
  const { coder } = live.study;
  const isOthers = (placed: PlacedPassage) => Number(placed.sidecar.coder !== coder);
  return live.passages
    .filter(({ span }) => span.start <= at && at <= span.end)
    .sort((a, b) => isOthers(a) - isOthers(b) || a.span.end - a.span.start - (b.span.end - b.span.start))
    .map((placed) => ({ study: live.study, placed }));
}

/** The names of a passage's codes, for lists and titles. */
export function namesOf({ study, placed }: PassageTarget): string {
  const { codes } = placed.passage;
  if (codes.length === 0) return vscode.l10n.t('No code yet');
  return codes.map((id) => study.visible.codebook.resolve(id)?.name ?? id).join(', ');
}

/** One line of text, cut to what a list can show. */
export function shorten(text: string, length = 120): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > length ? `${line.slice(0, length - 1).trimEnd()}…` : line;
}

function find(context: FeatureContext, { study: root, sidecar: path, id }: PassageReference): PassageTarget {
  const study = context.registry.studyAt(root);
  const sidecar = study?.visible.sidecars.get(path);
  if (study && sidecar) {
    const placed = placePassages(study.visible, sidecar).find(({ passage }) => passage.id === id);
    if (placed) return { study, placed };
  }
  throw new UserError('passage/gone', vscode.l10n.t('This passage is not there any more.'));
}
