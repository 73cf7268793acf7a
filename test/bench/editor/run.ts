// What VS Code loads in its extension host for the benchmark `editor`.
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { VerbatimApi } from '../../../src/extension/activate';
import type { OpenStudy } from '../../../src/extension/workspace/open-study';
import { waitFor } from '../../support/wait-for';
import { formatTable } from '../figures';
import { benchCoding } from './coding';
import { benchCodebook } from './codebook';
import { benchTree } from './tree';
import { benchTyping } from './typing';
import { type Watched, watchExtension } from './watch';

/** What the benchmark is told: folders of studies, and the file for its report. */
export interface EditorBench {
  readonly studies: { readonly usual: string; readonly long: string; readonly many: string };
  readonly output: string;
}

/** A study that is open in this VS Code. */
export interface Opened {
  readonly api: VerbatimApi;
  readonly study: OpenStudy;
  readonly watched: Watched;
}

/** What is measured, its median and 95th percentile by the clock, the median of processor time, and what was wanted. */
export type Row = readonly string[];

export async function run(): Promise<void> {
  const bench = JSON.parse(process.env['VERBATIM_BENCH'] ?? '') as EditorBench;
  const extension = vscode.extensions.getExtension<VerbatimApi>('verbatim-qda.verbatim');
  if (!extension || extension.isActive) throw new Error('The extension is not there, or there too early');
  const watched = watchExtension();
  const api = await extension.activate();
  const rows: Row[] = [['', 'median', 'p95', 'processor time', 'wanted']];
  const measure = async (folder: string, ...works: ((opened: Opened) => Promise<readonly Row[]>)[]) => {
    const study = await openStudy(api, folder);
    for (const work of works) rows.push(...(await work({ api, study, watched })));
    await closeStudy(api, study);
    writeFileSync(bench.output, formatTable(rows));
  };
  await measure(bench.studies.usual, benchCoding);
  await measure(bench.studies.long, benchCoding, benchTyping);
  await measure(bench.studies.many, benchTree, benchCodebook);
}

/** Moves a study into the workspace, where the extension finds it as any other. */
async function openStudy(api: VerbatimApi, made: string): Promise<OpenStudy> {
  const workspace = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  const folder = path.join(workspace, path.basename(made));
  renameSync(made, folder);
  const root = vscode.Uri.file(folder).toString();
  const study = await waitFor(() => api.registry.studyAt(root), `the study in ${folder}`);
  await waitFor(() => study.coder !== undefined, 'its coder to be known');
  return study;
}

async function closeStudy(api: VerbatimApi, study: OpenStudy): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  rmSync(study.root.fsPath, { recursive: true });
  await waitFor(() => api.registry.studies.length === 0, 'the study to be closed');
}
