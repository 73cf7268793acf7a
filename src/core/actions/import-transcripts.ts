import { UserError } from '../base/user-error';
import type { StudyFileChange } from '../format/edit-study-file';
import { studyPath } from '../format/study-path';
import { isNameId } from '../model/ids';
import { type Case, interviewerRole, type SourceKind, type StudyFile, studyFileName } from '../model/study';
import type { StudyEdit } from '../study/edit';
import { createMembership } from '../study/membership';
import { largestFile } from '../study/ports';
import type { StudySnapshot } from '../study/snapshot';
import { keepLineBreaks } from './git-attributes';

/** One transcript to be added; an `ImportProposal`, as the user accepted or changed it. */
export interface ImportIntent {
  readonly path: string;
  readonly text: string;
  readonly kind: SourceKind;
  /** `assigned`: a case id or `interviewer`. */
  readonly speakers: readonly { readonly label: string; readonly assigned: string }[];
  /** Cases to be added as persons. */
  readonly newCases: readonly string[];
}

/**
 * Adds transcripts to the study: their files, their sources and cases in the study file, and git attributes for them.
 * The interviewees of an interview get it among the transcripts of their cases.
 * @param gitAttributes the text of the study's `.gitattributes`; undefined when there is none
 * @throws UserError when a file of that name exists, no glob of the study matches it, a speaker's case is unknown, or
 *   the study file cannot be read
 */
export function importTranscripts(
  { studyFile, whole }: StudySnapshot,
  intents: readonly ImportIntent[],
  gitAttributes: string | undefined,
): readonly StudyEdit[] {
  if (intents.length === 0) return [];
  if (studyFile.isStale || studyFile.digest === '')
    throw new UserError(
      'import/study-unreadable',
      `${studyFileName} cannot be read (line ${studyFile.problems[0]?.range.start.line ?? 1}), so nothing was imported. Put the file right first.`,
    );
  const study = studyFile.value;
  const roleOf = createMembership(study.transcripts);
  const cases = new Map(study.cases);
  const changed = new Set<string>();
  const paths = new Set<string>();
  for (const intent of intents) {
    if (whole.transcripts.has(intent.path) || paths.has(intent.path))
      throw refusal('exists', intent, 'is there already; import it under another name');
    if (studyPath(intent.path) !== intent.path || roleOf(intent.path)?.kind !== 'transcript')
      throw refusal('outside', intent, `is not among the “transcripts” that ${studyFileName} names`);
    if (utf8Length(intent.text) > largestFile)
      throw refusal('too-large', intent, 'would be larger than 16 MiB; split it into several transcripts');
    paths.add(intent.path);
    addCases(cases, changed, intent);
  }
  const changes: readonly StudyFileChange[] = [
    ...[...changed].flatMap((id): StudyFileChange[] => {
      const item = cases.get(id);
      return item ? [{ kind: 'set-case', case: item }] : [];
    }),
    ...intents.map((intent): StudyFileChange => sourceOf(study, intent)),
  ];
  return [
    ...keepLineBreaks(study.transcripts, gitAttributes),
    ...intents.map(({ path, text }): StudyEdit => ({ kind: 'file', path, expected: undefined, text })),
    { kind: 'study', path: studyFileName, changes },
  ];
}

/** Adds an intent's cases to `cases` and notes which have changed. */
function addCases(cases: Map<string, Case>, changed: Set<string>, intent: ImportIntent): void {
  const { path, kind, speakers, newCases } = intent;
  const fresh = new Set(newCases);
  for (const { assigned } of speakers) {
    if (assigned === interviewerRole) continue;
    const known = cases.get(assigned);
    if (!known && (!fresh.has(assigned) || !isNameId(assigned)))
      throw refusal('unknown-case', intent, `has a speaker “${assigned}”, who is no case of the study`);
    const item: Case = known ?? { id: assigned, kind: 'person', attributes: {}, transcripts: [] };
    // In a group everybody is found by their turns; a passage of nobody's turn is nobody's.
    const isOwn = kind === 'interview' && !item.transcripts.includes(path);
    if (known && !isOwn) continue;
    cases.set(assigned, isOwn ? { ...item, transcripts: [...item.transcripts, path] } : item);
    changed.add(assigned);
  }
}

/** The source of a transcript. One that the study file describes already keeps its attributes. */
function sourceOf(study: StudyFile, { path, kind, speakers }: ImportIntent): StudyFileChange {
  const known = study.sources.get(path);
  return {
    kind: 'set-source',
    path,
    source: {
      kind,
      attributes: known?.attributes ?? {},
      speakers: Object.fromEntries([
        ...Object.entries(known?.speakers ?? {}),
        ...speakers.map(({ label, assigned }) => [label, assigned] as const),
      ]),
    },
  };
}

function refusal(code: string, { path }: ImportIntent, reason: string): UserError {
  return new UserError(`import/${code}`, `${path} ${reason}. Nothing was imported.`, { path });
}

function utf8Length(text: string): number {
  if (text.length * 3 <= largestFile) return text.length;
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // The two halves of a pair make four bytes.
    length += unit < 0x80 ? 1 : unit < 0x800 ? 2 : unit >= 0xd800 && unit < 0xe000 ? 2 : 3;
  }
  return length;
}
