import type { Problem } from '../base/problem';
import { shorten } from '../format/yaml-nodes';
import { studyFileName } from '../model/study';
import { normaliseText } from '../text/normal-text';
import { findInSidecar, isReadable } from './check-sidecar';
import { findInStudyFile, findMissingCodebook } from './check-study-files';
import type { Finding } from './finding';
import type { LoadedSidecar } from './loaded';
import { locateFindings } from './locate-findings';
import { findOldText } from './old-text';
import { findRenamedTranscript } from './renamed-transcripts';
import type { StudyPorts } from './ports';
import type { StudySnapshot, StudyView } from './snapshot';

/**
 * Everything that is wrong in a study, sorted by file and place: what reading its files found, and what only shows when
 * they are looked at together. Files in which something is found are read once more, to say where it stands.
 * @param view whose sidecars are checked; the editor leaves out what is hidden from its coder
 */
export async function checkStudy(
  snapshot: StudySnapshot,
  ports: StudyPorts,
  view: StudyView = snapshot.whole,
): Promise<readonly Problem[]> {
  const problems = [...(await checkStudyFiles(snapshot, ports))];
  for (const sidecar of view.sidecars.values())
    for (const problem of await checkSidecar(snapshot, sidecar, ports)) problems.push(problem);
  for (const problem of await findOldText(snapshot, (path) => readText(ports, path), view))
    problems.push(problem);
  return problems.sort(compareProblems);
}

/**
 * The problems of one sidecar. What was found before is not looked for again while the sidecar, its transcript, the
 * codebook and the study file stay as they are.
 */
async function checkSidecar(
  snapshot: StudySnapshot,
  sidecar: LoadedSidecar,
  ports: StudyPorts,
): Promise<readonly Problem[]> {
  const findings = findInSidecar(snapshot, sidecar);
  let located = findings.length === 0 ? [] : locations.get(findings);
  if (!located) {
    located = locateFindings(findings, await readText(ports, sidecar.path));
    locations.set(findings, located);
  }
  const missing = await findMissingTranscript(snapshot, sidecar, ports);
  return [...sidecar.problems, ...missing, ...located];
}

const locations = new WeakMap<readonly Finding[], readonly Problem[]>();

/** The problems of `verbatim.yaml`, `codebook.yaml` and the transcripts, and of files that cannot be used at all. */
async function checkStudyFiles(snapshot: StudySnapshot, ports: StudyPorts): Promise<readonly Problem[]> {
  const { studyFile, codebookFile, whole, refusals } = snapshot;
  const findings = findInStudyFile(snapshot);
  const text = findings.length === 0 ? undefined : await readText(ports, studyFileName);
  return [
    ...refusals,
    ...studyFile.problems,
    ...codebookFile.problems,
    ...[...whole.transcripts.values()].flatMap(({ problems }) => problems),
    ...locateFindings(findings, text),
    ...locateFindings(findMissingCodebook(snapshot), undefined),
  ];
}

/** A sidecar's transcript that is not part of the study: the file is gone, cannot be used, or no glob matches it. */
async function findMissingTranscript(
  { whole, studyFile }: StudySnapshot,
  sidecar: LoadedSidecar,
  { files }: StudyPorts,
): Promise<readonly Problem[]> {
  const { path, transcript } = sidecar;
  if (whole.transcripts.has(transcript) || !isReadable(studyFile)) return [];
  const reading = await files.read(transcript);
  const name = shorten(transcript);
  const renamed = await findRenamedTranscript(whole, sidecar, files);
  const [message, advice] =
    reading.kind === 'missing'
      ? [
          `The transcript of this sidecar is missing: ${name}.`,
          renamed === undefined
            ? 'Restore the transcript from git, or rename the sidecar if the transcript was renamed.'
            : `It seems to be ${shorten(renamed)} now. Attach the sidecar to it: by the quick fix here, or “verbatim refresh --reattach”.`,
        ]
      : reading.kind === 'refused'
        ? [`The transcript of this sidecar cannot be used: ${name}.`, reading.refusal.advice]
        : [
            `${name} is no transcript of the study, because “transcripts” in ${studyFileName} does not match it.`,
            `Add the file or its folder to “transcripts” in ${studyFileName}.`,
          ];
  const finding: Finding = {
    code: reading.kind === 'bytes' ? 'sidecar/transcript-not-in-study' : 'sidecar/no-transcript',
    severity: 'error',
    path,
    place: { kind: 'file' },
    message,
    advice,
  };
  return locateFindings([finding], undefined);
}

/** A file's normalised text; undefined where it cannot be read as such. */
export async function readText({ files, bytes }: StudyPorts, path: string): Promise<string | undefined> {
  const reading = await files.read(path);
  const text = reading.kind === 'bytes' ? bytes.decodeUtf8(reading.bytes) : undefined;
  return text === undefined ? undefined : normaliseText(text);
}

/** By file and place. */
export function compareProblems(a: Problem, b: Problem): number {
  const { start } = a.range;
  const other = b.range.start;
  const byPath = a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
  return byPath || start.line - other.line || start.column - other.column;
}
