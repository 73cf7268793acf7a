import { compareRanges } from '../format/at-range';
import { readCodebook } from '../format/read-codebook';
import { readSidecar } from '../format/read-sidecar';
import { readStudyFile } from '../format/read-study-file';
import { indexCodebook } from '../model/codebook-index';
import { emptyCodebook } from '../model/codebook';
import { parseSidecarPath } from '../model/sidecar-path';
import { codebookFileName, type StudyFile, studyFileName } from '../model/study';
import { type Change, quoteShort, sameJson } from './change';
import { describeCodebook } from './describe-codebook';
import { describeSidecar, shortName } from './describe-sidecar';

/** The texts of a study's files by path, of those that differ between two versions. */
export type StudyTexts = ReadonlyMap<string, string>;

/**
 * What changed between two versions of a study, in sentences: the study file, the codebook, then transcript by transcript
 * and within it by code and position.
 * @param before and after: the texts that differ; a file is absent where it does not exist
 * @param codebook the present codebook's text, also where it has not changed, by which renamed codes are known
 */
export function describeChanges(before: StudyTexts, after: StudyTexts, codebook = ''): readonly Change[] {
  const present = readCodebook(after.get(codebookFileName) ?? codebook, codebookFileName).value;
  const index = indexCodebook(present ?? emptyCodebook);
  const presentId = (code: string): string => index.resolve(code)?.id ?? code;
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  const changes = paths.flatMap((path) => describeFile(path, before.get(path), after.get(path), presentId));
  return changes.sort(
    (a, b) => rankOf(a) - rankOf(b) || compareTexts(a.about, b.about) || compareWithin(a, b),
  );
}

function describeFile(
  path: string,
  before: string | undefined,
  after: string | undefined,
  presentId: (code: string) => string,
): readonly Change[] {
  if (before === after) return [];
  const sidecar = parseSidecarPath(path);
  const unreadable: Change = {
    path,
    about: sidecar?.transcript ?? path,
    kind: 'unreadable',
    sentence: `${path} changed, but a version of it cannot be read`,
  };
  const read = <T>(
    text: string | undefined,
    reader: (text: string, path: string) => { value: T | undefined },
  ) =>
    text === undefined
      ? { isMissing: true, value: undefined }
      : { isMissing: false, value: reader(text, path).value };
  if (sidecar) {
    const [was, is] = [read(before, readSidecar), read(after, readSidecar)];
    if ((!was.value && !was.isMissing) || (!is.value && !is.isMissing)) return [unreadable];
    return describeSidecar({ path, ...sidecar, presentId }, was.value, is.value);
  }
  if (path === codebookFileName) {
    const [was, is] = [read(before, readCodebook), read(after, readCodebook)];
    if ((!was.value && !was.isMissing) || (!is.value && !is.isMissing)) return [unreadable];
    const told = describeCodebook(was.value ?? emptyCodebook, is.value ?? emptyCodebook);
    return told.map((each): Change => ({ path, about: path, kind: 'codebook', ...each }));
  }
  if (path === studyFileName) {
    const [was, is] = [read(before, readStudyFile), read(after, readStudyFile)];
    if ((!was.value && !was.isMissing) || (!is.value && !is.isMissing)) return [unreadable];
    const sentences = describeStudyFile(was.value, is.value);
    return sentences.map((sentence): Change => ({ path, about: path, kind: 'study', sentence }));
  }
  const how = before === undefined ? 'was added' : after === undefined ? 'was deleted' : 'was edited';
  return [{ path, about: path, kind: 'transcript', sentence: `The transcript ${shortName(path)} ${how}` }];
}

const sections = [
  ['coders', 'Coder'],
  ['rounds', 'Round'],
  ['attributes', 'Attribute'],
  ['sources', 'Transcript'],
  ['cases', 'Case'],
] as const;

function describeStudyFile(was: StudyFile | undefined, is: StudyFile | undefined): readonly string[] {
  if (!was || !is) return [is ? 'The study was started' : 'The study file was deleted'];
  const told: string[] = [];
  if (was.title !== is.title) told.push(`The study is now called ${quoteShort(is.title)}`);
  if (!sameJson(was.transcripts, is.transcripts)) told.push('Where the transcripts are was changed');
  for (const [section, noun] of sections) {
    const [old, now] = [was[section], is[section]];
    for (const [id, entry] of now) {
      const former = old.get(id);
      if (!former) told.push(`${noun} ${id} was added`);
      else if (!sameJson(former, entry))
        told.push(`${noun} ${id} was changed (${changedFields(former, entry)})`);
    }
    for (const id of old.keys()) if (!now.has(id)) told.push(`${noun} ${id} was removed`);
  }
  return told;
}

function changedFields(was: object, is: object): string {
  const [old, now] = [
    new Map<string, unknown>(Object.entries(was)),
    new Map<string, unknown>(Object.entries(is)),
  ];
  const keys = [...new Set([...old.keys(), ...now.keys()])];
  return keys.filter((key) => !sameJson(old.get(key), now.get(key))).join(', ');
}

function rankOf({ kind }: Change): number {
  return kind === 'study' ? 0 : kind === 'codebook' ? 1 : 2;
}

/** Within a transcript: what concerns all of it, then by code, then by position. */
function compareWithin(a: Change, b: Change): number {
  if (rankOf(a) < 2 || !a.at || !b.at) return Number(Boolean(a.at)) - Number(Boolean(b.at));
  return compareTexts(a.code ?? '', b.code ?? '') || compareRanges(a.at, b.at);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
