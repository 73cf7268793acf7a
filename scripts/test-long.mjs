// npm run test:long [-- SUITE… --times N] [--seed N] [--grep PATTERN]: what tries out random things – faults, merges, two coders on
// branches – for minutes instead of seconds, each time with another seed, which is printed and which failures name.
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    times: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(Date.now() % 1e6) },
    grep: {
      type: 'string',
      default: 'Faults|two coders on branches|line by line|merging (sidecars|passages|codebooks)',
    },
  },
});
for (const name of /** @type {const} */ (['times', 'seed'])) {
  if (/^[1-9]\d{0,8}$/.test(values[name])) continue;
  console.error(`--${name} takes a number, such as --${name} 10.`);
  process.exit(2);
}
console.log(`${values.times} times as much as npm test, seed ${values.seed}`);
process.env['VERBATIM_LONG_TIMES'] = values.times;
process.env['VERBATIM_LONG_SEED'] = values.seed;
const suites = positionals.length > 0 ? positionals : ['unit', 'cli'];
process.argv.splice(2, Infinity, ...suites, '--grep', values.grep);
await import('./test.mjs');
