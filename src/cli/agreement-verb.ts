import { InvalidArgumentError, Option } from 'commander';
import { units } from '../core/agreement/segment-transcript';
import { usualBootstrap } from '../core/report/estimate-intervals';
import { type MeasureId, measureIds } from '../core/report/measures';
import type { AgreementCommandOptions } from './commands/agreement';
import type { VerbHost } from './git-verbs';

/** Adds `verbatim agreement`. */
export function addAgreement({ output, add, end }: Pick<VerbHost, 'output' | 'add' | 'end'>): void {
  add('agreement', 'how far coders agree: coefficients with intervals, matrices, a methods paragraph')
    .option('--coders <ids>', 'two or more, with commas (default: the round’s, or all who coded)', splitIds)
    .option('--round <id>', 'only this round’s transcripts (default: the study’s only round)')
    .option('--code <ids>', 'only these codes, with commas (aliases count)', splitIds)
    .addOption(new Option('--unit <unit>', 'what is compared').choices(units).default('character'))
    .addOption(new Option('--as-coded', 'codes as the sidecars name them').conflicts('asMerged'))
    .option('--as-merged', 'codes as what they became (the default)')
    .option('--measures <names>', `with commas, of ${measureIds.join(', ')}`, readMeasures)
    .option('--overlap <percent>', 'overlap from which segments match (default: 90)', wholeNumber(1, 100))
    .option(
      '--replicates <number>',
      'of the bootstrap over transcripts; 0 for none',
      wholeNumber(0, 100_000),
      usualBootstrap.replicates,
    )
    .option('--seed <number>', 'of the bootstrap', wholeNumber(0, 4_294_967_295), usualBootstrap.seed)
    .option('--analytic', 'analytic intervals instead (two coders; not for characters)')
    .option('--at <ref>', 'the study as a branch, tag or commit has it')
    .option(
      '--over-time [number]',
      'also at the latest commits that changed these codings (30)',
      wholeNumber(1, 1000),
    )
    .addOption(new Option('--csv', 'print a table with all figures').conflicts('json'))
    .option('--html <file>', 'write a page that needs no script (- for standard output)')
    .option('--svg <file>', 'write the plot of codes as a picture (- for standard output)')
    .option('--force', 'replace files that are there')
    .action(async (options: AgreementCommandOptions) => {
      const { printAgreementReport } = await import('./commands/agreement');
      end(await printAgreementReport(output, options));
    });
}

function splitIds(value: string): readonly string[] {
  const ids = value.split(',').map((id) => id.trim());
  if (ids.some((id) => id === '')) throw new InvalidArgumentError('A name is empty.');
  return ids;
}

function readMeasures(value: string): readonly MeasureId[] {
  return [
    ...new Set(
      splitIds(value).map((name) => {
        const found = measureIds.find((id) => id === name);
        if (!found)
          throw new InvalidArgumentError(`There is no “${name}”; there are ${measureIds.join(', ')}.`);
        return found;
      }),
    ),
  ];
}

function wholeNumber(least: number, most: number): (value: string) => number {
  return (value) => {
    const number = /^\d{1,10}$/.test(value) ? Number(value) : NaN;
    if (!(number >= least && number <= most))
      throw new InvalidArgumentError(`It has to be a whole number from ${least} to ${most}.`);
    return number;
  };
}
