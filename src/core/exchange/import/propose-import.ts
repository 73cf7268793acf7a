import { interviewerRole } from '../../model/study';
import type { SourceKind } from '../../model/study';
import { normaliseText } from '../../text/normal-text';
import { readTurns } from '../../transcript/read-turns';
import type { KnownPeople, ProposedSpeaker } from './propose-speakers';
import { proposeKind, proposeSpeakers } from './propose-speakers';
import { freePath, transcriptFileName } from './transcript-file-name';
import { wellFormed } from './well-formed';

export type { ProposedSpeaker } from './propose-speakers';

/** What a file to import says, before anything is decided about it. See `readImportFile`. */
export interface ImportContent {
  readonly format: 'docx' | 'text';
  /** As decoded or converted; line breaks may be of any kind. */
  readonly text: string;
  /** What reading it changed or dropped: one sentence each. */
  readonly changes: readonly string[];
  readonly warnings: readonly string[];
}

/** What the study already holds. Paths are relative to the study, with `/`. */
export interface ImportContext extends KnownPeople {
  /** Folder for the transcript, e.g. `transcripts`. */
  readonly folder: string;
  /** Every path that is taken, those proposed for other files of the same import included. */
  readonly takenPaths: Iterable<string>;
}

/** What an import would write; nothing is decided until the user accepts or changes it. */
export interface ImportProposal {
  readonly path: string;
  /** The transcript as it would be written: LF, final newline, no byte order mark. */
  readonly text: string;
  readonly kind: SourceKind;
  readonly turns: number;
  readonly speakers: readonly ProposedSpeaker[];
  /** Ids of the persons that would be added to the study's cases. */
  readonly newCases: readonly string[];
  /** How `text` differs from the original. */
  readonly changes: readonly string[];
  readonly warnings: readonly string[];
}

/** Proposes how a file becomes a transcript of the study. */
export function proposeImport(
  fileName: string,
  content: ImportContent,
  context: ImportContext,
): ImportProposal {
  const name = transcriptFileName(fileName, content.format);
  const path = freePath(context.folder, name, context.takenPaths);
  const { text, changes } = writtenText(content.text);
  const transcript = readTurns(text, path);
  const stem = name.slice(0, name.lastIndexOf('.'));
  const speakers = proposeSpeakers(text, transcript, stem, context);
  const newCases = new Set(
    speakers.filter(({ reason }) => reason === 'new-case').map(({ assigned }) => assigned),
  );
  return {
    path,
    text,
    kind: proposeKind(fileName, speakers),
    turns: transcript.turns.length,
    speakers,
    newCases: [...newCases],
    changes: [...content.changes, ...changes],
    warnings: [...content.warnings, ...warningsAbout(text, speakers)],
  };
}

/** The text as the study keeps it. White space inside and at the end of lines stays: it belongs to the original. */
function writtenText(original: string): { readonly text: string; readonly changes: readonly string[] } {
  const changes: string[] = [];
  let text = normaliseText(original);
  if (original.includes('\r')) changes.push('Line breaks became LF.');
  if (text !== '' && !text.endsWith('\n')) {
    text += '\n';
    changes.push('A line break was added at the end.');
  }
  const repaired = wellFormed(text);
  if (repaired !== text) changes.push('Broken characters became \ufffd.');
  return { text: repaired, changes };
}

function warningsAbout(text: string, speakers: readonly ProposedSpeaker[]): readonly string[] {
  const warnings: string[] = [];
  if (text.trim() === '') warnings.push('The transcript is empty.');
  else if (speakers.length === 0)
    warnings.push('No speakers were recognised: every paragraph is a turn of its own.');
  else if (speakers.every(({ assigned }) => assigned !== interviewerRole))
    warnings.push('Nobody was recognised as the interviewer.');
  if (/[\u0000-\u0008\u000b\u000e-\u001f]/.test(text))
    warnings.push('The text contains control characters; they are kept.');
  return [...warnings, ...similarLabels(speakers)];
}

/** Labels that differ only in case, accents or punctuation are probably one speaker, but that is for people to say. */
function similarLabels(speakers: readonly ProposedSpeaker[]): readonly string[] {
  const seen = new Map<string, string>();
  return speakers.flatMap(({ label }) => {
    const key = label
      .normalize('NFKD')
      .replace(/[^\p{L}\p{N}]+/gu, '')
      .toLowerCase();
    const other = key === '' ? undefined : seen.get(key);
    if (other === undefined) seen.set(key, label);
    return other === undefined ? [] : [`“${other}” and “${label}” may be the same speaker.`];
  });
}
