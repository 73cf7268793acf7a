/** How a command ended: all is well; something was found; it was refused. */
export type ExitCode = 0 | 1 | 2;

/** What every command understands. */
export interface CommonOptions {
  readonly study?: string;
  readonly json?: true;
}
