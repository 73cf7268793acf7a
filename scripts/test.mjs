// npm test [-- SUITE… [--grep PATTERN]]: sets up what is missing, builds, runs the suites and counts.
// --grep narrows the suites that run in plain Node and in the browser; the others always run whole.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { installHost, isHostAvailable, isHostInstalled } from '../test/vscode-host/install.mjs';
import { endOnSignal } from '../test/vscode-host/processes.mjs';
import { buildProject, installProject } from './lib/prepare.mjs';
import { suites } from './lib/suites.mjs';
import { formatTable } from './lib/table.mjs';

/** @typedef {import('./lib/suites.mjs').Suite} Suite */
/** @typedef {import('./lib/suites.mjs').Outcome & { name: string, seconds: number }} Finished */

endOnSignal();
const { values, positionals } = parseArgs({ allowPositionals: true, options: { grep: { type: 'string' } } });
const unknown = positionals.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no suite ${unknown.join(', ')}; there are ${suites.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}
const wanted = suites.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const impossible = isHostAvailable ? [] : wanted.filter(({ needsHost }) => needsHost);
const possible = wanted.filter((suite) => !impossible.includes(suite));

const resultsFolder = mkdtempSync(path.join(tmpdir(), 'verbatim-results-'));
process.on('exit', () => rmSync(resultsFolder, { recursive: true, force: true }));

// The two installations wait for the network and each other's turn on the disk; the checks need only the first.
const hostReady =
  possible.some(({ needsVscode }) => needsVscode) && isHostAvailable ? prepareHost() : Promise.resolve();
await installProject();
await buildProject({ tests: true });
/** @type {Finished[]} */
const finished = [];
// A machine that runs tests has two cores at least.
const next = possible.filter(({ runsAlone }) => !runsAlone).values();
await Promise.all([runInOrder(next), runInOrder(next)]);
await runInOrder(possible.filter(({ runsAlone }) => runsAlone).values());
report();

async function prepareHost() {
  if (!isHostInstalled()) console.log('Installing VS Code for the tests …');
  await installHost();
}

/** @param {Iterable<Suite>} chosen from which another call may take some */
async function runInOrder(chosen) {
  for (const suite of chosen) {
    if (suite.needsVscode) await hostReady;
    const started = performance.now();
    const outcome = await suite.run({
      resultsFile: path.join(resultsFolder, `${suite.name}.json`),
      grep: values.grep,
    });
    const seconds = (performance.now() - started) / 1000;
    console.log(
      `${outcome.failed > 0 ? '✗' : '✓'} ${suite.name}: ${describe(outcome)} (${seconds.toFixed(1)} s)`,
    );
    if (outcome.problems !== '') console.log(`\n${outcome.problems.trim().replace(/^/gm, '    ')}\n`);
    finished.push({ ...outcome, name: suite.name, seconds });
  }
}

/** @param {import('./lib/suites.mjs').Outcome} outcome */
function describe({ passed, failed, skipped }) {
  return [`${passed} passed`, failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`]
    .filter(Boolean)
    .join(', ');
}

function report() {
  const count = (/** @type {'passed' | 'failed' | 'skipped'} */ kind) =>
    finished.reduce((sum, outcome) => sum + outcome[kind], 0);
  console.log(`
${formatTable([
  ['suite', 'passed', 'failed', 'skipped', 'seconds'],
  ...suites.flatMap(({ name }) =>
    finished
      .filter((outcome) => outcome.name === name)
      .map(({ passed, failed, skipped, seconds }) => [
        name,
        ...[passed, failed, skipped].map(String),
        seconds.toFixed(1),
      ]),
  ),
])}
`);
  for (const { name } of impossible)
    console.log(`${name} did not run: its VS Code is made for Linux on x64.`);
  const empty = finished.filter(({ passed, failed }) => passed + failed === 0);
  for (const { name } of empty) console.log(`${name} found nothing to run, which counts against the run.`);
  console.log(`${count('passed')} passed, ${count('failed')} failed`);
  process.exitCode = count('failed') > 0 || empty.length > 0 ? 1 : 0;
}
