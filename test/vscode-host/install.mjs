// Installs the host's packages where they are missing or where the lockfile has moved on since.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hostFolder, vscodeFolder } from './paths.mjs';
import { run } from './processes.mjs';
import { unpackChromium } from './unpack-chromium.mjs';

const stampFile = path.join(hostFolder, 'node_modules/.installed');

/** The host's VS Code server and browser are Linux programs; elsewhere the tests use desktop VS Code. */
export const isHostAvailable = process.platform === 'linux' && process.arch === 'x64';

export function isHostInstalled() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wantedStamp();
}

/** @returns {Promise<void>} when the host is ready; throws with npm's own words where it cannot be installed */
export async function installHost() {
  if (isHostInstalled()) return;
  await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: hostFolder,
  });
  linkServerModules();
  await unpackChromium();
  // Written last: an interrupted installation has no stamp and is done again.
  writeFileSync(stampFile, wantedStamp());
}

function wantedStamp() {
  return createHash('sha256')
    .update(readFileSync(path.join(hostFolder, 'package-lock.json')))
    .digest('hex');
}

/** The server looks for its modules beside itself, where code-server's install script would have put them. */
function linkServerModules() {
  const modules = path.join(hostFolder, 'node_modules');
  for (const folder of [vscodeFolder, path.join(vscodeFolder, 'extensions')]) {
    const link = path.join(folder, 'node_modules');
    if (!existsSync(link)) symlinkSync(path.relative(folder, modules), link);
  }
}
