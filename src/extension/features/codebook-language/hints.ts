import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { declarationsIn } from '../../../core/language/mentions';
import { SteadyDiagnostics } from '../../steady-diagnostics';
import type { StudyRegistry } from '../../workspace/study-registry';
import { findStudyYaml, rangeOf } from './study-yaml';

export const missingDefinition = 'codebook/missing-definition';

/** Hints at codes that still lack a definition, in a codebook that is open: a quick fix, and no line in the Problems panel. */
export function registerHints(registry: StudyRegistry): Disposable {
  const subscriptions = new DisposableStore();
  const hints = subscriptions.add(new SteadyDiagnostics('verbatim-hints'));
  const update = (document: vscode.TextDocument): void => {
    if (!document.uri.path.endsWith('/codebook.yaml')) return;
    const yaml = findStudyYaml(registry, document);
    if (yaml?.file !== 'codebook') return;
    const { codes } = yaml.study.visible.codebook;
    const found = [...declarationsIn(yaml.path, yaml.lines)].flatMap(([key, token]) => {
      const code = key.startsWith('code:') ? codes.get(token.text) : undefined;
      if (code?.definition !== undefined || !code || code.status === 'deprecated') return [];
      const message = vscode.l10n.t('“{0}” has no definition yet.', code.name);
      const hint = new vscode.Diagnostic(rangeOf(token), message, vscode.DiagnosticSeverity.Hint);
      hint.source = 'Verbatim';
      hint.code = missingDefinition;
      return [hint];
    });
    hints.set(document.uri, found);
  };
  const updateAll = (): void => vscode.workspace.textDocuments.forEach(update);
  subscriptions.add(vscode.workspace.onDidOpenTextDocument(update));
  subscriptions.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => hints.delete(uri)));
  subscriptions.add(registry.onDidChangeStudy(updateAll));
  subscriptions.add(registry.onDidChangeStudies(updateAll));
  updateAll();
  return subscriptions;
}
