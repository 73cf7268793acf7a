// Desktop VS Code, started apart from the user's own: its own settings, its own extensions, and gone afterwards.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectFolder } from '../../test/vscode-host/paths.mjs';
import { start } from '../../test/vscode-host/processes.mjs';
import { quietSettings } from '../../test/vscode-host/settings.mjs';

const onWindows = process.platform === 'win32';

/** @returns {string | undefined} the program of desktop VS Code, if there is one and a screen for its window */
export function findDesktop() {
  const { DISPLAY, WAYLAND_DISPLAY, VSCODE_EXECUTABLE, PATH = '' } = process.env;
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) return undefined;
  if (VSCODE_EXECUTABLE) return VSCODE_EXECUTABLE;
  const names = onWindows ? ['code.cmd', 'codium.cmd'] : ['code', 'codium'];
  return names
    .flatMap((name) => PATH.split(path.delimiter).map((folder) => path.join(folder, name)))
    .find((file) => existsSync(file));
}

/**
 * Opens a folder with the extension under development and waits until the window is closed.
 * @param {string} program
 * @param {string} folder
 */
export async function openDesktop(program, folder) {
  const userData = mkdtempSync(path.join(tmpdir(), 'verbatim-user-'));
  process.once('exit', () => {
    endWindow(userData);
    rmSync(userData, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });
  mkdirSync(path.join(userData, 'User'));
  writeFileSync(path.join(userData, 'User/settings.json'), JSON.stringify(quietSettings));
  const args = [
    ...['--new-window', '--wait', '--disable-workspace-trust', '--skip-welcome', '--skip-release-notes'],
    `--user-data-dir=${userData}`,
    `--extensions-dir=${path.join(userData, 'extensions')}`,
    `--extensionDevelopmentPath=${projectFolder}`,
    folder,
  ];
  // On Windows the program is a batch file, which only a shell can run, and which must be quoted by hand.
  const child = onWindows
    ? start(
        `"${program}"`,
        args.map((arg) => `"${arg}"`),
        { shell: true, stdio: 'inherit' },
      )
    : start(program, args, { stdio: 'inherit' });
  await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
}

/**
 * The command starts the window as a process of its own, which ending the command does not end. It leaves its number.
 * @param {string} userData
 */
function endWindow(userData) {
  const lock = path.join(userData, 'code.lock');
  if (!existsSync(lock)) return;
  try {
    process.kill(Number(readFileSync(lock, 'utf8')));
  } catch {
    // It has ended by itself.
  }
}
