import { placePassages, type PlacedPassage } from '../study/placed-passages';
import type { StudyView } from '../study/snapshot';
import { spansOverlap } from '../text/span';
import type { AgreementReport } from './agreement-report';
import type { CellTarget } from './cell-target';

/** The passages that a cell of a report rests on, by transcript and coder, and what they are. */
export function findTargetPassages(
  view: StudyView,
  report: AgreementReport,
  target: CellTarget,
): { readonly title: string; readonly passages: readonly PlacedPassage[] } {
  if (target.kind === 'confusion') return findConfused(view, report, target);
  const row = report.sections
    .filter(({ kind, of }) => kind === target.kind && of === target.of)
    .flatMap(({ rows }) => rows)
    .find(({ id }) => id === target.id);
  if (!row) return { title: '', passages: [] };
  const places = row.transcripts.flatMap((place) => report.compared[place] ?? []);
  const transcripts = places.filter(
    ({ path }) => target.transcript === undefined || path === target.transcript,
  );
  const codes = new Set(row.codes);
  const wanted = createCodeTest(view, report);
  return {
    title: target.transcript === undefined ? row.label : `${row.label}, ${transcripts[0]?.label ?? ''}`,
    passages: transcripts.flatMap(({ path }) =>
      report.plan.coders
        .flatMap((coder) => passagesOf(view, path, coder))
        .filter((placed) => wanted(placed, (id) => codes.has(id))),
    ),
  };
}

/** One coder’s passages with a code and the other’s with another, where they meet; or with none of the other’s. */
function findConfused(
  view: StudyView,
  report: AgreementReport,
  { coders, codes }: Extract<CellTarget, { kind: 'confusion' }>,
): { readonly title: string; readonly passages: readonly PlacedPassage[] } {
  const [first, second] = coders;
  const wanted = createCodeTest(view, report);
  const passages = report.compared.flatMap(({ path }) => {
    const [rows, columns] = [first, second].map((coder, side) => {
      const code = codes[side];
      return passagesOf(view, path, coder).filter((placed) =>
        code === undefined ? placed.passage.codes.length > 0 : wanted(placed, (id) => id === code),
      );
    });
    if (codes[1] === undefined) return notAllCovered(rows ?? [], columns ?? []);
    if (codes[0] === undefined) return notAllCovered(columns ?? [], rows ?? []);
    return [...meeting(rows ?? [], columns ?? []), ...meeting(columns ?? [], rows ?? [])];
  });
  const nameOf = (code: string | undefined) =>
    report.heat.codes.find(({ id }) => id === code)?.label ?? code ?? 'no code';
  return { title: `${first}: ${nameOf(codes[0])}, ${second}: ${nameOf(codes[1])}`, passages };
}

function passagesOf(view: StudyView, transcript: string, coder: string): readonly PlacedPassage[] {
  const sidecar = view.sidecarsOf(transcript).find((each) => each.coder === coder);
  return sidecar ? placePassages(view, sidecar).filter(({ span }) => span !== undefined) : [];
}

function createCodeTest(
  { codebook }: StudyView,
  { plan }: AgreementReport,
): (placed: PlacedPassage, isWanted: (id: string) => boolean) => boolean {
  const nameOf = (id: string) => (plan.names === 'merged' ? (codebook.resolve(id)?.id ?? id) : id);
  return ({ passage }, isWanted) => passage.codes.some((id) => isWanted(nameOf(id)));
}

function meeting(
  passages: readonly PlacedPassage[],
  others: readonly PlacedPassage[],
): readonly PlacedPassage[] {
  return passages.filter(
    ({ span }) => span && others.some((other) => other.span && spansOverlap(span, other.span)),
  );
}

/** Passages of which some of the text is in none of the others. */
function notAllCovered(
  passages: readonly PlacedPassage[],
  others: readonly PlacedPassage[],
): readonly PlacedPassage[] {
  const covering = others.flatMap(({ span }) => span ?? []).sort((a, b) => a.start - b.start);
  return passages.filter(({ span }) => {
    if (!span) return false;
    let reached = span.start;
    for (const { start, end } of covering) if (start <= reached) reached = Math.max(reached, end);
    return reached < span.end;
  });
}
