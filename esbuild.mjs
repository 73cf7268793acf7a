// Builds every bundle: node esbuild.mjs [--tests] [--watch]
// There is one kind of build: what the tests run is what ships.
import { build, context } from 'esbuild';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

/** @typedef {import('esbuild').BuildOptions} Options */

const withTests = process.argv.includes('--tests');
const watch = process.argv.includes('--watch');

// The web cannot list a folder, so the sample study's files are named in the bundles.
const sampleStudy = 'examples/primary-care-networks';
const sampleFiles = readdirSync(sampleStudy, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) =>
    path.relative(sampleStudy, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
  )
  .sort();

/** @type {Options} */
const shared = { bundle: true, sourcemap: true, target: 'es2023', logLevel: 'warning', metafile: true };
/** @type {Options} */
const shipped = {
  ...shared,
  minify: true,
  legalComments: 'linked',
  outdir: 'dist',
  define: { SAMPLE_STUDY_FILES: JSON.stringify(sampleFiles) },
};
// Some packages ship a loader that cannot be bundled as their main file; their modules can.
/** @type {Options} */
const forNode = { platform: 'node', format: 'cjs', mainFields: ['module', 'main'] };
/** @type {Options} */
const forBrowser = { platform: 'browser', format: 'cjs' };

/** @type {Options[]} */
const shippedBundles = [
  { ...shipped, ...forNode, entryPoints: { desktop: 'src/extension/desktop.ts' }, external: ['vscode'] },
  { ...shipped, ...forBrowser, entryPoints: { web: 'src/extension/web.ts' }, external: ['vscode'] },
  {
    ...shipped,
    ...forNode,
    entryPoints: { verbatim: 'src/cli/main.ts' },
    banner: { js: '#!/usr/bin/env node' },
  },
  {
    ...shipped,
    platform: 'browser',
    format: 'iife',
    entryPoints: { 'webview/agreement-report': 'src/webview/agreement-report.ts' },
  },
];

/** @type {() => Options[]} */
const testBundles = () => [
  // Tests in plain Node. They share their chunks, so that the browser tests share one list of open workbenches.
  ...['unit', 'cli', 'e2e', 'package', 'bench'].map(plainTests),
  // Tests inside the extension host of VS Code.
  {
    ...shared,
    ...forNode,
    entryPoints: ['run.ts', ...testFilesIn('test/integration')].map((file) => `test/integration/${file}`),
    outdir: 'dist/test/integration',
    outbase: 'test/integration',
    external: ['vscode', 'mocha'],
  },
  // The benchmark inside the extension host.
  {
    ...shared,
    ...forNode,
    entryPoints: ['test/bench/editor/run.ts'],
    outdir: 'dist/test/bench-editor',
    external: ['vscode'],
  },
  // Tests inside the web extension host: one file, because a worker loads one.
  {
    ...shared,
    ...forBrowser,
    stdin: {
      contents: ['run.ts', ...testFilesIn('test/web')].map((file) => `export * from './${file}';`).join('\n'),
      resolveDir: 'test/web',
      loader: 'ts',
    },
    outfile: 'dist/test/web/run.js',
    external: ['vscode'],
    // Mocha's browser edition takes `module.exports` for itself, so ours is set after it has run.
    format: 'iife',
    globalName: 'webTests',
    footer: { js: 'module.exports = webTests;' },
  },
];

const bundles = withTests ? [...shippedBundles, ...testBundles()] : shippedBundles;
if (watch) {
  const contexts = await Promise.all(bundles.map((options) => context(options)));
  await Promise.all(contexts.map((each) => each.watch()));
} else {
  const results = await Promise.all(bundles.map((options) => build(options)));
  removeStale(results.flatMap(({ metafile }) => Object.keys(metafile?.outputs ?? {})));
}

/**
 * @param {string} name
 * @returns {Options}
 */
function plainTests(name) {
  return {
    ...shared,
    platform: 'node',
    format: 'esm',
    splitting: true,
    outExtension: { '.js': '.mjs' },
    entryPoints: [
      { in: 'test/support/root-hooks.ts', out: 'root-hooks' },
      { in: 'test/support/seeded-laws.ts', out: 'seeded-laws' },
      ...testFilesIn(`test/${name}`).map((file) => ({
        in: `test/${name}/${file}`,
        out: file.slice(0, -'.ts'.length),
      })),
    ],
    outdir: `dist/test/${name}`,
    packages: 'external',
    external: ['#*'],
  };
}

/** @param {string} folder */
function testFilesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(test|bench)\.ts$/.test(file))
    .map((file) => file.split(path.sep).join('/'));
}

/**
 * Removes what earlier builds left behind, such as a test that has since been deleted. Emptying the folder first
 * would pull the bundles from under a host that is still running.
 * @param {string[]} outputs
 */
function removeStale(outputs) {
  const current = new Set(outputs.map((file) => path.normalize(file)));
  for (const entry of readdirSync('dist', { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const isTest = file.startsWith(path.join('dist', 'test'));
    if (entry.isFile() && !current.has(file) && (withTests || !isTest)) rmSync(file);
  }
}
