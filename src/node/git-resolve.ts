import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../core/base/user-error';
import { mergerOf } from '../core/merge/merge-file';
import type { Resolution } from '../core/study/git-port';
import { normaliseText } from '../core/text/normal-text';
import { nodeByteTools } from './byte-tools';
import { findPresentIds } from './git-codebooks';
import { type GitRepository, showBlob, type Stages } from './git-repository';
import { replaceFile } from './replace-file';

/**
 * Merges by record a file that git left in conflict, from the versions that git keeps of it. What a person has begun to
 * resolve is left alone, unless that is forced.
 * @throws UserError when the file cannot be written
 */
export async function resolveFile(
  repository: GitRepository,
  stages: Stages,
  isForced = false,
): Promise<Resolution> {
  if (stages.ours === undefined || stages.theirs === undefined) return { kind: 'deleted' };
  const blobs = [stages.base, stages.ours, stages.theirs].map((id) => textOfBlob(repository, id));
  const [base, ours, theirs] = await Promise.all(blobs);
  if (base === undefined || ours === undefined || theirs === undefined) return { kind: 'unreadable' };
  const file = path.join(repository.root, stages.path);
  const now = nodeByteTools.decodeUtf8(await readFile(file).catch(() => Buffer.from('')));
  if (now === undefined) return { kind: 'unreadable' };
  const presentIds = await findPresentIds(repository, stages.path, {});
  const merged = mergerOf(stages.path)?.(base, ours, theirs, undefined, presentIds);
  if (!merged) return { kind: 'unreadable' };
  if (!isForced && normaliseText(now) !== normaliseText(merged.text)) {
    const touched = howTouched(now, [base, ours, theirs]);
    if (touched !== 'not') return { kind: touched };
  }
  if (!(await replaceFile(file, now, merged.text)))
    throw new UserError('write/busy', `${stages.path} is being changed. Try again in a moment.`);
  const { conflicts } = merged;
  return conflicts.length === 0
    ? { kind: 'clean' }
    : { kind: 'conflicts', places: conflicts.map((conflict) => conflict.path.join(' › ')) };
}

/** Whether somebody has worked on a file since git left it in conflict. */
function howTouched(now: string, versions: readonly string[]): 'not' | 'by-hand' | 'edited' {
  const lines = normaliseText(now).split('\n');
  if (!lines.some((line) => /^<{7}(?: |$)/.test(line))) return 'by-hand';
  const known = new Set(versions.flatMap((version) => normaliseText(version).split('\n')));
  const isKnown = (line: string): boolean => known.has(line) || /^(?:<{7}|\|{7}|={7}|>{7})(?: |$)/.test(line);
  return lines.every(isKnown) ? 'not' : 'edited';
}

async function textOfBlob(repository: GitRepository, id: string | undefined): Promise<string | undefined> {
  if (id === undefined) return '';
  const bytes = await showBlob(repository, id);
  return bytes && nodeByteTools.decodeUtf8(bytes);
}
