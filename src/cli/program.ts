import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { version } from '../../package.json';
import { UserError } from '../core/base/user-error';
import type { RefreshOptions } from './commands/refresh';
import type { CommonOptions } from './command';
import type { Output } from './output';
import { addAgreement } from './agreement-verb';
import { addGitVerbs } from './git-verbs';
import { toTerminalText } from './terminal-text';

const refused = 2;
/** A fault of the program itself (EX_SOFTWARE). */
const fault = 70;

/**
 * Runs a command line.
 * @returns the exit code: 0 ok, 1 findings, 2 refused
 */
export async function runProgram(args: readonly string[], output: Output): Promise<number> {
  let code = 0;
  const program = createProgram(output, (ended) => (code = ended));
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : refused;
    if (error instanceof UserError) {
      output.note('verbatim: ', error.message.replace(/\s*\n\s*/g, ' '));
      return refused;
    }
    output.note(
      'verbatim: this is a fault of the program itself. Nothing is known to be damaged. Please report it:',
    );
    output.note(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return fault;
  }
}

function createProgram(output: Output, end: (code: number) => void): Command {
  const program = new Command('verbatim')
    .description('Qualitative coding of interview transcripts in plain text and git.')
    .version(version)
    .exitOverride()
    .showHelpAfterError(false)
    .configureOutput({
      writeOut: (text) => output.data(text),
      writeErr: (text) => output.note(text.trimEnd()),
      // Commander puts its suggestion on a line of its own; a refusal is one line.
      outputError: (text) =>
        output.note(
          'verbatim: ',
          text
            .replace(/^error: /, '')
            .trim()
            .replace(/\s*\n\s*/g, ' '),
        ),
    })
    .addHelpText('after', '\nExit codes: 0 ok, 1 findings, 2 refused.');
  const add = (name: string, description: string): Command => {
    const command = program.command(name).description(description);
    return withCommon(command);
  };

  add('init', 'start a study: a commented study file and codebook, git and editor settings')
    .argument('[folder]', 'where (default: the current folder)')
    .action(async (folder: string | undefined, options: CommonOptions) => {
      const { initStudy } = await import('./commands/init');
      end(await initStudy(output, folder, options));
    });

  add('import', 'turn .docx, .txt, .md, .vtt and .srt files into transcripts of the study')
    .argument('<files...>', 'the originals; they stay as they are')
    .option('--folder <folder>', 'where in the study the transcripts go')
    .addOption(
      new Option('--kind <kind>', 'what they are (default: proposed for each)').choices([
        'interview',
        'focus-group',
        'observation',
        'document',
      ]),
    )
    .option('--yes', 'write what is proposed without asking')
    .option('--dry-run', 'only show what is proposed')
    .action(async (files: readonly string[], options: CommonOptions) => {
      const { importFiles } = await import('./commands/import');
      end(await importFiles(output, files, options));
    });

  add('check', 'look for everything that is wrong in the study')
    .option('--independence', 'instead, say what history tells about who coded in sight of whose codings')
    .action(async (options: CommonOptions & { readonly independence?: true }) => {
      if (options.independence) {
        const { independence } = await import('./commands/independence');
        end(await independence(output, options));
      } else {
        const { check } = await import('./commands/check');
        end(await check(output, options));
      }
    });

  add('tree', 'print questions, themes and codes with their passages, transcripts and cases')
    .option('--coder <id>', 'count the codings of this coder only')
    .addOption(layerOption().conflicts('coder'))
    .action(async (options: CommonOptions) => {
      const { printTree } = await import('./commands/tree');
      end(await printTree(output, options));
    });

  withFilter(add('passages', 'print passages'))
    .addOption(new Option('--csv', 'as a table with one row per coding').conflicts('json'))
    .action(async (options: CommonOptions) => {
      const { printPassages } = await import('./commands/passages');
      end(await printPassages(output, options));
    });

  add('refresh', 'bring positions up to date with transcripts that have changed')
    .option('--coder <id>', 'only codings of this coder (default: everybody’s)', notEmpty)
    .option('--check', 'only report; nothing is written')
    .option('--accept-edited', 'also passages whose words have changed, as when names were replaced')
    .option('--reattach', 'attach sidecars to transcripts that were renamed or moved')
    .action(async (options: RefreshOptions) => {
      const { refresh } = await import('./commands/refresh');
      end(await refresh(output, options));
    });

  const exporting = program.command('export').description('write a table for spreadsheets and statistics');
  const addExport = (name: string, description: string): Command =>
    withCommon(exporting.command(name).description(description))
      .option('--output <file>', 'where to (default: standard output, as CSV)')
      .addOption(new Option('--format <format>', 'default: by the file’s extension').choices(['csv', 'xlsx']))
      .option('--bom', 'begin CSV with a byte order mark, for Excel')
      .option('--force', 'replace the file if there is one');
  withFilter(addExport('quotes', 'one row per coding, with the quote, cases and attributes')).action(
    async (options: CommonOptions) => {
      const { exportTable } = await import('./commands/export');
      end(await exportTable(output, 'quotes', options));
    },
  );
  addExport('codebook', 'one row per code, with definition and reach')
    .addOption(layerOption())
    .action(async (options: CommonOptions) => {
      const { exportTable } = await import('./commands/export');
      end(await exportTable(output, 'codebook', options));
    });
  addAgreement({ output, add, end });
  addGitVerbs({ program, output, add, end });
  return program;
}

function withCommon(command: Command): Command {
  return command
    .option(
      '--study <folder>',
      'the study’s folder (default: the nearest at or above the current one)',
      notEmpty,
    )
    .option('--json', 'print JSON');
}

function withFilter(command: Command): Command {
  return command
    .option('--code <id>', 'only passages with this code (its aliases count)', notEmpty)
    .option('--with-subcodes', 'and those with codes below it')
    .option('--coder <id>', 'only codings of this coder', notEmpty)
    .option('--transcript <path>', 'only this transcript', notEmpty)
    .addOption(layerOption());
}

function layerOption(): Option {
  return new Option(
    '--layer <layer>',
    'everybody’s codings, or what is final: the consensus where all is settled, else the only coder’s',
  ).choices(['all', 'final']);
}

function notEmpty(value: string): string {
  if (toTerminalText(value).trim() === '') throw new InvalidArgumentError('It is empty.');
  return value;
}
