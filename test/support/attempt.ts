import { UserError } from '../../src/core/base/user-error';

/** What is made of it, unless it is refused. */
export function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
