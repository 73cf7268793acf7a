import * as vscode from 'vscode';
import type { NotComparable, NotReady } from '../core/agreement/compare';
import type { DisagreementType } from '../core/agreement/disagreements';
import type { StudyDisagreement } from '../core/agreement/study-disagreements';
import { fileNameOf } from '../core/format/study-path';
import type { LoadedTranscript } from '../core/study/loaded';
import type { CurrentComparison } from './workspace/comparison';
import { shorten } from './features/passages/targets';

/** The types in the order in which they are listed. */
export const disagreementTypes: readonly DisagreementType[] = [
  'one-coder-only',
  'different-code',
  'boundary',
  'split-merged',
];

/** @param coders how many are compared */
export function typeName(type: DisagreementType, coders: number): string {
  switch (type) {
    case 'one-coder-only':
      return coders === 2 ? vscode.l10n.t('One coder only') : vscode.l10n.t('Not all coders');
    case 'different-code':
      return vscode.l10n.t('Different code');
    case 'boundary':
      return vscode.l10n.t('Boundary');
    case 'split-merged':
      return vscode.l10n.t('Split or merged');
  }
}

/** A disagreement in words. */
export interface DisagreementWords {
  /** The codes concerned. */
  readonly title: string;
  /** Who has what, in a few words. */
  readonly difference: string;
  /** Such as `Int01.md:14`. */
  readonly place: string;
  /** Every coder's codings, a line each. */
  readonly sides: readonly string[];
}

export function describeDisagreement(
  { comparison }: CurrentComparison,
  disagreement: StudyDisagreement,
): DisagreementWords {
  const { codebook, coders } = comparison;
  const transcript = comparison.compared.find(
    (each) => each.transcript.path === disagreement.transcript,
  )?.transcript;
  const codesOf = (side: StudyDisagreement['sides'][number]): string =>
    [...new Set(side.map(({ code }) => codebook.resolve(code)?.name ?? code))].join(', ');
  const titles = new Set(disagreement.sides.map(codesOf).filter((names) => names !== ''));
  const quote = (span: { readonly start: number; readonly end: number }, length: number): string =>
    shorten((transcript?.text ?? '').slice(span.start, span.end).trim(), length);
  return {
    title: [...titles].join(disagreement.type === 'different-code' ? ' ≠ ' : ', '),
    difference: differenceIn(disagreement, coders, quote),
    place: placeOf(disagreement, transcript),
    sides: disagreement.sides.map((side, i) => {
      const coder = coders[i] ?? '';
      return side.length === 0
        ? vscode.l10n.t('{0}: not coded', coder)
        : side.map((coding) => `${coder}: “${quote(coding, 400)}” – ${codesOf([coding])}`).join('\n');
    }),
  };
}

function differenceIn(
  { type, sides, differing }: StudyDisagreement,
  coders: readonly string[],
  quote: (span: { readonly start: number; readonly end: number }, length: number) => string,
): string {
  const named = (places: readonly number[]) => places.map((place) => coders[place] ?? '').join(', ');
  const places = [...coders.keys()];
  const isIn = (place: number) => (sides[place]?.length ?? 0) > 0;
  switch (type) {
    case 'one-coder-only':
      return vscode.l10n.t('{0}, not {1}', named(places.filter(isIn)), named(places.filter((i) => !isIn(i))));
    case 'different-code':
      return places
        .filter(isIn)
        .map((place) => coders[place])
        .join(' ≠ ');
    case 'boundary':
      return differing
        .map((span) => vscode.l10n.t('only {0}: “{1}”', named(span.by), quote(span, 40)))
        .join(' · ');
    case 'split-merged':
      return places
        .map((place) => vscode.l10n.t('{0}: {1}', coders[place] ?? '', sides[place]?.length ?? 0))
        .join(' · ');
  }
}

function placeOf({ transcript: path, extent }: StudyDisagreement, transcript?: LoadedTranscript): string {
  const line = transcript ? transcript.index().lineAt(extent.start) + 1 : 1;
  return `${fileNameOf(path)}:${line}`;
}

/** Why a transcript cannot be compared. */
export function whyNotComparable({ waitingFor }: NotComparable): string {
  if (waitingFor.length === 0) return vscode.l10n.t('The transcript cannot be read.');
  return waitingFor.map(({ coder, state }) => whyNotReady(coder, state)).join(' ');
}

function whyNotReady(coder: string, state: NotReady): string {
  switch (state) {
    case 'not-started':
      return vscode.l10n.t('{0} has not started.', coder);
    case 'in-progress':
      return vscode.l10n.t('{0} is not done.', coder);
    case 'hidden':
      return vscode.l10n.t('{0}’s codings are hidden from you until all of the blind round is done.', coder);
    case 'unreadable':
      return vscode.l10n.t('{0}’s sidecar cannot be read.', coder);
  }
}
