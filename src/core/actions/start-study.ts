import { UserError } from '../base/user-error';
import { codebookFileName, studyFileName } from '../model/study';
import type { StudyEdit } from '../study/edit';
import { createGlobMatcher } from '../study/glob';
import { adaptEditorSettings, editorSettingsName } from './editor-settings';
import { gitAttributesName, keepLineBreaks } from './git-attributes';
import { globsOfTranscripts } from './find-transcripts';
import { starterCodebook, starterFolderNote, starterStudy } from './starter-texts';

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
  /** The paths of all files in the folder. */
  readonly files: readonly string[];
}

/**
 * Lays out a study: a commented study file and codebook, a folder for transcripts where there are none yet, git
 * attributes that keep positions true, and editor settings. What is there stays as it is; git attributes and settings
 * are added to.
 * @throws UserError when the folder is a study already or its settings cannot be read
 */
export function startStudy({ title, texts, files }: StartIntent): readonly StudyEdit[] {
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
  const globs = globsOfTranscripts(files);
  const hasTranscripts = files.some((file) => globs.some((glob) => createGlobMatcher(glob)(file)));
  // The study file comes last: only a folder that has everything else becomes a study.
  return [
    ...adaptEditorSettings(globs, texts.get(editorSettingsName)),
    ...keepLineBreaks(globs, texts.get(gitAttributesName)),
    ...(hasTranscripts ? [] : create(folderNoteName, starterFolderNote)),
    ...create(codebookFileName, starterCodebook()),
    ...create(studyFileName, starterStudy(title, globs)),
  ];
}
