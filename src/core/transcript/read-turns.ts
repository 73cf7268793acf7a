import { readCues } from './cues';
import { readProse } from './prose';
import type { Transcript } from './transcript';
import { transcriptOf } from './transcript';

export type { Transcript } from './transcript';

/**
 * Reads a normalised text (see `normaliseText`) as turns. The path's extension (`.md`, `.txt`, `.vtt`, `.srt`) says how;
 * who speaks is decided by evidence over the whole file. A text without recognisable speakers is one turn a paragraph.
 * Offsets are UTF-16 units of `text`. Never throws; linear in the text's length.
 */
export function readTurns(text: string, path: string): Transcript {
  const extension = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '';
  const cues = extension === 'vtt' || extension === 'srt' ? readCues(text) : undefined;
  return transcriptOf(cues ?? readProse(text, extension === 'md' || extension === 'markdown'));
}
