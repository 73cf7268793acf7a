// Starts the browser: one named in VERBATIM_CHROMIUM, else the Chromium that comes with the host.
import path from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumFolder } from './paths.mjs';

export function launchChromium() {
  const own = process.env['VERBATIM_CHROMIUM'];
  return chromium.launch({
    executablePath: own ?? path.join(chromiumFolder, 'chromium'),
    // Signals are the caller's to handle: it also ends the server and removes the temporary files.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    env: { ...process.env, ...(own ? {} : packagedEnvironment) },
    args: [
      '--headless',
      '--no-sandbox', // the sandbox refuses to run as root, which is who one is in a container
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

const packagedEnvironment = {
  LD_LIBRARY_PATH: path.join(chromiumFolder, 'al2023/lib'),
  FONTCONFIG_PATH: path.join(chromiumFolder, 'fonts'),
};
