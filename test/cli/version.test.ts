import assert from 'node:assert/strict';
import { runVerbatim } from '../support/cli';

describe('verbatim --version', () => {
  it('prints a version and ends with 0', async () => {
    const { code, stdout } = await runVerbatim(['--version']);
    assert.equal(code, 0);
    assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
  });

  it('refuses a command it does not know', async () => {
    const { code, stderr } = await runVerbatim(['no-such-command']);
    assert.notEqual(code, 0);
    assert.notEqual(stderr, '');
  });
});
