import * as vscode from 'vscode';
import { gitAttributesName } from '../../../core/actions/git-attributes';
import { UserError } from '../../../core/base/user-error';
import type { IsStudyFile, StudyGit, SyncRequest } from '../../../core/study/git-port';
import { createMembership } from '../../../core/study/membership';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';
import { currentStudy } from '../passages/targets';

/** A study and the repository it lies in. */
export interface StudyRepository {
  readonly study: OpenStudy;
  readonly git: StudyGit;
}

/** Git for each open study, as long as it is there and may be asked. */
export interface Repositories {
  /** Undefined in no repository, without git, on the web and in Restricted Mode. */
  of(study: OpenStudy): Promise<StudyRepository | undefined>;
  /** The repository of the study in the active editor, else of the first. @throws UserError when there is none */
  current(): Promise<StudyRepository>;
}

export function findRepositories(context: FeatureContext): Repositories {
  const known = new WeakMap<OpenStudy, StudyGit>();
  const of = async (study: OpenStudy): Promise<StudyRepository | undefined> => {
    const git = known.get(study) ?? context.platform.git?.(study.root);
    if (!git) return undefined;
    // A repository may be made at any time; one that is known stays so.
    if (!(await git.hasRepository())) return undefined;
    known.set(study, git);
    return { study, git };
  };
  return {
    of,
    async current() {
      const study = currentStudy(context);
      const found = study && (await of(study));
      if (found) return found;
      throw new UserError(
        'git/no-repository',
        vscode.l10n.t('This study lies in no git repository, so it has neither history nor a shared copy.'),
      );
    },
  };
}

/** Which files are shared: those of the study, and the one that tells git how to treat them. */
export function isFileOf({ store }: OpenStudy): IsStudyFile {
  const roleOf = createMembership(store.snapshot.whole.study.transcripts);
  return (path) => roleOf(path) !== undefined || path === gitAttributesName;
}

export function requestFor(study: OpenStudy): Required<SyncRequest> {
  const unsaved = unsavedIn(study).flatMap(({ uri }) => study.pathOf(uri) ?? []);
  return { isStudyFile: isFileOf(study), unsaved };
}

/** The documents with unsaved changes to files of a study. */
export function unsavedIn(study: OpenStudy): readonly vscode.TextDocument[] {
  const isOfStudy = isFileOf(study);
  return vscode.workspace.textDocuments.filter((document) => {
    const path = document.isDirty ? study.pathOf(document.uri) : undefined;
    return path !== undefined && isOfStudy(path);
  });
}
