import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { startStudy, starterFiles } from '../../core/actions/start-study';
import { UserError } from '../../core/base/user-error';
import { readText, writeEdit, writeEdits } from '../../core/study/write-edits';
import { nodeByteTools } from '../../node/byte-tools';
import { createNodeFileStore } from '../../node/file-store';
import { errorCode } from '../../node/replace-file';
import type { Output } from '../output';
import type { CommonOptions, ExitCode } from '../command';

/** `verbatim init`: lays out a study and asks nothing. */
export async function initStudy(
  output: Output,
  given: string | undefined,
  { study, json }: CommonOptions,
): Promise<ExitCode> {
  const folder = path.resolve(given ?? study ?? '.');
  await makeFolder(folder);
  const ports = { files: createNodeFileStore(folder), bytes: nodeByteTools };
  const texts = new Map<string, string>();
  for (const file of starterFiles) {
    const text = await readText(file, ports);
    if (text !== undefined) texts.set(file, text);
  }
  const present = (await ports.files.list()).entries.map((entry) => entry.path);
  const edits = startStudy({ title: titleOf(folder), texts, files: present });
  await writeEdits(edits, (edit) => writeEdit(edit, ports));
  const written = edits.map((edit) => edit.path);
  if (json) {
    output.json({ study: folder, written });
    return 0;
  }
  output.line({ text: 'A study was started in ', style: 'bold' }, { text: folder, style: 'bold' });
  for (const file of written) output.line(texts.has(file) ? '  added to  ' : '  written   ', file);
  output.line(
    'Next: put your questions, themes and codes into codebook.yaml, and run “verbatim import FILES”.',
  );
  return 0;
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new UserError('cli/no-folder', `${folder} cannot be made (${errorCode(error) ?? String(error)}).`);
  }
}

/** A title to begin with: `early-pcn_study` → `Early pcn study`. */
function titleOf(folder: string): string {
  const words = path
    .basename(folder)
    .replace(/[-_\s]+/g, ' ')
    .trim();
  return words === '' ? 'My study' : words.charAt(0).toUpperCase() + words.slice(1);
}
