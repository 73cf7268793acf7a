import * as vscode from 'vscode';
import { type Mend, mendCodebook } from '../../../core/actions/mend-codebook';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { UserError } from '../../../core/base/user-error';
import { findNearest } from '../../../core/format/nearest';
import { scanYaml } from '../../../core/language/scan-yaml';
import { isCodeId, isNameId } from '../../../core/model/ids';
import { registerCommand, withoutLinks } from '../../commands';
import type { MendReference } from '../../contributions';
import type { FeatureContext } from '../feature';
import { missingDefinition } from './hints';
import { strayFixesOf } from './stray-fixes';
import { findHere, type Here, rangeOf, studyYaml } from './study-yaml';

/** Quick fixes of ids that nothing has, that two codes claim or that have had their day, and of missing definitions. */
export function registerFixes(context: FeatureContext): Disposable {
  const { registry, log } = context;
  const subscriptions = new DisposableStore();
  subscriptions.add(
    vscode.languages.registerCodeActionsProvider(
      studyYaml,
      {
        provideCodeActions: (document, _range, { diagnostics }) =>
          diagnostics.flatMap((diagnostic) => {
            if (diagnostic.source !== 'Verbatim') return [];
            const here = findHere(registry, document, diagnostic.range.start);
            return here ? fixesOf(here, document, diagnostic) : [];
          }),
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  );
  subscriptions.add(
    registerCommand(log, 'verbatim.mendCodebook', async (reference) => {
      const study = reference && registry.studyAt(reference.study);
      if (!study) throw new UserError('mend/unknown', vscode.l10n.t('There is nothing to put right here.'));
      await context
        .writerOf(study)
        .write(vscode.l10n.t('Put the codebook right'), () =>
          mendCodebook(study.store.snapshot, reference.mend),
        );
    }),
  );
  return subscriptions;
}

function fixesOf(
  here: Here,
  document: vscode.TextDocument,
  diagnostic: vscode.Diagnostic,
): readonly vscode.CodeAction[] {
  const { codebook } = here.study.visible;
  const { text: id } = here.token;
  const use = (ids: readonly (string | undefined)[]) =>
    ids.flatMap((other) => (other === undefined ? [] : [replace(here, document, diagnostic, other)]));
  const mend = (title: string, what: Mend, isPossible = true) =>
    isPossible && vscode.workspace.isTrusted ? [mendAction(here, diagnostic, title, what)] : [];
  switch (diagnostic.code) {
    case 'sidecar/unknown-code':
    case 'codebook/unknown-code': {
      const known = [...codebook.codes.values()].flatMap((code) => [code.id, ...code.aliases]);
      const nearest = codebook.resolve(id)?.id ?? codebook.resolve(findNearest(id, known) ?? '')?.id;
      return [
        ...use([nearest]),
        ...mend(
          vscode.l10n.t('Create the code “{0}”', id),
          { kind: 'create-code', id },
          isCodeId(id) && !codebook.resolve(id),
        ),
        ...(nearest === undefined || here.file !== 'sidecar'
          ? []
          : mend(
              vscode.l10n.t('“{0}” is a former id of “{1}”: add the alias', id, nearest),
              { kind: 'add-alias', code: nearest, alias: id },
              isCodeId(id),
            )),
      ];
    }
    case 'sidecar/unclear-code':
      return use(
        [...codebook.codes.values()].filter(({ aliases }) => aliases.includes(id)).map((code) => code.id),
      );
    case 'sidecar/deprecated-code':
      return use((codebook.resolve(id)?.replacedBy ?? []).filter((other) => codebook.codes.has(other)));
    case 'codebook/unknown-theme':
      return [
        ...use([findNearest(id, codebook.themes.keys())]),
        ...mend(vscode.l10n.t('Create the theme “{0}”', id), { kind: 'create-theme', id }, isCodeId(id)),
      ];
    case 'codebook/unknown-question':
      return [
        ...use([findNearest(id, codebook.questions.keys())]),
        ...mend(
          vscode.l10n.t('Create the question “{0}”', id),
          { kind: 'create-question', id },
          isNameId(id),
        ),
      ];
    case 'codebook/unknown-parent':
      return use([
        here.slot?.kind === 'theme'
          ? findNearest(id, codebook.themes.keys())
          : (codebook.resolve(id)?.id ?? findNearest(id, codebook.codes.keys())),
      ]);
    case 'codebook/alias-clash': {
      const code = here.slot?.owner ?? '';
      return mend(vscode.l10n.t('Remove the alias from “{0}”', code), {
        kind: 'remove-alias',
        code,
        alias: id,
      });
    }
    case 'merge/stray-change':
      return vscode.workspace.isTrusted
        ? strayFixesOf(here).map(({ title, command, reference }) => {
            const action = quickFix(title, diagnostic);
            action.command = { command, title, arguments: [reference] };
            return action;
          })
        : [];
    case missingDefinition:
      return writeDefinition(here, document, diagnostic);
    default:
      return [];
  }
}

function quickFix(title: string, diagnostic: vscode.Diagnostic): vscode.CodeAction {
  const action = new vscode.CodeAction(withoutLinks(title), vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  return action;
}

/** Puts another id in the place of one, in the editor, where the editor's own undo takes it back. */
function replace(
  { token }: Here,
  document: vscode.TextDocument,
  diagnostic: vscode.Diagnostic,
  id: string,
): vscode.CodeAction {
  const action = quickFix(vscode.l10n.t('Use “{0}”', id), diagnostic);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.replace(document.uri, rangeOf(token), id);
  action.isPreferred = true;
  return action;
}

function mendAction(
  { study }: Here,
  diagnostic: vscode.Diagnostic,
  title: string,
  mend: Mend,
): vscode.CodeAction {
  const action = quickFix(title, diagnostic);
  const reference: MendReference = { study: study.root.toString(), mend };
  action.command = { command: 'verbatim.mendCodebook', title, arguments: [reference] };
  return action;
}

/** A line for the definition below the name, with the cursor in it; not for a code that stands on one line. */
function writeDefinition(
  { lines, token }: Here,
  document: vscode.TextDocument,
  diagnostic: vscode.Diagnostic,
): readonly vscode.CodeAction[] {
  for (const found of scanYaml(lines)) {
    const [section, id, field] = found.path;
    const isName = found.role === 'key' && section === 'codes' && id === token.text && field === 'name';
    if (!isName || found.line === token.line) continue;
    const line = document.lineAt(found.line);
    const indent = line.text.slice(0, line.firstNonWhitespaceCharacterIndex);
    const action = quickFix(vscode.l10n.t('Write a definition'), diagnostic);
    const snippet = new vscode.SnippetString(`\n${indent}definition: `).appendTabstop(0);
    action.edit = new vscode.WorkspaceEdit();
    action.edit.set(document.uri, [vscode.SnippetTextEdit.insert(line.range.end, snippet)]);
    action.isPreferred = true;
    return [action];
  }
  return [];
}
