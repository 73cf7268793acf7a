import { lazy } from '../core/base/lazy';
import { UserError } from '../core/base/user-error';
import { keepLineBreaks, gitAttributesName } from '../core/actions/git-attributes';
import type { StudyGit } from '../core/study/git-port';
import { readText, writeEdit, writeEdits } from '../core/study/write-edits';
import { nodeByteTools } from './byte-tools';
import { createNodeFileStore } from './file-store';
import { runGit } from './git';
import { readAncestry } from './git-ancestry';
import { setIdentity } from './git-branch';
import { isSetUp, renewDriver, setUpDriver } from './git-driver';
import { readFileHistory } from './git-history';
import { readMergedFiles } from './git-merged-files';
import { listVersions } from './git-named-versions';
import { filesOfCommit, readTexts } from './git-objects';
import { pendingFiles } from './git-pending';
import { findRepository, type GitRepository } from './git-repository';
import { getShared, hasUnshared, resolveMarked, resolveStudy, shareStudy, undoGet } from './git-sync';

/** Git for the study in a folder. What is asked of a folder in no repository throws, except whether it is in one. */
export function createStudyGit(folder: string): StudyGit {
  const found = lazy(() => findRepository(folder).catch(() => undefined));
  const open = async (): Promise<GitRepository> => {
    const repository = await found();
    if (repository) return repository;
    throw new UserError('git/no-repository', `${folder} is in no git repository.`);
  };
  return {
    hasRepository: async () => (await found()) !== undefined,
    get: async (request) => getShared(await open(), request),
    undoGet: async () => undoGet(await open()),
    pending: async (isStudyFile) => pendingFiles(await open(), isStudyFile),
    hasUnshared: async () => hasUnshared(await open()),
    share: async (request) => shareStudy(await open(), request),
    setIdentity: async (name, email) => setIdentity(await open(), name, email),
    versions: async () => listVersions(await open()),
    filesAt: async (ref) => filesOfCommit(await open(), ref),
    mergedFiles: async () => readMergedFiles(await open()),
    textsOf: async (blobs) => readTexts(await open(), blobs),
    async history(path) {
      const repository = await open();
      return readFileHistory(repository, repository.prefix + path);
    },
    ancestry: async () => readAncestry(await open()),
    async textAt(commit, path) {
      const repository = await open();
      const name = `${commit}:${repository.prefix}${path}`;
      return (await readTexts(repository, [name])).get(name);
    },
    async head() {
      const { root } = await open();
      const { code, stdout } = await runGit(['rev-parse', '--verify', '--quiet', 'HEAD'], { folder: root });
      return code === 0 ? stdout.toString('utf8').trim() : undefined;
    },
    async resolve(path) {
      const repository = await open();
      const wanted = path === undefined ? undefined : repository.prefix + path;
      return [...(await resolveStudy(repository, wanted)), ...(await resolveMarked(repository, wanted))];
    },
    isSetUp: async () => isSetUp(await open()),
    renew: async (program) => renewDriver(await open(), { file: program, runtime: process.execPath }),
    async setUp(globs, program) {
      const repository = await open();
      const ports = { files: createNodeFileStore(folder), bytes: nodeByteTools };
      const edits = keepLineBreaks(globs, await readText(gitAttributesName, ports));
      await writeEdits(edits, (edit) => writeEdit(edit, ports));
      await setUpDriver(repository, folder, { file: program, runtime: process.execPath });
    },
  };
}
