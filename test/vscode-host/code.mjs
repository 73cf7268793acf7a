#!/usr/bin/env node
// Stands in for the `code` executable where desktop VS Code cannot be had, so that @vscode/test-electron runs
// unchanged: it takes the same arguments and ends with the exit code of the tests.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { endOnSignal } from './processes.mjs';
import { openWorkbench } from './workbench.mjs';

endOnSignal();
const wanted = wantedBy(process.argv.slice(2));
const workbench = await openWorkbench({
  ...wanted,
  onLog: (line) => console.log(line),
});
const ended = await workbench.ended;
if (ended !== 0) console.error(`The tests in VS Code ended with ${ended}`);
await workbench.close();
process.exit(ended === 0 ? 0 : 1);

/**
 * @param {string[]} args
 * @returns {Parameters<typeof openWorkbench>[0]}
 */
function wantedBy(args) {
  const folder = args.find((arg) => !arg.startsWith('-')) ?? folderUri(valueOf(args, 'folder-uri'));
  const extensions = args.flatMap((arg) => valueOf([arg], 'extensionDevelopmentPath') ?? []);
  const tests = valueOf(args, 'extensionTestsPath');
  return {
    extensions,
    settings: settingsIn(valueOf(args, 'user-data-dir')),
    ...(folder ? { folder } : {}),
    ...(tests ? { tests } : {}),
  };
}

/**
 * @param {string[]} args
 * @param {string} name
 */
function valueOf(args, name) {
  const prefix = `--${name}=`;
  return args.find((arg) => arg.startsWith(prefix))?.slice(prefix.length);
}

/** @param {string | undefined} uri */
function folderUri(uri) {
  return uri && fileURLToPath(uri);
}

/** @param {string | undefined} userDataFolder */
function settingsIn(userDataFolder) {
  const file = userDataFolder && path.join(userDataFolder, 'User/settings.json');
  return file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}
