import { passagesToReview, refreshPositions } from '../../core/actions/review-passage';
import { requireCoder } from '../../core/exchange/export/select-passages';
import { placePassages } from '../../core/study/placed-passages';
import type { StudyView } from '../../core/study/snapshot';
import { writeEdit, writeEdits } from '../../core/study/write-edits';
import type { Output } from '../output';
import type { CommonOptions, ExitCode } from '../command';
import { openStudy } from '../study-folder';
import { toOneLine } from '../terminal-text';

export interface RefreshOptions extends CommonOptions {
  readonly coder?: string;
  /** Only report what a refresh would do. */
  readonly check?: true;
}

/**
 * `verbatim refresh`: writes the places that passages have in today's transcripts, for one or all coders. What needs review
 * is named and left as it is.
 */
export async function refresh(
  output: Output,
  { study, json, coder, check }: RefreshOptions,
): Promise<ExitCode> {
  const { ports, store } = await openStudy(study);
  const { whole } = store.snapshot;
  if (coder !== undefined) requireCoder(whole, coder);
  const edits = [...whole.sidecars.values()]
    .filter(
      (sidecar) =>
        (coder === undefined || sidecar.coder === coder) && whole.transcripts.has(sidecar.transcript),
    )
    .flatMap((sidecar) => refreshPositions(whole, sidecar.transcript, sidecar.coder));
  if (!check) await writeEdits(edits, (edit) => writeEdit(edit, ports));
  const outdated = edits.map(({ path }) => path);
  const review = passagesToReview(whole, coder).map(({ sidecar, passage, status }) => ({
    sidecar: sidecar.path,
    id: passage.id,
    quote: passage.quote,
    status,
  }));
  if (json) output.json({ [check ? 'outdated' : 'refreshed']: outdated, review });
  else {
    for (const path of outdated)
      output.line(
        `${path}: ${countMoved(whole, path)}${check ? ' to be brought up to date' : ' brought up to date'}`,
      );
    for (const { sidecar, quote, status } of review)
      output.line(`${sidecar}: needs review (${status}): “${toOneLine(quote, 60)}”`);
    if (outdated.length + review.length === 0) output.line('Every passage stands where its sidecar says.');
  }
  return review.length > 0 || (check && outdated.length > 0) ? 1 : 0;
}

/** How many passages of a sidecar have a place that its file does not tell yet. */
function countMoved(view: StudyView, path: string): string {
  const sidecar = view.sidecars.get(path);
  const moved = sidecar
    ? placePassages(view, sidecar).filter(({ span, status }) => span && status === 'moved').length
    : 0;
  return `${moved} ${moved === 1 ? 'passage' : 'passages'}`;
}
