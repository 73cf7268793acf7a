import * as vscode from 'vscode';
import type { EntryReference } from '../../contributions';
import type { ThemesElement } from './elements';

const mimeType = 'application/vnd.code.tree.verbatim.themes';

/** Moves codes and themes by dragging them onto a question, theme or code: the same as the command **Move**. */
export function createDragAndDrop(): vscode.TreeDragAndDropController<ThemesElement> {
  return {
    dragMimeTypes: [mimeType],
    dropMimeTypes: [mimeType],
    handleDrag: (elements, transfer) => {
      const entries = elements.flatMap(draggable);
      if (entries.length > 0) transfer.set(mimeType, new vscode.DataTransferItem(entries));
    },
    handleDrop: async (target, transfer) => {
      const entries = transfer.get(mimeType)?.value as readonly EntryReference[] | undefined;
      const to = target?.kind === 'topic' ? target.entry : undefined;
      if (!entries || (target && !to)) return;
      await vscode.commands.executeCommand('verbatim.moveEntry', entries[0], entries, to ?? 'top');
    },
  };
}

/** Questions stay where they are, and passages are moved by recoding them. */
function draggable(element: ThemesElement): readonly EntryReference[] {
  return element.kind === 'topic' && element.entry && element.entry.kind !== 'question'
    ? [element.entry]
    : [];
}
