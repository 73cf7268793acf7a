import path from 'node:path';
import { gitAttributesName, keepLineBreaks } from '../../core/actions/git-attributes';
import { readText, writeEdit, writeEdits } from '../../core/study/write-edits';
import { removeDriver, setUpDriver } from '../../node/git-driver';
import { openRepository } from '../../node/git-repository';
import type { CommonOptions, ExitCode } from '../command';
import type { Output } from '../output';
import { openStudy } from '../study-folder';

export interface SetupGitOptions extends CommonOptions {
  readonly undo?: true;
}

/** `verbatim setup-git`: makes git merge the study's files by record, in this copy of the repository. */
export async function setupGit(output: Output, { study, json, undo }: SetupGitOptions): Promise<ExitCode> {
  const { folder, ports, store } = await openStudy(study);
  const repository = await openRepository(folder);
  if (undo) {
    const removed = await removeDriver(repository, folder);
    if (json) output.json({ removed });
    else output.line(removed ? 'Git merges the study’s files line by line again.' : 'Nothing was set up.');
    return 0;
  }
  const globs = store.snapshot.studyFile.value.transcripts;
  const edits = keepLineBreaks(globs, await readText(gitAttributesName, ports));
  await writeEdits(edits, (edit) => writeEdit(edit, ports));
  const done = await setUpDriver(repository, folder, {
    file: path.resolve(process.argv[1] ?? ''),
    runtime: process.execPath,
  });
  const attributes = done.attributes || edits.length > 0;
  if (json) output.json({ repository: repository.root, changed: { ...done, attributes } });
  else {
    const isNew = attributes || done.program || done.settings;
    output.line(
      isNew
        ? 'From now on, git merges the study’s files record by record in this copy of the repository.'
        : 'Everything is set up already.',
    );
    if (attributes)
      output.line(
        'Commit .gitattributes, so that it reaches your colleagues; each of them runs “verbatim setup-git” once.',
      );
  }
  return 0;
}
