import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import type { Turn } from '../../../core/model/turn';
import { TextIndex } from '../../../core/text/text-index';
import { normaliseText } from '../../../core/text/normal-text';
import { readTurns } from '../../../core/transcript/read-turns';
import { languageId } from '../../contributions';
import { toRange } from '../../convert';
import type { FeatureContext } from '../feature';
import { shorten } from '../passages/targets';

/** Transcripts as a language: members of a study are shown in it, with an outline and folding by turn. */
export function register(context: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  const adopt = (document: vscode.TextDocument): void => {
    if (document.languageId === languageId || !context.registry.findTranscript(document.uri)) return;
    vscode.languages.setTextDocumentLanguage(document, languageId).then(undefined, () => {
      context.log.warn(`${document.uri.path} could not be shown as a transcript`);
    });
  };
  const adoptAll = (): void => vscode.workspace.textDocuments.forEach(adopt);
  subscriptions.add(vscode.workspace.onDidOpenTextDocument(adopt));
  subscriptions.add(context.registry.onDidChangeStudies(adoptAll));
  subscriptions.add(context.registry.onDidChangeStudy(adoptAll));
  adoptAll();

  const read = (document: vscode.TextDocument) => {
    const text = normaliseText(document.getText());
    return { index: new TextIndex(text), turns: readTurns(text, document.uri.path).turns };
  };
  subscriptions.add(
    vscode.languages.registerDocumentSymbolProvider(
      { language: languageId },
      {
        provideDocumentSymbols(document) {
          const { index, turns } = read(document);
          return turns.map((turn) => symbolOf(index, turn));
        },
      },
      { label: vscode.l10n.t('Turns') },
    ),
  );
  subscriptions.add(
    vscode.languages.registerFoldingRangeProvider(
      { language: languageId },
      {
        provideFoldingRanges(document) {
          const { index, turns } = read(document);
          return turns
            .map(
              ({ span }) =>
                new vscode.FoldingRange(
                  index.lineAt(span.start),
                  index.lineAt(Math.max(span.start, span.end - 1)),
                ),
            )
            .filter(({ start, end }) => end > start);
        },
      },
    ),
  );
  return subscriptions;
}

function symbolOf(index: TextIndex, turn: Turn): vscode.DocumentSymbol {
  const words = shorten(
    index.text.slice(turn.speech.start, Math.min(turn.speech.end, turn.speech.start + 200)),
    60,
  );
  const name = turn.speaker ?? (words === '' ? '…' : words);
  const detail = turn.speaker === undefined ? (turn.time?.text ?? '') : words;
  const range = toRange(index, turn.span);
  return new vscode.DocumentSymbol(
    name,
    detail,
    vscode.SymbolKind.String,
    range,
    toRange(index, turn.label ?? turn.span),
  );
}
