import type { SidecarChange } from '../format/sidecar-change';
import { decisionValue, sourceValue } from '../format/sidecar-fields';
import { formatInline } from '../format/yaml-value';
import type { Decision, Passage, PassageSource } from '../model/passage';
import { lastIn, presentId } from '../study/consensus';
import type { LoadedSidecar, LoadedTranscript } from '../study/loaded';
import type { SourcePassage } from '../study/matters';
import type { PlacedPassage } from '../study/placed-passages';
import type { StudyView } from '../study/snapshot';
import { type Span, spansEqual } from '../text/span';
import { addPassage, locate } from './apply-code';

/** Who decided, when and why, as a decision says it. */
export type RemarkFields = Pick<Decision, 'reason' | 'by' | 'date'>;

/** A consensus passage as it is to be. */
export interface DraftPassage {
  readonly id: string;
  /** As it is; undefined for a new one. */
  readonly was: PlacedPassage | undefined;
  /** Undefined where it is to be deleted. */
  readonly span: Span | undefined;
  readonly codes: readonly string[];
  readonly from: readonly PassageSource[];
  readonly decisions: readonly Decision[];
}

/** A passage's draft before anything is decided. */
export function draftOf(was: PlacedPassage): DraftPassage {
  const { id, codes, from = [], decisions = [] } = was.passage;
  return { id, was, span: was.span, codes, from, decisions };
}

export function newDraft(id: string, span: Span): DraftPassage {
  return { id, was: undefined, span, codes: [], from: [], decisions: [] };
}

/** Adds a decision, which from now on counts for its code or for the extent, and gives or takes the code accordingly. */
export function withDecision(view: StudyView, draft: DraftPassage, decision: Decision): DraftPassage {
  const { code, outcome } = decision;
  const subject = code === undefined ? 'extent' : { code: presentId(view, code) };
  const last = lastIn(view, draft.decisions, subject);
  const isSame = last && formatInline(decisionValue(last)) === formatInline(decisionValue(decision));
  const decisions = isSame ? draft.decisions : [...draft.decisions, decision];
  if (subject === 'extent') return { ...draft, decisions };
  const has = draft.codes.some((id) => presentId(view, id) === subject.code);
  if (outcome === 'declined')
    return { ...draft, decisions, codes: draft.codes.filter((id) => presentId(view, id) !== subject.code) };
  return { ...draft, decisions, codes: has ? draft.codes : [...draft.codes, subject.code] };
}

/** Takes some codes out of a draft, with the decisions on them; a draft in which nothing is decided any more is deleted. */
export function withoutDecisions(
  view: StudyView,
  draft: DraftPassage,
  codes: ReadonlySet<string>,
): DraftPassage {
  if (codes.size === 0) return draft;
  const isOther = (code: string): boolean => !codes.has(presentId(view, code));
  const decisions = draft.decisions.filter(({ code }) => code === undefined || isOther(code));
  const isEmpty = decisions.every(({ code }) => code === undefined);
  return {
    ...draft,
    span: isEmpty ? undefined : draft.span,
    codes: draft.codes.filter(isOther),
    decisions: isEmpty ? [] : decisions,
  };
}

/**
 * Copies the passages that a draft is decided from, as they stand now. About codes that were decided before and are not
 * decided now, a copy goes on saying what it said, so that a decision that has become stale stays so.
 * @param decided present ids of the codes decided now
 */
export function withSources(
  view: StudyView,
  transcript: LoadedTranscript,
  draft: DraftPassage,
  sources: readonly SourcePassage[],
  decided: ReadonlySet<string>,
): DraftPassage {
  const settled = new Set(
    draft.decisions.flatMap(({ code }) => (code === undefined ? [] : [presentId(view, code)])),
  );
  const isKept = (code: string): boolean => settled.has(code) && !decided.has(code);
  const from = sources.map(({ coder, passage, start, end }): PassageSource => {
    const former = draft.from.find((copy) => copy.coder === coder && copy.passage === passage.id);
    const at = transcript.index().rangeOf({ start, end });
    if (!former) return { coder, passage: passage.id, at, codes: passage.codes };
    const isIn = (codes: readonly string[], code: string): boolean =>
      codes.some((id) => presentId(view, id) === presentId(view, code));
    const codes = [
      ...passage.codes.filter((code) => !isKept(presentId(view, code)) || isIn(former.codes, code)),
      ...former.codes.filter((code) => isKept(presentId(view, code)) && !isIn(passage.codes, code)),
    ];
    return { coder, passage: passage.id, at, codes };
  });
  return { ...draft, from };
}

/** What is to be changed in the consensus sidecar so that it says what the drafts say. */
export function changesTo(
  consensus: LoadedSidecar | undefined,
  transcript: LoadedTranscript,
  drafts: readonly DraftPassage[],
): readonly SidecarChange[] {
  const { base } = consensus?.value ?? {};
  let known: { readonly base: string } | undefined = consensus?.value;
  return drafts.flatMap((draft): readonly SidecarChange[] => {
    const { id, was, span, codes, from, decisions } = draft;
    if (was)
      return span ? changesToPassage(draft, was.passage, base, transcript) : [{ kind: 'delete-passage', id }];
    if (!span) return [];
    const passage = { id, ...locate(transcript, span), codes, from, decisions };
    const changes = addPassage(known, transcript, passage);
    known ??= { base: transcript.version };
    return changes;
  });
}

function changesToPassage(
  { id, was: placed, span, codes, from, decisions }: DraftPassage,
  was: Passage,
  base: string | undefined,
  transcript: LoadedTranscript,
): readonly SidecarChange[] {
  const changes: SidecarChange[] = [];
  const isOfToday = (was.base ?? base) === transcript.version;
  const say = <T>(
    values: readonly T[] | undefined,
    write: (value: T) => Parameters<typeof formatInline>[0],
  ) => (values ?? []).map((value) => formatInline(write(value))).join('\n');
  const hasNewSources = say(was.from, sourceValue) !== say(from, sourceValue);
  const isMoved = span && !(placed?.span && spansEqual(placed.span, span));
  if (span && (isMoved || (hasNewSources && !isOfToday)))
    changes.push({
      kind: 'set-position',
      id,
      before: undefined,
      after: undefined,
      ...locate(transcript, span),
      base: base === transcript.version ? undefined : transcript.version,
    });
  for (const code of codes) if (!was.codes.includes(code)) changes.push({ kind: 'add-code', id, code });
  for (const code of was.codes) if (!codes.includes(code)) changes.push({ kind: 'remove-code', id, code });
  if (hasNewSources) changes.push({ kind: 'set-sources', id, from });
  if (say(was.decisions, decisionValue) !== say(decisions, decisionValue))
    changes.push({ kind: 'set-decisions', id, decisions });
  return changes;
}
