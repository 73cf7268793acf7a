import { UserError } from '../base/user-error';
import { parseSidecarPath } from '../model/sidecar-path';
import type { ChangeOrigin } from '../study/file-history';
import type { StudyGit } from '../study/git-port';
import { openPastStudy, visibleInPast } from '../study/past-study';
import type { StudyPorts } from '../study/ports';
import type { StudySnapshot } from '../study/snapshot';
import { agreementAt, type AgreementHistory, type HistoryPoint } from './agreement-history';
import type { AgreementPlan } from './agreement-plan';

/** What the history of a report is read with. */
export interface HistorySource {
  readonly git: Pick<StudyGit, 'filesAt' | 'textsOf' | 'history'>;
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
    if (sidecar && !plan.coders.includes(sidecar.coder)) return false;
    return plan.round?.transcripts.includes(sidecar?.transcript ?? path) ?? true;
  };
  const commits = new Map<string, ChangeOrigin>();
  for (const path of today.sidecars.keys()) {
    if (!isWanted(path)) continue;
    for (const { origin } of await git.history(path)) commits.set(origin.commit, origin);
  }
  const all = [...commits.values()].sort((a, b) => a.time - b.time);
  if (all.length === 0)
    throw new UserError('agreement/no-history', 'No commit holds any of these codings yet.');
  const latest = all.slice(-most);
  const points: HistoryPoint[] = [];
  for (const origin of latest) {
    onProgress(points.length, latest.length);
    const { whole } = await openPastStudy(git, origin.commit, ports, isWanted);
    points.push(agreementAt({ origin, view: visibleInPast(whole, snapshot, viewer) }, today, plan));
  }
  return { points, omitted: all.length - latest.length };
}
