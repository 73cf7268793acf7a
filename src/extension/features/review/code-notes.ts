import * as vscode from 'vscode';
import { closeNoteOnCode } from '../../../core/actions/note-on-code';
import type { Disposable } from '../../../core/base/disposable';
import { UserError } from '../../../core/base/user-error';
import type { Code } from '../../../core/model/codebook';
import type { Note } from '../../../core/model/passage';
import { registerCommand } from '../../commands';
import { type CodeNoteReference, referenceIn } from '../../contributions';
import { counted } from '../../count-words';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';

/** The node above the open notes on codes. */
export const codeNotesGroup = 'code-notes' as const;

export interface CodeNoteElement {
  readonly study: OpenStudy;
  readonly code: Code;
  readonly note: Note;
  readonly reference: CodeNoteReference;
}

/** What is noted on a study's codes and has not been seen to. */
export function codeNotesOf(study: OpenStudy): readonly CodeNoteElement[] {
  return [...study.visible.codebook.codes.values()].flatMap((code) =>
    (code.notes ?? [])
      .filter(({ open }) => open === true)
      .map((note) => ({
        study,
        code,
        note,
        reference: { study: study.root.toString(), code: code.id, note: note.id },
      })),
  );
}

export function codeNotesGroupItem(count: number): vscode.TreeItem {
  const label = vscode.l10n.t('Codebook to look at');
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
  item.id = codeNotesGroup;
  item.description = String(count);
  item.iconPath = new vscode.ThemeIcon('book');
  item.tooltip = vscode.l10n.t('Problems with codes that somebody noted, until they are closed.');
  item.accessibilityInformation = { label: vscode.l10n.t('{0}: {1}', label, counted(count, 'note')) };
  return item;
}

export function codeNoteItem({ study, code, note, reference }: CodeNoteElement): vscode.TreeItem {
  const item = new vscode.TreeItem(code.name);
  const who = [note.by, note.date].filter(Boolean).join(', ');
  item.id = `${study.root.toString()}#note#${note.id}`;
  item.description = note.text;
  item.iconPath = new vscode.ThemeIcon('comment');
  item.contextValue = 'code-note';
  item.tooltip = [note.text, who].join('\n\n');
  item.accessibilityInformation = { label: [code.name, note.text, who].join(', ') };
  item.command = { command: 'verbatim.goToCode', title: vscode.l10n.t('Go to Code'), arguments: [reference] };
  return item;
}

/** **Close Note**: what was noted on a code has been seen to. */
export function registerCloseNote(context: FeatureContext): Disposable {
  return registerCommand(context.log, 'verbatim.closeCodeNote', async (argument) => {
    const reference = referenceIn(argument);
    const element = context.registry.studies
      .flatMap(codeNotesOf)
      .find(({ note, code }) => note.id === reference?.note && code.id === reference.code);
    if (!element)
      throw new UserError('review/none', vscode.l10n.t('Choose a note in the Review view first.'));
    const { study, code, note } = element;
    await context
      .writerOf(study)
      .write(vscode.l10n.t('Close a note'), () => closeNoteOnCode(study.store.snapshot, code.id, note));
  });
}
