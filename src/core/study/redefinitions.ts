import { readCodebook } from '../format/read-codebook';
import { readSidecar } from '../format/read-sidecar';
import type { Codebook } from '../model/codebook';
import type { Sidecar } from '../model/passage';
import { codebookFileName } from '../model/study';
import { codeHistory, type Definition } from './code-history';
import { type FileChange, mapHistory } from './file-history';
import type { StudyGit } from './git-port';
import type { LoadedSidecar } from './loaded';

/** When a coder was done with a transcript, in milliseconds since 1970; Infinity where that is not committed yet. */
export interface DoneTime {
  readonly coder: string;
  readonly time: number;
}

/** A code whose definition changed after some coders were done and before others were. */
export interface Redefinition {
  readonly code: string;
  /** The last such change, in milliseconds since 1970. */
  readonly changedAt: number;
  readonly was: Definition;
  readonly is: Definition;
  /** By transcript: who was done by then, and who was not. */
  readonly transcripts: readonly {
    readonly transcript: string;
    readonly before: readonly string[];
    readonly after: readonly string[];
  }[];
}

/**
 * The codes whose definition (with what to include and exclude) changed between the days on which coders were done with a
 * transcript, in the codebook's order: they may have used different definitions.
 * @param history of the codebook, newest first
 * @param codebook of today
 * @param done by transcript
 */
export function redefinedBetween(
  history: readonly FileChange<Codebook>[],
  codebook: Codebook,
  done: ReadonlyMap<string, readonly DoneTime[]>,
): readonly Redefinition[] {
  return [...codebook.codes.keys()].flatMap((code) => {
    const found = codeHistory(history, code).flatMap(({ origin, events }) =>
      events.flatMap((event): readonly Redefinition[] => {
        if (event.kind !== 'definition-edited') return [];
        const transcripts = transcriptsDoneAround(done, origin.time);
        const { was, is } = event;
        return transcripts.length === 0 ? [] : [{ code, changedAt: origin.time, was, is, transcripts }];
      }),
    );
    const last = found.reduce<Redefinition | undefined>(
      (latest, each) => (latest && latest.changedAt >= each.changedAt ? latest : each),
      undefined,
    );
    if (!last) return [];
    const others = found.flatMap(({ transcripts }) => transcripts);
    const known = new Set(last.transcripts.map(({ transcript }) => transcript));
    const more = others.filter(({ transcript }) => !known.has(transcript) && known.add(transcript));
    return [{ ...last, transcripts: [...last.transcripts, ...more] }];
  });
}

function transcriptsDoneAround(
  done: ReadonlyMap<string, readonly DoneTime[]>,
  change: number,
): Redefinition['transcripts'] {
  return [...done].flatMap(([transcript, times]) => {
    const coders = (isWanted: (time: number) => boolean) =>
      times.filter(({ time }) => isWanted(time)).map(({ coder }) => coder);
    const before = coders((time) => time <= change);
    const after = coders((time) => time > change);
    return before.length > 0 && after.length > 0 ? [{ transcript, before, after }] : [];
  });
}

/**
 * When a sidecar's status last became `done`, in milliseconds since 1970: Infinity where no commit has that yet, undefined
 * where it is not done.
 * @param history of the sidecar, newest first; what came after `sidecar` does not count
 */
export function doneTime(history: readonly FileChange<Sidecar>[], sidecar: Sidecar): number | undefined {
  if (sidecar.status !== 'done') return undefined;
  const wanted = JSON.stringify(sidecar);
  const place = history.findIndex(({ after }) => JSON.stringify(after) === wanted);
  const past = place === -1 ? history : history.slice(place);
  if (past[0]?.after?.status !== 'done') return Infinity;
  const change = past.find(
    ({ before, after }) => after?.status === 'done' && before.every((version) => version?.status !== 'done'),
  );
  return change?.origin.time;
}

/** Transcripts with the sidecars that are compared in them. */
export interface ComparedSidecars {
  readonly codebook: Codebook;
  readonly compared: readonly {
    readonly transcript: { readonly path: string };
    readonly sidecars: readonly LoadedSidecar[];
  }[];
}

/** The same as git tells. Sidecars' histories are only read where some definition has ever changed. */
export async function findRedefinitions(
  git: Pick<StudyGit, 'history'>,
  { codebook, compared }: ComparedSidecars,
): Promise<readonly Redefinition[]> {
  const codebooks = mapHistory(
    await git.history(codebookFileName),
    (text) => readCodebook(text, codebookFileName).value,
  );
  const isEdited = [...codebook.codes.keys()].some((code) =>
    codeHistory(codebooks, code).some(({ events }) =>
      events.some(({ kind }) => kind === 'definition-edited'),
    ),
  );
  if (!isEdited) return [];
  const done = new Map<string, readonly DoneTime[]>();
  for (const { transcript, sidecars } of compared) {
    const times: DoneTime[] = [];
    for (const { path, coder, value } of sidecars) {
      const history = mapHistory(await git.history(path), (text) => readSidecar(text, path).value);
      const time = doneTime(history, value);
      if (time !== undefined) times.push({ coder, time });
    }
    done.set(transcript.path, times);
  }
  return redefinedBetween(codebooks, codebook, done);
}
