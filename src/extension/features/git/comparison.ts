import type { Change } from '../../../core/merge/change';
import { describeChanges } from '../../../core/merge/describe-changes';
import { mergerOf } from '../../../core/merge/merge-file';
import { parseSidecarPath } from '../../../core/model/sidecar-path';
import { codebookFileName } from '../../../core/model/study';
import { createMembership } from '../../../core/study/membership';
import { normaliseText } from '../../../core/text/normal-text';
import type { FeatureContext } from '../feature';
import type { StudyRepository } from './repository';

/** A study as another version has it. */
export interface OtherVersion {
  /** As the user chose it, such as `main`. */
  readonly label: string;
  /** The texts of study files and sidecars; of transcripts, git's id of the text. */
  readonly texts: ReadonlyMap<string, string>;
}

export interface Comparison {
  readonly changes: readonly Change[];
  /** Transcripts and coders whose codings are not shown, since their blind round is still open. */
  readonly hidden: readonly { readonly transcript: string; readonly coder: string }[];
}

export async function readVersion(
  { study, git }: StudyRepository,
  ref: string,
  label: string,
): Promise<OtherVersion> {
  const roleOf = createMembership(study.store.snapshot.whole.study.transcripts);
  const files = [...(await git.filesAt(ref))].filter(([path]) => roleOf(path) !== undefined);
  const isRead = (path: string): boolean => mergerOf(path) !== undefined;
  const texts = await git.textsOf(files.filter(([path]) => isRead(path)).map(([, blob]) => blob));
  const entries = files.flatMap(([path, blob]): readonly (readonly [string, string])[] => {
    const text = isRead(path) ? texts.get(blob) : blob;
    return text === undefined ? [] : [[path, isRead(path) ? normaliseText(text) : text]];
  });
  return { label, texts: new Map(entries) };
}

/** What differs between another version and the study as it is now, as far as its coder may see it. */
export async function compareWith(
  { platform }: FeatureContext,
  { study }: StudyRepository,
  before: OtherVersion,
): Promise<Comparison> {
  const { snapshot } = study.store;
  const { whole } = snapshot;
  const after = new Map<string, string>();
  for (const [path, { version }] of whole.transcripts) after.set(path, version);
  for (const path of [snapshot.studyFile.path, snapshot.codebookFile.path, ...whole.sidecars.keys()]) {
    const reading = await study.ports.files.read(path);
    const text = reading.kind === 'bytes' ? platform.bytes.decodeUtf8(reading.bytes) : undefined;
    if (text !== undefined) after.set(path, normaliseText(text));
  }
  const hidden = new Map<string, Comparison['hidden'][number]>();
  const [was, is] = [new Map<string, string>(), new Map<string, string>()];
  for (const path of new Set([...before.texts.keys(), ...after.keys()])) {
    const [old, now] = [before.texts.get(path), after.get(path)];
    if (old === now) continue;
    const sidecar = parseSidecarPath(path);
    if (sidecar && snapshot.isHiddenFrom(study.coder, sidecar)) {
      hidden.set(path, sidecar);
      continue;
    }
    if (old !== undefined) was.set(path, old);
    if (now !== undefined) is.set(path, now);
  }
  const changes = describeChanges(was, is, after.get(codebookFileName) ?? '');
  return { changes, hidden: [...hidden.values()] };
}
