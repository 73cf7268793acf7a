// A copy of the sample study to work on: the one in the repository must never change by being looked at.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';

const sampleName = 'primary-care-networks';

/**
 * @param {string} projectFolder
 * @returns {{ folder: string, remove: () => void }} a temporary git repository with one commit, where git is installed;
 * it goes when the process ends, or earlier on request
 */
export function copySampleStudy(projectFolder) {
  const parent = mkdtempSync(path.join(tmpdir(), 'verbatim-study-'));
  const remove = () => rmSync(parent, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  process.once('exit', remove);
  const folder = path.join(parent, sampleName);
  cpSync(path.join(projectFolder, 'examples', sampleName), folder, { recursive: true });
  if (spawnSync('git', ['--version']).status === 0) commitEverything(folder);
  return {
    folder,
    remove: () => {
      process.off('exit', remove);
      remove();
    },
  };
}

/** @param {string} folder */
function commitEverything(folder) {
  git(folder, 'init', '--quiet', '--initial-branch=main');
  git(folder, 'config', 'user.name', 'Sample Researcher');
  git(folder, 'config', 'user.email', 'researcher@example.com');
  git(folder, 'config', 'commit.gpgsign', 'false');
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'The sample study');
}

/**
 * @param {string} folder
 * @param {string[]} args
 */
function git(folder, ...args) {
  const child = spawnSync('git', args, { cwd: folder, encoding: 'utf8' });
  if (child.status !== 0) throw new Error(`git ${args.join(' ')}: ${child.stderr}`);
}
