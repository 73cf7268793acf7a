// npm start: opens a copy of the sample study in a VS Code that has the extension. Desktop VS Code where there is one
// and a screen to show it on; else the same workbench in any browser. Ctrl-C ends it and leaves nothing behind.
import { installHost, isHostAvailable, isHostInstalled } from '../test/vscode-host/install.mjs';
import { projectFolder } from '../test/vscode-host/paths.mjs';
import { endOnSignal } from '../test/vscode-host/processes.mjs';
import { findDesktop, openDesktop } from './lib/desktop.mjs';
import { buildProject, installProject } from './lib/prepare.mjs';
import { copySampleStudy } from './lib/sample-study.mjs';
import { serveWorkbench } from './lib/served-workbench.mjs';

endOnSignal();
await installProject();
await buildProject();
const study = copySampleStudy(projectFolder);
const desktop = findDesktop();
if (desktop !== undefined) {
  console.log(`The sample study is open in ${desktop}. Close its window, or press Ctrl-C, to end.`);
  await openDesktop(desktop, study.folder);
} else if (isHostAvailable) {
  if (!isHostInstalled()) console.log('Installing VS Code for the browser …');
  await installHost();
  const { address, ended } = await serveWorkbench(study.folder);
  console.log(
    `\nOpen this address in a browser to see Verbatim with its sample study:\n\n  ${address}\n\nCtrl-C ends it.`,
  );
  await ended;
} else {
  console.error('Install VS Code with its `code` command, or name its program in VSCODE_EXECUTABLE.');
  process.exitCode = 1;
}
study.remove();
