// The core must run anywhere: bundling every file of it for no platform at all fails on `node:` and on `vscode`.
import { build } from 'esbuild';
import { readdirSync } from 'node:fs';
import path from 'node:path';

const files = readdirSync('src/core', { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);
await build({
  entryPoints: files.map((file) => path.join('src/core', file)),
  bundle: true,
  write: false,
  outdir: 'dist/core',
  platform: 'neutral',
  // Packages without an `exports` map name their entry here, and only here.
  mainFields: ['module', 'main'],
  logLevel: 'warning',
});
