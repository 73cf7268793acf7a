import * as vscode from 'vscode';
import { type MovedItem, moveInCodebook, type Place } from '../../../core/actions/move-code';
import type { Codebook } from '../../../core/model/codebook';
import type { EntryReference } from '../../contributions';
import type { OpenStudy } from '../../workspace/open-study';
import { type Changer, ofPlan } from './change';

interface PlaceItem extends vscode.QuickPickItem {
  readonly place?: Place;
}

/**
 * **Move**: asks where to, unless that is said, and which of several places it leaves.
 * @param onto what it was dropped on; nothing for the empty part of the tree
 */
export async function askToMove(
  changer: Changer,
  study: OpenStudy,
  entries: readonly EntryReference[],
  onto?: EntryReference | 'top',
): Promise<void> {
  const to = onto === undefined ? await pickPlace(study, entries) : await placeOf(study, entries, onto);
  if (to) await moveTo(changer, study, entries, to);
}

async function placeOf(
  study: OpenStudy,
  entries: readonly EntryReference[],
  onto: EntryReference | 'top',
): Promise<Place | undefined> {
  if (onto === 'top') return { kind: 'top' };
  if (onto.study !== undefined && onto.study !== study.root.toString()) return undefined;
  const { kind, id } = onto;
  return kind === 'question' && entries.some((entry) => entry.kind === 'code')
    ? pickThemeOf(study, id)
    : { kind, id };
}

/** Moves codes and themes to a place, after showing what changes. Questions stay where they are. */
async function moveTo(
  changer: Changer,
  study: OpenStudy,
  entries: readonly EntryReference[],
  to: Place,
): Promise<void> {
  const { codebook } = study.visible;
  const items: MovedItem[] = [];
  for (const entry of entries) {
    if (entry.kind === 'question') continue;
    const leaves = await placesLeft(codebook, entry);
    if (!leaves) return;
    items.push({ kind: entry.kind, id: entry.id, leaves });
  }
  const [first] = items;
  if (!first) return;
  const what =
    items.length === 1 ? `“${nameOf(codebook, first)}”` : vscode.l10n.t('{0} entries', items.length);
  await changer.propose(study, {
    title:
      to.kind === 'top'
        ? vscode.l10n.t('Move {0} out of where it stands', what)
        : vscode.l10n.t('Move {0} under “{1}”', what, nameOf(codebook, to)),
    action: vscode.l10n.t('Move'),
    ...ofPlan((snapshot) => moveInCodebook(snapshot, { items, to })),
  });
}

/** The places that an entry leaves: those where it was taken hold of, its only one, or those the user says. */
async function placesLeft(
  codebook: Codebook,
  { kind, id, places }: EntryReference,
): Promise<MovedItem['leaves'] | undefined> {
  if (places && places.length > 0) return places;
  const all = kind === 'code' ? placesOfCode(codebook, id) : placesOfTheme(codebook, id);
  if (all.length < 2) return 'all';
  const items: (vscode.QuickPickItem & { readonly leaves: MovedItem['leaves'] })[] = [
    ...all.map((place) => ({
      label: vscode.l10n.t('In place of “{0}”', nameOf(codebook, place)),
      leaves: [place],
    })),
    { label: vscode.l10n.t('In place of all of them'), leaves: 'all' as const },
    { label: vscode.l10n.t('In addition'), leaves: [] },
  ];
  const title = vscode.l10n.t('“{0}” stands at several places', nameOf(codebook, { kind, id }));
  return (await vscode.window.showQuickPick(items, { title }))?.leaves;
}

function placesOfCode({ codes }: Codebook, id: string): readonly Place[] {
  const code = codes.get(id);
  if (!code) return [];
  const themes = code.themes.map((theme): Place => ({ kind: 'theme', id: theme }));
  return code.parent === undefined ? themes : [{ kind: 'code', id: code.parent }, ...themes];
}

function placesOfTheme({ themes }: Codebook, id: string): readonly Place[] {
  const theme = themes.get(id);
  if (!theme) return [];
  const questions = theme.questions.map((question): Place => ({ kind: 'question', id: question }));
  return theme.parent === undefined ? questions : [{ kind: 'theme', id: theme.parent }, ...questions];
}

async function pickPlace(study: OpenStudy, entries: readonly EntryReference[]): Promise<Place | undefined> {
  const { codebook } = study.visible;
  const { Separator } = vscode.QuickPickItemKind;
  const isMoved = (kind: string, id: string): boolean =>
    entries.some((entry) => entry.kind === kind && entry.id === id);
  const areCodes = entries.every(({ kind }) => kind === 'code');
  const areThemes = entries.every(({ kind }) => kind === 'theme');
  const items: PlaceItem[] = [];
  if (areThemes) {
    items.push({ label: vscode.l10n.t('Questions'), kind: Separator });
    for (const { id, text } of codebook.questions.values())
      items.push({ label: `$(question) ${id}`, description: text, place: { kind: 'question', id } });
  }
  items.push({ label: vscode.l10n.t('Themes'), kind: Separator });
  for (const theme of codebook.themes.values())
    if (!isMoved('theme', theme.id))
      items.push({
        label: `$(folder) ${theme.name}`,
        description: codebook.questionsOf(theme).join(', '),
        place: { kind: 'theme', id: theme.id },
      });
  if (areCodes) {
    items.push({ label: vscode.l10n.t('Codes'), kind: Separator });
    for (const code of codebook.codes.values())
      if (!isMoved('code', code.id))
        items.push({
          label: `$(tag) ${code.name}`,
          description: codebook
            .themesOf(code)
            .map(({ name }) => name)
            .join(', '),
          place: { kind: 'code', id: code.id },
        });
  }
  items.push(
    { label: '', kind: Separator },
    {
      label: areThemes
        ? vscode.l10n.t('$(circle-slash) No question')
        : vscode.l10n.t('$(circle-slash) No theme'),
      place: { kind: 'top' },
    },
  );
  const [first] = entries;
  const what =
    first && entries.length === 1
      ? `“${nameOf(codebook, first)}”`
      : vscode.l10n.t('{0} entries', entries.length);
  const title = vscode.l10n.t('Move {0} under what?', what);
  return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.place;
}

/** The theme of a question under which codes are to go: a code answers a question through a theme. */
async function pickThemeOf(study: OpenStudy, question: string): Promise<Place | undefined> {
  const { codebook } = study.visible;
  const themes = [...codebook.themes.values()].filter((theme) =>
    codebook.questionsOf(theme).includes(question),
  );
  const items: PlaceItem[] = themes.map(({ id, name }) => ({
    label: `$(folder) ${name}`,
    place: { kind: 'theme', id },
  }));
  const title = vscode.l10n.t('Under which theme of {0}?', question);
  return (await vscode.window.showQuickPick(items, { title }))?.place;
}

function nameOf(
  codebook: Codebook,
  place: Place | { readonly kind: EntryReference['kind']; readonly id: string },
): string {
  switch (place.kind) {
    case 'code':
      return codebook.codes.get(place.id)?.name ?? place.id;
    case 'theme':
      return codebook.themes.get(place.id)?.name ?? place.id;
    case 'question':
      return place.id;
    case 'top':
      return '';
  }
}
