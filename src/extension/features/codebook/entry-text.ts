import * as vscode from 'vscode';
import { createTheme, defineEntry, type EntryTarget, nameEntry } from '../../../core/actions/edit-entry';
import type { Place } from '../../../core/actions/move-code';
import type { EntryReference } from '../../contributions';
import type { OpenStudy } from '../../workspace/open-study';
import type { Changer } from './change';

/** The input has one line: line breaks are shown as a sign and come back as they were. */
const lineBreakSign = '↵';

/** **Rename**: the name that people read; the id stays, and so do all codings. */
export async function askForName(changer: Changer, study: OpenStudy, target: EntryTarget): Promise<void> {
  const entry = entryOf(study, target);
  if (!entry) return;
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Rename “{0}”', entry.name),
    prompt: vscode.l10n.t('The name only. The id “{0}” stays, and with it every coding.', target.id),
    value: entry.name,
    validateInput: (value) => (value.trim() === '' ? vscode.l10n.t('It needs a name.') : undefined),
  });
  if (name === undefined) return;
  await changer.carryOut(study, {
    title: vscode.l10n.t('Rename “{0}” to “{1}”', entry.name, name.trim()),
    edits: (snapshot) => nameEntry(snapshot, target, name).edits,
  });
}

/** **Edit Definition**. */
export async function askForDefinition(
  changer: Changer,
  study: OpenStudy,
  target: EntryTarget,
): Promise<void> {
  const entry = entryOf(study, target);
  if (!entry) return;
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Definition of “{0}”', entry.name),
    value: (entry.definition ?? '').replaceAll('\n', lineBreakSign),
    placeHolder: vscode.l10n.t('When does it fit? “↵” makes a new line; an empty definition is removed.'),
  });
  if (typed === undefined) return;
  await changer.carryOut(study, {
    title: vscode.l10n.t('Define “{0}”', entry.name),
    edits: (snapshot) => defineEntry(snapshot, target, typed.replaceAll(lineBreakSign, '\n')).edits,
  });
}

/** **New Theme**, under the question or theme that it was called on. */
export async function askForTheme(
  changer: Changer,
  study: OpenStudy,
  under: EntryReference | undefined,
): Promise<void> {
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('New theme'),
    prompt: vscode.l10n.t('The theme’s name.'),
    validateInput: (value) => (value.trim() === '' ? vscode.l10n.t('It needs a name.') : undefined),
  });
  if (name === undefined) return;
  const place =
    under && under.kind !== 'code' ? { kind: under.kind, id: under.id } : await pickQuestion(study);
  if (!place) return;
  await changer.carryOut(study, {
    title: vscode.l10n.t('New theme “{0}”', name.trim()),
    edits: (snapshot) => createTheme(snapshot, name, place).edits,
  });
}

type ThemePlace = Extract<Place, { readonly kind: 'question' | 'theme' | 'top' }>;

async function pickQuestion(study: OpenStudy): Promise<ThemePlace | undefined> {
  const questions = [...study.visible.codebook.questions.values()];
  if (questions.length === 0) return { kind: 'top' };
  const items: (vscode.QuickPickItem & { readonly place: ThemePlace })[] = [
    ...questions.map(({ id, text }) => ({
      label: `$(question) ${id}`,
      description: text,
      place: { kind: 'question' as const, id },
    })),
    { label: vscode.l10n.t('$(circle-slash) No question'), place: { kind: 'top' } },
  ];
  const title = vscode.l10n.t('Which question does the theme answer?');
  return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.place;
}

function entryOf(study: OpenStudy, { kind, id }: EntryTarget) {
  const { codes, themes } = study.visible.codebook;
  return kind === 'code' ? codes.get(id) : themes.get(id);
}
