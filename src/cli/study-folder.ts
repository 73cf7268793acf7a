import { existsSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../core/base/user-error';
import { studyFileName } from '../core/model/study';
import type { StudyPorts } from '../core/study/ports';
import { StudyStore } from '../core/study/study-store';
import type { WritingPorts } from '../core/study/write-edits';
import { nodeByteTools } from '../node/byte-tools';
import { createNodeFileStore } from '../node/file-store';
import { createGitVersions } from '../node/git-versions';

/** A study that a command works on. */
export interface OpenedStudy {
  readonly folder: string;
  readonly ports: StudyPorts & WritingPorts;
  readonly store: StudyStore;
}

/**
 * Opens the study in a folder, by default the one at or above the current folder.
 * @throws UserError when there is none
 */
export async function openStudy(given: string | undefined): Promise<OpenedStudy> {
  const folder = findStudy(given);
  const files = createNodeFileStore(folder);
  const ports = { files, bytes: nodeByteTools, versions: createGitVersions(folder) };
  return { folder, ports, store: await StudyStore.open(ports) };
}

function findStudy(given: string | undefined): string {
  const start = path.resolve(given ?? '.');
  if (existsSync(path.join(start, studyFileName))) return start;
  const above = path.dirname(start);
  if (given === undefined && above !== start) {
    for (let at = above; ; at = path.dirname(at)) {
      if (existsSync(path.join(at, studyFileName))) return at;
      if (at === path.dirname(at)) break;
    }
  }
  throw new UserError(
    'cli/no-study',
    `There is no study in ${start}${given === undefined ? ' or above it' : ''}: no ${studyFileName}. Name its folder with --study, or start one with “verbatim init”.`,
  );
}

/** A transcript's path in the study, given as such or as a path from the current folder. */
export function transcriptPath(study: OpenedStudy, given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  const { whole } = study.store.snapshot;
  const inStudy = given.normalize('NFC');
  if (whole.transcripts.has(inStudy) || whole.sidecarsOf(inStudy).length > 0) return inStudy;
  const relative = path
    .relative(study.folder, path.resolve(given))
    .split(path.sep)
    .join('/')
    .normalize('NFC');
  return whole.transcripts.has(relative) ? relative : inStudy;
}
