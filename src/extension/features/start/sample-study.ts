import * as vscode from 'vscode';

export const sampleStudyName = 'primary-care-networks';

/** The sample study's files, relative to its folder: written into the bundle, since the web cannot list a folder. */
declare const SAMPLE_STUDY_FILES: readonly string[];

/** Copies the sample study out of the extension. @param target a folder that does not exist yet */
export async function copySampleStudy(extension: vscode.Uri, target: vscode.Uri): Promise<void> {
  const { fs } = vscode.workspace;
  const source = vscode.Uri.joinPath(extension, 'examples', sampleStudyName);
  for (const path of SAMPLE_STUDY_FILES)
    await fs.writeFile(
      vscode.Uri.joinPath(target, path),
      await fs.readFile(vscode.Uri.joinPath(source, path)),
    );
}
