import * as vscode from 'vscode';
import { UserError } from '../../core/base/user-error';
import { studyFileName } from '../../core/model/study';
import {
  fileTooLarge,
  type FileEntry,
  type FileReading,
  type FileStore,
  largestFile,
} from '../../core/study/ports';
import type { ByteTools } from '../../core/text/bytes';

/**
 * The files of a study through the editor's own file system: for the web and for virtual workspaces. Symbolic links
 * are not followed there, since nothing says where they lead.
 */
export function createEditorFileStore(root: vscode.Uri, bytes: ByteTools): FileStore {
  const { fs } = vscode.workspace;
  const uriOf = (path: string) => vscode.Uri.joinPath(root, path);

  const list = async (folder: string, entries: FileEntry[]): Promise<void> => {
    const children = await fs.readDirectory(uriOf(folder));
    if (folder !== '' && children.some(([name]) => name === studyFileName)) return;
    for (const [name, type] of children) {
      if (name.startsWith('.') || name === 'node_modules') continue;
      const path = folder === '' ? name : `${folder}/${name}`;
      if (type === vscode.FileType.Directory) await list(path, entries);
      else if (type === vscode.FileType.File) entries.push({ path: path.normalize('NFC') });
    }
  };

  const readBytes = async (path: string): Promise<Uint8Array | undefined> => {
    try {
      return await fs.readFile(uriOf(path));
    } catch (error) {
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
      throw error;
    }
  };

  return {
    async list() {
      const entries: FileEntry[] = [];
      await list('', entries);
      return { entries, refusals: [] };
    },

    async read(path): Promise<FileReading> {
      try {
        const content = await readBytes(path);
        if (!content) return { kind: 'missing' };
        if (content.length > largestFile)
          return { kind: 'refused', refusal: fileTooLarge(path, content.length) };
        return { kind: 'bytes', bytes: content };
      } catch (error) {
        return {
          kind: 'refused',
          refusal: {
            path,
            code: 'file/unreadable',
            message: vscode.l10n.t('{0} cannot be read ({1}).', path, codeOf(error)),
            advice: vscode.l10n.t('Check that the file exists and that you may read it.'),
          },
        };
      }
    },

    async replace(path, expected, text) {
      const content = await readBytes(path);
      if ((content && bytes.decodeUtf8(content)) !== expected) return false;
      try {
        if (text === undefined) await fs.delete(uriOf(path));
        else await fs.writeFile(uriOf(path), bytes.encodeUtf8(text));
      } catch (error) {
        const name = path.slice(path.lastIndexOf('/') + 1);
        throw new UserError(
          'write/refused',
          vscode.l10n.t(
            '{0} could not be saved ({1}). Check that the file and its folder may be written.',
            name,
            codeOf(error),
          ),
        );
      }
      return true;
    },
  };
}

function codeOf(error: unknown): string {
  return error instanceof vscode.FileSystemError ? error.code : vscode.l10n.t('unknown reason');
}
