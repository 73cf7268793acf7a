import { isLfsPointer } from '../core/study/lfs-pointer';
import { blobIdOfBytes } from '../core/text/blob-id';
import { normaliseText } from '../core/text/normal-text';
import { nodeByteTools } from './byte-tools';
import { type GitRepository, olderBlobs, showBlob, showCheckedOut } from './git-repository';

/**
 * The normalised texts of older versions of a transcript, by version. Git is asked for the object of that id; where it
 * has none, because it stores the file with other line breaks, elsewhere (LFS) or under other ids (SHA-256), the older
 * versions of the path are hashed as `base` is.
 * @param file the transcript's path in the repository
 * @param bases the versions wanted; what cannot be found is absent from the result
 */
export async function findBaseTexts(
  repository: GitRepository,
  file: string,
  bases: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  const missing = new Set(bases);
  const take = (bytes: Buffer | undefined): void => {
    const text = bytes && nodeByteTools.decodeUtf8(bytes);
    if (bytes === undefined || text === undefined) return;
    const version = blobIdOfBytes(bytes, text, nodeByteTools);
    if (missing.delete(version)) texts.set(version, normaliseText(text));
  };
  for (const base of [...missing]) if (/^[0-9a-f]{40}$/.test(base)) take(await showBlob(repository, base));
  if (missing.size === 0) return texts;
  for (const blob of await olderBlobs(repository, file)) {
    if (missing.size === 0) break;
    const stored = await showBlob(repository, blob);
    const isPointer = stored && isLfsPointer(stored.toString('latin1', 0, 2000));
    take(isPointer ? await showCheckedOut(repository, blob, file) : stored);
  }
  return texts;
}
