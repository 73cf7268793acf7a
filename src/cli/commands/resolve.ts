import path from 'node:path';
import { mergerOf } from '../../core/merge/merge-file';
import type { Resolution } from '../../core/study/git-port';
import { askGit } from '../../node/git';
import { openRepository, readStages } from '../../node/git-repository';
import { findMarkedFiles, resolveMarkedFile } from '../../node/git-marked';
import { resolveFile } from '../../node/git-resolve';
import type { CommonOptions, ExitCode } from '../command';
import type { Output } from '../output';

export interface ResolveOptions extends CommonOptions {
  readonly add?: true;
  readonly force?: true;
}

/**
 * `verbatim resolve`: merges by record what a merge without the driver left in conflict, from the versions that git keeps
 * of it, or from the versions between markers that were committed. What a person has begun to resolve is left alone.
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
  const marked = (await findMarkedFiles(repository)).filter(isWanted);
  const outcomes: { readonly path: string; readonly outcome: Resolution }[] = [];
  const settle = async (file: string, outcome: Resolution): Promise<void> => {
    if (outcome.kind === 'clean' && options.add)
      await askGit(['add', '--', file], { folder: repository.root });
    outcomes.push({ path: file, outcome });
  };
  for (const found of stages)
    await settle(found.path, await resolveFile(repository, found, options.force === true));
  for (const file of marked) await settle(file, await resolveMarkedFile(repository, file));
  if (options.json) output.json(outcomes.map((each) => ({ path: each.path, ...each.outcome })));
  else {
    if (outcomes.length === 0) output.line('No file of a study is in conflict.');
    for (const each of outcomes) output.line(sentenceFor(each.path, each.outcome, options.add === true));
  }
  return outcomes.every(({ outcome }) => outcome.kind === 'clean') ? 0 : 1;
}

function sentenceFor(file: string, outcome: Resolution, isAdded: boolean): string {
  switch (outcome.kind) {
    case 'clean':
      return `${file}: merged${isAdded ? ' and added' : '; add it with “git add” when you have looked at it'}.`;
    case 'conflicts':
      return `${file}: merged, but for you to decide: ${outcome.places.join(', ')}.`;
    case 'united':
      return `${file}: merged, but nothing says what both sides began from, so what one of them had taken away is back. Look through it before you add it.`;
    case 'by-hand':
      return `${file}: holds no conflict any more and was left as it is; add it with “git add”.`;
    case 'edited':
      return `${file}: somebody has begun to resolve it, so it was left as it is. Add --force to merge it anew.`;
    case 'deleted':
      return `${file}: deleted on one side and changed on the other. Keep it with “git add”, or remove it with “git rm”.`;
    case 'unreadable':
      return `${file}: cannot be merged by record, because a version of it cannot be read or markers are missing. Resolve it by hand.`;
  }
}
