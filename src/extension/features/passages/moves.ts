import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { sidecarPath } from '../../../core/model/sidecar-path';
import { nextPassageOf, nextUncodedTurn, questionsIn } from '../../../core/study/next-passage';
import { isPlaced, placePassages } from '../../../core/study/placed-passages';
import type { Span } from '../../../core/text/span';
import { registerKeyCommand } from '../../commands';
import { toRange, toSpan } from '../../convert';
import { pickTyped } from '../../typed-pick';
import type { LiveTranscript } from '../../workspace/live-passages';
import type { FeatureContext } from '../feature';
import { PassageTeller } from './teller';
import { findPassage, type PassageTarget } from './targets';

/** Going from passage to passage, in a transcript or by code through all of them, and to what is not coded yet. */
export function registerMoves(context: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  const teller = subscriptions.add(new PassageTeller(context.selections));
  subscriptions.add(registerKeyCommand(context, 'verbatim.nextPassage', () => step(context, teller, 1)));
  subscriptions.add(registerKeyCommand(context, 'verbatim.previousPassage', () => step(context, teller, -1)));
  subscriptions.add(
    registerKeyCommand(context, 'verbatim.nextOfCode', () =>
      context.typeAhead.during(() => followCode(context, teller, 1)),
    ),
  );
  subscriptions.add(
    registerKeyCommand(context, 'verbatim.previousOfCode', () =>
      context.typeAhead.during(() => followCode(context, teller, -1)),
    ),
  );
  subscriptions.add(registerKeyCommand(context, 'verbatim.nextUncodedTurn', () => goToUncodedTurn(context)));
  return subscriptions;
}

interface Shown {
  readonly editor: vscode.TextEditor;
  readonly live: LiveTranscript;
}

function shown(context: FeatureContext): Shown | undefined {
  const editor = vscode.window.activeTextEditor;
  const live = editor && context.live.of(editor.document);
  return live && { editor, live };
}

/** Moves the selection to the next passage after it or the last one before it, round the ends of the transcript. */
function step(context: FeatureContext, teller: PassageTeller, direction: 1 | -1): undefined {
  const here = shown(context);
  const [first] = here?.live.passages ?? [];
  if (!here || !first) {
    vscode.window.setStatusBarMessage(vscode.l10n.t('There is no passage in this text yet.'), 4000);
    return;
  }
  const { editor, live } = here;
  const from = toSpan(live.index, context.selections.of(editor));
  const count = live.passages.length;
  // Sorted as in the text, the longer of two that start together first. Several may stand at the very same place.
  const told = live.passages.findIndex((each) => teller.isTold(each));
  const same = ({ span }: { readonly span: Span }) => span.start === from.start && span.end === from.end;
  const current =
    told !== -1 && live.passages.slice(told, told + 1).some(same) ? told : live.passages.findIndex(same);
  const after = live.passages.findIndex(({ span }) => span.start > from.start);
  const next =
    current !== -1
      ? (current + direction + count) % count
      : direction === 1
        ? Math.max(0, after)
        : ((after === -1 ? count : after) - 1 + count) % count;
  const placed = live.passages[next] ?? first;
  select(context, here, placed.span);
  teller.tell({ study: live.study, placed }, vscode.l10n.t('{0} of {1}', next + 1, count));
}

/** Goes to the next passage with a code of the passage at the cursor, in whichever transcript it is. */
async function followCode(context: FeatureContext, teller: PassageTeller, direction: 1 | -1): Promise<void> {
  const target = await findPassage(context, undefined, vscode.l10n.t('Follow a code of which passage?'));
  const code = target && (await pickCode(context, target));
  if (!target?.placed.span || code === undefined) return;
  const { study, placed } = target;
  const from = { transcript: placed.sidecar.transcript, span: target.placed.span };
  const next = nextPassageOf(study.view, code, from, direction);
  const transcript = next && study.view.transcripts.get(next.sidecar.transcript);
  if (!next || !transcript) return;
  const range = toRange(transcript.index(), next.span);
  const document = await vscode.workspace.openTextDocument(study.uriOf(next.sidecar.transcript));
  const editor = await vscode.window.showTextDocument(document, { selection: range });
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  teller.tell({ study, placed: next }, next.sidecar.transcript);
}

async function pickCode(
  { typeAhead }: FeatureContext,
  { study, placed }: PassageTarget,
): Promise<string | undefined> {
  const { codebook } = study.visible;
  const items = placed.passage.codes.map((id) => {
    const code = codebook.resolve(id);
    return { label: code?.name ?? id, id: code?.id ?? id };
  });
  const [only] = items;
  if (items.length <= 1) return only?.id;
  return (await pickTyped(items, { typeAhead, title: vscode.l10n.t('Follow which code?') }))?.id;
}

function goToUncodedTurn(context: FeatureContext): undefined {
  const here = shown(context);
  if (!here) return;
  const { editor, live } = here;
  const { study, path } = live;
  const transcript = study.visible.transcripts.get(path);
  const sidecar =
    study.coder === undefined ? undefined : study.visible.sidecars.get(sidecarPath(path, study.coder));
  const coded = sidecar ? placePassages(study.visible, sidecar).filter(isPlaced) : live.passages;
  const turn =
    transcript &&
    nextUncodedTurn(
      transcript.turns().turns,
      coded.map(({ span }) => span),
      toSpan(live.index, context.selections.of(editor)).start,
      questionsIn(study.visible, path),
    );
  if (turn) select(context, here, turn.speech);
  else vscode.window.setStatusBarMessage(vscode.l10n.t('Every turn in this transcript is coded.'), 4000);
}

function select({ selections }: FeatureContext, { editor, live }: Shown, span: Span): void {
  const range = toRange(live.index, span);
  selections.set(editor, new vscode.Selection(range.start, range.end));
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
