import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { append } from '../../../core/base/append';
import type { Problem } from '../../../core/base/problem';
import { findUnsettledStrays } from '../../../core/merge/unsettled-strays';
import { checkStudy, readText } from '../../../core/study/check';
import { toDiagnostic } from '../../convert';
import { SteadyDiagnostics } from '../../steady-diagnostics';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';
import { watchStrays } from './strays';

/** After so many milliseconds without a change a study is checked. */
const quiet = 250;

/** The problems of study files in the Problems panel. A blind round's hidden sidecars stay hidden here too. */
export function register(context: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  const { registry } = context;
  const strays = subscriptions.add(watchStrays(context));
  const collections = new Map<OpenStudy, SteadyDiagnostics>();
  const timers = new Map<OpenStudy, ReturnType<typeof setTimeout>>();

  const check = async (study: OpenStudy): Promise<void> => {
    const byPath = new Map<string, Problem[]>();
    const { store, coder } = study;
    const { snapshot } = store;
    const found = await checkStudy(snapshot, study.ports, study.visible);
    const stray = await findUnsettledStrays(strays.of(study), study.visible, (path) =>
      readText(study.ports, path),
    );
    for (const problem of [...found, ...stray]) append(byPath, problem.path, problem);
    const entries = await Promise.all(
      [...byPath].map(async ([path, problems]) => {
        const uri = study.uriOf(path);
        const lineText = await linesOf(uri);
        return [uri, problems.map((problem) => toDiagnostic(problem, lineText))] as [
          vscode.Uri,
          vscode.Diagnostic[],
        ];
      }),
    );
    // A check that was overtaken by a change has a successor, which may be there already.
    if (snapshot !== store.snapshot || coder !== study.coder) return;
    collections.get(study)?.setAll(entries);
  };
  const schedule = (study: OpenStudy): void => {
    clearTimeout(timers.get(study));
    timers.set(
      study,
      setTimeout(() => {
        check(study).catch((error: unknown) =>
          context.log.error(error instanceof Error ? error : String(error)),
        );
      }, quiet),
    );
  };
  const update = (): void => {
    for (const [study, collection] of collections) {
      if (registry.studies.includes(study)) continue;
      clearTimeout(timers.get(study));
      collection.dispose();
      collections.delete(study);
    }
    for (const study of registry.studies) {
      if (collections.has(study)) continue;
      collections.set(study, new SteadyDiagnostics('verbatim'));
      schedule(study);
    }
  };
  subscriptions.add(registry.onDidChangeStudy(schedule));
  subscriptions.add(strays.onDidChange(schedule));
  subscriptions.add(registry.onDidChangeStudies(update));
  subscriptions.add({
    dispose: () => {
      for (const timer of timers.values()) clearTimeout(timer);
      for (const collection of collections.values()) collection.dispose();
    },
  });
  update();
  return subscriptions;
}

/** The lines of a file, for columns in code points; a file that is not open and cannot be opened has none. */
async function linesOf(uri: vscode.Uri): Promise<(line: number) => string> {
  const key = uri.toString();
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
  if (open) return (line) => (line >= 0 && line < open.lineCount ? open.lineAt(line).text : '');
  const bytes = await Promise.resolve(vscode.workspace.fs.readFile(uri)).catch(() => new Uint8Array());
  const lines = new TextDecoder().decode(bytes).split(/\r\n|\r|\n/);
  return (line) => lines[line] ?? '';
}
