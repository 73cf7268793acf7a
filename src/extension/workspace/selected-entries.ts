import type { EntryReference } from '../contributions';

/** The entries of the codebook that are selected in the Themes view, for commands that a key calls there. */
export interface SelectedEntries {
  current(): readonly EntryReference[];
  /** Called by the view. */
  follow(current: () => readonly EntryReference[]): void;
}

export function createSelectedEntries(): SelectedEntries {
  let selected: () => readonly EntryReference[] = () => [];
  return {
    current: () => selected(),
    follow: (current) => {
      selected = current;
    },
  };
}
