import type { Note } from '../model/passage';

/** A discussion with a note added behind the others, or put in the place of the one with its id. */
export function withNote(notes: readonly Note[] | undefined, note: Note): readonly Note[] {
  if (!notes?.some(({ id }) => id === note.id)) return [...(notes ?? []), note];
  return notes.map((other) => (other.id === note.id ? note : other));
}

/** A discussion without a note; undefined when none is left. */
export function withoutNote(notes: readonly Note[] | undefined, id: string): readonly Note[] | undefined {
  const left = notes?.filter((note) => note.id !== id);
  return left?.length === 0 ? undefined : left;
}
