// Runs dist/test/integration inside a real VS Code: node scripts/suites/integration.mjs RESULTS.json
// The desktop edition is downloaded where VSCODE_TEST_DESKTOP is set, or where the host from npm cannot run.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { codeExecutable, endOnSignal, isHostAvailable, projectFolder, quietSettings } from '#vscode-host';
import { copySampleStudy } from '#sample-study';

endOnSignal();
const [results = 'test-results/integration.json'] = process.argv.slice(2);
const onDesktop = process.env['VSCODE_TEST_DESKTOP'] !== undefined || !isHostAvailable;
const userData = mkdtempSync(path.join(tmpdir(), 'verbatim-user-'));
const study = copySampleStudy(projectFolder);
try {
  mkdirSync(path.join(userData, 'User'));
  writeFileSync(path.join(userData, 'User/settings.json'), JSON.stringify(quietSettings));
  await runTests({
    ...(onDesktop ? {} : { vscodeExecutablePath: codeExecutable }),
    extensionDevelopmentPath: projectFolder,
    extensionTestsPath: path.join(projectFolder, 'dist/test/integration/run.js'),
    extensionTestsEnv: { VERBATIM_RESULTS: path.resolve(results) },
    launchArgs: [study.folder, `--user-data-dir=${userData}`],
  });
} finally {
  study.remove();
  rmSync(userData, { recursive: true, force: true });
}
