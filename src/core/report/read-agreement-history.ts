import { UserError } from '../base/user-error';
import { parseSidecarPath } from '../model/sidecar-path';
import { codebookFileName, studyFileName } from '../model/study';
import type { ChangeOrigin } from '../study/file-history';
import type { StudyGit } from '../study/git-port';
import type { StudyPorts } from '../study/ports';
import type { StudySnapshot } from '../study/snapshot';
import { openVersion, type VersionGit } from '../study/study-version';
import { visibleInPast } from '../study/visible-in-past';
import { agreementAt, type AgreementHistory, type HistoryPoint } from './agreement-history';
import type { AgreementPlan } from './agreement-plan';

/** What the history of a report is read with. */
export interface HistorySource {
  readonly git: VersionGit & Pick<StudyGit, 'history'>;
  readonly ports: Pick<StudyPorts, 'bytes' | 'versions'>;
  readonly snapshot: StudySnapshot;
  /** Who reads. */
  readonly viewer: string | undefined;
}

/**
 * Agreement at every commit that changed what is compared, the latest of them.
 * @param most commits
 * @param onProgress is told how many are done, of how many
 */
export async function readAgreementHistory(
  { git, ports, snapshot, viewer }: HistorySource,
  plan: AgreementPlan,
  most: number,
  onProgress: (done: number, all: number) => void = () => undefined,
): Promise<AgreementHistory> {
  const today = snapshot.visibleTo(viewer);
  const isWanted = (path: string): boolean => {
    const sidecar = parseSidecarPath(path);
    if (path === studyFileName || path === codebookFileName) return true;
    if (sidecar && !plan.coders.includes(sidecar.coder)) return false;
    return plan.round?.transcripts.includes(sidecar?.transcript ?? path) ?? true;
  };
  const commits = new Map<string, ChangeOrigin>();
  for (const path of today.sidecars.keys()) {
    if (!isWanted(path)) continue;
    for (const { origin } of (await git.history(path)).toReversed()) commits.set(origin.commit, origin);
  }
  const all = [...commits.values()].sort((a, b) => a.time - b.time);
  if (all.length === 0)
    throw new UserError('agreement/no-history', 'No commit holds any of these codings yet.');
  const latest = all.slice(-most);
  const points: HistoryPoint[] = [];
  const reader = readOnly(git, isWanted);
  const globs = snapshot.whole.study.transcripts;
  for (const origin of latest) {
    onProgress(points.length, latest.length);
    const { whole } = await openVersion(reader, origin.commit, globs, ports);
    points.push(agreementAt({ origin, view: visibleInPast(whole, snapshot, viewer) }, today, plan));
  }
  return { points, omitted: all.length - latest.length };
}

/** Git as if it had only some of the files; no blob is read twice. */
function readOnly(git: VersionGit, isWanted: (path: string) => boolean): VersionGit {
  const known = new Map<string, string>();
  return {
    filesAt: async (ref) => new Map([...(await git.filesAt(ref))].filter(([path]) => isWanted(path))),
    async textsOf(blobs) {
      const asked = [...blobs];
      const missing = asked.filter((blob) => !known.has(blob));
      if (missing.length > 0) for (const [blob, text] of await git.textsOf(missing)) known.set(blob, text);
      return new Map(
        asked.flatMap((blob): readonly (readonly [string, string])[] => {
          const text = known.get(blob);
          return text === undefined ? [] : [[blob, text]];
        }),
      );
    },
  };
}
