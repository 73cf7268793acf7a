// Builds every bundle: node esbuild.mjs [--watch] [--tests] [--minify]
import { build, context } from 'esbuild';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

const has = (flag) => process.argv.includes(flag);
const shared = {
  bundle: true,
  sourcemap: !has('--minify'),
  minify: has('--minify'),
  target: 'es2023',
  logLevel: 'warning',
  legalComments: 'linked',
};

const testFiles = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => path.join(folder, file));

const bundles = [
  {
    ...shared,
    entryPoints: { desktop: 'src/extension/desktop.ts' },
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    outdir: 'dist',
  },
  {
    ...shared,
    entryPoints: { web: 'src/extension/web.ts' },
    platform: 'browser',
    format: 'cjs',
    external: ['vscode'],
    outdir: 'dist',
  },
  {
    ...shared,
    entryPoints: { verbatim: 'src/cli/main.ts' },
    platform: 'node',
    format: 'cjs',
    banner: { js: '#!/usr/bin/env node' },
    outdir: 'dist',
  },
];

if (has('--tests')) {
  bundles.push({
    ...shared,
    entryPoints: testFiles('test/unit'),
    platform: 'node',
    format: 'cjs',
    outdir: 'dist/test/unit',
    outbase: 'test/unit',
  });
}

rmSync('dist', { recursive: true, force: true });
if (has('--watch')) {
  const contexts = await Promise.all(bundles.map((options) => context(options)));
  await Promise.all(contexts.map((c) => c.watch()));
} else {
  await Promise.all(bundles.map((options) => build(options)));
}
