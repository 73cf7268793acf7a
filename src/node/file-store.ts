import { constants } from 'node:fs';
import { mkdir, open, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../core/base/user-error';
import { studyFileName } from '../core/model/study';
import {
  type FileReading,
  type FileRefusal,
  fileTooLarge,
  type FileStore,
  largestFile,
} from '../core/study/ports';
import { errorCode, isTemporaryName, refusal, removeAbandoned, replaceFile } from './replace-file';

/** The files of a study on the machine's own disk. @param root the study's folder */
export function createNodeFileStore(root: string): FileStore {
  const realRoot = realpath(root).catch(() => path.resolve(root));
  /** Files and folders that are not NFC on the disk: NFC → as the disk spells it. */
  let spellings: ReadonlyMap<string, string> = new Map();
  const spell = (file: string): string => {
    const end = file.lastIndexOf('/');
    return spellings.get(file) ?? (end === -1 ? file : `${spell(file.slice(0, end))}${file.slice(end)}`);
  };
  const fileOf = async (file: string) => path.join(await realRoot, spell(file));

  return {
    async list() {
      const listing: Listing = { entries: [], refusals: [], spellings: new Map() };
      await listFolder(await realRoot, '', listing);
      spellings = listing.spellings;
      return { entries: listing.entries, refusals: listing.refusals };
    },

    async read(file): Promise<FileReading> {
      try {
        const real = await realPathInside(await realRoot, await fileOf(file));
        if (real === undefined) return { kind: 'refused', refusal: outside(file) };
        return await readRegularFile(real, file);
      } catch (error) {
        if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return { kind: 'missing' };
        return { kind: 'refused', refusal: unreadable(file, error) };
      }
    },

    async replace(file, expected, text) {
      const target = await fileOf(file);
      const real = await realTarget(await realRoot, target).catch((error: unknown) => {
        throw refusal(error, target);
      });
      if (real === undefined) {
        const { message, advice } = outside(file);
        throw new UserError('file/outside-study', `${message} ${advice}`);
      }
      if (text !== undefined) await makeFolder(path.dirname(real), file);
      return replaceFile(real, expected, text);
    },
  };
}

/** Makes the folder of a file that is to be written. @throws UserError when something else is in its place or it is refused */
async function makeFolder(folder: string, file: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new UserError(
      'write/no-folder',
      `The folder of ${file} cannot be made (${errorCode(error) ?? 'unknown reason'}), so nothing was saved there.`,
    );
  }
}

/** A pipe would be waited for; Windows has no such flag and no such pipes. */
const nonBlocking = process.platform === 'win32' ? 0 : constants.O_NONBLOCK;

/** @param file the path that the study knows the file by */
async function readRegularFile(real: string, file: string): Promise<FileReading> {
  const handle = await open(real, constants.O_RDONLY | nonBlocking);
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) return { kind: 'refused', refusal: unreadable(file) };
    if (stats.size > largestFile) return { kind: 'refused', refusal: fileTooLarge(file, stats.size) };
    // The size is known by now: reading just that takes two steps less than reading up to the end.
    const bytes = Buffer.allocUnsafeSlow(stats.size);
    const { bytesRead } = await handle.read(bytes, 0, stats.size, 0);
    return { kind: 'bytes', bytes: bytesRead === stats.size ? bytes : await handle.readFile() };
  } finally {
    await handle.close();
  }
}

/** Where writing to a path ends up: a file that is yet to be made has no real path, but one of the folders above it has. */
async function realTarget(realRoot: string, file: string): Promise<string | undefined> {
  try {
    return await realPathInside(realRoot, file);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' || file === realRoot) throw error;
    const folder = await realTarget(realRoot, path.dirname(file));
    return folder === undefined ? undefined : path.join(folder, path.basename(file));
  }
}

interface Listing {
  readonly entries: { readonly path: string }[];
  readonly refusals: FileRefusal[];
  readonly spellings: Map<string, string>;
}

async function listFolder(realRoot: string, folder: string, listing: Listing): Promise<void> {
  let children;
  try {
    children = await readdir(path.join(realRoot, folder), { withFileTypes: true });
  } catch (error) {
    listing.refusals.push({ ...unreadable(folder, error), isFolder: true });
    return;
  }
  // A folder with a study file of its own is another study.
  if (folder !== '' && children.some((child) => child.name === studyFileName)) return;
  const names = new Set(children.map((child) => child.name));
  for (const child of children) {
    const file = folder === '' ? child.name : `${folder}/${child.name}`;
    if (isTemporaryName(child.name)) await removeAbandoned(path.join(realRoot, file));
    if (child.name.startsWith('.') || child.name === 'node_modules') continue;
    const normal = child.name.normalize('NFC');
    if (normal !== child.name) {
      // Of two names that look the same, the one in NFC is the study's.
      if (names.has(normal)) continue;
      listing.spellings.set(file.normalize('NFC'), file);
    }
    const isLink = child.isSymbolicLink();
    if (!child.isDirectory() && !child.isFile() && !isLink) continue;
    if (child.isDirectory()) await listFolder(realRoot, file, listing);
    else await listFile(realRoot, file, isLink, listing);
  }
}

async function listFile(realRoot: string, file: string, isLink: boolean, listing: Listing): Promise<void> {
  try {
    const real = isLink
      ? await realPathInside(realRoot, path.join(realRoot, file))
      : path.join(realRoot, file);
    if (real === undefined) {
      const isFolder = (await stat(path.join(realRoot, file))).isDirectory();
      listing.refusals.push({ ...outside(file), isFolder });
      return;
    }
    if (isLink && !(await stat(real)).isFile()) return;
    listing.entries.push({ path: file.normalize('NFC') });
  } catch (error) {
    // A dangling link or a file that has just gone is simply not there.
    if (errorCode(error) !== 'ENOENT') listing.refusals.push(unreadable(file, error));
  }
}

/** The path with all symbolic links followed, or undefined when that leads outside the study. @throws when there is no such file */
async function realPathInside(realRoot: string, file: string): Promise<string | undefined> {
  const real = await realpath(file);
  const relative = path.relative(realRoot, real);
  const isAbove = relative === '..' || relative.startsWith(`..${path.sep}`);
  const isInside = !isAbove && !path.isAbsolute(relative);
  return isInside ? real : undefined;
}

function outside(file: string): FileRefusal {
  return {
    path: file,
    code: 'file/outside-study',
    message: `${file} leads outside the study's folder, so it is not used.`,
    advice: 'Copy the file into the study instead of linking to it.',
  };
}

function unreadable(file: string, error?: unknown): FileRefusal {
  return {
    path: file,
    code: 'file/unreadable',
    message: `${file} cannot be read (${errorCode(error) ?? 'it is no ordinary file'}).`,
    advice: 'Check that the file exists and that you may read it.',
  };
}
