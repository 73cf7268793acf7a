import type { Note } from '../model/passage';

/** A discussion with a note added behind the others, or put in the place of the first with its id. */
export function withNote(notes: readonly Note[] | undefined, note: Note): readonly Note[] {
  const place = notes?.findIndex(({ id }) => id === note.id) ?? -1;
  return notes && place !== -1 ? notes.with(place, note) : [...(notes ?? []), note];
}

/** A discussion without a note; undefined when none is left. */
export function withoutNote(notes: readonly Note[] | undefined, id: string): readonly Note[] | undefined {
  const left = notes?.filter((note) => note.id !== id);
  return left?.length === 0 ? undefined : left;
}
