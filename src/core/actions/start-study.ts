import { UserError } from '../base/user-error';
import { codebookFileName, studyFileName } from '../model/study';
import type { StudyEdit } from '../study/edit';
import { adaptEditorSettings, editorSettingsName } from './editor-settings';
import { gitAttributesName, keepLineBreaks } from './git-attributes';
import { starterCodebook, starterFolderNote, starterGlobs, starterStudy } from './starter-texts';

const folderNoteName = 'transcripts/.gitkeep';

/** The files that starting a study writes or adds to; their texts are what `startStudy` needs to know. */
export const starterFiles = [
  studyFileName,
  codebookFileName,
  folderNoteName,
  gitAttributesName,
  editorSettingsName,
] as const;

export interface StartIntent {
  readonly title: string;
  /** What each of `starterFiles` holds now; absent where there is no such file. */
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * Lays out a study: a commented study file and codebook, a folder for transcripts, git attributes that keep positions
 * true, and editor settings. What is there stays as it is; git attributes and settings are added to.
 * @throws UserError when the folder is a study already or its settings cannot be read
 */
export function startStudy({ title, texts }: StartIntent): readonly StudyEdit[] {
  if (texts.has(studyFileName))
    throw new UserError(
      'start/exists',
      `There is a study here already: ${studyFileName} was left as it is.`,
      {
        path: studyFileName,
      },
    );
  const create = (path: string, text: string): readonly StudyEdit[] =>
    texts.has(path) ? [] : [{ kind: 'file', path, expected: undefined, text }];
  // The study file comes last: only a folder that has everything else becomes a study.
  return [
    ...adaptEditorSettings(starterGlobs, texts.get(editorSettingsName)),
    ...keepLineBreaks(starterGlobs, texts.get(gitAttributesName)),
    ...create(folderNoteName, starterFolderNote),
    ...create(codebookFileName, starterCodebook()),
    ...create(studyFileName, starterStudy(title)),
  ];
}
