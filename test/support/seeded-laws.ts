// Loaded by mocha before the tests in plain Node: laws draw the same cases in every `npm test`, so that it is never luck that
// fails a change. `npm run test:long` draws others.
import fc from 'fast-check';
import { seedOr } from '../long/long-run';

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: seedOr(1) });
