import { UserError } from '../base/user-error';
import {
  type Leftover,
  mattersAbout,
  type MatterStatus,
  type Reconciliation,
  reconciliationOf,
} from '../study/consensus';
import type { StudyEdit } from '../study/edit';
import type { LoadedTranscript } from '../study/loaded';
import { extentOf, keyOfSources, type Matter, sameSpans } from '../study/matters';
import type { StudyView } from '../study/snapshot';
import type { Span } from '../text/span';
import { trimSpan } from './apply-code';
import { draftOf, type RemarkFields, withDecision, withSources } from './consensus-draft';
import { openDesk, planPlaces, type Ruling, writeDrafts } from './plan-consensus';

/** How a disagreement is settled. */
export type Choice =
  /** What this coder did stands: their codes on their extent; a code that they did not give is declined. */
  | { readonly kind: 'keep'; readonly coder: string }
  /** Every code stands; where extents differ, on all the text that any coder gave it to. */
  | { readonly kind: 'keep-all' }
  /** Every code stands, on other words. @param span UTF-16 offsets into today's transcript */
  | { readonly kind: 'extent'; readonly span: Span }
  /** None of the codes stands, but another one does. */
  | { readonly kind: 'other-code'; readonly code: string }
  | { readonly kind: 'decline' };

/** Who decided, when (YYYY-MM-DD) and why. */
export interface Remark {
  readonly by: readonly string[];
  readonly date: string;
  readonly reason?: string;
}

/** One code on one coder's passage. */
export interface CodingRef {
  readonly coder: string;
  readonly passage: string;
  readonly code: string;
}

/**
 * Settles the matters that some codings are part of, in the consensus and nowhere else. A later decision is added to the
 * earlier ones and outweighs them. With the last open matter the consensus is marked done.
 * @throws UserError when the transcript cannot be reconciled yet, the codings are gone, or the consensus cannot be written
 */
export function settleCodings(
  view: StudyView,
  transcript: string,
  codings: readonly CodingRef[],
  choice: Choice,
  remark: Remark,
): readonly StudyEdit[] {
  const reconciliation = reconcilable(view, transcript);
  const statuses = mattersAbout(view, reconciliation, codings);
  if (statuses.length === 0)
    throw new UserError(
      'reconcile/gone',
      'These codings have changed in the meantime, so there is nothing to decide about them. Look at the list again.',
    );
  const desk = openDesk(view, transcript);
  const rulings = rule(desk.transcript, statuses, choice);
  return writeDrafts(desk, planPlaces(desk, rulings, toRemark(remark)));
}

/** Takes over everything that all coders of a transcript agree on and that is not in the consensus yet. */
export function takeOverAgreed(view: StudyView, transcript: string): readonly StudyEdit[] {
  const agreed = reconcilable(view, transcript).matters.filter(({ state }) => state === 'agreed');
  const desk = openDesk(view, transcript);
  const rulings = agreed.map((status): Ruling => ({ status, outcome: 'agreed' }));
  return writeDrafts(desk, planPlaces(desk, rulings, {}));
}

/**
 * Settles a code of the consensus whose source has gone: it stays all the same, or it goes.
 * @throws UserError as `settleCodings` does
 */
export function settleLeftover(
  view: StudyView,
  transcript: string,
  { placed, code }: Leftover,
  choice: 'keep' | 'decline',
  remark: Remark,
): readonly StudyEdit[] {
  reconcilable(view, transcript);
  const desk = openDesk(view, transcript);
  const key = keyOfSources(placed.passage.from ?? []);
  const sources = new Set(desk.statuses.flatMap(({ place }) => place.sources));
  const present = [...sources].filter(({ coder, passage }) =>
    placed.passage.from?.some((copy) => copy.coder === coder && copy.passage === passage.id),
  );
  const outcome = choice === 'keep' ? 'added' : 'declined';
  const drafts = desk.passages.map((each) => {
    if (keyOfSources(each.passage.from ?? []) !== key) return draftOf(each);
    const draft = withSources(view, desk.transcript, draftOf(each), present, new Set([code]));
    return each.passage.id === placed.passage.id
      ? withDecision(view, draft, { code, outcome, ...toRemark(remark) })
      : draft;
  });
  return writeDrafts(desk, drafts);
}

/** @throws UserError that says in plain words why a transcript cannot be reconciled yet */
function reconcilable(view: StudyView, transcript: string): Reconciliation {
  const reconciliation = reconciliationOf(view, transcript);
  const why = whyNotReconcilable(reconciliation);
  if (why === undefined) return reconciliation;
  throw new UserError(`reconcile/${reconciliation.obstacle?.kind ?? 'refused'}`, why, { transcript });
}

/** Why a transcript cannot be reconciled yet, in plain words; undefined when it can. */
export function whyNotReconcilable({ transcript, obstacle }: Reconciliation): string | undefined {
  switch (obstacle?.kind) {
    case undefined:
      return undefined;
    case 'hidden':
      return `The round of ${transcript} is still blind for you: it opens when all its coders have marked all its transcripts as done.`;
    case 'one-coder':
      return `${transcript} has one coder only, so there is nothing to reconcile.`;
    case 'unreadable':
      return `${transcript} or one of its sidecars cannot be read. Put the file right first; the Problems panel says what is wrong.`;
    case 'not-done':
      return `${transcript} cannot be reconciled before everybody is done with it. Still at work: ${obstacle.coders.join(', ')}.`;
    case 'to-review':
      return `The text of ${transcript} has changed since it was coded. First review the passages of ${obstacle.coders.join(', ')} that changed with it.`;
  }
}

function toRemark({ by, date, reason }: Remark): RemarkFields {
  const said = reason?.trim().replace(/\s+/g, ' ');
  return { ...(said === undefined || said === '' ? {} : { reason: said }), by, date };
}

function rule(
  transcript: LoadedTranscript,
  statuses: readonly MatterStatus[],
  choice: Choice,
): readonly Ruling[] {
  const [first] = statuses;
  return statuses.map((status): Ruling => {
    const { matter } = status;
    const stays = matter.kind === 'code' ? 'kept' : 'agreed';
    const all = [extentOf(matter.sources)];
    switch (choice.kind) {
      case 'keep': {
        const spans = matter.extents.get(choice.coder);
        return spans
          ? { status, outcome: stays, ...extentRuling(matter, spans) }
          : { status, outcome: 'declined' };
      }
      case 'keep-all':
        return { status, outcome: stays, ...extentRuling(matter, all) };
      case 'extent':
        return { status, outcome: stays, ...newExtent(transcript, matter, choice.span) };
      case 'other-code':
        return status === first
          ? { status, outcome: 'declined', added: choice.code, ...extentRuling(matter, all) }
          : { status, outcome: 'declined' };
      case 'decline':
        return { status, outcome: 'declined' };
    }
  });
}

/** A decision on the extent is needed only where the coders differ about it. */
function extentRuling(matter: Matter, spans: readonly Span[]): Pick<Ruling, 'extent'> {
  if (!matter.isDisputed) return {};
  const isSomeones = [...matter.extents.values()].some((own) => sameSpans(own, spans));
  return { extent: { outcome: isSomeones ? 'chosen' : 'new', spans } };
}

function newExtent(transcript: LoadedTranscript, matter: Matter, given: Span): Pick<Ruling, 'extent'> {
  const span = trimSpan(transcript.text, given);
  if (span.start === span.end)
    throw new UserError('reconcile/empty', 'Select the words that the code is to stand at first.');
  if (!matter.isDisputed && [...matter.extents.values()].some((own) => sameSpans(own, [span]))) return {};
  const { extent } = extentRuling({ ...matter, isDisputed: true }, [span]);
  return extent ? { extent } : {};
}
