// Loaded by mocha before the browser tests.
import { endOnSignal } from '#vscode-host';
import { judgeEvidence, keepUndecided } from './evidence';

endOnSignal();

export const mochaHooks = {
  async afterEach(this: Mocha.Context): Promise<void> {
    const test = this.currentTest;
    if (test) await judgeEvidence(test.fullTitle(), test.isFailed());
  },
  afterAll(): void {
    keepUndecided();
  },
};
