import type { Passage } from '../model/passage';
import { commonEnd, commonStart, copyOf } from '../text/common-text';
import { isReadToEnd, openCanonical } from './canonical-cursor';
import { largestFile } from './open-yaml';
import { type CanonicalReading, readNotes, readRecords, recordStart } from './read-canonical-sidecar';

/**
 * Reads a text that differs from one that was read before in a few records or notes: only these are read, all else is
 * taken over. Records are read one after the other and what one says depends on no other, so the result is what
 * `readCanonicalSidecar` gives.
 * @returns undefined where the header differs or something is not in canonical form: then all has to be read
 */
export function rereadCanonicalSidecar(text: string, before: CanonicalReading): CanonicalReading | undefined {
  if (text.length > largestFile) return undefined;
  const { starts } = before;
  const shift = text.length - before.text.length;
  const same = commonStart(before.text, text);
  // Up to the start of this record both texts are the same, and both go on with a record there.
  const first = starts.findLastIndex((start) => start + recordStart.length <= same);
  const from = starts[first];
  if (from === undefined) return undefined;
  const sameEnd = commonEnd(before.text, text, Math.min(before.text.length, text.length) - from);
  // From the start of this record on, if there is one, they are the same again.
  const found = starts.findIndex((start) => start >= before.text.length - sameEnd);
  const [next, to] = found === -1 ? [starts.length, text.length] : [found, (starts[found] ?? 0) + shift];

  // What is kept of a reading keeps the text that it was cut from: a changed record must not keep a text each time.
  const cursor = openCanonical(copyOf(text.slice(from, to)));
  if (!cursor) return undefined;
  const read = readRecords(cursor);
  const end = found === -1 ? from + cursor.at : before.end + shift;
  const { notes: notesBefore, ...header } = before.sidecar;
  const notes = found === -1 ? readNotes(cursor) : notesBefore;
  const above = before.sidecar.passages.slice(0, first);
  const below = before.sidecar.passages.slice(next);
  const passages = [...above, ...read.passages, ...below];
  // What is taken over has ids of its own already.
  const ids = new Set(read.passages.map(({ id }) => id));
  const isTaken = ({ id }: Passage): boolean => ids.has(id);
  const haveOwnIds = ids.size === read.passages.length && !above.some(isTaken) && !below.some(isTaken);
  if (!isReadToEnd(cursor) || passages.length === 0 || !haveOwnIds) return undefined;
  return {
    text,
    sidecar: { ...header, passages, ...(notes === undefined ? {} : { notes }) },
    starts: [
      ...starts.slice(0, first),
      ...read.starts.map((start) => start + from),
      ...starts.slice(next).map((start) => start + shift),
    ],
    end,
  };
}
