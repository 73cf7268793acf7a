import { UserError } from '../base/user-error';
import type { Note } from '../model/passage';
import { sidecarPath } from '../model/sidecar-path';
import { codebookFileName } from '../model/study';
import type { IdSource } from '../model/ulid';
import { discussionOn, formatSubject, keeperOf, type NoteSubject } from '../study/discussions';
import type { StudyEdit } from '../study/edit';
import type { StudySnapshot } from '../study/snapshot';
import { readableCodebook } from './readable-codebook';
import { startSidecar } from './start-sidecar';

export interface NoteIntent {
  readonly subject: NoteSubject;
  /** The writer, a coder. */
  readonly by: string;
  readonly text: string;
  /** YYYY-MM-DD. */
  readonly day: string;
  /** Whether the discussion is to go on after this; the first note opens it. */
  readonly isClosing: boolean;
}

/**
 * Adds a note to the discussion of a passage, code, theme or decision. On anyone's passage it is written into the
 * writer's own sidecar, on a decision into the consensus, else into the codebook.
 * @throws UserError when the note is empty, or what it is about is not there any more
 */
export function writeNote(
  snapshot: StudySnapshot,
  { subject, by, text, day, isClosing }: NoteIntent,
  newId: IdSource,
): readonly StudyEdit[] {
  if (text.trim() === '') throw new UserError('note/empty', 'There is nothing in this note yet.');
  const wasOpen = discussionOn(snapshot.whole, subject)?.isOpen ?? false;
  const note: Note = {
    id: newId(),
    about: formatSubject(subject),
    by,
    date: day,
    text: text.trim(),
    ...(wasOpen === isClosing ? { open: !isClosing } : {}),
  };
  return putNote(snapshot, subject, note);
}

/** Changes what one's own note says. @throws UserError when it is empty or not there any more */
export function rewriteNote(
  snapshot: StudySnapshot,
  subject: NoteSubject,
  note: Note,
  text: string,
): readonly StudyEdit[] {
  if (text.trim() === '')
    throw new UserError('note/empty', 'There is nothing in this note. Delete it instead.');
  return text.trim() === note.text ? [] : putNote(snapshot, subject, { ...note, text: text.trim() });
}

/** Deletes one's own note. */
export function deleteNote(subject: NoteSubject, note: Note): readonly StudyEdit[] {
  if (subject.kind === 'passage') {
    const path = sidecarPath(subject.transcript, keeperOf(subject, note.by));
    return [{ kind: 'sidecar', path, changes: [{ kind: 'remove-note', note: note.id }] }];
  }
  return [
    {
      kind: 'codebook',
      path: codebookFileName,
      changes: [{ kind: 'remove-note', section: sectionOf(subject), id: subject.id, note: note.id }],
    },
  ];
}

function putNote(snapshot: StudySnapshot, subject: NoteSubject, note: Note): readonly StudyEdit[] {
  if (subject.kind === 'passage') {
    const { transcript, coder, id } = subject;
    const about = snapshot.whole.sidecars.get(sidecarPath(transcript, coder));
    if (!about?.value.passages.some((passage) => passage.id === id))
      throw new UserError('passage/gone', `The passage is no longer in ${sidecarPath(transcript, coder)}.`);
    const keeper = keeperOf(subject, note.by);
    const { start } = startSidecar(snapshot.whole, transcript, keeper);
    const path = sidecarPath(transcript, keeper);
    return [{ kind: 'sidecar', path, changes: [...start, { kind: 'set-note', note }] }];
  }
  const codebook = readableCodebook(snapshot);
  const section = sectionOf(subject);
  if (!codebook[section].has(subject.id))
    throw new UserError('codebook/gone', `The codebook has no ${subject.kind} “${subject.id}” any more.`);
  return [
    {
      kind: 'codebook',
      path: codebookFileName,
      changes: [{ kind: 'set-note', section, id: subject.id, note }],
    },
  ];
}

function sectionOf({ kind }: Exclude<NoteSubject, { kind: 'passage' }>): 'codes' | 'themes' {
  return kind === 'code' ? 'codes' : 'themes';
}
