import { defaultOverlap } from '../agreement/evidence';
import type { Unit } from '../agreement/segment-transcript';
import { UserError } from '../base/user-error';
import { didYouMean } from '../format/nearest';
import { consensusCoder } from '../model/ids';
import type { Round } from '../model/study';
import { hasCoded } from '../study/coders-of';
import type { StudyView } from '../study/snapshot';
import { type MeasureId, usualMeasures } from './measures';

/** What somebody asks of a report; what is left out is chosen by the study. */
export interface AgreementOptions {
  readonly coders?: readonly string[];
  readonly round?: string;
  /** Ids or aliases of the only codes to compare. */
  readonly codes?: readonly string[];
  readonly unit?: Unit;
  readonly names?: 'as-coded' | 'merged';
  readonly measures?: readonly MeasureId[];
  /** The share of two segments' joint extent that both must cover to match. */
  readonly overlap?: number;
}

/** What a report compares. */
export interface AgreementPlan {
  readonly coders: readonly string[];
  readonly round?: Round;
  /** Final ids of the only codes; all where absent. */
  readonly codes?: readonly string[];
  readonly unit: Unit;
  readonly names: 'as-coded' | 'merged';
  readonly measures: readonly MeasureId[];
  readonly overlap: number;
}

/**
 * Settles what is compared: the round that is named, or the study's only one; the coders that are named, or the round's, or all
 * who have coded.
 * @throws UserError when there is no such round, coder or code, fewer than two coders, or a choice of rounds
 */
export function planAgreement(view: StudyView, options: AgreementOptions): AgreementPlan {
  const round = findRound(view, options);
  const coders = options.coders ?? round?.coders ?? codersWithSidecars(view);
  const known = knownCoders(view);
  for (const coder of coders) if (!known.has(coder)) throw unknown('coder', coder, known);
  if (new Set(coders).size < coders.length)
    throw new UserError('agreement/coder-twice', 'A coder is named twice. Name each once.');
  if (coders.length < 2)
    throw new UserError(
      'agreement/one-coder',
      'Agreement needs two coders or more. A second coder’s codings appear when somebody else codes a transcript, or with their branch.',
    );
  const codes = options.codes?.map((id) => {
    const code = view.codebook.resolve(id);
    if (!code) throw unknown('code', id, view.codebook.codes.keys());
    return code.id;
  });
  return {
    coders,
    ...(round ? { round } : {}),
    ...(codes ? { codes: [...new Set(codes)] } : {}),
    unit: options.unit ?? 'character',
    names: options.names ?? 'merged',
    measures: options.measures ?? usualMeasures,
    overlap: options.overlap ?? defaultOverlap,
  };
}

function findRound({ study }: StudyView, { round, coders }: AgreementOptions): Round | undefined {
  const { rounds } = study;
  if (round !== undefined) {
    const found = rounds.get(round);
    if (!found) throw unknown('round', round, rounds.keys());
    return found;
  }
  if (coders !== undefined || rounds.size === 0) return undefined;
  const [only, ...others] = rounds.values();
  if (others.length === 0) return only;
  const names = [...rounds.keys()].join(', ');
  throw new UserError(
    'agreement/which-round',
    `The study has several rounds: ${names}. Choose one, or say which coders.`,
  );
}

function knownCoders(view: StudyView): ReadonlySet<string> {
  return new Set([...view.study.coders.keys(), consensusCoder, ...coderIds(view)]);
}

function codersWithSidecars(view: StudyView): readonly string[] {
  const coded = [...view.sidecars.values()].filter(hasCoded).map(({ coder }) => coder);
  const found = new Set([...coded, ...[...view.hidden.values()].flat()]);
  const listed = [...view.study.coders.keys()].filter((id) => found.has(id));
  return [...new Set([...listed, ...[...found].sort()])].filter((id) => id !== consensusCoder);
}

function coderIds(view: StudyView): ReadonlySet<string> {
  return new Set([
    ...[...view.sidecars.values()].map(({ coder }) => coder),
    ...[...view.hidden.values()].flat(),
  ]);
}

function unknown(kind: string, id: string, known: Iterable<string>): UserError {
  return new UserError(
    `agreement/unknown-${kind}`,
    `The study has no ${kind} “${id}”.${didYouMean(id, known)}`,
    { id },
  );
}
