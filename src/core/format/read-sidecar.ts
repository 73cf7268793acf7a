import type { Problem } from '../base/problem';
import type { Sidecar } from '../model/passage';

export interface SidecarReading {
  /** Undefined only when nothing could be read: broken YAML, conflict markers, no or another format line. */
  readonly value: Sidecar | undefined;
  readonly problems: readonly Problem[];
  /** True when the text is exactly what `formatSidecar` writes, save for the order of passages. */
  readonly isCanonical: boolean;
}

/** Reads a sidecar; never throws. `path` goes into the problems. */
export function readSidecar(text: string, path: string): SidecarReading {
  void text;
  void path;
  throw new Error('being written');
}
