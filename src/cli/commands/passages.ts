import { exportQuotes } from '../../core/exchange/export/export-quotes';
import { formatCsv } from '../../core/exchange/export/format-csv';
import { describePassage, type PassageRecord } from '../../core/exchange/export/passage-record';
import { type PassageFilter, selectPassages } from '../../core/exchange/export/select-passages';
import { finalLayerOf } from '../../core/study/final-layer';
import { layerOf } from '../../core/study/layer';
import type { StudyView } from '../../core/study/snapshot';
import type { Output } from '../output';
import type { CommonOptions, ExitCode } from '../command';
import { openStudy, type OpenedStudy, transcriptPath } from '../study-folder';
import { toOneLine } from '../terminal-text';
import { noteUnsettled } from '../unsettled';

export interface FilterOptions extends CommonOptions, PassageFilter {
  readonly layer?: 'all' | 'final';
}

/** `verbatim passages`: for people, as JSON, or as CSV with one row per coding. */
export async function printPassages(
  output: Output,
  options: FilterOptions & { readonly csv?: true },
): Promise<ExitCode> {
  const study = await openStudy(options.study);
  const view = viewFor(output, study, options);
  const filter = filterOf(study, options);
  if (options.csv) {
    output.data(formatCsv(exportQuotes(view, filter)));
    return 0;
  }
  const records = selectPassages(view, filter).map((placed) => describePassage(view, placed));
  if (options.json) output.json(records);
  else for (const record of records) printPassage(output, record);
  return 0;
}

/** The codings that are asked for; what the final layer leaves out is said on standard error. */
export function viewFor(
  output: Output,
  { store }: OpenedStudy,
  { layer = 'all' }: Pick<FilterOptions, 'layer'>,
): StudyView {
  const { whole } = store.snapshot;
  if (layer === 'final') noteUnsettled(output, finalLayerOf(whole).unsettled);
  return layerOf(whole, layer);
}

export function filterOf(study: OpenedStudy, options: FilterOptions): PassageFilter {
  const { code, withSubcodes, coder } = options;
  const transcript = transcriptPath(study, options.transcript);
  return {
    ...(code === undefined ? {} : { code }),
    ...(withSubcodes === undefined ? {} : { withSubcodes }),
    ...(coder === undefined ? {} : { coder }),
    ...(transcript === undefined ? {} : { transcript }),
  };
}

function printPassage(
  output: Output,
  { transcript, coder, codes, quote, from, status }: PassageRecord,
): void {
  const place = from ? `${transcript}:${from.line}:${from.column}` : `${transcript} (${status})`;
  output.line({ text: place, style: 'bold' }, ` ${coder} `, {
    text: codes.join(', ') || 'no code',
    style: 'cyan',
  });
  output.line(`    ${toOneLine(quote, 200)}`);
}
