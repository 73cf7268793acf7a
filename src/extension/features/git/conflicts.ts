import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { UserError } from '../../../core/base/user-error';
import type { ResolvedFile } from '../../../core/study/git-port';
import { registerCommand } from '../../commands';
import type { FileReference } from '../../contributions';
import type { FeatureContext } from '../feature';
import { type Repositories, unsavedIn } from './repository';
import { listFiles, tell } from './words';

/** Study files in which a merge has left conflict markers: a quick fix merges them record by record. */
export function registerConflicts(context: FeatureContext, repositories: Repositories): Disposable {
  const subscriptions = new DisposableStore();
  const { registry, log } = context;
  subscriptions.add(
    vscode.languages.registerCodeActionsProvider(
      { pattern: '**/*.yaml' },
      {
        async provideCodeActions({ uri }, _range, { diagnostics }) {
          const marked = diagnostics.filter(hasMarkers);
          const found = marked.length > 0 ? registry.find(uri) : undefined;
          if (!found || !vscode.workspace.isTrusted || !(await repositories.of(found.study))) return [];
          return [mergeByRecord({ study: found.study.root.toString(), path: found.path }, marked)];
        },
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  );
  subscriptions.add(
    registerCommand(log, 'verbatim.resolveConflicts', async (reference) => {
      const study = reference && registry.studyAt(reference.study);
      const repository = (study && (await repositories.of(study))) ?? (await repositories.current());
      const unsaved = unsavedIn(repository.study);
      if (unsaved.length > 0)
        throw new UserError(
          'git/unsaved',
          vscode.l10n.t(
            'Save or undo your changes first: {0}',
            listFiles(unsaved.map(({ uri }) => uri.path)),
          ),
        );
      const resolved = await repository.git.resolve(reference?.path);
      await repository.study.store.refresh();
      report(resolved);
      return resolved;
    }),
  );
  return subscriptions;
}

function hasMarkers({ source, code }: vscode.Diagnostic): boolean {
  return source === 'Verbatim' && code === 'yaml/conflict-markers';
}

function mergeByRecord(reference: FileReference, diagnostics: vscode.Diagnostic[]): vscode.CodeAction {
  const title = vscode.l10n.t('Merge both versions record by record');
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { command: 'verbatim.resolveConflicts', title, arguments: [reference] };
  action.diagnostics = diagnostics;
  action.isPreferred = true;
  return action;
}

/** @throws UserError where something is left for a person to do */
function report(resolved: readonly ResolvedFile[]): void {
  if (resolved.length === 0)
    throw new UserError('git/no-stages', vscode.l10n.t('There are no conflicts here any more.'));
  const namesOf = (...kinds: readonly ResolvedFile['resolution']['kind'][]): readonly string[] =>
    resolved.filter(({ resolution }) => kinds.includes(resolution.kind)).map(({ path }) => path);
  const conflicts = namesOf('conflicts');
  const untouched = namesOf('edited', 'deleted', 'unreadable');
  if (untouched.length > 0)
    throw new UserError(
      'git/by-hand',
      vscode.l10n.t(
        'Left as they were, since somebody has begun to settle them or one version is missing: {0}. Keep what is right, and delete the lines with <<<<<<<, ======= and >>>>>>>.',
        listFiles(untouched),
      ),
    );
  const united = namesOf('united');
  if (conflicts.length > 0)
    throw new UserError(
      'git/conflicts',
      vscode.l10n.t(
        'Merged, but both versions differ in the same place in {0}. Keep the one that is right there, save, and share.',
        listFiles(conflicts),
      ),
    );
  if (united.length > 0)
    throw new UserError(
      'git/united',
      vscode.l10n.t(
        'Both versions are merged, but nothing says what they began from, so what one of them had taken away is back: {0}. Look through it before you share.',
        listFiles(united),
      ),
    );
  tell(vscode.l10n.t('Both versions are merged. Share the result when you have looked at it.'));
}
