import * as vscode from 'vscode';
import { reattachSidecar } from '../../../core/actions/reattach-sidecar';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { UserError } from '../../../core/base/user-error';
import { sidecarPath } from '../../../core/model/sidecar-path';
import { studyFileName } from '../../../core/model/study';
import { findRenamedTranscript } from '../../../core/study/renamed-transcripts';
import { readText } from '../../../core/study/write-edits';
import { registerCommand, withoutLinks } from '../../commands';
import type { SidecarReference } from '../../contributions';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';

/** Quick fixes of problems in sidecars. */
export function register(context: FeatureContext): Disposable {
  const { registry, log } = context;
  const subscriptions = new DisposableStore();
  subscriptions.add(
    vscode.languages.registerCodeActionsProvider(
      { pattern: '**/*.coding.yaml' },
      {
        async provideCodeActions(document, _range, { diagnostics }) {
          const found = registry.find(document.uri);
          const missing = diagnostics.filter(isMissingTranscript);
          if (!found || missing.length === 0 || !vscode.workspace.isTrusted) return [];
          const transcript = await findRenamed(found.study, found.path);
          return transcript === undefined ? [] : [attachTo(transcript, found.study, found.path, missing)];
        },
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  );
  subscriptions.add(
    registerCommand(log, 'verbatim.reattachSidecar', async (reference) => {
      const active = vscode.window.activeTextEditor?.document.uri;
      const study = reference ? registry.studyAt(reference.study) : active && registry.find(active)?.study;
      const path = reference?.sidecar ?? (active && study?.pathOf(active));
      const transcript = study && path !== undefined ? await findRenamed(study, path) : undefined;
      if (!study || path === undefined || transcript === undefined)
        throw new UserError(
          'reattach/unknown',
          vscode.l10n.t('This file is no sidecar whose transcript was renamed, as far as can be told.'),
        );
      const target = await attach(context, study, path, transcript);
      await vscode.window.showTextDocument(study.uriOf(target));
    }),
  );
  return subscriptions;
}

function isMissingTranscript({ source, code }: vscode.Diagnostic): boolean {
  return source === 'Verbatim' && code === 'sidecar/no-transcript';
}

async function findRenamed({ store, files }: OpenStudy, path: string): Promise<string | undefined> {
  const { whole } = store.snapshot;
  const sidecar = whole.sidecars.get(path);
  return sidecar && findRenamedTranscript(whole, sidecar, files);
}

function attachTo(
  transcript: string,
  study: OpenStudy,
  sidecar: string,
  diagnostics: vscode.Diagnostic[],
): vscode.CodeAction {
  const title = vscode.l10n.t('Attach to {0}', withoutLinks(transcript));
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  const reference: SidecarReference = { study: study.root.toString(), sidecar };
  action.command = { command: 'verbatim.reattachSidecar', title, arguments: [reference] };
  action.diagnostics = diagnostics;
  action.isPreferred = true;
  return action;
}

/** @returns the path that the sidecar has now */
async function attach(
  context: FeatureContext,
  study: OpenStudy,
  path: string,
  transcript: string,
): Promise<string> {
  // Unsaved changes count: the writer carries an edit out on them, where there are any.
  const files = { ...study.files, ...study.ports.files };
  const read = async (file: string): Promise<string> =>
    (await readText(file, { files, bytes: context.platform.bytes })) ?? '';
  const texts = { sidecar: await read(path), studyFile: await read(studyFileName) };
  let target = path;
  await context.writerOf(study).write(vscode.l10n.t('Attach a sidecar to its transcript'), () => {
    const { whole } = study.store.snapshot;
    target = sidecarPath(transcript, whole.sidecars.get(path)?.coder ?? '');
    return reattachSidecar(whole, { sidecar: path, transcript }, texts);
  });
  return target;
}
