import * as vscode from 'vscode';
import type { Disposable } from '../../../core/base/disposable';
import { carryOut, type StudyEdit } from '../../../core/study/edit';
import { readText } from '../../../core/study/write-edits';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';
import { createMadeTexts } from '../../made-texts';

/** One thing that a change of the study comes to, in words. */
export interface PreviewLine {
  readonly text: string;
  /** The id of an icon. */
  readonly icon: string;
  readonly detail?: string;
}

export interface Proposal {
  readonly title: string;
  /** What Enter does. */
  readonly action: string;
  readonly lines: readonly PreviewLine[];
  readonly edits: readonly StudyEdit[];
}

interface PreviewItem extends vscode.QuickPickItem {
  readonly does: 'act' | 'show';
}

export interface Preview extends Disposable {
  /** Shows what a change comes to, before it is made. True when it is to be made. */
  confirm(study: OpenStudy, proposal: Proposal): Promise<boolean>;
}

const scheme = 'verbatim-preview';

/** What changes, in a list that Enter carries out; the files themselves, before and after, are one row away. */
export function createPreview({ platform }: FeatureContext): Preview {
  const texts = createMadeTexts(scheme);
  let number = 0;
  /** Shows the files before and after, and leaves the focus in the list. */
  const showFiles = async (study: OpenStudy, { title, edits }: Proposal): Promise<void> => {
    number++;
    const ports = { files: study.files, bytes: platform.bytes };
    const files = await Promise.all(
      edits.map(async (edit) => {
        const before = await readText(edit.path, ports);
        return { path: edit.path, before, after: carryOut(edit, before).text };
      }),
    );
    const pairs = files.map(({ path, before = '', after = '' }) => ({
      uri: study.uriOf(path),
      before: texts.keep(path, `before-${number}`, before),
      after: texts.keep(path, `after-${number}`, after),
    }));
    const [only] = pairs;
    if (only && pairs.length === 1)
      await vscode.commands.executeCommand('vscode.diff', only.before, only.after, title, {
        preview: true,
        preserveFocus: true,
      });
    else
      await vscode.commands.executeCommand(
        'vscode.changes',
        title,
        pairs.map(({ uri, before, after }) => [uri, before, after]),
      );
  };
  return {
    confirm: (study, proposal) => confirm(proposal, () => showFiles(study, proposal)).finally(closeFiles),
    dispose: () => texts.dispose(),
  };
}

async function confirm({ title, action, lines }: Proposal, showFiles: () => Promise<void>): Promise<boolean> {
  const pick = vscode.window.createQuickPick<PreviewItem>();
  pick.title = title;
  pick.placeholder = vscode.l10n.t('Enter goes ahead, Escape changes nothing');
  pick.ignoreFocusOut = true;
  pick.matchOnDetail = true;
  Object.assign(pick, { sortByLabel: false });
  pick.items = [
    {
      label: `$(check) ${action}`,
      detail: vscode.l10n.t('One Undo Last Coding takes all of it back.'),
      does: 'act',
    },
    { label: vscode.l10n.t('What changes'), kind: vscode.QuickPickItemKind.Separator, does: 'show' },
    ...lines.map(({ text, icon, detail }): PreviewItem => ({
      label: `$(${icon}) ${text}`,
      ...(detail === undefined ? {} : { detail }),
      does: 'show',
    })),
    { label: '', kind: vscode.QuickPickItemKind.Separator, does: 'show' },
    { label: vscode.l10n.t('$(diff) Show the files before and after'), does: 'show' },
  ];
  try {
    return await new Promise<boolean>((resolve, reject) => {
      pick.onDidAccept(() => {
        if (pick.activeItems[0]?.does === 'act') resolve(true);
        else showFiles().catch(reject);
      });
      pick.onDidHide(() => resolve(false));
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

/** Closes what was shown for looking at. */
async function closeFiles(): Promise<void> {
  const shown = vscode.window.tabGroups.all.flatMap(({ tabs }) =>
    tabs.filter(({ input }) => {
      if (input instanceof vscode.TabInputTextDiff) return input.modified.scheme === scheme;
      return false;
    }),
  );
  if (shown.length > 0) await vscode.window.tabGroups.close(shown, true);
}
