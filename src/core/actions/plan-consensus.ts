import type { SidecarChange } from '../format/sidecar-change';
import { consensusCoder } from '../model/ids';
import type { Decision, Passage, SidecarStatus } from '../model/passage';
import { sidecarPath } from '../model/sidecar-path';
import { lastIn, type MatterStatus, presentId, reconciliationOf } from '../study/consensus';
import type { StudyEdit } from '../study/edit';
import type { LoadedSidecar, LoadedTranscript } from '../study/loaded';
import { keyOfSources, type Place } from '../study/matters';
import { baseOf, placePassages, type PlacedPassage } from '../study/placed-passages';
import type { StudyView } from '../study/snapshot';
import { compareSpans, type Span } from '../text/span';
import { readableTranscript } from './apply-code';
import {
  changesTo,
  draftOf,
  type DraftPassage,
  newDraft,
  type RemarkFields,
  withDecision,
  withoutDecisions,
  withSources,
} from './consensus-draft';
import { deriveId } from './derived-id';
import { writableSidecar } from './writable-sidecar';

/** What is decided about a matter. */
export interface Ruling {
  readonly status: MatterStatus;
  readonly outcome: 'agreed' | 'kept' | 'declined';
  /** Where the code stands from now on, if that is decided as well. */
  readonly extent?: { readonly outcome: 'chosen' | 'new'; readonly spans: readonly Span[] };
  /** Another code that takes its place. */
  readonly added?: string;
}

/** What is on the table while decisions are written down. */
export interface Desk {
  readonly view: StudyView;
  readonly transcript: LoadedTranscript;
  readonly consensus: LoadedSidecar | undefined;
  readonly passages: readonly PlacedPassage[];
  readonly statuses: readonly MatterStatus[];
}

/** @throws UserError when the transcript or the consensus cannot be read */
export function openDesk(view: StudyView, path: string): Desk {
  const consensus = writableSidecar(view, path, consensusCoder);
  return {
    view,
    transcript: readableTranscript(view, path),
    consensus,
    passages: consensus ? placePassages(view, consensus) : [],
    statuses: reconciliationOf(view, path).matters,
  };
}

/** The consensus passages as they are when some matters have been decided. */
export function planPlaces(
  desk: Desk,
  rulings: readonly Ruling[],
  remark: RemarkFields,
): readonly DraftPassage[] {
  const now = new Map(desk.passages.map((placed) => [placed.passage.id, draftOf(placed)]));
  for (const place of new Set(rulings.map(({ status }) => status.place)))
    planPlace(
      desk,
      now,
      place,
      rulings.filter(({ status }) => status.place === place),
      remark,
    );
  return [...now.values()];
}

type Drafts = Map<string, DraftPassage>;

/** Writes down what is decided about the matters of one place. */
function planPlace(
  desk: Desk,
  now: Drafts,
  place: Place,
  rulings: readonly Ruling[],
  remark: RemarkFields,
): void {
  const { view, transcript } = desk;
  const ids = groupAt(desk, now, place, rulings);
  const decided = new Set<string>();
  const say = (id: string, decision: Decision): void => {
    const draft = now.get(id);
    if (!draft) return;
    now.set(id, withDecision(view, draft, { ...decision, ...remark }));
    if (decision.code !== undefined) decided.add(presentId(view, decision.code));
  };
  for (const ruling of rulings) {
    const { matter, groups } = ruling.status;
    const homes = homesOf(desk, now, place, ids, ruling);
    for (const id of homes) {
      ids.add(id);
      say(id, { code: matter.code, outcome: ruling.outcome });
      if (ruling.added !== undefined) say(id, { code: ruling.added, outcome: 'added' });
      for (const decision of extentDecisions(view, now.get(id), place, ruling)) say(id, decision);
    }
    const hasCode = (id: string) => now.get(id)?.codes.some((code) => presentId(view, code) === matter.code);
    for (const id of ids)
      if (!homes.includes(id) && hasCode(id)) say(id, { code: matter.code, outcome: 'declined' });
    // What was decided from other passages gives way, so that the matter is decided in one place only.
    for (const { passage } of groups.flatMap(({ members }) => members)) {
      const draft = ids.has(passage.id) ? undefined : now.get(passage.id);
      if (draft) now.set(draft.id, withoutDecisions(view, draft, new Set([matter.code])));
    }
  }
  for (const id of ids) {
    const draft = now.get(id);
    if (draft) now.set(id, withSources(view, transcript, draft, place.sources, decided));
  }
}

/** What a ruling says about the extent, which is the whole passage's: codes that all gave to it stand there as well. */
function extentDecisions(
  view: StudyView,
  draft: DraftPassage | undefined,
  place: Place,
  { outcome, extent }: Ruling,
): readonly Decision[] {
  const decisions = draft?.decisions ?? [];
  if (!extent) {
    const isFirst = outcome === 'agreed' && !lastIn(view, decisions, 'extent');
    return isFirst ? [{ outcome: 'agreed' }] : [];
  }
  const others = place.spans || outcome === 'declined' ? [] : place.matters;
  const along = others.filter(({ kind, code }) => kind === 'extent' && !lastIn(view, decisions, { code }));
  return [...along.map(({ code }): Decision => ({ code, outcome: 'agreed' })), { outcome: extent.outcome }];
}

/** The consensus passages in which a ruling is written down, made where they are not there yet. */
function homesOf(
  desk: Desk,
  now: Drafts,
  place: Place,
  ids: ReadonlySet<string>,
  { status, extent, outcome }: Ruling,
): readonly string[] {
  const { view } = desk;
  const { code } = status.matter;
  const spanOf = (id: string): Span => now.get(id)?.span ?? { start: Infinity, end: Infinity };
  const open = (part: string, span: Span, reused?: string): string => {
    const id = reused ?? deriveId(refsOf(place), part);
    const draft: DraftPassage = now.get(id) ?? newDraft(id, span);
    now.set(id, { ...withoutDecisions(view, draft, foreignCodes(desk, draft, place)), span });
    return id;
  };
  const isHolder = (id: string) =>
    now.get(id)?.decisions.some((each) => each.code !== undefined && presentId(view, each.code) === code);
  if (outcome === 'declined' && !extent) {
    const holders = [...ids].filter(isHolder);
    if (holders.length > 0) return holders;
  }
  const inOrder = [...ids].sort((a, b) => compareSpans(spanOf(a), spanOf(b)));
  if (!place.spans) {
    // Of what is declined nobody knows the extent.
    if (!extent && inOrder.length > 0) return inOrder;
    const spans = extent?.spans ?? place.sources.slice(0, 1);
    return spans.map(({ start, end }, i) => open(String(i), { start, end }, inOrder[i]));
  }
  if (extent) return extent.spans.map((span) => open(code, span));
  const shared = inOrder.filter((id) => !isSetApart(view, now.get(id)));
  return place.spans.map((span, i) => open(String(i), span, shared[i]));
}

/** Whether a passage was given words other than its sources', for one of their codes. */
function isSetApart(view: StudyView, draft: DraftPassage | undefined): boolean {
  const extent = lastIn(view, draft?.decisions ?? [], 'extent');
  return extent !== undefined && extent.outcome !== 'agreed';
}

/** The consensus passages about a place so far. */
function groupAt(desk: Desk, now: Drafts, place: Place, rulings: readonly Ruling[]): Set<string> {
  const refs = new Set(refsOf(place).map((ref) => keyOfSources([ref])));
  const isOfOneRange = new Set(place.sources.map(({ start, end }) => `${start}-${end}`)).size === 1;
  const isOwn = ({ from }: DraftPassage): boolean => {
    const isWithin = from.length > 0 && from.every((copy) => refs.has(keyOfSources([copy])));
    // Of a range that more passages have come to share, what was decided before is added to.
    return isWithin && (from.length === refs.size || isOfOneRange);
  };
  const former = new Set(
    rulings.flatMap(({ status }) => (status.groups[0]?.members ?? []).map(({ passage }) => passage.id)),
  );
  const found = [...now.values()].filter(
    (draft) => isOwn(draft) || (former.has(draft.id) && foreignCodes(desk, draft, place).size === 0),
  );
  return new Set(found.map(({ id }) => id));
}

/** Codes that were decided together with a place's while their passages stood alike, and by now are another place's. */
function foreignCodes(
  { view, statuses }: Desk,
  { from, decisions }: DraftPassage,
  place: Place,
): Set<string> {
  const refs = new Set(from.map((copy) => keyOfSources([copy])));
  const codes = decisions.flatMap(({ code }) => (code === undefined ? [] : [presentId(view, code)]));
  const isForeign = (code: string): boolean =>
    statuses.some(
      ({ matter, place: other }) =>
        matter.code === code && other !== place && refsOf(other).some((ref) => refs.has(keyOfSources([ref]))),
    ) && !place.matters.some((matter) => matter.code === code);
  return new Set(codes.filter(isForeign));
}

function refsOf({ sources }: Place): readonly { readonly coder: string; readonly passage: string }[] {
  return sources.map(({ coder, passage }) => ({ coder, passage: passage.id }));
}

/** What is to be written so that the consensus says what the drafts say, and whether it is done. */
export function writeDrafts(desk: Desk, drafts: readonly DraftPassage[]): readonly StudyEdit[] {
  const { consensus, transcript } = desk;
  const changes: SidecarChange[] = [...changesTo(consensus, transcript, drafts)];
  if (changes.length === 0) return [];
  const status = statusAfter(desk, drafts);
  if (status !== (consensus?.value.status ?? 'in-progress')) changes.push({ kind: 'set-status', status });
  return [{ kind: 'sidecar', path: sidecarPath(transcript.path, consensusCoder), changes }];
}

/** Done when nothing is left to settle. */
function statusAfter({ view, transcript, consensus }: Desk, drafts: readonly DraftPassage[]): SidecarStatus {
  const path = sidecarPath(transcript.path, consensusCoder);
  const passages = drafts.flatMap((draft): readonly Passage[] => {
    const { id, was, span, codes, from, decisions } = draft;
    if (!span) return [];
    // What nothing is decided about now goes on referring to its own version, with the copies of its sources.
    if (was && from === was.passage.from) return [{ ...was.passage, base: baseOf(was), codes, decisions }];
    const quote = transcript.text.slice(span.start, span.end);
    return [{ id, at: transcript.index().rangeOf(span), quote, codes, from, decisions }];
  });
  const after: LoadedSidecar = {
    path,
    transcript: transcript.path,
    coder: consensusCoder,
    problems: [],
    isStale: false,
    digest: '',
    baseTexts: consensus?.baseTexts ?? new Map<string, string>(),
    value: { base: transcript.version, status: 'in-progress', passages },
  };
  const others = view.sidecarsOf(transcript.path).filter(({ coder }) => coder !== consensusCoder);
  const then: StudyView = {
    ...view,
    sidecars: new Map([...view.sidecars, [path, after]]),
    sidecarsOf: (of) => (of === transcript.path ? [...others, after] : view.sidecarsOf(of)),
  };
  return reconciliationOf(then, transcript.path).isComplete ? 'done' : 'in-progress';
}
