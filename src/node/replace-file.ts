import { type FileHandle, open, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../core/base/user-error';

/** A temporary file older than this was left behind by a process that died; in milliseconds. */
const abandonedAfter = 10_000;
const longestWait = 15_000;

/** The temporary file that stands for a file while it is being replaced. */
export function temporaryPath(file: string): string {
  return path.join(path.dirname(file), `.${path.basename(file)}.verbatim-tmp`);
}

export function isTemporaryName(name: string): boolean {
  return name.startsWith('.') && name.endsWith('.verbatim-tmp');
}

/** Removes a temporary file that a process left behind when it died. */
export async function removeAbandoned(temporary: string): Promise<void> {
  const age = await stat(temporary).then(
    (stats) => Date.now() - stats.mtimeMs,
    () => 0,
  );
  if (age > abandonedAfter) await rm(temporary, { force: true });
}

/**
 * Replaces a file's text in one step: the new text is written to a temporary file, flushed to the disk and renamed, so
 * that the file is never half written. The temporary file is also the lock that keeps other writers of this kind out.
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
  const temporary = temporaryPath(file);
  try {
    const handle = await createAlone(temporary);
    let isRenamed = false;
    try {
      const mode = await writableMode(file);
      if ((await readText(file)) !== expected) return false;
      if (text === undefined) {
        await rm(file, { force: true });
      } else {
        await handle.writeFile(text);
        if (mode !== undefined) await handle.chmod(mode);
        await handle.sync();
        await rename(temporary, file);
        isRenamed = true;
      }
    } finally {
      await handle.close();
      // Once renamed, a temporary file of that name is another writer's.
      if (!isRenamed) await rm(temporary, { force: true });
    }
    await flushFolder(path.dirname(file));
    return true;
  } catch (error) {
    throw refusal(error, file);
  }
}

/** Creates the temporary file; waits while another writer has it. */
async function createAlone(temporary: string): Promise<FileHandle> {
  const giveUpAt = Date.now() + longestWait;
  for (;;) {
    try {
      return await open(temporary, 'wx');
    } catch (error) {
      if (errorCode(error) !== 'EEXIST' || Date.now() > giveUpAt) throw error;
      await removeAbandoned(temporary);
      await sleep(5 + Math.random() * 10);
    }
  }
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

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Makes the renaming itself survive a power cut, where the platform lets a folder be flushed. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

function refusal(error: unknown, file: string): unknown {
  const name = path.basename(file);
  switch (errorCode(error)) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new UserError(
        'write/read-only',
        `${name} is read-only, so nothing was saved. Make it writable and try again.`,
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
      return new UserError('write/no-folder', `The folder of ${name} is gone, so nothing was saved.`);
    default:
      return error;
  }
}

export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
