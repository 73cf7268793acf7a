// What the tests inside VS Code share: the running extension, small studies of their own, and the pick of codes.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { VerbatimApi } from '../../src/extension/activate';
import type { LivePassage } from '../../src/extension/workspace/live-passages';
import type { OpenStudy } from '../../src/extension/workspace/open-study';
import { waitFor } from '../support/wait-for';

export async function runningExtension(): Promise<VerbatimApi> {
  const extension = vscode.extensions.getExtension<VerbatimApi>('verbatim-qda.verbatim');
  assert.ok(extension);
  return extension.activate();
}

export function workspaceFolder(): string {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  return folder.uri.fsPath;
}

/** The person whom git names in the copy of the sample study codes as MS. */
const studyFile = `format: verbatim/study@1
title: A small study
transcripts: ["**/*.md"]
coders:
  MS: { name: M. S., emails: [Researcher@Example.com] }
  SP: { name: S. P. }
`;

const codebookFile = `format: verbatim/codebook@1
questions:
  RQ1: Why?
themes:
  motivation: { name: Reasons, questions: [RQ1] }
codes:
  money:
    name: Money
    themes: [motivation]
    definition: It is about money.
  trust:
    name: Trust
    themes: [motivation]
`;

export interface SmallStudy {
  readonly study: OpenStudy;
  readonly api: VerbatimApi;
  /** A file of the study, on this machine. */
  readonly file: (name: string) => string;
  readonly uri: (name: string) => vscode.Uri;
  readonly read: (name: string) => string;
  readonly write: (name: string, content: string | Uint8Array) => void;
  /** Shows a transcript with its first occurrence of some words selected, once it is known as a transcript. */
  show(name: string, words?: string): Promise<vscode.TextEditor>;
  /** The passages of a document as they stand in it now. */
  live(document: vscode.TextDocument): readonly LivePassage[];
  /** The words that a document's passages cover, by code. */
  coded(document: vscode.TextDocument): Record<string, string>;
}

const folders: string[] = [];

/** A study in a folder of its own below the workspace's, found by the extension as any other. */
export async function createStudy(files: Readonly<Record<string, string | Uint8Array>>): Promise<SmallStudy> {
  const api = await runningExtension();
  // Made elsewhere and moved in as a whole, and flat: watchers miss what happens in folders within a folder that is new.
  const made = mkdtempSync(path.join(tmpdir(), 'verbatim-small-'));
  const folder = path.join(workspaceFolder(), path.basename(made));
  folders.push(folder);
  const file = (name: string): string => path.join(folder, name);
  const uri = (name: string): vscode.Uri => vscode.Uri.file(file(name));
  const all = { 'verbatim.yaml': studyFile, 'codebook.yaml': codebookFile, ...files };
  for (const [name, content] of Object.entries(all)) writeInto(made, name, content);
  renameSync(made, folder);
  const root = vscode.Uri.file(folder).toString();
  const study = await waitFor(
    () => api.registry.studyAt(root),
    () => `the study in ${folder} among ${api.registry.studies.map((x) => x.root.toString()).join(', ')}`,
  );
  const live = (document: vscode.TextDocument) => api.live.of(document)?.passages ?? [];
  return {
    study,
    api,
    file,
    uri,
    read: (name) => readFileSync(file(name), 'utf8'),
    write: (name, content) => writeInto(folder, name, content),
    async show(name, words) {
      await vscode.window.showTextDocument(uri(name));
      const editor = await waitFor(() => {
        const { activeTextEditor: active } = vscode.window;
        return (
          active?.document.languageId === 'transcript' && active.document.uri.fsPath === file(name) && active
        );
      }, `${name} to be shown as a transcript`);
      if (words !== undefined) editor.selection = select(editor.document, words);
      return editor;
    },
    live,
    coded: (document) =>
      Object.fromEntries(
        live(document).map(({ passage, span }) => [
          passage.codes.join('+'),
          textOf(document).slice(span.start, span.end),
        ]),
      ),
  };
}

/** Ends all studies that the tests made. */
export async function removeStudies(): Promise<void> {
  const { registry } = await runningExtension();
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  await waitFor(() => registry.studies.length === 1, 'the small studies to be closed');
}

function writeInto(folder: string, name: string, content: string | Uint8Array): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
}

export function select(document: vscode.TextDocument, words: string): vscode.Selection {
  const at = document.getText().indexOf(words);
  assert.notEqual(at, -1, words);
  return new vscode.Selection(document.positionAt(at), document.positionAt(at + words.length));
}

/** Unlocks the transcript in the active editor, as somebody does who corrects it. */
export async function correctTranscript(): Promise<void> {
  await vscode.commands.executeCommand('verbatim.correctTranscript');
}

/** **Code Passage**, and Enter on the code that the pick puts first. */
export async function codeWithFirst(): Promise<void> {
  let isDone = false;
  const coding = vscode.commands.executeCommand('verbatim.codePassage').then(() => (isDone = true));
  await waitFor(async () => {
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return isDone;
  }, 'the code to be applied');
  await coding;
}

/** Git's id of a file with this content. */
export function blobId(content: string): string {
  const bytes = Buffer.from(content);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

export function exists(file: string): boolean {
  return existsSync(file);
}

/** A document's text as the core counts it: with LF. */
function textOf(document: vscode.TextDocument): string {
  return document.getText().replaceAll('\r\n', '\n');
}
