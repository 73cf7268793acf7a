import * as vscode from 'vscode';
import { UserError } from '../../../core/base/user-error';
import { placePassages, type PlacedPassage } from '../../../core/study/placed-passages';
import { spansEqual } from '../../../core/text/span';
import { type Argument, type PassageReference, referenceIn } from '../../contributions';
import { toSpan } from '../../convert';
import { pickTyped } from '../../typed-pick';
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
 * The passage a command names, else the one that is selected, else the one at the cursor: the coder's own before others',
 * the innermost before the outer. With several that are equally near, the user picks. Undefined when the user picks none.
 * Where the cursor is when this is called counts, after everything asked for before is written.
 * @param owner only this coder's passages are looked at, where there is any
 * @throws UserError when there is no passage
 */
export async function findPassage(
  context: FeatureContext,
  argument: Argument<PassageReference> | undefined,
  question: string,
  owner?: string,
): Promise<PassageTarget | undefined> {
  const editor = vscode.window.activeTextEditor;
  const selection = editor && context.selections.of(editor);
  for (const study of context.registry.studies) await context.writerOf(study).settled();
  const reference = referenceIn(argument);
  if (reference) return find(context, reference);
  const all = editor && selection ? passagesAt(context, editor.document, selection) : [];
  const own = all.filter(({ placed }) => placed.sidecar.coder === owner);
  const found = own.length > 0 ? own : all;
  const [first] = found;
  if (!first) throw new UserError('passage/none', vscode.l10n.t('There is no passage at the cursor.'));
  if (found.length === 1) return first;
  const items = found.map((target) => ({
    label: namesOf(target),
    description: target.placed.sidecar.coder,
    detail: shorten(target.placed.passage.quote),
    target,
  }));
  const { typeAhead } = context;
  return (await pickTyped(items, { typeAhead, title: question, matchOnDetail: true }))?.target;
}

/** The passages that are just what is selected, else those at the cursor: the viewer's own first, short before long. */
function passagesAt(
  context: FeatureContext,
  document: vscode.TextDocument,
  selection: vscode.Selection,
): readonly PassageTarget[] {
  const live = context.live.of(document);
  if (!live) return [];
  const selected = toSpan(live.index, selection);
  const { line, character } = selection.active;
  const at = live.index.offsetOfEditorPosition(line, character);
  const { coder } = live.study;
  const isOthers = (placed: PlacedPassage) => Number(placed.sidecar.coder !== coder);
  const exact = live.passages.filter(({ span }) => spansEqual(span, selected));
  const here =
    exact.length > 0 ? exact : live.passages.filter(({ span }) => span.start <= at && at <= span.end);
  return here
    .sort((a, b) => isOthers(a) - isOthers(b) || a.span.end - a.span.start - (b.span.end - b.span.start))
    .map((placed) => ({ study: live.study, placed }));
}

/**
 * The same for a command that changes a passage.
 * @throws UserError when it is another coder's
 */
export async function findOwnPassage(
  context: FeatureContext,
  argument: Argument<PassageReference> | undefined,
  question: string,
): Promise<PassageTarget | undefined> {
  const target = await findPassage(context, argument, question, currentStudy(context)?.coder);
  if (!target) return undefined;
  return (await requireOwn(context, target)) ? target : undefined;
}

/**
 * Makes sure that a passage is the coder's own, asking who is coding if need be. @returns false when that is not answered
 * @throws UserError when it is another coder's
 */
export async function requireOwn(
  context: FeatureContext,
  { study, placed }: PassageTarget,
): Promise<boolean> {
  const coder = await context.coders.require(study, context.writerOf(study));
  if (coder !== undefined && placed.sidecar.coder !== coder)
    throw new UserError(
      'passage/not-yours',
      vscode.l10n.t(
        'This passage is {0}’s. Only its coder changes it; you are {1}.',
        placed.sidecar.coder,
        coder,
      ),
    );
  return coder !== undefined;
}

/** The study of the active editor, else the only one that is open. */
export function currentStudy(context: FeatureContext): OpenStudy | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return (uri && context.registry.find(uri)?.study) ?? context.registry.studies[0];
}

/**
 * The study that something is about, or the current one.
 * @param root the study's root, as a URI string
 * @throws UserError when it is not open
 */
export function requireStudy(context: FeatureContext, root?: string): OpenStudy {
  const study = root === undefined ? currentStudy(context) : context.registry.studyAt(root);
  if (study) return study;
  throw new UserError(
    'study/none',
    root === undefined
      ? vscode.l10n.t('No study is open.')
      : vscode.l10n.t('This study is not open any more.'),
  );
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
