import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { fileNameOf } from '../../../core/format/study-path';
import { isSidecarPath } from '../../../core/model/sidecar-path';
import { studyFileName } from '../../../core/model/study';
import { concernsTranscripts, type Move, type MovePlan, planMoves } from '../../../core/study/moves';
import { withoutLinks } from '../../commands';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';

/**
 * When a transcript, or a folder of them, is renamed or moved in VS Code, its sidecars and what the study file says of it
 * follow, as part of the same step: the explorer's undo takes all of it back.
 */
export function registerMoving({ registry, log }: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  /** The study files to save once a file has been moved, by where it was; the moves of sidecars are told by themselves. */
  const toSave = new Map<string, vscode.TextDocument>();
  const prepare = async (study: OpenStudy, moves: readonly Move[]): Promise<vscode.WorkspaceEdit> => {
    const document = await vscode.workspace.openTextDocument(study.uriOf(studyFileName));
    const sidecars = await sidecarsIn(study);
    const studyFile = document.getText();
    const plan = planMoves({ transcripts: transcriptsOf(study), sidecars, studyFile }, moves);
    const changes = new vscode.WorkspaceEdit();
    for (const { from, to } of plan.sidecars) changes.renameFile(study.uriOf(from), study.uriOf(to));
    if (plan.studyFile !== studyFile) {
      const end = document.positionAt(studyFile.length);
      changes.replace(document.uri, new vscode.Range(new vscode.Position(0, 0), end), plan.studyFile);
      const [first] = moves;
      if (first && !document.isDirty) toSave.set(study.uriOf(first.from).toString(), document);
    }
    warnOf(plan);
    return changes;
  };
  subscriptions.add(
    vscode.workspace.onWillRenameFiles((event) => {
      for (const study of registry.studies) {
        const moves = movesIn(study, event.files);
        if (moves.length > 0) event.waitUntil(prepare(study, moves));
      }
    }),
  );
  subscriptions.add(
    vscode.workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri } of files) {
        const document = toSave.get(oldUri.toString());
        toSave.delete(oldUri.toString());
        if (document?.isDirty)
          Promise.resolve(document.save()).catch((error: unknown) => log.error(String(error)));
      }
    }),
  );
  return subscriptions;
}

/** The moves that concern a study's transcripts. One that leaves the study takes nothing with it. */
function movesIn(
  study: OpenStudy,
  files: readonly { readonly oldUri: vscode.Uri; readonly newUri: vscode.Uri }[],
): readonly Move[] {
  const all = files.flatMap(({ oldUri, newUri }): readonly Move[] => {
    const [from, to] = [study.pathOf(oldUri), study.pathOf(newUri)];
    return from === undefined || to === undefined ? [] : [{ from, to }];
  });
  const { sidecars } = study.store.snapshot.whole;
  const known = { transcripts: transcriptsOf(study), sidecars: [...sidecars.keys()] };
  // Sidecars that are moved beside their transcripts are to be known; alone they concern nobody.
  return all.some((move) => concernsTranscripts(known, move)) ? all : [];
}

function transcriptsOf({ store }: OpenStudy): readonly string[] {
  return [...store.snapshot.whole.transcripts.keys()];
}

/** Every sidecar there is, whosever it is: git has them all, and one that is hidden is not read here. */
async function sidecarsIn({ files }: OpenStudy): Promise<readonly string[]> {
  const { entries } = await files.list();
  return entries.map(({ path }) => path).filter(isSidecarPath);
}

function warnOf({ taken, left, problem }: MovePlan): void {
  const names = (paths: readonly string[]) => withoutLinks(paths.map(fileNameOf).join(', '));
  if (taken.length > 0)
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'Not everything could follow: there is a sidecar in the place of {0} already. It was left where it is.',
        names(taken),
      ),
    );
  if (left.length > 0)
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        '{0} is no longer a transcript of the study: “transcripts” in verbatim.yaml does not name its new place.',
        names(left),
      ),
    );
  if (problem !== undefined)
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'verbatim.yaml still has the old name, because it could not be changed. {0}',
        withoutLinks(problem),
      ),
    );
}
