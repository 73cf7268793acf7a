import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../core/base/user-error';
import { errorCode } from '../node/replace-file';

/**
 * Writes a file as a whole: to a temporary file beside it, which then takes its place.
 * @param replaces whether a file of that name may be replaced
 * @throws UserError when there is one that may not, or when writing fails
 */
export async function writeFileSafely(
  file: string,
  content: string | Uint8Array,
  replaces: boolean,
): Promise<void> {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.verbatim-tmp`);
  let isClaimed = false;
  try {
    if (!replaces) {
      // An empty file keeps the name free of others until the whole one takes its place.
      await (await open(file, 'wx')).close();
      isClaimed = true;
    }
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    if (isClaimed) await rm(file, { force: true });
    throw refusal(error, file);
  } finally {
    await rm(temporary, { force: true });
  }
}

function refusal(error: unknown, file: string): unknown {
  switch (errorCode(error)) {
    case undefined:
      return error;
    case 'EEXIST':
      return new UserError('cli/exists', `${file} is there already. Add --force to replace it.`);
    case 'ENOENT':
    case 'ENOTDIR':
      return new UserError('cli/no-folder', `There is no folder ${path.dirname(file)}.`);
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new UserError('cli/disk-full', `The disk is full, so ${file} was not written.`);
    default:
      return new UserError('cli/write', `${file} cannot be written (${errorCode(error) ?? ''}).`);
  }
}
