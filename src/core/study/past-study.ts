import { append } from '../base/append';
import { lazy } from '../base/lazy';
import { readStudyFile } from '../format/read-study-file';
import { studyFileName } from '../model/study';
import { normaliseText } from '../text/normal-text';
import type { StudyGit } from './git-port';
import type { LoadedSidecar } from './loaded';
import { createMembership } from './membership';
import type { FileReading, StudyPorts } from './ports';
import type { StudySnapshot, StudyView } from './snapshot';
import { StudyStore } from './study-store';

/** What is asked of git to read a commit. */
export type CommitReader = Pick<StudyGit, 'filesAt' | 'textsOf'>;

/**
 * The study as a commit has it.
 * @param ref a branch, tag or commit
 * @param isWanted leaves out files that are of no interest
 * @throws UserError when there is no such commit
 */
export async function openPastStudy(
  git: CommitReader,
  ref: string,
  { bytes, versions }: Pick<StudyPorts, 'bytes' | 'versions'>,
  isWanted: (path: string) => boolean = () => true,
): Promise<StudySnapshot> {
  const blobs = await git.filesAt(ref);
  const studyBlob = blobs.get(studyFileName);
  const studyText = studyBlob === undefined ? undefined : (await git.textsOf([studyBlob])).get(studyBlob);
  const { value } = readStudyFile(normaliseText(studyText ?? ''), studyFileName);
  const roleOf = createMembership(value?.transcripts ?? []);
  const members = [...blobs].filter(([path]) => {
    const role = roleOf(path);
    return role !== undefined && (role.kind === 'study' || role.kind === 'codebook' || isWanted(path));
  });
  const texts = await git.textsOf(members.map(([, blob]) => blob));
  const readings = new Map(
    members.map(([path, blob]): [string, FileReading] => {
      const text = texts.get(blob);
      return [path, text === undefined ? unreadable(path) : { kind: 'bytes', bytes: bytes.encodeUtf8(text) }];
    }),
  );
  const files = {
    list: () => Promise.resolve({ entries: members.map(([path]) => ({ path })), refusals: [] }),
    read: (path: string) => Promise.resolve(readings.get(path) ?? { kind: 'missing' as const }),
  };
  // What was found for today’s sidecars is found for those of the past; nothing of the past is kept.
  const past = versions && { find: versions.find.bind(versions), keep: () => Promise.resolve() };
  const store = await StudyStore.open({ files, bytes, ...(past ? { versions: past } : {}) });
  store.dispose();
  return store.snapshot;
}

function unreadable(path: string): FileReading {
  const message = `${path} is not UTF-8 text in that version.`;
  return {
    kind: 'refused',
    refusal: { path, code: 'file/unreadable', message, advice: 'Choose another version.' },
  };
}

/**
 * What someone may see of a version of the study: everything but the sidecars that an open blind round hides from them today.
 * @param past the whole of that version
 */
export function visibleInPast(past: StudyView, today: StudySnapshot, viewer: string | undefined): StudyView {
  const visible = new Map<string, LoadedSidecar>();
  const hidden = new Map<string, string[]>();
  for (const [path, sidecar] of past.sidecars) {
    if (today.isHiddenFrom(viewer, sidecar)) append(hidden, sidecar.transcript, sidecar.coder);
    else visible.set(path, sidecar);
  }
  const byTranscript = lazy(() => {
    const groups = new Map<string, LoadedSidecar[]>();
    for (const sidecar of visible.values()) append(groups, sidecar.transcript, sidecar);
    return groups;
  });
  return {
    ...past,
    viewer,
    sidecars: visible,
    hidden,
    sidecarsOf: (transcript) => byTranscript().get(transcript) ?? [],
  };
}
