// npm run test:long: the tests of faults for minutes instead of seconds, each time with other seeds, which failures name.
process.env['VERBATIM_LONG'] = '1';
process.argv.push('cli', '--grep', 'Faults');
await import('./test.mjs');
