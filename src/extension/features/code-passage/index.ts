import * as vscode from 'vscode';
import { applyCodes, trimSpan } from '../../../core/actions/apply-code';
import { removeCode } from '../../../core/actions/change-passage';
import { createCode } from '../../../core/actions/create-code';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { UserError } from '../../../core/base/user-error';
import { sidecarPath } from '../../../core/model/sidecar-path';
import { isPlaced, placePassages, type PlacedPassage } from '../../../core/study/placed-passages';
import { spansEqual, type Span } from '../../../core/text/span';
import { sentenceSpanAt } from '../../../core/transcript/sentence';
import { turnAt } from '../../../core/transcript/transcript';
import { createContextKey, registerCommand } from '../../commands';
import { toRange, toSpan } from '../../convert';
import type { LiveTranscript } from '../../workspace/live-passages';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';
import { CodePicker } from './code-picker';
import { RecentCodes } from './recent-codes';

/** **Code Passage**: attaches codes to the selection, to the passage at the cursor or to the sentence at the cursor. */
export function register(context: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  const recent = new RecentCodes(context.extension.workspaceState);
  const isPicking = createContextKey('verbatim.isPickingCode');
  let picker: CodePicker | undefined;

  const codePassage = async (): Promise<void> => {
    const editor = vscode.window.activeTextEditor;
    const shown = editor && context.live.of(editor.document);
    if (!shown)
      throw new UserError('code/no-transcript', vscode.l10n.t('Open a transcript of a study to code in it.'));
    const { study, path } = shown;
    const writer = context.writerOf(study);
    const coder = await context.coders.require(study, writer);
    if (coder === undefined) return;
    // What is coded must be what is on the disk.
    if (editor.document.isDirty && !(await editor.document.save())) return;
    await writer.settled();
    await study.store.refresh([path]);
    const live = context.live.of(editor.document);
    const target = live && findTarget(live, editor.selection, coder);
    if (!target) return;
    const { span } = target;
    editor.selection = toSelection(live, span);

    const current = () => ownPassages(study, path, coder).find((entry) => spansEqual(entry.span, span));
    const codeWith = (code: string) =>
      applyCodes(study.store.snapshot.whole, { transcript: path, coder, span, codes: [code] }, context.newId);
    const apply = async (code: string): Promise<void> => {
      const name = study.visible.codebook.resolve(code)?.name ?? code;
      await writer.write(vscode.l10n.t('Code with “{0}”', name), () => codeWith(code));
      await recent.use(study, code);
    };
    picker = new CodePicker({
      title: titleOf(live.index.text.slice(span.start, span.end)),
      codebook: () => study.visible.codebook,
      recent: recent.of(study),
      applied: () => current()?.passage.codes ?? [],
      apply,
      async toggle(code) {
        const passage = current();
        const own = passage?.passage.codes.find((id) => study.visible.codebook.resolve(id)?.id === code);
        if (!passage || own === undefined) {
          await apply(code);
          return;
        }
        await writer.write(vscode.l10n.t('Remove a code'), () =>
          removeCode(
            study.store.snapshot.whole,
            { sidecar: passage.sidecar.path, id: passage.passage.id },
            own,
          ),
        );
      },
      async create(typed) {
        const name = typed === '' ? await askForName() : typed;
        if (name === undefined) return;
        let id = '';
        await writer.write(vscode.l10n.t('Create code “{0}”', name), () => {
          const made = createCode(study.store.snapshot, name);
          id = made.id;
          return [...made.edits, ...codeWith(id)];
        });
        await recent.use(study, id);
      },
      open: (code) => void vscode.commands.executeCommand('verbatim.goToCode', { code }),
    });
    isPicking(true);
    try {
      await picker.show();
    } finally {
      isPicking(false);
      picker = undefined;
    }
  };

  subscriptions.add(registerCommand(context.log, 'verbatim.codePassage', codePassage));
  subscriptions.add(registerCommand(context.log, 'verbatim.toggleCode', () => picker?.toggle()));
  return subscriptions;
}

/** The span to code: the selection; else the coder's own innermost passage at the cursor; else the sentence there. */
function findTarget(
  live: LiveTranscript,
  selection: vscode.Selection,
  coder: string,
): { readonly span: Span } | undefined {
  const span = toSpan(live.index, selection);
  if (span.end > span.start) return { span: trimSpan(live.index.text, span) };
  const at = span.start;
  const own = ownPassages(live.study, live.path, coder)
    .filter((entry) => entry.span.start <= at && at <= entry.span.end)
    .sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start))[0];
  if (own) return own;
  const transcript = live.study.visible.transcripts.get(live.path);
  const turn = transcript && turnAt(transcript.turns(), at);
  const sentence = turn && sentenceSpanAt(live.index.text, at, turn.speech);
  return sentence && sentence.end > sentence.start ? { span: sentence } : undefined;
}

/** A coder's passages whose places are certain, whosever codings are shown, in a text that is saved and read. */
function ownPassages(
  study: OpenStudy,
  path: string,
  coder: string,
): readonly (PlacedPassage & { readonly span: Span })[] {
  const { visible } = study;
  const sidecar = visible.sidecars.get(sidecarPath(path, coder));
  return sidecar ? placePassages(visible, sidecar).filter(isPlaced) : [];
}

function toSelection(live: LiveTranscript, span: Span): vscode.Selection {
  const { start, end } = toRange(live.index, span);
  return new vscode.Selection(start, end);
}

function titleOf(quote: string): string {
  const line = quote.replace(/\s+/g, ' ');
  return `“${line.length > 70 ? `${line.slice(0, 69).trimEnd()}…` : line}”`;
}

function askForName(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Create code'),
    prompt: vscode.l10n.t('The new code’s name. Its theme and definition can be written in codebook.yaml.'),
    validateInput: (value) => (value.trim() === '' ? vscode.l10n.t('A code needs a name.') : undefined),
  });
}
