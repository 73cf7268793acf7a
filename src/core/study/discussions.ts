import { lazyFor } from '../base/lazy';
import { consensusCoder } from '../model/ids';
import type { Note } from '../model/passage';
import type { StudyView } from './snapshot';

/** What a note is about. A passage of the reserved coder `consensus` stands for what was decided on it. */
export type NoteSubject =
  | { readonly kind: 'passage'; readonly transcript: string; readonly coder: string; readonly id: string }
  | { readonly kind: 'code' | 'theme'; readonly id: string };

/** The notes on one subject, oldest first. */
export interface Discussion {
  readonly subject: NoteSubject;
  readonly notes: readonly Note[];
  /** What the newest note that says so says. */
  readonly isOpen: boolean;
}

/** `SP:01JD…` for a passage, the id for a code or theme: what a note's `about` holds. */
export function formatSubject(subject: NoteSubject): string {
  return subject.kind === 'passage' ? `${subject.coder}:${subject.id}` : subject.id;
}

/** Every discussion that the viewer may see, in the order of the codebook, then of the transcripts. Made once for a view. */
export const discussionsIn = lazyFor((view: StudyView): readonly Discussion[] => {
  const found = new Map<string, { readonly subject: NoteSubject; readonly notes: Note[] }>();
  const add = (subject: NoteSubject, note: Note): void => {
    const key = keyOf(subject);
    const known = found.get(key);
    if (known) known.notes.push(note);
    else found.set(key, { subject, notes: [note] });
  };
  for (const { id, notes = [] } of view.codebook.codes.values())
    for (const note of notes) add({ kind: 'code', id }, note);
  for (const { id, notes = [] } of view.codebook.themes.values())
    for (const note of notes) add({ kind: 'theme', id }, note);
  for (const { transcript, coder: writer, value } of view.sidecars.values())
    for (const note of value.notes ?? []) {
      const subject = passageOf(transcript, writer, note.about);
      // What a blind round hides is not talked about either.
      const isHidden = view.hidden.get(transcript)?.includes(subject.coder) ?? false;
      if (!isHidden) add(subject, note);
    }
  return [...found.values()].map(({ subject, notes }) => {
    const sorted = notes.toSorted((a, b) => compare(a.date, b.date) || compare(a.id, b.id));
    const isOpen = sorted.findLast(({ open }) => open !== undefined)?.open ?? false;
    return { subject, notes: sorted, isOpen };
  });
});

/** The discussion on one subject; undefined where nobody has written a note. */
export function discussionOn(view: StudyView, subject: NoteSubject): Discussion | undefined {
  return discussionsIn(view).find((discussion) => keyOf(discussion.subject) === keyOf(subject));
}

function keyOf(subject: NoteSubject): string {
  return subject.kind === 'passage'
    ? `${subject.transcript}\n${subject.coder}:${subject.id}`
    : `${subject.kind}\n${subject.id}`;
}

/** `SP:01JD…`; without a coder, the writer's own passage. */
function passageOf(
  transcript: string,
  writer: string,
  about: string,
): Extract<NoteSubject, { kind: 'passage' }> {
  const at = about.indexOf(':');
  const [coder, id] = at === -1 ? [writer, about] : [about.slice(0, at), about.slice(at + 1)];
  return { kind: 'passage', transcript, coder, id };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whose sidecar a note by a writer goes into: the writer's own, or the consensus for what was decided. */
export function keeperOf(subject: Extract<NoteSubject, { kind: 'passage' }>, writer: string): string {
  return subject.coder === consensusCoder ? consensusCoder : writer;
}
