// A VS Code server on a free port of this machine, with a data folder of its own that goes when it stops.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nodeExecutable, serverScript } from './paths.mjs';
import { run, start, stop } from './processes.mjs';
import { quietSettings } from './settings.mjs';

/**
 * @typedef {object} ServerOptions
 * @property {Record<string, unknown>} [settings] user settings, over the quiet ones
 * @property {string[]} [vsix] packaged extensions to install first
 * @property {string} [token] the connection token that the address must carry; without it, anyone on this machine may connect
 * @property {boolean} [underTest] whether the workbench may run extension tests (built versions refuse otherwise)
 * @property {Record<string, string>} [env] for the extension host
 *
 * @typedef {object} Server
 * @property {string} authority host and port
 * @property {Promise<number | string>} ended resolves when the server ends, whoever ended it
 * @property {(settings: Record<string, unknown>) => void} applySettings sets these over the settings
 * it started with; the workbench follows
 * @property {() => Promise<void>} stop
 */

/**
 * @param {ServerOptions} [options]
 * @returns {Promise<Server>}
 */
export async function startServer({ settings = {}, vsix = [], token, underTest = true, env = {} } = {}) {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'verbatim-host-'));
  const removeData = () =>
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  process.once('exit', removeData);
  const temporaryFolder = path.join(dataFolder, 'tmp');
  mkdirSync(temporaryFolder);

  writeSettings(path.join(dataFolder, 'data/User'), { ...quietSettings, ...settings });
  // The workbench reads user settings once; it is the settings of the machine, which win over them, that it watches.
  /** @param {Record<string, unknown>} changed */
  const applySettings = (changed) => writeSettings(path.join(dataFolder, 'data/Machine'), changed);
  applySettings({});

  const common = ['--accept-server-license-terms', '--server-data-dir', dataFolder];
  try {
    for (const file of vsix) {
      await run(nodeExecutable, [serverScript, ...common, '--install-extension', path.resolve(file)]);
    }
  } catch (error) {
    removeData();
    throw error;
  }
  const child = start(
    nodeExecutable,
    [
      serverScript,
      ...common,
      ...['--host', '127.0.0.1', '--port', '0'],
      ...(token === undefined ? ['--without-connection-token'] : ['--connection-token', token]),
      ...['--telemetry-level', 'off', '--disable-telemetry'],
      ...(settings['security.workspace.trust.enabled'] === true ? [] : ['--disable-workspace-trust']),
      ...(underTest ? ['--enable-smoke-test-driver'] : []),
    ],
    { env: { ...process.env, TMPDIR: temporaryFolder, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));
  const stopServer = async () => {
    await stop(child);
    removeData();
    process.off('exit', removeData);
  };
  try {
    return { authority: `127.0.0.1:${await listeningPort(child)}`, ended, applySettings, stop: stopServer };
  } catch (error) {
    await stopServer();
    throw error;
  }
}

/**
 * @param {string} folder
 * @param {Record<string, unknown>} settings
 */
function writeSettings(folder, settings) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'settings.json'), JSON.stringify(settings, null, 2));
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>} once the server says that it listens
 */
function listeningPort(child) {
  return new Promise((resolve, reject) => {
    let log = '';
    /** @param {Buffer} data */
    const read = (data) => {
      log += data;
      const port = /Extension host agent listening on (\d+)/.exec(log)?.[1];
      if (port) resolve(Number(port));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`The VS Code server ended with ${code}\n${log.slice(-2000)}`)),
    );
  });
}
