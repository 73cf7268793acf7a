// A study on the disk, in a temporary folder of its own.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface StudyFolder {
  readonly folder: string;
  readonly pathOf: (file: string) => string;
  readonly read: (file: string) => string;
  readonly write: (file: string, content: string | Uint8Array) => void;
  /** Every file with what it holds, to see later whether anything was touched. */
  readonly contents: () => ReadonlyMap<string, string>;
  readonly remove: () => void;
}

export function createStudyFolder(
  files: Iterable<readonly [path: string, content: string | Uint8Array]> = [],
): StudyFolder {
  const folder = mkdtempSync(path.join(tmpdir(), 'verbatim-cli-'));
  const pathOf = (file: string) => path.join(folder, file);
  const write = (file: string, content: string | Uint8Array) => {
    mkdirSync(path.dirname(pathOf(file)), { recursive: true });
    writeFileSync(pathOf(file), content);
  };
  for (const [file, content] of files) write(file, content);
  return {
    folder,
    pathOf,
    write,
    read: (file) => readFileSync(pathOf(file), 'utf8'),
    contents: () =>
      new Map(
        readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => path.join(entry.parentPath, entry.name))
          .sort()
          .map((file) => [path.relative(folder, file), readFileSync(file, 'latin1')]),
      ),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
