// npm run package [-- FILE.vsix] [--built]: builds the extension unless it is built, packs it and checks what went in.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { projectFolder } from '../test/vscode-host/paths.mjs';
import { buildProject } from './lib/prepare.mjs';
import { packExtension } from './lib/vsix.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { built: { type: 'boolean' } },
});
const { name, version } = JSON.parse(readFileSync(path.join(projectFolder, 'package.json'), 'utf8'));
const [file = `${name}-${version}.vsix`] = positionals;
if (!values.built) await buildProject();
const files = await packExtension(file);
console.log(`${file}: ${files.length} files, ${Math.round(statSync(file).size / 1000)} kB`);
