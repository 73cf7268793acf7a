// npm run --silent conformance:agreement -- FILE.json: checks the agreement figures against a file of known cases.
import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('Name the file of cases: npm run --silent conformance:agreement -- FILE.json');
  process.exit(2);
}
const { outputFiles } = await build({
  entryPoints: [path.join(import.meta.dirname, '../test/unit/agreement/conformance.ts')],
  bundle: true,
  write: false,
  platform: 'neutral',
  format: 'esm',
  logLevel: 'warning',
});
const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
/** @type {typeof import('../test/unit/agreement/conformance.ts')} */
const { runConformance } = await import(`data:text/javascript;base64,${code}`);
const { passed, failures, skipped } = runConformance(JSON.parse(readFileSync(file, 'utf8')));
for (const failure of failures) console.log(failure);
let omitted = 0;
for (const [statistic, cases] of skipped) {
  console.log(`skipped: ${statistic} (${cases})`);
  omitted += cases;
}
console.log(`${passed} passed, ${failures.length} failed${omitted > 0 ? `, ${omitted} skipped` : ''}`);
if (failures.length > 0) process.exitCode = 1;
