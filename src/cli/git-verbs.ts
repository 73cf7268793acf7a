import type { Command } from 'commander';
import { conflictsExitCode } from '../node/git-driver';
import type { CommonOptions } from './command';
import type { Output } from './output';
import type { ResolveOptions } from './commands/resolve';
import type { SetupGitOptions } from './commands/setup-git';

/** What the command line needs to take in a verb. */
export interface VerbHost {
  readonly program: Command;
  readonly output: Output;
  /** Adds a verb with the common options. */
  readonly add: (name: string, description: string) => Command;
  readonly end: (code: number) => void;
}

/** Adds the verbs for working together through git. */
export function addGitVerbs({ program, output, add, end }: VerbHost): void {
  add('setup-git', 'make git merge the study’s files by record, in this copy of the repository')
    .option('--undo', 'let git merge them line by line again')
    .action(async (options: SetupGitOptions) => {
      const { setupGit } = await import('./commands/setup-git');
      end(await setupGit(output, options));
    });

  add('resolve', 'merge by record what a merge without the driver left in conflict')
    .argument('[paths...]', 'files or folders (default: everything in conflict)')
    .option('--add', 'also “git add” what is merged without conflicts')
    .option('--force', 'merge anew what somebody has begun to resolve')
    .action(async (paths: readonly string[], options: ResolveOptions) => {
      const { resolveConflicts } = await import('./commands/resolve');
      end(await resolveConflicts(output, paths, options));
    });

  add('diff', 'say what changed between two versions of the study, in sentences')
    .argument('[ref]', 'a branch, tag or commit (default: the last commit)')
    .argument('[other]', 'another one (default: the files as they are now)')
    .action(async (ref: string | undefined, other: string | undefined, options: CommonOptions) => {
      const { diff } = await import('./commands/diff');
      end(
        await diff(
          output,
          [ref, other].filter((name) => name !== undefined),
          options,
        ),
      );
    });

  program
    .command('textconv')
    .description('print a sidecar as a page to read; for git’s own diff')
    .argument('<file>', 'the file')
    .action(async (file: string) => {
      const { textconv } = await import('./commands/textconv');
      const text = await textconv(file);
      if (typeof text === 'string') output.data(text);
      else process.stdout.write(text);
    });

  program
    .command('merge-driver')
    .description('merge one file; for git, which “verbatim setup-git” tells about it')
    .argument('<base>', '%O')
    .argument('<ours>', '%A, which becomes the merge')
    .argument('<theirs>', '%B')
    .argument('<marker-size>', '%L')
    .argument('<path>', '%P')
    .option('--conflicts-exit-with <number>', 'the exit code for conflicts', '1')
    .action(async (...given: readonly unknown[]) => {
      const [base = '', ours = '', theirs = '', size = '', path = ''] = given.map(String);
      const { conflictsExitWith } = given[5] as { readonly conflictsExitWith: string };
      const { mergeDriver } = await import('./commands/merge-driver');
      const markerSize = /^[1-9]\d?$/.test(size) ? Number(size) : 7;
      const isClean = await mergeDriver({ files: { base, ours, theirs }, markerSize, path });
      end(isClean ? 0 : Number(conflictsExitWith) === conflictsExitCode ? conflictsExitCode : 1);
    });
}
