import { readSidecar } from '../format/read-sidecar';
import { sidecarPath } from '../model/sidecar-path';
import { normaliseText } from '../text/normal-text';
import { mapHistory } from './file-history';
import type { StudyGit } from './git-port';
import { doubleCoded, independenceOf, type IndependenceFacts } from './independence';
import type { StudyView } from './snapshot';

export interface IndependenceReport {
  readonly facts: readonly IndependenceFacts[];
  /** True where this copy of the repository lacks the beginning of its history, and so of the facts. */
  readonly isShallow: boolean;
}

/** What the history of the commit checked out tells about every transcript that several people coded. */
export async function readIndependence(
  view: StudyView,
  git: Pick<StudyGit, 'history' | 'ancestry'>,
): Promise<IndependenceReport> {
  const ancestry = await git.ancestry();
  const facts: IndependenceFacts[] = [];
  for (const [transcript, coders] of doubleCoded(view)) {
    const sidecars = [];
    for (const coder of coders) {
      const path = sidecarPath(transcript, coder);
      const read = (text: string) => readSidecar(normaliseText(text), path).value;
      sidecars.push({ coder, history: mapHistory(await git.history(path), read) });
    }
    facts.push(independenceOf(view.study, transcript, sidecars, ancestry));
  }
  return { facts, isShallow: ancestry.isShallow };
}
