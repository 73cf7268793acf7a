import * as vscode from 'vscode';
import type { WordOptions } from '../../../core/search/word-pattern';

export interface AskedWords {
  readonly words: string;
  readonly options: WordOptions;
}

/** The options that were chosen last are proposed the next time. */
let lastOptions: Required<WordOptions> = { wholeWords: false, matchCase: false };

/** Asks for words to look for, and how. @param within in which passages, in words */
export async function askWords(within: string): Promise<AskedWords | undefined> {
  const input = vscode.window.createInputBox();
  const wholeWords = { iconPath: new vscode.ThemeIcon('whole-word'), tooltip: vscode.l10n.t('Whole Words') };
  const matchCase = {
    iconPath: new vscode.ThemeIcon('case-sensitive'),
    tooltip: vscode.l10n.t('Match Case'),
  };
  input.title = vscode.l10n.t('Find in coded text: {0}', within);
  input.placeholder = vscode.l10n.t('Words in this order; OR between alternatives');
  input.buttons = [matchCase, wholeWords];
  let options = lastOptions;
  const tell = (): void => {
    input.prompt = [
      options.wholeWords ? vscode.l10n.t('Whole words only') : vscode.l10n.t('Parts of words, too'),
      options.matchCase
        ? vscode.l10n.t('upper and lower case as typed')
        : vscode.l10n.t('upper or lower case'),
      vscode.l10n.t('accents that you do not type do not matter'),
    ].join(' · ');
  };
  tell();
  input.onDidTriggerButton((button) => {
    options =
      button === wholeWords
        ? { ...options, wholeWords: !options.wholeWords }
        : { ...options, matchCase: !options.matchCase };
    tell();
  });
  const words = await new Promise<string | undefined>((resolve) => {
    input.onDidAccept(() => {
      if (input.value.trim() !== '') resolve(input.value.trim());
    });
    input.onDidHide(() => resolve(undefined));
    input.show();
  });
  input.dispose();
  if (words === undefined) return undefined;
  lastOptions = options;
  return { words, options };
}
