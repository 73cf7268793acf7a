import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { createContextKey, registerCommand, registerKeyCommand, rehearse } from '../../commands';
import { plainKeysOf } from '../../plain-keys';
import { reachEditor } from '../../typed-pick';
import type { FeatureContext } from '../feature';
import { currentStudy } from '../passages/targets';
import { showKeyCard } from './key-card';
import { offerQuickFixesAgain } from './quick-fixes-again';
import { type EditorMode, TranscriptLock } from './transcript-lock';

/** Coding mode: the text of transcripts is locked and plain keys act, until the user corrects the transcript. */
export function register(context: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  const { log, typeAhead } = context;
  const setCodingPaths = createContextKey('verbatim.codingPaths');
  const transcriptLock = subscriptions.add(new TranscriptLock(context));
  subscriptions.add(offerQuickFixesAgain(({ uri }) => context.registry.findTranscript(uri) !== undefined));
  const item = subscriptions.add(
    vscode.window.createStatusBarItem('verbatim.mode', vscode.StatusBarAlignment.Right, 91),
  );
  item.name = vscode.l10n.t('Verbatim: Coding Mode');
  item.command = 'verbatim.correctTranscript';
  const update = (): void => {
    const { mode } = transcriptLock;
    setCodingPaths(transcriptLock.codingPaths);
    if (mode === undefined) {
      item.hide();
      return;
    }
    const { text, label } = wordsOf(mode);
    item.text = text;
    item.tooltip = label;
    item.accessibilityInformation = { label, role: 'button' };
    item.backgroundColor =
      mode === 'correcting' ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    item.show();
  };
  subscriptions.add(transcriptLock.onDidChange(update));
  update();
  rehearse([...new Set(plainKeysOf(context.extension.extension).map(({ command }) => command))]).catch(
    (error: unknown) => log.warn(String(error)),
  );

  subscriptions.add(
    registerCommand(log, 'verbatim.correctTranscript', async () => {
      const before = transcriptLock.mode;
      const after = await typeAhead.during(async () => {
        const mode = await transcriptLock.toggle();
        await reachEditor();
        // Until the text can be typed in, letters are neither keys nor text.
        typeAhead.take();
        return mode;
      });
      if (after !== undefined && after === before)
        void vscode.window.showWarningMessage(
          vscode.l10n.t('The transcript could not be saved, so it stays open for correction.'),
        );
    }),
  );
  subscriptions.add(
    registerKeyCommand(context, 'verbatim.pressOtherKey', () => {
      vscode.window.setStatusBarMessage(
        vscode.workspace.isTrusted
          ? vscode.l10n.t('The text is locked. F2 corrects it, ? shows the keys.')
          : vscode.l10n.t(
              'In Restricted Mode, studies are read and not changed. Trust the folder to code in it.',
            ),
        4000,
      );
      return undefined;
    }),
  );
  subscriptions.add(
    registerKeyCommand(context, 'verbatim.showKeys', () => {
      const study = currentStudy(context);
      return showKeyCard(study ? context.usedCodes.numbered(study) : [], typeAhead);
    }),
  );
  return subscriptions;
}

function wordsOf(mode: EditorMode): { readonly text: string; readonly label: string } {
  return mode === 'coding'
    ? {
        text: vscode.l10n.t('$(lock) Coding'),
        label: vscode.l10n.t(
          'Coding mode: the text is locked and plain keys code. F2 corrects the transcript, ? shows the keys.',
        ),
      }
    : {
        text: vscode.l10n.t('$(edit) Correcting'),
        label: vscode.l10n.t(
          'The transcript can be typed in. F2 saves and locks it, and plain keys code again.',
        ),
      };
}
