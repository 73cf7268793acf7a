// What each suite of `npm test` runs. A check counts as one test; the others report in mocha's JSON.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../../test/vscode-host/paths.mjs';
import { runToEnd } from '../../test/vscode-host/processes.mjs';

/**
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string} problems what failed and why, ready to print
 *
 * @typedef {object} Suite
 * @property {string} name
 * @property {boolean} needsVscode whether it runs in a real VS Code
 * @property {boolean} needsHost whether that VS Code can only be the host from npm
 * @property {boolean} [runsAlone] whether nothing else runs at its time: it waits as a person does, who has the machine
 * for the editor
 * @property {(run: { resultsFile: string, grep: string | undefined }) => Promise<Outcome>} run
 */

/** @type {Suite[]} in the order in which they start */
export const suites = [
  check('types', 'npm', ['run', '--silent', 'types']),
  plainTests('cli'),
  { ...testsInside('integration'), needsHost: false },
  check('lint', 'npm', ['run', '--silent', 'lint']),
  plainTests('unit'),
  browserTests('package'),
  testsInside('web'),
  check('imports', 'npm', ['run', '--silent', 'imports']),
  check('core', process.execPath, ['scripts/check-core.mjs']),
  { ...browserTests('e2e'), runsAlone: true },
];

/**
 * @param {string} name
 * @param {string} program
 * @param {string[]} args
 * @returns {Suite}
 */
function check(name, program, args) {
  return {
    name,
    needsVscode: false,
    needsHost: false,
    run: async () => {
      const { code, output } = await runToEnd(program, args, { cwd: projectFolder });
      if (code === 0) return { passed: 1, failed: 0, skipped: 0, problems: '' };
      return { passed: 0, failed: 1, skipped: 0, problems: output };
    },
  };
}

/**
 * @param {string} name
 * @returns {Suite}
 */
function plainTests(name) {
  return {
    name,
    needsVscode: false,
    needsHost: false,
    run: (run) => runMocha(name, run, { seconds: 20, required: 'seeded-laws' }),
  };
}

/**
 * @param {string} name
 * @returns {Suite}
 */
function browserTests(name) {
  return {
    name,
    needsVscode: true,
    needsHost: true,
    run: (run) => runMocha(name, run, { seconds: 60, required: 'root-hooks' }),
  };
}

/**
 * @param {string} name
 * @returns {Suite}
 */
function testsInside(name) {
  return {
    name,
    needsVscode: true,
    needsHost: true,
    run: ({ resultsFile }) => runReporting([`scripts/suites/${name}.mjs`, resultsFile], resultsFile),
  };
}

/**
 * @param {string} name
 * @param {Parameters<Suite['run']>[0]} run
 * @param {{ seconds: number, required: string }} options the limit of a test, and what is loaded before the first
 */
function runMocha(name, { resultsFile, grep }, { seconds, required }) {
  return runReporting(
    [
      ...['--enable-source-maps', 'node_modules/mocha/bin/mocha.js', `dist/test/${name}/**/*.test.mjs`],
      ...['--reporter', 'json', '--reporter-option', `output=${resultsFile}`],
      ...(grep === undefined ? [] : ['--grep', grep]),
      ...['--timeout', String(seconds * 1000), '--require', `dist/test/${name}/${required}.mjs`],
      '--forbid-only',
    ],
    resultsFile,
  );
}

/** Every test has a limit of its own; a suite as a whole, in minutes, has one for what hangs between tests. */
const patience = process.env['VERBATIM_LONG_TIMES'] === undefined ? 30 : 24 * 60;

/**
 * @param {string[]} args of a Node process that leaves a report
 * @param {string} resultsFile
 * @returns {Promise<Outcome>}
 */
async function runReporting(args, resultsFile) {
  const { code, output } = await runToEnd(process.execPath, args, {
    cwd: projectFolder,
    limit: patience * 60_000,
  });
  if (!existsSync(resultsFile)) {
    return {
      passed: 0,
      failed: 1,
      skipped: 0,
      problems: `It ended with ${code} and left no report.\n${output}`,
    };
  }
  const { stats, failures } = JSON.parse(readFileSync(path.resolve(resultsFile), 'utf8'));
  const problems = failures.map(failureText);
  // The tests passed, and yet the process says that something went wrong after them.
  if (code !== 0 && stats.failures === 0) problems.push(`It ended with ${code} after its tests.\n${output}`);
  return {
    passed: stats.passes,
    failed: Math.max(stats.failures, problems.length),
    skipped: stats.pending,
    problems: problems.join('\n\n'),
  };
}

/** @param {{ fullTitle: string, err: { message?: string, stack?: string } }} failure */
function failureText({ fullTitle, err }) {
  return `✗ ${fullTitle}\n${err.stack ?? err.message ?? 'no message'}`;
}
