import * as vscode from 'vscode';
import { markLost, settlePosition } from '../../../core/actions/review-passage';
import type { PassageTarget } from '../../../core/actions/change-passage';
import type { Disposable } from '../../../core/base/disposable';
import { UserError } from '../../../core/base/user-error';
import { fileNameOf } from '../../../core/format/study-path';
import type { StudyEdit } from '../../../core/study/edit';
import type { Span } from '../../../core/text/span';
import type { TextIndex } from '../../../core/text/text-index';
import { registerCommand } from '../../commands';
import { toRange } from '../../convert';
import type { FeatureContext } from '../feature';
import { requireOwn, shorten } from '../passages/targets';
import type { ReviewedPassage } from './reviewed-passage';
import type { ReviewWalk } from './walk';

/** A place in a transcript as the coder sees it, which is not what the file holds if that has changed meanwhile. */
export interface SeenPlace {
  readonly index: TextIndex;
  readonly span: Span;
}

/** **Accept the New Place**: the one proposed, or the one picked of several. */
export function registerAccept(context: FeatureContext, walk: ReviewWalk): Disposable {
  return registerCommand(context.log, 'verbatim.acceptPosition', async (argument) => {
    const reviewed = await walk.choose(argument, vscode.l10n.t('Accept the new place of which passage?'));
    const place = reviewed && (followedPlace(context, reviewed) ?? (await pickPlace(reviewed)));
    if (place) await walk.settling(reviewed, () => settle(context, reviewed, place));
  });
}

export function registerMarkLost(context: FeatureContext, walk: ReviewWalk): Disposable {
  return registerCommand(context.log, 'verbatim.markLost', async (argument) => {
    const reviewed = await walk.choose(argument, vscode.l10n.t('Mark which passage lost?'));
    if (!reviewed) return;
    const { study, placed } = reviewed;
    const isDone = await walk.settling(reviewed, () =>
      write(context, reviewed, vscode.l10n.t('Mark a passage lost'), (target) =>
        Promise.resolve(markLost(study.store.snapshot.whole, target)),
      ),
    );
    if (isDone) tell(vscode.l10n.t('“{0}” is marked lost. Its codes are kept.', quoteOf(placed.passage)));
  });
}

/** Puts a passage where its coder says. @returns whether that was done */
export async function settle(
  context: FeatureContext,
  reviewed: ReviewedPassage,
  { index, span }: SeenPlace,
): Promise<boolean> {
  const { study, placed } = reviewed;
  const { transcript } = placed.sidecar;
  const isDone = await write(context, reviewed, vscode.l10n.t('Settle a passage'), async (target) => {
    await study.store.refresh([transcript]);
    const { whole } = study.store.snapshot;
    if (whole.transcripts.get(transcript)?.text !== index.text)
      throw new UserError(
        'review/other-text',
        vscode.l10n.t(
          '{0} has changed meanwhile, so nothing was settled. Look at the passage again.',
          fileNameOf(transcript),
        ),
      );
    return settlePosition(whole, target, span);
  });
  if (isDone)
    tell(
      vscode.l10n.t(
        '“{0}” stands in line {1} now.',
        quoteOf({ quote: index.text.slice(span.start, span.end) }),
        toRange(index, span).start.line + 1,
      ),
    );
  return isDone;
}

/** Writes as the coder whose passage it is; nobody else settles it. */
async function write(
  context: FeatureContext,
  { study, placed }: ReviewedPassage,
  label: string,
  plan: (target: PassageTarget) => Promise<readonly StudyEdit[]>,
): Promise<boolean> {
  const { sidecar, passage } = placed;
  if (!(await requireOwn(context, { study, placed }))) return false;
  return context.writerOf(study).write(label, () => plan({ sidecar: sidecar.path, id: passage.id }));
}

/** Where a passage was followed to, if its text was edited in this window and is saved: then there is nothing to pick. */
function followedPlace({ live }: FeatureContext, { study, placed }: ReviewedPassage): SeenPlace | undefined {
  const key = study.uriOf(placed.sidecar.transcript).toString();
  const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === key);
  const transcript = document && !document.isDirty ? live.of(document) : undefined;
  const followed = transcript?.passages.find(
    ({ passage, sidecar }) => passage === placed.passage && sidecar === placed.sidecar,
  );
  return followed && transcript && { index: transcript.index, span: followed.span };
}

/** The place proposed, or the one the user picks of several. */
async function pickPlace({ study, placed }: ReviewedPassage): Promise<SeenPlace | undefined> {
  const [only, ...others] = placed.candidates;
  const transcript = study.visible.transcripts.get(placed.sidecar.transcript);
  if (!only || !transcript)
    throw new UserError(
      'review/lost',
      vscode.l10n.t('Nothing like this passage is left in the text. Select its words anew, or mark it lost.'),
    );
  const index = transcript.index();
  if (others.length === 0) return { index, span: only };
  const items = placed.candidates.map((span) => ({
    label: vscode.l10n.t('Line {0}', toRange(index, span).start.line + 1),
    detail: inContext(transcript.text, span),
    span,
  }));
  const choice = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Where does “{0}” stand now?', shorten(placed.passage.quote, 50)),
    matchOnDetail: true,
  });
  return choice && { index, span: choice.span };
}

/** Places with like words are told apart by what stands around them. */
function inContext(text: string, { start, end }: Span): string {
  const before = shorten(text.slice(Math.max(0, start - 40), start));
  return `…${before}“${shorten(text.slice(start, end), 30)}”${shorten(text.slice(end, end + 40))}…`;
}

function quoteOf({ quote }: { readonly quote: string }): string {
  return shorten(quote, 50);
}

function tell(message: string): void {
  vscode.window.setStatusBarMessage(message, 8000);
}
