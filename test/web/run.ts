// What VS Code loads in its web extension host. The build appends every test of this folder to this module.
import 'mocha/mocha.js';
import * as vscode from 'vscode';

const failures: object[] = [];

/** Keeps of mocha's JSON report what the test run reads; mocha's own wants to print, and a worker has nowhere to. */
function keepFailures(runner: Mocha.Runner): void {
  runner.on('fail', (test, { message, stack }: Error) => {
    failures.push({ fullTitle: test.fullTitle(), err: { message, stack } });
  });
}

// The browser edition has one global runner, which must exist before the tests declare themselves.
mocha.setup({ ui: 'bdd', timeout: 30_000, reporter: keepFailures as unknown as Mocha.ReporterConstructor });

export async function run(): Promise<void> {
  const stats = await new Promise((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats));
  });
  const extension = vscode.extensions.getExtension('verbatim-qda.verbatim');
  if (!extension) throw new Error('The extension was not loaded');
  await fetch(vscode.Uri.joinPath(extension.extensionUri, '../results').toString(true), {
    method: 'POST',
    body: JSON.stringify({ stats, failures }),
  });
  if (failures.length > 0) throw new Error(`${failures.length} failed`);
}
