import * as vscode from 'vscode';

const words = {
  passage: (count) => (count === 1 ? vscode.l10n.t('1 passage') : vscode.l10n.t('{0} passages', count)),
  transcript: (count) =>
    count === 1 ? vscode.l10n.t('1 transcript') : vscode.l10n.t('{0} transcripts', count),
  case: (count) => (count === 1 ? vscode.l10n.t('1 case') : vscode.l10n.t('{0} cases', count)),
  site: (count) => (count === 1 ? vscode.l10n.t('1 site') : vscode.l10n.t('{0} sites', count)),
  coding: (count) => (count === 1 ? vscode.l10n.t('1 coding') : vscode.l10n.t('{0} codings', count)),
  note: (count) => (count === 1 ? vscode.l10n.t('1 note') : vscode.l10n.t('{0} notes', count)),
  turn: (count) => (count === 1 ? vscode.l10n.t('1 turn') : vscode.l10n.t('{0} turns', count)),
  openDiscussion: (count) =>
    count === 1 ? vscode.l10n.t('1 open discussion') : vscode.l10n.t('{0} open discussions', count),
  example: (count) => (count === 1 ? vscode.l10n.t('1 example') : vscode.l10n.t('{0} examples', count)),
  place: (count) => (count === 1 ? vscode.l10n.t('1 place') : vscode.l10n.t('{0} places', count)),
  toReview: (count) =>
    count === 1 ? vscode.l10n.t('1 needs review') : vscode.l10n.t('{0} need review', count),
  disagreement: (count) =>
    count === 1 ? vscode.l10n.t('1 disagreement') : vscode.l10n.t('{0} disagreements', count),
} satisfies Record<string, (count: number) => string>;

/** How many there are of something: “1 passage”, “12 passages”. */
export function counted(count: number, what: keyof typeof words): string {
  return words[what](count);
}
