import type { Ancestry } from './ancestry';
import type { ChangeOrigin, FileChange } from './file-history';

/** Which files of the repository are a study's: asked with paths in the study, in NFC. */
export type IsStudyFile = (path: string) => boolean;

export interface SyncRequest {
  readonly isStudyFile: IsStudyFile;
  /** Files with changes that only an editor has: paths in the study. */
  readonly unsaved?: readonly string[];
}

/** Why nothing can be exchanged now. Paths are relative to the study; those outside it, to the repository. */
export type SyncRefusal =
  /** No branch is checked out. */
  | { readonly kind: 'no-branch' }
  /** A rebase, cherry-pick or revert that git has not finished, or a merge outside the study. */
  | { readonly kind: 'busy' }
  /** Files in which two versions meet and that somebody has to settle first. */
  | { readonly kind: 'unsettled'; readonly files: readonly string[] }
  | { readonly kind: 'no-remote' | 'several-remotes' }
  /** Git does not know whose name to put to a change. */
  | { readonly kind: 'no-identity' }
  | { readonly kind: 'unreachable' | 'rejected'; readonly reason: string };

export type GetOutcome =
  | SyncRefusal
  /** The branch is linked to none in the shared copy. */
  | { readonly kind: 'not-linked' }
  /** A merge that was begun earlier is settled and waits to be shared. */
  | { readonly kind: 'settled' }
  /** Files with own changes that are in the way; with `outside`, also files outside the study. */
  | { readonly kind: 'in-the-way'; readonly files: readonly string[]; readonly outside: readonly string[] }
  /** Both sides changed files outside the study; nothing was done. */
  | { readonly kind: 'outside-conflicts'; readonly files: readonly string[] }
  /** @param ahead own commits that the shared copy lacks */
  | { readonly kind: 'nothing-new'; readonly ahead: number }
  | { readonly kind: 'got'; readonly files: readonly string[] }
  | { readonly kind: 'conflicts'; readonly files: readonly string[] };

export type ShareOutcome =
  | SyncRefusal
  | { readonly kind: 'nothing-to-share' }
  | { readonly kind: 'shared'; readonly files: readonly string[] }
  /** The shared copy has news; what is committed stays so. */
  | { readonly kind: 'behind' };

/** A file that **Share** would commit. */
export interface PendingFile {
  /** In the study, in NFC. */
  readonly path: string;
  readonly kind: 'added' | 'changed' | 'deleted';
  /** What it read when it was last committed. */
  readonly before: string | undefined;
  /** Whether the markers of a conflict stand in it. */
  readonly isUnsettled: boolean;
}

export interface NamedVersion {
  readonly name: string;
  readonly kind: 'branch' | 'shared-branch' | 'tag' | 'commit';
  readonly commit: string;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly subject: string;
}

export type Resolution =
  | { readonly kind: 'clean' | 'by-hand' | 'edited' | 'deleted' | 'unreadable' }
  /** Merged without what both sides began from: what one side had taken away is back. */
  | { readonly kind: 'united' }
  /** @param places what is left to decide, such as `passages › 01JD… › memo` */
  | { readonly kind: 'conflicts'; readonly places: readonly string[] };

export interface ResolvedFile {
  /** In the repository, as git spells it. */
  readonly path: string;
  readonly resolution: Resolution;
}

/** A file that a merge has put together from both sides. Its versions are named as `textsOf` takes them. */
export interface MergedFile {
  readonly origin: ChangeOrigin;
  /** In the study, in NFC. */
  readonly path: string;
  /** The file in what both sides began from; several where branches crossed. */
  readonly bases: readonly string[];
  readonly ours: string;
  readonly theirs: string;
  readonly merged: string;
  /** The codebooks of both sides. */
  readonly codebooks: readonly string[];
}

/** Git as a study needs it. Paths are relative to the study unless said otherwise. */
export interface StudyGit {
  /** False where the folder is in no repository, or there is no git. */
  hasRepository(): Promise<boolean>;
  /** Fetches the shared branch and merges it. Nothing is forced, and nothing uncommitted is touched. */
  get(request: SyncRequest): Promise<GetOutcome>;
  /** Takes back a merge that **Get** has left unfinished. */
  undoGet(): Promise<void>;
  /** What **Share** would commit. */
  pending(isStudyFile: IsStudyFile): Promise<readonly PendingFile[]>;
  /** True when there are own commits that the shared copy is not known to have, or a merge to be concluded. */
  hasUnshared(): Promise<boolean>;
  /** Commits the study's files and no others, and pushes. */
  share(request: SyncRequest & { readonly message: string }): Promise<ShareOutcome>;
  setIdentity(name: string, email: string): Promise<void>;
  /** Branches, tags and the latest commits, to compare with. */
  versions(): Promise<readonly NamedVersion[]>;
  /** The study's files in a commit, path → blob. @throws UserError when there is no commit of that name */
  filesAt(ref: string): Promise<ReadonlyMap<string, string>>;
  /** The study's files that merges on the way to the commit checked out have put together, newest first. */
  mergedFiles(): Promise<readonly MergedFile[]>;
  /** The texts of blobs, by their ids or as `commit:path`; what is not there or not UTF-8 is absent. */
  textsOf(blobs: Iterable<string>): Promise<ReadonlyMap<string, string>>;
  /** The changes of a file, newest first, also under the names it had before. */
  history(path: string): Promise<readonly FileChange<string>[]>;
  /** The commits that led to the one checked out. */
  ancestry(): Promise<Ancestry>;
  /** A file's text in a commit; undefined where it has none. @param commit an id or HEAD */
  textAt(commit: string, path: string): Promise<string | undefined>;
  /** The id of the commit that is checked out; undefined before the first. */
  head(): Promise<string | undefined>;
  /** Merges by record what a merge has left in conflict. @param path one file; none means all of the study */
  resolve(path?: string): Promise<readonly ResolvedFile[]>;
  /** Whether git merges this repository's study files by record. */
  isSetUp(): Promise<boolean>;
  /** Brings the program that does so up to date. @param program the bundled command line @returns whether it was not */
  renew(program: string): Promise<boolean>;
  /** Makes it do so. @param globs of the transcripts @param program the bundled command line */
  setUp(globs: readonly string[], program: string): Promise<void>;
}
