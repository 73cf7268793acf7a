import { randomBytes } from 'node:crypto';
import { type FileHandle, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../core/base/user-error';
import { encodeInPieces, withBuffer } from './text-pieces';

const temporaryEnding = '.verbatim-tmp';
/** A temporary file or lock older than this was left behind by a process that died; in milliseconds. */
const abandonedAfter = 10_000;
const longestWait = 15_000;

export function isTemporaryName(name: string): boolean {
  return name.startsWith('.') && name.endsWith(temporaryEnding);
}

/** Removes a temporary file or lock that a process left behind when it died. */
export async function removeAbandoned(temporary: string): Promise<void> {
  const age = await stat(temporary).then(
    (stats) => Date.now() - stats.mtimeMs,
    () => 0,
  );
  if (age > abandonedAfter) await rm(temporary, { force: true });
}

/** The same for all of them in a folder. */
export async function removeAbandonedIn(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  await Promise.all(names.filter(isTemporaryName).map((name) => removeAbandoned(path.join(folder, name))));
}

/**
 * Replaces a file's text in one step: the new text is written to a temporary file of its own, flushed to the disk and
 * renamed, so that the file is never half written. A lock beside it keeps other writers of this kind out while the file
 * is compared and replaced.
 * @param expected what the file must hold for the replacement to take place; `undefined`: no file
 * @param text the new text; `undefined` deletes the file
 * @returns false when the file holds something else; nothing is changed then
 * @throws UserError when the file is read-only, the disk is full or the folder refuses
 */
export async function replaceFile(
  file: string,
  expected: string | undefined,
  text: string | undefined,
): Promise<boolean> {
  try {
    const mode = await writableMode(file);
    const done =
      text === undefined
        ? await whileLocked(file, () => deleteFile(file, expected))
        : await putInPlace(file, expected, text, mode);
    if (done) await flushFolder(path.dirname(file));
    return done;
  } catch (error) {
    throw refusal(error, file);
  }
}

async function deleteFile(file: string, expected: string | undefined): Promise<boolean> {
  if (!(await holds(file, expected))) return false;
  await rm(file, { force: true });
  return true;
}

async function putInPlace(
  file: string,
  expected: string | undefined,
  text: string,
  mode: number | undefined,
): Promise<boolean> {
  const temporary = temporaryBeside(file);
  try {
    await writeFlushed(temporary, text, mode);
    return await whileLocked(file, async () => {
      if (!(await holds(file, expected))) return false;
      await rename(temporary, file);
      return true;
    });
  } finally {
    await rm(temporary, { force: true });
  }
}

async function writeFlushed(temporary: string, text: string, mode: number | undefined): Promise<void> {
  const handle = await open(temporary, 'wx');
  try {
    await encodeInPieces(text, (piece) => writeAll(handle, piece));
    if (mode !== undefined) await handle.chmod(mode);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Does something that no other writer of this kind does to the file at the same time; waits for its turn. */
async function whileLocked(file: string, work: () => Promise<boolean>): Promise<boolean> {
  const lock = beside(file, '');
  const giveUpAt = Date.now() + longestWait;
  for (;;) {
    try {
      await (await open(lock, 'wx')).close();
      break;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST' || Date.now() > giveUpAt) throw error;
      await removeAbandoned(lock);
      await sleep(2 + Math.random() * 8);
    }
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

/** A name that no other process uses, which tells what is left behind under it. */
export function temporaryBeside(file: string): string {
  return beside(file, `.${randomBytes(6).toString('hex')}`);
}

function beside(file: string, distinction: string): string {
  return path.join(path.dirname(file), `.${path.basename(file)}${distinction}${temporaryEnding}`);
}

/** The permissions of a file that may be written; undefined when there is none. Renaming would replace a read-only file too. */
async function writableMode(file: string): Promise<number | undefined> {
  try {
    const { mode } = await stat(file);
    if ((mode & 0o222) === 0) throw Object.assign(new Error('read-only'), { code: 'EACCES' });
    return mode & 0o777;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Writes all of it at the end of what was written before. */
async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<true> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, null);
    done += bytesWritten;
  }
  return true;
}

/** True when the file's bytes are just these; `undefined`: when there is no file. */
async function holds(file: string, expected: string | undefined): Promise<boolean> {
  try {
    if (expected !== undefined) return await holdsText(file, expected);
    await readFile(file);
    return false;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return expected === undefined;
    throw error;
  }
}

async function holdsText(file: string, expected: string): Promise<boolean> {
  const handle = await open(file, 'r');
  try {
    const readsNext = (piece: Uint8Array) =>
      withBuffer(async (buffer) => {
        for (let done = 0; done < piece.length;) {
          const { bytesRead } = await handle.read(buffer, done, piece.length - done, null);
          if (bytesRead === 0) return false;
          done += bytesRead;
        }
        return buffer.subarray(0, piece.length).equals(piece);
      });
    if (!(await encodeInPieces(expected, readsNext))) return false;
    return await withBuffer(async (buffer) => (await handle.read(buffer, 0, 1, null)).bytesRead === 0);
  } finally {
    await handle.close();
  }
}

/** Makes the renaming itself survive a power cut, where the platform lets a folder be flushed. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** An expected refusal in words for its user; anything else as it is. */
export function refusal(error: unknown, file: string): unknown {
  const name = path.basename(file);
  switch (errorCode(error)) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new UserError(
        'write/read-only',
        `${name} or its folder is read-only, so nothing was saved. Make it writable and try again.`,
      );
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new UserError(
        'write/disk-full',
        `The disk is full, so nothing was saved in ${name}. Free some space and try again.`,
      );
    case 'EEXIST':
      return new UserError(
        'write/busy',
        `Another program keeps ${name} busy, so nothing was saved. Try again in a moment.`,
      );
    case 'ENOENT':
    case 'ENOTDIR':
      return new UserError('write/no-folder', `The folder of ${name} is gone, so nothing was saved.`);
    case 'EISDIR':
    case 'ELOOP':
    case 'ENAMETOOLONG':
      return new UserError('write/refused', `${name} cannot be a file there, so nothing was saved.`);
    default:
      return error;
  }
}

export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
