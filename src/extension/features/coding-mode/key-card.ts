import * as vscode from 'vscode';
import type { CommandId } from '../../contributions';
import { pickTyped } from '../../typed-pick';
import type { TypeAhead } from '../../workspace/type-ahead';
import type { NumberedCode } from '../../workspace/used-codes';

interface KeyItem extends vscode.QuickPickItem {
  readonly command?: CommandId | 'workbench.action.openGlobalKeybindings';
}

/** Shows the keys as a list that can be searched and read out; Enter does what a line says, Escape closes it. */
export async function showKeyCard(numbered: readonly NumberedCode[], typeAhead: TypeAhead): Promise<void> {
  const choice = await typeAhead.during(() =>
    pickTyped(linesOf(numbered), {
      typeAhead,
      title: vscode.l10n.t('Keys in coding mode'),
      placeholder: vscode.l10n.t('Enter does what a line says, Escape closes the card'),
      matchOnDescription: true,
    }),
  );
  if (choice?.command === 'workbench.action.openGlobalKeybindings')
    await vscode.commands.executeCommand(choice.command, '@ext:verbatim-qda.verbatim');
  else if (choice?.command) await vscode.commands.executeCommand(choice.command);
}

function linesOf(numbered: readonly NumberedCode[]): readonly KeyItem[] {
  const { t } = vscode.l10n;
  const line = (key: string, description: string, command: CommandId): KeyItem => ({
    label: key,
    description,
    command,
  });
  const numbers = numbered.map(({ number, code, isPinned }): KeyItem => ({
    label: String(number),
    description: isPinned ? t('{0} (pinned)', code.name) : code.name,
    command: `verbatim.applyCode${number}` as CommandId,
  }));
  return [
    heading(t('Code')),
    ...(numbers.length > 0
      ? numbers
      : [{ label: '1 – 9', description: t('the codes used last; pin a code to keep its number') }]),
    line(
      'C',
      t('pick a code for the selection, else for the passage or the sentence at the cursor'),
      'verbatim.codePassage',
    ),
    line('R', t('the code used last, again'), 'verbatim.repeatCode'),
    line('I', t('in vivo: the selected words become a code'), 'verbatim.codeInVivo'),
    line('S', t('pick a code for the sentence'), 'verbatim.codeSentence'),
    line('T', t('pick a code for the turn'), 'verbatim.codeTurn'),
    heading(t('Select')),
    line('J', t('the next sentence'), 'verbatim.nextSentence'),
    line('K', t('the sentence before'), 'verbatim.previousSentence'),
    line('E', t('more: word, sentence, turn, question and answer'), 'verbatim.expandSelection'),
    line('Shift+E', t('less'), 'verbatim.shrinkSelection'),
    heading(t('Go')),
    line('N', t('to the next passage'), 'verbatim.nextPassage'),
    line('P', t('to the passage before'), 'verbatim.previousPassage'),
    line('Shift+N', t('to the next passage with this code, in any transcript'), 'verbatim.nextOfCode'),
    line('Shift+P', t('to the passage with this code before'), 'verbatim.previousOfCode'),
    line('G', t('to the next turn without a passage'), 'verbatim.nextUncodedTurn'),
    heading(t('Change the passage')),
    line('X', t('remove a code'), 'verbatim.removeCode'),
    line('M', t('write a memo'), 'verbatim.editMemo'),
    line('.', t('end a word later (Shift: a sentence)'), 'verbatim.endLaterByWord'),
    line(',', t('end a word earlier (Shift: a sentence)'), 'verbatim.endEarlierByWord'),
    line('Alt+.', t('begin a word later (Shift: a sentence)'), 'verbatim.startLaterByWord'),
    line('Alt+,', t('begin a word earlier (Shift: a sentence)'), 'verbatim.startEarlierByWord'),
    line('Shift+S', t('split at the cursor'), 'verbatim.splitPassage'),
    line('Shift+M', t('merge with one that touches it'), 'verbatim.mergePassages'),
    line('U', t('undo the last coding'), 'verbatim.undoCoding'),
    line('Shift+U', t('redo it'), 'verbatim.redoCoding'),
    heading(t('The text')),
    line('F2', t('correct the transcript, and lock it again'), 'verbatim.correctTranscript'),
    line('?', t('this card (or H)'), 'verbatim.showKeys'),
    { label: t('Change keys…'), command: 'workbench.action.openGlobalKeybindings' },
  ];
}

function heading(label: string): KeyItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
