// The whole of VS Code in a browser page: a server, a Chromium and the workbench between them.
import path from 'node:path';
import { format } from 'node:util';
import { launchChromium } from './chromium.mjs';
import { startServer } from './server.mjs';

/**
 * @typedef {object} WorkbenchOptions
 * @property {string} [folder] a folder or a `.code-workspace` file of this machine, or a URI of a virtual file system
 * @property {string[]} [extensions] folders of extensions under development
 * @property {string} [tests] a bundle of extension tests, exporting `run()`
 * @property {boolean} [runsTests] whether extension tests run that `prepare` names; those of `tests` always do
 * @property {(line: string) => void} [onLog] what the extension host prints while tests run
 * @property {boolean} [bypassCSP] lets the page load from other addresses
 * @property {{ width: number, height: number }} [viewport]
 * @property {(context: import('playwright-core').BrowserContext) => Promise<void> | void} [prepare] before the first page opens
 * @property {(page: import('playwright-core').Page) => Promise<void>} [onFailedOpening] while the page still shows what went wrong
 *
 * @typedef {object} Workbench
 * @property {import('playwright-core').Page} page
 * @property {Promise<number | string>} ended the exit code of the tests, or what ended the workbench before them
 * @property {(settings: Record<string, unknown>) => void} applySettings
 * @property {() => Promise<void>} close
 */

/**
 * @param {WorkbenchOptions & import('./server.mjs').ServerOptions} [options]
 * @returns {Promise<Workbench>}
 */
export async function openWorkbench(options = {}) {
  try {
    return await openOnce(options);
  } catch (error) {
    if (!(error instanceof BrowserCrash)) throw error;
    // One start of a few hundred ends in a failed assertion of the browser's own, before anything has been tested.
    console.log('The browser crashed while the workbench opened, which is opened again.');
    return openOnce(options);
  }
}

class BrowserCrash extends Error {}

/**
 * @param {WorkbenchOptions & import('./server.mjs').ServerOptions} options
 * @returns {Promise<Workbench>}
 */
async function openOnce(options) {
  const { viewport = { width: 1280, height: 800 }, bypassCSP = false, onLog = () => {} } = options;
  const { runsTests = options.tests !== undefined } = options;
  const server = await startServer(options);
  const browser = await launchChromium().catch(async (error) => {
    await server.stop();
    throw error;
  });
  const close = async () => {
    await browser.close();
    await server.stop();
  };
  /** @type {import('playwright-core').Page | undefined} */
  let page;
  const open = async () => {
    const context = await browser.newContext({
      viewport,
      bypassCSP,
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await options.prepare?.(context);
    page = await context.newPage();
    const ended = Promise.race([
      ...(runsTests ? [testsEnded(page, onLog)] : []),
      server.ended.then((code) => `the server ended with ${code}`),
    ]);
    await leadTo(page, workbenchAddress(server.authority, options));
    await page.waitForSelector('.monaco-workbench .part.editor', { timeout: 60_000 });
    return { page, ended, applySettings: server.applySettings, close };
  };
  // What is asked of a browser that crashes may never be answered.
  const crash = new Promise((resolve) => browser.once('disconnected', resolve)).then(() => {
    throw new BrowserCrash('The browser crashed.');
  });
  crash.catch(() => {}); // It also disconnects when it is closed.
  try {
    return await Promise.race([open(), crash]);
  } catch (error) {
    try {
      if (!browser.isConnected()) throw new BrowserCrash('The browser crashed.', { cause: error });
      if (page) await options.onFailedOpening?.(page);
    } finally {
      await close();
    }
    throw error;
  }
}

/** What the workbench prints about its own business while it starts. */
const ownBusiness =
  /^(\[(reconnection|AgentHost|ChatModel|AccountPolicy|DefaultAccount|Service Worker)|Resolv|Creating a socket|Updating additional|getaddrinfo)/;

/**
 * The workbench calls these two functions of the page where extension tests run.
 * @param {import('playwright-core').Page} page
 * @param {(line: string) => void} onLog
 * @returns {Promise<number | string>}
 */
function testsEnded(page, onLog) {
  return new Promise((resolve) => {
    page.on('crash', () => resolve('the page crashed'));
    void page.exposeFunction('codeAutomationExit', resolve);
    void page.exposeFunction(
      'codeAutomationLog',
      (/** @type {string} */ _type, /** @type {unknown[]} */ args) => {
        const line = format(...args);
        if (!ownBusiness.test(line)) onLog(line);
      },
    );
  });
}

/**
 * Has a page go to an address by itself. Where the browser crashes meanwhile, Playwright's own `goto` fails outside of it,
 * with an answer that cannot be read any more, and never ends.
 * @param {import('playwright-core').Page} page
 * @param {string} address
 */
async function leadTo(page, address) {
  await page.evaluate(`setTimeout(() => location.assign(${JSON.stringify(address)}))`);
}

/**
 * @param {string} authority
 * @param {WorkbenchOptions} options
 */
function workbenchAddress(authority, { folder, extensions = [], tests }) {
  /** @param {string} place */
  const asUri = (place) => `vscode-remote://${authority}${encodeURI(path.resolve(place))}`;
  const payload = extensions.map((place) => ['extensionDevelopmentPath', asUri(place)]);
  if (tests) payload.push(['extensionTestsPath', asUri(tests)]);
  const query = new URLSearchParams({ payload: JSON.stringify(payload) });
  if (folder === undefined) query.set('ew', 'true');
  else
    query.set(
      folder.endsWith('.code-workspace') ? 'workspace' : 'folder',
      isUri(folder) ? folder : path.resolve(folder),
    );
  return `http://${authority}/?${query}`;
}

/** @param {string} place */
function isUri(place) {
  return /^[a-z][\w-]+:\//.test(place);
}
