import { UserError } from '../base/user-error';
import type { ByteTools } from '../text/bytes';
import { carryOut, type EditedText, type StudyEdit } from './edit';
import type { FileStore } from './ports';

/** A file that somebody else keeps changing is given up after so many tries. */
const mostTries = 5;

export interface WritingPorts {
  readonly files: FileStore;
  readonly bytes: ByteTools;
  /** What files held when they were last written, by path: nothing is written where they hold something else by now. */
  readonly written?: Map<string, string>;
  /** Whether a file's text, undefined where there is none, is the one that an edit was computed from. */
  readonly isAsPlanned?: (edit: StudyEdit, text: string | undefined) => boolean;
}

/** A file has changed since an edit to it was computed: nothing was written, and the edit is to be computed again. */
export class StalePlan extends Error {}

/**
 * Carries out all edits or, when one is refused, none.
 * @param write carries out one edit and returns the edit that takes it back
 * @returns the edits that take all of this back, last first
 * @throws UserError when an edit is refused
 */
export async function writeEdits(
  edits: readonly StudyEdit[],
  write: (edit: StudyEdit) => Promise<StudyEdit>,
): Promise<readonly StudyEdit[]> {
  const inverses: StudyEdit[] = [];
  try {
    for (const edit of edits) inverses.unshift(await write(edit));
  } catch (error) {
    // What cannot be taken back keeps nothing else from being taken back, nor the cause from being told.
    for (const inverse of inverses) await write(inverse).catch(() => undefined);
    throw error;
  }
  return inverses;
}

/**
 * Carries out one edit on a file as it is by now, and again if somebody changes the file meanwhile.
 * @returns the edit that takes it back
 * @throws UserError when the file cannot be read or written, or the record is not there any more
 * @throws StalePlan when the file is not as it was planned for
 */
export async function writeEdit(edit: StudyEdit, ports: WritingPorts): Promise<StudyEdit> {
  const { path } = edit;
  const written = ports.written?.get(path);
  if (written !== undefined) {
    const edited = carryOutIfPossible(edit, written);
    if (edited && edited.text !== written && (await put(path, written, edited.text, ports)))
      return edited.inverse;
  }
  for (let tries = 0; tries < mostTries; tries++) {
    const current = await readText(path, ports);
    // What this very writer wrote last, such as for the edit before this one, is no surprise.
    const isOurs = written !== undefined && current === written;
    if (!isOurs && ports.isAsPlanned?.(edit, current) === false) throw new StalePlan(path);
    const { text, inverse } = carryOut(edit, current);
    if (text === current || (await put(path, current, text, ports))) return inverse;
  }
  throw new UserError('write/busy', `${path} keeps changing, so nothing was saved. Try again in a moment.`, {
    path,
  });
}

/** What is refused for a text that may be out of date is for the file to say. */
function carryOutIfPossible(edit: StudyEdit, text: string): EditedText | undefined {
  try {
    return carryOut(edit, text);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

async function put(
  path: string,
  expected: string | undefined,
  text: string | undefined,
  { files, written }: WritingPorts,
): Promise<boolean> {
  written?.delete(path);
  if (!(await files.replace(path, expected, text))) return false;
  if (text !== undefined) written?.set(path, text);
  return true;
}

/**
 * A file's text as it stands on the disk; undefined when there is no such file.
 * @throws UserError when it cannot be read or is not UTF-8
 */
export async function readText(path: string, { files, bytes }: WritingPorts): Promise<string | undefined> {
  const reading = await files.read(path);
  if (reading.kind === 'missing') return undefined;
  if (reading.kind === 'refused') {
    const { code, message, advice } = reading.refusal;
    throw new UserError(code, `${message} ${advice}`, { path });
  }
  const text = bytes.decodeUtf8(reading.bytes);
  if (text === undefined)
    throw new UserError('yaml/not-utf8', `${path} is not UTF-8 text, so nothing was changed in it.`, {
      path,
    });
  return text;
}
