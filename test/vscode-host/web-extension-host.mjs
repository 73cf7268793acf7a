// Runs a test bundle in the *web* extension host: a worker of the browser, with no Node, over a virtual file system.
// A server still stands behind the workbench, but the extension and the tests reach it only through the editor.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { configureDevelopment } from './development-options.mjs';
import { serveFiles } from './file-server.mjs';
import { hostFolder } from './paths.mjs';
import { openWorkbench } from './workbench.mjs';

/**
 * @param {object} options
 * @param {string} options.extension the folder of the extension under development
 * @param {string} options.tests a bundle inside that folder, relative to it, exporting `run()`; it runs in the host of the
 * extension that holds it, and posts its results to `results` beside the extension
 * @param {string} options.folder a folder of this machine, copied into memory as the workspace
 * @param {(line: string) => void} [options.onLog]
 * @returns {Promise<{ ended: number | string, results: string | undefined }>}
 */
export async function runInWebExtensionHost({ extension, tests, folder, onLog }) {
  /** @type {string | undefined} */
  let results;
  const name = path.basename(folder);
  const served = await serveFiles({
    folders: {
      extension,
      'memory-files': path.join(hostFolder, 'memory-files'),
    },
    texts: { '/files.json': JSON.stringify(filesOf(folder, `/${name}`)) },
    onPost: (address, body) => {
      if (address === '/results') results = body;
    },
  });
  try {
    const workbench = await openWorkbench({
      folder: `memory:/${name}`,
      prepare: (context) =>
        configureDevelopment(context, {
          extensions: [`${served.origin}/extension`, `${served.origin}/memory-files`],
          tests: `${served.origin}/extension/${tests}`,
        }),
      runsTests: true,
      // The page may otherwise load nothing over http but its own files.
      bypassCSP: true,
      ...(onLog ? { onLog } : {}),
    });
    const ended = await workbench.ended;
    await workbench.close();
    return { ended, results };
  } finally {
    await served.close();
  }
}

/**
 * @param {string} folder
 * @param {string} mount where it appears
 * @returns {Record<string, string>} base64 content by path
 */
function filesOf(folder, mount) {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [
        path.posix.join(mount, ...path.relative(folder, file).split(path.sep)),
        readFileSync(file, 'base64'),
      ]),
  );
}
