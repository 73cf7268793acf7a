import type { Change } from '../../core/merge/change';
import { compareVersions } from '../../core/merge/compare-versions';
import { committedVersion, presentVersion } from '../../core/study/study-version';
import { createStudyGit } from '../../node/study-git';
import type { CommonOptions, ExitCode } from '../command';
import type { Output } from '../output';
import { openStudy } from '../study-folder';
import { toOneLine } from '../terminal-text';

/**
 * `verbatim diff [REF [REF]]`: what changed between two versions of the study, in sentences. One name is compared with the
 * files as they are now; none stands for the last commit.
 */
export async function diff(
  output: Output,
  refs: readonly string[],
  { study: given, json }: CommonOptions,
): Promise<ExitCode> {
  const study = await openStudy(given);
  const { snapshot } = study.store;
  const git = createStudyGit(study.folder);
  const versionAt = (ref: string) => committedVersion(git, ref, snapshot.whole.study.transcripts);
  const [from = 'HEAD', to] = refs;
  const before = await versionAt(from);
  const after = to === undefined ? presentVersion(snapshot, study.ports) : await versionAt(to);
  const { changes } = await compareVersions(before, after);
  if (json) output.json(changes);
  else print(output, changes);
  return 0;
}

function print(output: Output, changes: readonly Change[]): void {
  if (changes.length === 0) output.line('Nothing has changed.');
  let about: string | undefined;
  for (const change of changes) {
    if (change.about !== about) {
      if (about !== undefined) output.line('');
      output.line({ text: change.about, style: 'bold' });
    }
    about = change.about;
    output.line(`  ${toOneLine(change.sentence, 400)}.`);
  }
}
