/**
 * An expected refusal: the user asked for something that cannot be done, and the message says what happened, where, and
 * what to do. Anything else that is thrown is a bug.
 */
export class UserError extends Error {
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, data: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'UserError';
    this.code = code;
    this.data = data;
  }
}
