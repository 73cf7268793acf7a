import { consensusCoder } from '../model/ids';
import type { Sidecar } from '../model/passage';
import type { StudyFile } from '../model/study';
import { type Ancestry, ancestorsOf } from './ancestry';
import type { ChangeOrigin, FileChange } from './file-history';
import type { StudyView } from './snapshot';

/** The history of one coder's sidecar of one transcript. */
export interface SidecarHistory {
  readonly coder: string;
  /** Newest first. */
  readonly history: readonly FileChange<Sidecar>[];
}

/**
 * How the codings of two coders came to be kept apart, as far as history shows:
 * - `separate-branches`: neither coded on top of the other's codings
 * - `hidden-only`: one did, and a blind round of Verbatim is all that kept them out of sight
 * - `in-sight`: one did, and no blind round has both of them and the transcript
 * - `unknown`: the codings of one, or of both, are in no commit
 */
export type Separation = 'separate-branches' | 'hidden-only' | 'in-sight' | 'unknown';

export interface CoderFacts {
  readonly coder: string;
  /** The commits that changed codings until the transcript was marked done, oldest first. */
  readonly coded: readonly ChangeOrigin[];
  /** The commit that first marked it done. */
  readonly done: ChangeOrigin | undefined;
  /** The commits that changed codings after that. */
  readonly afterDone: readonly ChangeOrigin[];
  /** Those of `coded` that had codings of another coder of this transcript before them. */
  readonly onTopOf: readonly { readonly origin: ChangeOrigin; readonly other: string }[];
  /** Commits to this coder's sidecar by somebody else. */
  readonly byOthers: readonly { readonly origin: ChangeOrigin; readonly changedCodings: boolean }[];
}

/** Facts about one transcript that several people coded. No verdict. */
export interface IndependenceFacts {
  readonly transcript: string;
  /** The blind rounds that have this transcript. */
  readonly blindRounds: readonly string[];
  readonly separation: Separation;
  readonly coders: readonly CoderFacts[];
}

/** The transcripts that several coders have coded, and their coders; never the consensus. */
export function doubleCoded(view: StudyView): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const transcript of view.transcripts.keys()) {
    const coders = view
      .sidecarsOf(transcript)
      .filter(({ coder, value }) => coder !== consensusCoder && value.passages.length > 0)
      .map(({ coder }) => coder);
    if (coders.length > 1) found.set(transcript, coders);
  }
  return found;
}

/** @param sidecars of all coders of the transcript */
export function independenceOf(
  study: StudyFile,
  transcript: string,
  sidecars: readonly SidecarHistory[],
  ancestry: Ancestry,
): IndependenceFacts {
  const works = sidecars.map((sidecar) => divide(sidecar, ancestry));
  const coders = works.map((work): CoderFacts => {
    const others = works.filter((other) => other !== work);
    const { coder, coded, done, afterDone } = work;
    const onTopOf = coded.flatMap((origin) => {
      const before = ancestorsOf(ancestry, origin.commit);
      return others
        .filter((other) => other.all.some(({ commit }) => before.has(commit)))
        .map((other) => ({ origin, other: other.coder }));
    });
    return { coder, coded, done, afterDone, onTopOf, byOthers: findOthers(study, work) };
  });
  const blindRounds = [...study.rounds]
    .filter(([, round]) => round.blind && round.transcripts.includes(transcript))
    .map(([id]) => id);
  const isBlind = blindRounds.some((id) =>
    coders.every(({ coder }) => study.rounds.get(id)?.coders.includes(coder)),
  );
  const separation = coders.some(({ coded, afterDone }) => coded.length + afterDone.length === 0)
    ? 'unknown'
    : coders.every(({ onTopOf }) => onTopOf.length === 0)
      ? 'separate-branches'
      : isBlind
        ? 'hidden-only'
        : 'in-sight';
  return { transcript, blindRounds, separation, coders };
}

interface Work extends SidecarHistory {
  readonly coded: readonly ChangeOrigin[];
  readonly done: ChangeOrigin | undefined;
  readonly afterDone: readonly ChangeOrigin[];
  /** `coded` and `afterDone`. */
  readonly all: readonly ChangeOrigin[];
}

function divide({ coder, history }: SidecarHistory, ancestry: Ancestry): Work {
  const oldestFirst = history.toReversed();
  const all = oldestFirst.filter(changesCodings).map(({ origin }) => origin);
  const done = oldestFirst.find(({ after }) => after?.status === 'done')?.origin;
  const isAfterDone = ({ commit }: ChangeOrigin): boolean =>
    done !== undefined && commit !== done.commit && ancestorsOf(ancestry, commit).has(done.commit);
  const afterDone = all.filter(isAfterDone);
  return {
    coder,
    history,
    coded: all.filter((origin) => !afterDone.includes(origin)),
    done,
    afterDone,
    all,
  };
}

/** True where a change gave or took codes; what only brings positions up to date, or merges, does neither. */
function changesCodings({ before, after }: FileChange<Sidecar>): boolean {
  const now = codingsIn(after);
  return before.every((version) => {
    const then = codingsIn(version);
    return now.size !== then.size || [...now].some((coding) => !then.has(coding));
  });
}

function codingsIn(sidecar: Sidecar | undefined): ReadonlySet<string> {
  return new Set(sidecar?.passages.flatMap(({ id, codes }) => [id, ...codes.map((code) => `${id} ${code}`)]));
}

/**
 * A coder's own commits are known by the e-mail addresses of the study file; where it lists none, by the address that
 * the sidecar's first commit has, unless that is another coder's.
 */
function findOthers(study: StudyFile, { coder, history }: Work): CoderFacts['byOthers'] {
  const listed = study.coders.get(coder)?.emails ?? [];
  const first = history.at(-1)?.origin.email;
  const isAnothers = [...study.coders].some(
    ([id, { emails }]) => id !== coder && emails.some((email) => isSameAddress(email, first)),
  );
  const own = listed.length > 0 ? listed : first === undefined || isAnothers ? [] : [first];
  return history
    .filter(({ origin }) => !own.some((email) => isSameAddress(email, origin.email)))
    .map((change) => ({ origin: change.origin, changedCodings: changesCodings(change) }))
    .reverse();
}

function isSameAddress(a: string, b: string | undefined): boolean {
  return a.toLowerCase() === b?.toLowerCase();
}
