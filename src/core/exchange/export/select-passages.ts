import { UserError } from '../../base/user-error';
import { didYouMean } from '../../format/nearest';
import type { Code } from '../../model/codebook';
import type { CodebookIndex } from '../../model/codebook-index';
import { consensusCoder } from '../../model/ids';
import { placePassages, type PlacedPassage } from '../../study/placed-passages';
import type { StudyView } from '../../study/snapshot';
import { compareInText } from '../../study/text-order';

/** Which passages; what is left out does not restrict. */
export interface PassageFilter {
  /** A code's id or alias. */
  readonly code?: string;
  /** Whether codes below `code` count too. */
  readonly withSubcodes?: boolean;
  readonly coder?: string;
  /** A transcript's path. */
  readonly transcript?: string;
}

/**
 * The passages that a filter lets through, in the order of the transcripts and of the text. Passages of sidecars whose
 * transcript is missing come last.
 * @throws UserError when nothing in the study has the code, coder or transcript
 */
export function selectPassages(view: StudyView, filter: PassageFilter): readonly PlacedPassage[] {
  const { coder, transcript } = filter;
  if (coder !== undefined) requireCoder(view, coder);
  const paths = new Set([
    ...view.transcripts.keys(),
    ...[...view.sidecars.values()].map((sidecar) => sidecar.transcript),
  ]);
  if (transcript !== undefined && !paths.has(transcript)) throw unknown('transcript', transcript, paths);
  const isWanted = createCodeFilter(view, filter);
  const wanted = [...paths].filter((path) => transcript === undefined || path === transcript);
  return wanted.flatMap((path) =>
    view
      .sidecarsOf(path)
      .filter((sidecar) => coder === undefined || sidecar.coder === coder)
      .flatMap((sidecar) => placePassages(view, sidecar))
      .filter(({ passage }) => filter.code === undefined || passage.codes.some(isWanted))
      .sort(compareInText),
  );
}

/**
 * Which ids in sidecars mean the filter's code: the code itself, its aliases and, where asked for, those of its subcodes.
 * @throws UserError for a code that neither the codebook nor any passage has
 */
export function createCodeFilter(view: StudyView, filter: PassageFilter): (id: string) => boolean {
  if (filter.code === undefined) return () => true;
  const { code: wanted, withSubcodes = false } = filter;
  const { codebook } = view;
  const code = codebook.resolve(wanted);
  if (!code) {
    // A code that only sidecars know can still be looked for.
    for (const { value } of view.sidecars.values())
      if (value.passages.some(({ codes }) => codes.includes(wanted))) return (id) => id === wanted;
    throw unknown('code', wanted, codebook.codes.keys());
  }
  const ids = new Set((withSubcodes ? codesBelow(codebook, code) : [code]).map(({ id }) => id));
  return (id) => ids.has(codebook.resolve(id)?.id ?? '');
}

function codesBelow(codebook: CodebookIndex, code: Code): readonly Code[] {
  return [code, ...codebook.subcodesOf(code).flatMap((subcode) => codesBelow(codebook, subcode))];
}

/** @throws UserError when nobody in the study is that coder */
export function requireCoder(view: StudyView, coder: string): void {
  const known = new Set([
    ...view.study.coders.keys(),
    consensusCoder,
    ...[...view.sidecars.values()].map((sidecar) => sidecar.coder),
  ]);
  if (!known.has(coder)) throw unknown('coder', coder, known);
}

function unknown(kind: string, id: string, known: Iterable<string>): UserError {
  return new UserError(
    `select/unknown-${kind}`,
    `The study has no ${kind} “${id}”.${didYouMean(id, known)}`,
    { id },
  );
}
