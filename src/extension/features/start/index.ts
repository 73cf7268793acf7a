import * as vscode from 'vscode';
import { startStudy, starterFiles } from '../../../core/actions/start-study';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { UserError } from '../../../core/base/user-error';
import { studyFileName } from '../../../core/model/study';
import { carryOut } from '../../../core/study/edit';
import { registerCommand } from '../../commands';
import type { Platform } from '../../platform';
import { openFileStore } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';
import { copySampleStudy, sampleStudyName } from './sample-study';

/** **Start a Study Here** and **Open Sample Study**. */
export function register(context: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  subscriptions.add(registerCommand(context.log, 'verbatim.startStudy', () => startHere(context)));
  subscriptions.add(registerCommand(context.log, 'verbatim.openSampleStudy', () => openSample(context)));
  return subscriptions;
}

async function startHere({ platform, registry }: FeatureContext): Promise<void> {
  const root = await pickFolder();
  if (!root) return;
  const title = await vscode.window.showInputBox({
    title: vscode.l10n.t('Start a study in “{0}”', nameOf(root)),
    prompt: vscode.l10n.t('What is the study called? This can be changed later.'),
    value: nameOf(root),
    validateInput: (value) => (value.trim() === '' ? vscode.l10n.t('A study needs a title.') : undefined),
  });
  if (title === undefined) return;
  await layOut(root, title.trim(), platform);
  await registry.findStudies();
  await vscode.window.showTextDocument(vscode.Uri.joinPath(root, studyFileName));
}

async function layOut(root: vscode.Uri, title: string, platform: Platform): Promise<void> {
  const files = openFileStore(root, platform);
  const texts = new Map<string, string>();
  for (const path of starterFiles) {
    const reading = await files.read(path);
    const text = reading.kind === 'bytes' ? platform.bytes.decodeUtf8(reading.bytes) : undefined;
    if (text !== undefined) texts.set(path, text);
  }
  const present = (await files.list()).entries.map((entry) => entry.path);
  for (const edit of startStudy({ title, texts, files: present })) {
    const before = texts.get(edit.path);
    const { text } = carryOut(edit, before);
    if (!(await files.replace(edit.path, before, text)))
      throw new UserError(
        'start/changed',
        vscode.l10n.t('{0} has just changed. Please try again.', edit.path),
      );
  }
}

async function openSample({ extension, registry }: FeatureContext): Promise<void> {
  const parent = await pickParent();
  if (!parent) return;
  const target = vscode.Uri.joinPath(parent, sampleStudyName);
  if (await exists(target))
    throw new UserError(
      'sample/exists',
      vscode.l10n.t(
        'There is a folder “{0}” already in “{1}”. Choose another place, or open that one.',
        sampleStudyName,
        nameOf(parent),
      ),
    );
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Copying the sample study…') },
    () => copySampleStudy(extension.extensionUri, target),
  );
  // A copy inside an open folder shows up by itself; anywhere else it becomes the window's folder.
  if (vscode.workspace.getWorkspaceFolder(target)) await registry.findStudies();
  else await vscode.commands.executeCommand('vscode.openFolder', target);
}

async function pickFolder(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const [only] = folders;
  if (!only)
    throw new UserError(
      'start/no-folder',
      vscode.l10n.t('Open the folder that the study is to live in first (File: Open Folder…).'),
    );
  return folders.length === 1
    ? only.uri
    : (
        await vscode.window.showWorkspaceFolderPick({
          placeHolder: vscode.l10n.t('Start a study in which folder?'),
        })
      )?.uri;
}

/** Where the sample study is to be put. In the browser that can only be a folder that is open. */
async function pickParent(): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (folder && folder.scheme !== 'file') return folder;
  const [chosen] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      title: vscode.l10n.t('Where should the sample study be copied to?'),
      openLabel: vscode.l10n.t('Copy Here'),
      ...(folder ? { defaultUri: folder } : {}),
    })) ?? [];
  return chosen;
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return Promise.resolve(vscode.workspace.fs.stat(uri)).then(
    () => true,
    () => false,
  );
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.replace(/\/$/, '').split('/').pop() ?? '';
}
