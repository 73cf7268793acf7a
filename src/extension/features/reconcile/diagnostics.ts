import * as vscode from 'vscode';
import type { Choice } from '../../../core/actions/settle-matters';
import type { Settling } from '../../../core/agreement/reconcile-list';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { withoutLinks } from '../../commands';
import { languageId, type SettleReference } from '../../contributions';
import { toRange } from '../../convert';
import { describeDisagreement, typeName } from '../../disagreement-words';
import { SteadyDiagnostics } from '../../steady-diagnostics';
import type { CurrentReconciling, ReconcileSession } from './session';

/** What is still open, as information in the text with quick fixes, while reconciling goes on. */
export function registerDiagnostics(session: ReconcileSession): Disposable {
  const subscriptions = new DisposableStore();
  const collection = subscriptions.add(new SteadyDiagnostics('verbatim-reconcile'));
  const shown = new Map<string, readonly Shown[]>();
  const refresh = (): void => {
    shown.clear();
    const { current } = session;
    if (!current) {
      collection.setAll([]);
      return;
    }
    const entries = current.transcripts.map(({ reconciliation, settlings }) => {
      const uri = current.comparison.study.uriOf(reconciliation.transcript);
      const found = settlings
        .filter(({ state }) => state !== 'settled')
        .flatMap((settling) => {
          const diagnostic = diagnosticOf(current, settling);
          return diagnostic ? [{ settling, diagnostic }] : [];
        });
      shown.set(uri.toString(), found);
      return [uri, found.map(({ diagnostic }) => diagnostic)] as const;
    });
    collection.setAll(entries);
  };
  subscriptions.add(session.onDidChange(refresh));
  subscriptions.add(
    vscode.languages.registerCodeActionsProvider(
      { language: languageId },
      {
        provideCodeActions: (document, range) => {
          const { current } = session;
          if (!current || !vscode.workspace.isTrusted) return [];
          const here = (shown.get(document.uri.toString()) ?? []).filter(({ diagnostic }) =>
            diagnostic.range.intersection(range),
          );
          return here.flatMap((each) => actionsFor(current, each, !range.isEmpty));
        },
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  );
  return subscriptions;
}

interface Shown {
  readonly settling: Settling;
  readonly diagnostic: vscode.Diagnostic;
}

function diagnosticOf(
  { comparison }: CurrentReconciling,
  { disagreement, state }: Settling,
): vscode.Diagnostic | undefined {
  const transcript = comparison.comparison.compared.find(
    (each) => each.transcript.path === disagreement.transcript,
  )?.transcript;
  if (!transcript) return undefined;
  const { title, difference, sides } = describeDisagreement(comparison, disagreement);
  const type = typeName(disagreement.type, sides.length);
  const flag = state === 'open' ? [] : [vscode.l10n.t('to be decided again')];
  const diagnostic = new vscode.Diagnostic(
    toRange(transcript.index(), disagreement.extent),
    [`${type}: ${title}`, difference, ...flag].filter(Boolean).join(' · '),
    vscode.DiagnosticSeverity.Information,
  );
  diagnostic.source = 'Verbatim';
  diagnostic.code = 'reconcile/open';
  return diagnostic;
}

function actionsFor(
  { comparison }: CurrentReconciling,
  { settling, diagnostic }: Shown,
  hasSelection: boolean,
): readonly vscode.CodeAction[] {
  const { coders } = comparison.comparison;
  const { title: codes } = describeDisagreement(comparison, settling.disagreement);
  const reference = { study: comparison.study.root.toString(), disagreement: settling.disagreement.id };
  const make = (words: string, choice: Choice['kind'], coder?: string): vscode.CodeAction => {
    const title = withoutLinks(vscode.l10n.t('{0} ({1})', words, codes));
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    const given: SettleReference = { ...reference, choice, ...(coder === undefined ? {} : { coder }) };
    action.command = { command: 'verbatim.settleDisagreement', title, arguments: [given] };
    action.diagnostics = [diagnostic];
    return action;
  };
  const isShort = coders.length === 2;
  return [
    ...coders.map((coder) => make(vscode.l10n.t('Keep {0}’s', coder), 'keep', coder)),
    make(isShort ? vscode.l10n.t('Keep both') : vscode.l10n.t('Keep all'), 'keep-all'),
    ...(hasSelection ? [make(vscode.l10n.t('Use the selected words'), 'extent')] : []),
    make(vscode.l10n.t('Another code…'), 'other-code'),
    make(isShort ? vscode.l10n.t('Neither') : vscode.l10n.t('None'), 'decline'),
  ];
}
