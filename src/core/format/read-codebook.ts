import type { Reading } from '../base/problem';
import type { Codebook } from '../model/codebook';

/** Reads `codebook.yaml`; never throws. What could not be read is absent from the value. */
export function readCodebook(text: string, path: string): Reading<Codebook> {
  void text;
  void path;
  throw new Error('being written');
}
