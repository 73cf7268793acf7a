import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../../core/base/user-error';
import { mergerOf } from '../../core/merge/merge-file';
import { normaliseText } from '../../core/text/normal-text';
import { nodeByteTools } from '../../node/byte-tools';
import { askGit } from '../../node/git';
import {
  type GitRepository,
  openRepository,
  readStages,
  showBlob,
  type Stages,
} from '../../node/git-repository';
import { replaceFile } from '../../node/replace-file';
import type { CommonOptions, ExitCode } from '../command';
import type { Output } from '../output';

export interface ResolveOptions extends CommonOptions {
  readonly add?: true;
  readonly force?: true;
}

type Outcome =
  | { readonly kind: 'clean' | 'by-hand' | 'edited' | 'deleted' | 'unreadable' }
  | { readonly kind: 'conflicts'; readonly places: readonly string[] };

/**
 * `verbatim resolve`: merges by record what a merge without the driver left in conflict, from the versions that git keeps
 * of it. What a person has begun to resolve is left alone.
 * @param given files or folders; none means everything in the study's repository
 */
export async function resolveConflicts(
  output: Output,
  given: readonly string[],
  options: ResolveOptions,
): Promise<ExitCode> {
  const repository = await openRepository(path.resolve(options.study ?? '.'));
  const wanted = given.map((file) =>
    path.relative(repository.root, path.resolve(file)).split(path.sep).join('/'),
  );
  const isWanted = (file: string): boolean =>
    wanted.length === 0 || wanted.some((one) => one === '' || file === one || file.startsWith(`${one}/`));
  const stages = (await readStages(repository)).filter(
    (found) => mergerOf(found.path) && isWanted(found.path),
  );
  const outcomes: { readonly path: string; readonly outcome: Outcome }[] = [];
  for (const found of stages) {
    const outcome = await resolveFile(repository, found, options.force === true);
    if (outcome.kind === 'clean' && options.add)
      await askGit(['add', '--', found.path], { folder: repository.root });
    outcomes.push({ path: found.path, outcome });
  }
  if (options.json) output.json(outcomes.map((each) => ({ path: each.path, ...each.outcome })));
  else {
    if (outcomes.length === 0) output.line('No file of a study is in conflict.');
    for (const each of outcomes) output.line(sentenceFor(each.path, each.outcome, options.add === true));
  }
  return outcomes.every(({ outcome }) => outcome.kind === 'clean') ? 0 : 1;
}

async function resolveFile(repository: GitRepository, stages: Stages, isForced: boolean): Promise<Outcome> {
  if (stages.ours === undefined || stages.theirs === undefined) return { kind: 'deleted' };
  const blobs = [stages.base, stages.ours, stages.theirs].map((id) => textOfBlob(repository, id));
  const [base, ours, theirs] = await Promise.all(blobs);
  if (base === undefined || ours === undefined || theirs === undefined) return { kind: 'unreadable' };
  const file = path.join(repository.root, stages.path);
  const now = nodeByteTools.decodeUtf8(await readFile(file).catch(() => Buffer.from('')));
  if (now === undefined) return { kind: 'unreadable' };
  const merged = mergerOf(stages.path)?.(base, ours, theirs);
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

function sentenceFor(file: string, outcome: Outcome, isAdded: boolean): string {
  switch (outcome.kind) {
    case 'clean':
      return `${file}: merged${isAdded ? ' and added' : '; add it with “git add” when you have looked at it'}.`;
    case 'conflicts':
      return `${file}: merged, but for you to decide: ${outcome.places.join(', ')}.`;
    case 'by-hand':
      return `${file}: holds no conflict any more and was left as it is; add it with “git add”.`;
    case 'edited':
      return `${file}: somebody has begun to resolve it, so it was left as it is. Add --force to merge it anew.`;
    case 'deleted':
      return `${file}: deleted on one side and changed on the other. Keep it with “git add”, or remove it with “git rm”.`;
    case 'unreadable':
      return `${file}: cannot be merged by record, because a version of it cannot be read. Resolve it by hand.`;
  }
}
