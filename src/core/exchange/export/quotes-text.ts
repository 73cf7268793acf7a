import { fileNameOf } from '../../format/study-path';
import type { PlacedPassage } from '../../study/placed-passages';
import type { StudyView } from '../../study/snapshot';

/** Quotes as plain text to paste into a report: each with its transcript, line, coder and codes below it. */
export function quotesAsText(view: StudyView, passages: readonly PlacedPassage[]): string {
  return passages
    .map((placed) => `“${placed.passage.quote}”\n— ${describeSource(view, placed)}\n`)
    .join('\n');
}

function describeSource(view: StudyView, { sidecar, passage, span }: PlacedPassage): string {
  const index = span && view.transcripts.get(sidecar.transcript)?.index();
  const { line } = index ? index.positionAt(span.start) : passage.at.start;
  const names = passage.codes.map((id) => view.codebook.resolve(id)?.name ?? id);
  const place = `${fileNameOf(sidecar.transcript)}:${line}, ${sidecar.coder}`;
  return names.length === 0 ? place : `${place}: ${names.join('; ')}`;
}
