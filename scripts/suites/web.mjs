// Runs dist/test/web inside VS Code's web extension host: node scripts/suites/web.mjs RESULTS.json
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { endOnSignal, projectFolder, runInWebExtensionHost } from '#vscode-host';
import { copySampleStudy } from '#sample-study';

endOnSignal();
const [file = 'test-results/web.json'] = process.argv.slice(2);
const study = copySampleStudy(projectFolder);
const { ended, results } = await runInWebExtensionHost({
  extension: projectFolder,
  tests: 'dist/test/web/run.js',
  folder: study.folder,
  onLog: (line) => console.log(line),
});
study.remove();
if (results !== undefined) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, results);
}
if (ended !== 0) {
  console.error(`The tests in the web extension host ended with ${ended}`);
  process.exitCode = 1;
}
