import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launchChromium, projectFolder, start, stop } from '#vscode-host';
import { waitForExtension } from '../support/running-extension';
import { waitFor } from '../support/wait-for';

interface Started {
  readonly output: () => string;
  readonly interrupt: () => Promise<number | null>;
}

function npmStart(environment: Readonly<Record<string, string>>): Started {
  const child = start(process.execPath, ['scripts/start.mjs'], {
    cwd: projectFolder,
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (output += text));
  return {
    output: () => output,
    interrupt: async () => {
      const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
      child.kill('SIGINT');
      const code = await ended;
      await stop(child);
      return code;
    },
  };
}

describe('npm start without a screen', () => {
  let started: Started;
  let address = '';
  before(() => {
    started = npmStart({});
  });

  it('serves the workbench with the extension to whoever has the address', async () => {
    const found = await waitFor(
      () => /http:\S+/.exec(started.output()),
      () => `an address in ${started.output()}`,
    );
    address = found[0];
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.goto(address);
      await page.locator('.explorer-folders-view').getByText('codebook.yaml').waitFor();
      await waitForExtension(page);
    } finally {
      await browser.close();
    }
  });

  it('and to nobody else', async () => {
    const { status } = await fetch(new URL(address).origin);
    assert.equal(status, 403);
  });

  it('leaves nothing behind when it is interrupted', async () => {
    const folder = new URL(address).searchParams.get('folder') ?? '';
    assert.ok(existsSync(path.join(folder, '.git')));
    assert.equal(await started.interrupt(), 130);
    assert.ok(!existsSync(folder));
    await assert.rejects(fetch(address));
  });
});

describe('npm start with a desktop VS Code', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'verbatim-desktop-'));
  after(() => rmSync(folder, { recursive: true }));

  it('opens it apart from the settings of its user, and ends the window it opened', async () => {
    // Like the real command: the window is a process of its own and leaves its number in the folder of its user data.
    const program = path.join(folder, 'code');
    writeFileSync(
      program,
      `#!/usr/bin/env node
      const { spawn } = require('node:child_process');
      const { writeFileSync } = require('node:fs');
      const userData = process.argv.find((arg) => arg.startsWith('--user-data-dir=')).split('=')[1];
      const forever = ['--eval', 'setInterval(() => {}, 1000)'];
      const window = spawn(process.execPath, forever, { detached: true, stdio: 'ignore' });
      writeFileSync(userData + '/code.lock', String(window.pid));
      writeFileSync(${JSON.stringify(`${folder}/seen.json`)}, JSON.stringify({ pid: window.pid, args: process.argv }));
      setInterval(() => {}, 1000);`,
    );
    chmodSync(program, 0o755);

    const started = npmStart({ DISPLAY: ':0', VSCODE_EXECUTABLE: program });
    const seenFile = path.join(folder, 'seen.json');
    await waitFor(
      () => existsSync(seenFile),
      () => `VS Code to open: ${started.output()}`,
    );
    const seen = JSON.parse(readFileSync(seenFile, 'utf8')) as { pid: number; args: string[] };
    assert.ok(seen.args.includes(`--extensionDevelopmentPath=${projectFolder}`));
    const study = seen.args.at(-1) ?? '';
    assert.ok(existsSync(path.join(study, 'verbatim.yaml')));

    assert.equal(await started.interrupt(), 130);
    assert.ok(!existsSync(study));
    await waitFor(() => !isRunning(seen.pid), 'the window to end');
  });
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
