import type * as vscode from 'vscode';
import type { StudyGit } from '../core/study/git-port';
import type { FileStore, VersionSource } from '../core/study/ports';
import type { ByteTools } from '../core/text/bytes';

/** What differs between the desktop and the web. */
export interface Platform {
  readonly bytes: ByteTools;
  /** The store for a study's folder; undefined where the editor's own file system must do. */
  fileStore(root: vscode.Uri): FileStore | undefined;
  /** Git's `user.email` in a folder; undefined without git, or without trust. */
  gitEmail(root: vscode.Uri): Promise<string | undefined>;
  /** The older versions of a study's transcripts that git has; undefined without git, or without trust. */
  gitVersions(root: vscode.Uri): VersionSource | undefined;
  /** Git for a study; absent on the web, undefined without trust. Whether there is a repository, it tells itself. */
  git?(root: vscode.Uri): StudyGit | undefined;
}
