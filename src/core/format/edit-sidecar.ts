import type { SidecarChange } from './sidecar-change';

export interface SidecarEdit {
  readonly text: string;
  /** Undoes the changes, applied in this order: to the byte where the passages touched have not changed since. */
  readonly inverse: readonly SidecarChange[];
}

/**
 * Applies changes to a sidecar's text and keeps every byte they do not concern. An undefined text is an empty sidecar.
 * @throws UserError when the text cannot be read or a passage is not there (`sidecar/unreadable`, `sidecar/no-passage`)
 */
export function editSidecar(text: string | undefined, changes: readonly SidecarChange[]): SidecarEdit {
  void text;
  void changes;
  throw new Error('being written');
}
