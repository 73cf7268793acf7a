import type * as vscode from 'vscode';
import { activate as activateWith, type VerbatimApi } from './activate';
import { webByteTools } from './web-byte-tools';

/** Entry point of the web bundle: everything but git, through the editor's own file system. */
export function activate(extension: vscode.ExtensionContext): Promise<VerbatimApi> {
  return activateWith(extension, {
    bytes: webByteTools,
    fileStore: () => undefined,
    gitEmail: () => Promise.resolve(undefined),
    gitVersions: () => undefined,
  });
}
