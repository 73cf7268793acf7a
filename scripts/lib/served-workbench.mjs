// The workbench on an address of this machine, with the packaged extension installed as a person would install it.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectFolder } from '../../test/vscode-host/paths.mjs';
import { run } from '../../test/vscode-host/processes.mjs';
import { startServer } from '../../test/vscode-host/server.mjs';

/**
 * @param {string} folder
 * @returns {Promise<{ address: string, ended: Promise<number | string> }>} once the address answers
 */
export async function serveWorkbench(folder) {
  const packed = mkdtempSync(path.join(tmpdir(), 'verbatim-vsix-'));
  const token = randomBytes(16).toString('hex');
  try {
    const vsix = path.join(packed, 'verbatim.vsix');
    // In a process of its own, because packing says more than somebody who only starts the extension wants to know.
    await run(process.execPath, ['scripts/package.mjs', '--built', vsix], { cwd: projectFolder });
    const { authority, ended } = await startServer({ vsix: [vsix], token, underTest: false });
    return { address: `http://${authority}/?${new URLSearchParams({ tkn: token, folder })}`, ended };
  } finally {
    rmSync(packed, { recursive: true, force: true });
  }
}
