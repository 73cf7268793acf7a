import { execFile } from 'node:child_process';
import * as vscode from 'vscode';
import { nodeByteTools } from '../node/byte-tools';
import { createNodeFileStore } from '../node/file-store';
import { createGitVersions } from '../node/git-versions';
import { createStudyGit } from '../node/study-git';
import { activate as activateWith, type VerbatimApi } from './activate';

/** Entry point of the desktop bundle. */
export function activate(extension: vscode.ExtensionContext): Promise<VerbatimApi> {
  return activateWith(extension, {
    bytes: nodeByteTools,
    fileStore: (root) => (root.scheme === 'file' ? createNodeFileStore(root.fsPath) : undefined),
    gitEmail,
    gitVersions: (root) =>
      vscode.workspace.isTrusted && root.scheme === 'file' ? createGitVersions(root.fsPath) : undefined,
    git: (root) =>
      vscode.workspace.isTrusted && root.scheme === 'file' ? createStudyGit(root.fsPath) : undefined,
  });
}

/** Git is asked in trusted workspaces only, and only for a setting. */
function gitEmail(root: vscode.Uri): Promise<string | undefined> {
  if (!vscode.workspace.isTrusted || root.scheme !== 'file') return Promise.resolve(undefined);
  return new Promise((resolve) => {
    execFile(
      'git',
      ['config', '--get', 'user.email'],
      { cwd: root.fsPath, timeout: 5000, windowsHide: true },
      (error, output) => resolve(error || output.trim() === '' ? undefined : output.trim()),
    );
  });
}
