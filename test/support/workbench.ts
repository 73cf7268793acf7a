// The workbench as the browser tests meet it: the extension under development, a study and settings of its own.
import * as host from '#vscode-host';
import type { Page } from 'playwright-core';
import { Evidence, type Tracing } from './evidence';
import { copySampleStudy } from './sample-study';
import { themeSettings, type Theme } from './themes';

export interface WorkbenchOptions {
  /** A folder or a `.code-workspace` file; a fresh copy of the sample study where none is given. */
  readonly folder?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly theme?: Theme;
  /** For the extension host, and for git in it. */
  readonly env?: Readonly<Record<string, string>>;
  /** Packaged extensions to install, instead of loading the extension under development. */
  readonly vsix?: readonly string[];
  /** Kept when a test fails, unless told otherwise. */
  readonly trace?: Tracing;
}

export interface Workbench {
  readonly page: Page;
  /** The folder that is open, on this machine. */
  readonly folder: string;
  /** Changes settings under the eyes of the workbench, which follows; not those of the whole application. */
  changeSettings(changed: Readonly<Record<string, unknown>>): void;
  close(): Promise<void>;
}

export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const { vsix, theme = 'light', trace = 'on-failure' } = options;
  const study =
    options.folder === undefined ? copySampleStudy() : { folder: options.folder, remove: () => undefined };
  let changes: Record<string, unknown> = {};
  let evidence: Evidence | undefined;
  const settle = async (): Promise<void> => {
    await evidence?.settle();
    study.remove();
  };

  const { page, applySettings, close } = await host.openWorkbench({
    folder: study.folder,
    settings: { ...themeSettings(theme), ...options.settings },
    env: { ...options.env },
    ...(vsix ? { vsix: [...vsix] } : { extensions: [host.projectFolder] }),
    prepare: (context) => {
      evidence = Evidence.of(context, trace);
    },
    onFailedOpening: settle,
  });
  await evidence?.trace();
  return {
    page,
    folder: study.folder,
    changeSettings: (changed) => {
      changes = { ...changes, ...changed };
      applySettings(changes);
    },
    close: async () => {
      try {
        await settle();
      } finally {
        await close();
      }
    },
  };
}
