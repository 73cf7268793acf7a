// npm run test:long [-- SUITE… --times N] [--seed N] [--grep PATTERN]: every law with new cases, once for each seed, then what
// tries out random things – faults, merges, two coders on branches – for minutes instead of seconds. The seed is another each
// time; it is printed, and failures name it.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    times: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(Date.now() % 1e6) },
    grep: { type: 'string' },
  },
});
for (const name of /** @type {const} */ (['times', 'seed'])) {
  if (/^[1-9]\d{0,8}$/.test(values[name])) continue;
  console.error(`--${name} takes a number, such as --${name} 10.`);
  process.exit(2);
}
const [times, seed] = [Number(values.times), Number(values.seed)];
console.log(`${times} times as much as npm test, seed ${seed}`);
const suites = positionals.length > 0 ? positionals : ['unit', 'cli'];
if (suites.includes('unit')) {
  for (let time = 0; time < times; time++) test(['unit'], { times: 1, seed: seed + time, grep: values.grep });
}
const others = suites.filter((suite) => suite !== 'unit');
const grep =
  values.grep ?? 'Faults|two coders on branches|line by line|merging (sidecars|passages|codebooks)';
if (others.length > 0) test(others, { times, seed, grep });

/**
 * @param {string[]} names
 * @param {{ times: number, seed: number, grep: string | undefined }} run
 */
function test(names, run) {
  const { status } = spawnSync(
    process.execPath,
    ['scripts/test.mjs', ...names, ...(run.grep === undefined ? [] : ['--grep', run.grep])],
    {
      stdio: 'inherit',
      env: { ...process.env, VERBATIM_LONG_TIMES: String(run.times), VERBATIM_LONG_SEED: String(run.seed) },
    },
  );
  if (status !== 0) process.exitCode = 1;
}
