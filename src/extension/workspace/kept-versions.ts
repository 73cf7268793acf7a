import * as vscode from 'vscode';
import type { VersionSource } from '../../core/study/ports';
import type { ByteTools } from '../../core/text/bytes';

/**
 * The versions of transcripts in which something was coded, kept in the workspace's storage on this machine until git has
 * them: without the text a passage was coded in, it can only be looked for by its quote.
 * @param storage undefined where the workspace has none; nothing is kept then
 */
export function createKeptVersions(storage: vscode.Uri | undefined, bytes: ByteTools): VersionSource {
  const { fs } = vscode.workspace;
  const fileOf = (base: string): vscode.Uri | undefined =>
    storage && /^[0-9a-f]{40}$/.test(base) ? vscode.Uri.joinPath(storage, 'versions', base) : undefined;
  const exists = (file: vscode.Uri): Promise<boolean> =>
    Promise.resolve(fs.stat(file)).then(
      () => true,
      () => false,
    );
  /** What is known to be kept, so that not every coding looks. */
  const kept = new Set<string>();
  return {
    async find(_transcript, base) {
      const file = fileOf(base);
      return file && (await exists(file)) ? bytes.decodeUtf8(await fs.readFile(file)) : undefined;
    },
    async keep(base, text) {
      const file = fileOf(base);
      if (!file || kept.has(base)) return;
      if (!(await exists(file))) await fs.writeFile(file, bytes.encodeUtf8(text));
      kept.add(base);
    },
  };
}

/** Asks one source after the other; the last one keeps. */
export function firstOf(sources: readonly VersionSource[]): VersionSource {
  return {
    async find(transcript, base) {
      for (const source of sources) {
        const text = await source.find(transcript, base);
        if (text !== undefined) return text;
      }
      return undefined;
    },
    async keep(base, text) {
      await sources.at(-1)?.keep(base, text);
    },
  };
}
