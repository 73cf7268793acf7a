import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { gitAttributesName } from '../../core/actions/git-attributes';
import { importTranscripts } from '../../core/actions/import-transcripts';
import { UserError } from '../../core/base/user-error';
import { type ImportProposal, proposeImport } from '../../core/exchange/import/propose-import';
import { readImportFile } from '../../core/exchange/import/read-import-file';
import { studyPath } from '../../core/format/study-path';
import type { Case, SourceKind } from '../../core/model/study';
import { readText, writeEdit, writeEdits } from '../../core/study/write-edits';
import { nodeByteTools } from '../../node/byte-tools';
import { errorCode } from '../../node/replace-file';
import { counted } from '../counted';
import type { Output } from '../output';
import type { CommonOptions, ExitCode } from '../command';
import { openStudy, type OpenedStudy } from '../study-folder';
import { toOneLine } from '../terminal-text';

export interface ImportOptions extends CommonOptions {
  readonly folder?: string;
  readonly kind?: SourceKind;
  readonly yes?: true;
  readonly dryRun?: true;
}

interface FileProposal {
  readonly file: string;
  readonly proposal: ImportProposal;
}

/** Word documents hold pictures, so they may be larger than any transcript. */
const largestImport = 64 * 1024 * 1024;

/** `verbatim import`: shows how files would become transcripts and, when that is accepted, writes them. */
export async function importFiles(
  output: Output,
  files: readonly string[],
  options: ImportOptions,
): Promise<ExitCode> {
  const study = await openStudy(options.study);
  const proposals = await proposeAll(study, files, options);
  const accepted = proposals.map(({ proposal }) => proposal);
  const attributes = await readText(gitAttributesName, study.ports);
  const edits = importTranscripts(study.store.snapshot, accepted, attributes);
  if (!options.json) for (const each of proposals) printProposal(output, each);
  const isAccepted = options.dryRun !== true && (options.yes === true || (await ask(accepted.length)));
  if (isAccepted) await writeEdits(edits, (edit) => writeEdit(edit, study.ports));
  if (options.json) output.json({ written: isAccepted, proposals: proposals.map(toJson) });
  else
    output.line(
      isAccepted
        ? `${counted(accepted.length, 'transcript')} imported. The originals are as they were.`
        : 'Nothing was written.',
    );
  return 0;
}

async function proposeAll(
  study: OpenedStudy,
  files: readonly string[],
  { folder, kind }: ImportOptions,
): Promise<readonly FileProposal[]> {
  const { study: file } = study.store.snapshot.whole;
  const target = folderOf(study, folder);
  const takenPaths = (await study.ports.files.list()).entries.map((entry) => entry.path);
  const cases = new Map<string, Case>(file.cases);
  const proposals: FileProposal[] = [];
  for (const name of files) {
    const content = readImportFile(path.basename(name), await readOriginal(name), nodeByteTools);
    const context = { folder: target, takenPaths, cases, sources: file.sources };
    const proposed = proposeImport(path.basename(name), content, context);
    const proposal = kind === undefined ? proposed : { ...proposed, kind };
    takenPaths.push(proposal.path);
    for (const id of proposal.newCases)
      cases.set(id, { id, kind: 'person', attributes: {}, transcripts: [proposal.path] });
    proposals.push({ file: name, proposal });
  }
  return proposals;
}

/** The folder asked for, else the one that the study's globs begin with. */
function folderOf(study: OpenedStudy, given: string | undefined): string {
  if (given === undefined) {
    const [glob = ''] = study.store.snapshot.whole.study.transcripts;
    const fixed = glob.split('/').slice(0, -1);
    const wild = fixed.findIndex((step) => /[*?{[]/.test(step));
    return fixed.slice(0, wild === -1 ? undefined : wild).join('/');
  }
  const folder = given.replace(/\/+$/, '');
  if (folder !== '.' && studyPath(folder) === undefined)
    throw new UserError('cli/bad-folder', `“${given}” is no folder inside the study.`);
  return folder === '.' ? '' : folder.normalize('NFC');
}

async function readOriginal(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    if (size > largestImport)
      throw new UserError('import/too-large', `${file} is larger than 64 MiB. Nothing was imported.`);
    return await readFile(file);
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined || error instanceof UserError) throw error;
    throw new UserError('cli/unreadable', `${file} cannot be read (${code}). Nothing was imported.`);
  }
}

function printProposal(output: Output, { file, proposal }: FileProposal): void {
  const { path: target, kind, turns, speakers, newCases, changes, warnings } = proposal;
  output.line({ text: file, style: 'bold' }, ' → ', { text: target, style: 'bold' });
  output.line(`  ${kind}, ${counted(turns, 'turn')}`);
  for (const { label, assigned, turns: count } of speakers) {
    const isNew = newCases.includes(assigned) ? ' (new case)' : '';
    output.line(`  ${toOneLine(label, 40)}: ${assigned}${isNew}, ${counted(count, 'turn')}`);
  }
  for (const change of changes) output.line({ text: `  ${change}`, style: 'dim' });
  for (const warning of warnings) output.line({ text: `  ${warning}`, style: 'yellow' });
}

async function ask(count: number): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY)
    throw new UserError(
      'cli/not-confirmed',
      'Nothing was written. Add --yes to accept what is proposed, or --dry-run to only look at it.',
    );
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await prompt.question(`Import ${counted(count, 'transcript')}? [y/N] `);
  prompt.close();
  return /^y(?:es)?$/i.test(answer.trim());
}

function toJson({ file, proposal }: FileProposal): unknown {
  const { path: target, kind, turns, speakers, newCases, changes, warnings } = proposal;
  return { file, path: target, kind, turns, speakers, newCases, changes, warnings };
}
