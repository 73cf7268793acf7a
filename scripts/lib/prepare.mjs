// Sets up whatever is missing. Runs in a fresh clone, so it imports nothing that has to be installed first.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../../test/vscode-host/paths.mjs';
import { run } from '../../test/vscode-host/processes.mjs';

/** Installs the packages of the project where they are missing or differ from the lockfile. */
export async function installProject() {
  if (isInstalled()) return;
  console.log('Installing packages …');
  await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: projectFolder,
  });
}

/** @param {{ tests?: boolean }} [options] */
export async function buildProject({ tests = false } = {}) {
  await run(process.execPath, ['esbuild.mjs', ...(tests ? ['--tests'] : [])], { cwd: projectFolder });
}

/** npm keeps a lockfile of what it has installed, which need only agree with the one under version control. */
function isInstalled() {
  const installedFile = path.join(projectFolder, 'node_modules/.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const installed = packagesIn(installedFile);
  const wanted = packagesIn(path.join(projectFolder, 'package-lock.json'));
  return Object.entries(wanted).every(
    ([place, { version, optional }]) =>
      place === '' || installed[place]?.version === version || (optional && !installed[place]),
  );
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }>} by place in node_modules
 */
function packagesIn(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}
