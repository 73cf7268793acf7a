// Loaded by mocha before the browser tests.
import { judgeEvidence, keepUndecided } from './evidence';

export const mochaHooks = {
  async afterEach(this: Mocha.Context): Promise<void> {
    const test = this.currentTest;
    if (test) await judgeEvidence(test.fullTitle(), test.isFailed());
  },
  afterAll(): void {
    keepUndecided();
  },
};
