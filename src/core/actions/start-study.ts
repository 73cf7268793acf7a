import type { StudyEdit } from '../study/edit';

/** The files that starting a study writes or adds to; their texts are what `startStudy` needs to know. */
export const starterFiles = [
  'verbatim.yaml',
  'codebook.yaml',
  'transcripts/.gitkeep',
  '.gitattributes',
  '.vscode/settings.json',
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
export function startStudy(intent: StartIntent): readonly StudyEdit[] {
  void intent;
  return [];
}
