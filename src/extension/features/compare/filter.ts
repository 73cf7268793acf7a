import * as vscode from 'vscode';
import { type DisagreementFilter, filterDisagreements } from '../../../core/agreement/study-disagreements';
import { fileNameOf } from '../../../core/format/study-path';
import { shorten } from '../passages/targets';
import type { CurrentComparison } from '../../workspace/comparison';
import { disagreementTypes, typeName } from '../../disagreement-words';

interface FilterItem extends vscode.QuickPickItem {
  readonly filter?: DisagreementFilter;
}

/** Asks what to show: each item adds its condition to those there are, or takes its own away. */
export async function pickFilter(current: CurrentComparison): Promise<DisagreementFilter | undefined> {
  const items = [...clearing(current), ...optionsOf(current)];
  const choice = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Show which disagreements?'),
    placeHolder: vscode.l10n.t('Conditions add up; choose again to take one away'),
    matchOnDescription: true,
  });
  return choice?.filter;
}

function clearing({ filter, disagreements }: CurrentComparison): readonly FilterItem[] {
  if (Object.keys(filter).length === 0) return [];
  const description = String(disagreements.length);
  return [{ label: vscode.l10n.t('$(clear-all) Show all'), description, filter: {} }];
}

type Condition = keyof DisagreementFilter;

function optionsOf(current: CurrentComparison): readonly FilterItem[] {
  const { comparison } = current;
  const { codebook } = comparison;
  const codes = [...codebook.codes.values()].map(({ id, name }) => [id, name] as const);
  const themes = [...codebook.themes.values()].map(({ id, name }) => [id, name] as const);
  const questions = [...codebook.questions.values()].map(
    ({ id, text }) => [id, `${id} ${shorten(text, 60)}`] as const,
  );
  const transcripts = comparison.compared.map(
    ({ transcript: { path } }) => [path, fileNameOf(path)] as const,
  );
  const types = disagreementTypes.map((type) => [type, typeName(type, comparison.coders.length)] as const);
  const states = [
    ['open', vscode.l10n.t('Open')],
    ['settled', vscode.l10n.t('Settled')],
  ] as const;
  const hasSettled = current.open.size < current.disagreements.length;
  return [
    ...(hasSettled ? section(current, vscode.l10n.t('State'), 'state', states) : []),
    ...section(current, vscode.l10n.t('Type'), 'type', types),
    ...section(current, vscode.l10n.t('Transcript'), 'transcript', transcripts),
    ...section(current, vscode.l10n.t('Question'), 'question', questions),
    ...section(current, vscode.l10n.t('Theme'), 'theme', themes),
    ...section(current, vscode.l10n.t('Code'), 'code', codes),
  ];
}

/** What of one kind has disagreements among those that the other conditions let through. */
function section(
  { disagreements, comparison, filter, open }: CurrentComparison,
  title: string,
  condition: Condition,
  values: readonly (readonly [value: string, label: string])[],
): readonly FilterItem[] {
  const { [condition]: chosen, ...others } = filter;
  const among = filterDisagreements(disagreements, others, comparison, open);
  const items = values.flatMap(([value, label]): FilterItem[] => {
    const extended: DisagreementFilter = { ...others, [condition]: value };
    const count = filterDisagreements(among, extended, comparison, open).length;
    if (value === chosen) return [{ label: `$(check) ${label}`, description: String(count), filter: others }];
    return count === 0 ? [] : [{ label, description: String(count), filter: extended }];
  });
  const separator = { label: title, kind: vscode.QuickPickItemKind.Separator };
  return items.length === 0 ? [] : [separator, ...items];
}

/** The conditions of a filter in words; empty for none. */
export function describeFilter({ filter, comparison: { codebook, coders } }: CurrentComparison): string {
  const { state, type, transcript, question, theme, code, codeAlone } = filter;
  const nameOf = (id: string): string => codebook.resolve(id)?.name ?? id;
  return [
    state && (state === 'open' ? vscode.l10n.t('open') : vscode.l10n.t('settled')),
    type && typeName(type, coders.length),
    transcript && fileNameOf(transcript),
    question,
    theme && (codebook.themes.get(theme)?.name ?? theme),
    code && nameOf(code),
    codeAlone && vscode.l10n.t('{0} without its subcodes', nameOf(codeAlone)),
  ]
    .filter(Boolean)
    .join(', ');
}
