import * as vscode from 'vscode';
import { fileNameOf } from '../../../core/format/study-path';
import type { PassageQuery } from '../../../core/search/passage-query';
import { queryPassages } from '../../../core/search/passage-query';
import { casesOf } from '../../../core/study/cases';
import { isPartOf } from '../../../core/study/part-of';
import { noReach, reachOf, type Topic } from '../../../core/study/reach';
import type { StudyView } from '../../../core/study/snapshot';
import type { OpenStudy } from '../../workspace/open-study';
import { describeCase } from '../../case-words';
import { counted } from '../../count-words';

interface QueryItem extends vscode.QuickPickItem {
  readonly query?: PassageQuery;
}

/** Asks whose passages, of all that a study has. @returns undefined when nothing is chosen */
export async function chooseQuery(study: OpenStudy, title: string): Promise<PassageQuery | undefined> {
  const items = [
    ...generalItems(study),
    ...topicItems(study.view),
    ...caseItems(study),
    ...placeItems(study),
  ];
  return choose(items, title, vscode.l10n.t('Type a code, theme, question, case, transcript or coder'));
}

/** Asks for a case, showing what is known of each. @returns undefined when nothing is chosen */
export async function chooseCase(study: OpenStudy, title: string): Promise<PassageQuery | undefined> {
  const items = caseItems(study);
  if (items.length > 0)
    return choose(items, title, vscode.l10n.t('Type a case, or the value of an attribute'));
  void vscode.window.showInformationMessage(
    vscode.l10n.t('This study has no cases yet: verbatim.yaml names them.'),
  );
  return undefined;
}

async function choose(
  items: readonly QueryItem[],
  title: string,
  placeHolder: string,
): Promise<PassageQuery | undefined> {
  const options = { title, placeHolder, matchOnDescription: true };
  return (await vscode.window.showQuickPick(items, options))?.query;
}

function separator(label: string): QueryItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function generalItems({ view, visible, coder }: OpenStudy): readonly QueryItem[] {
  const item = (label: string, query: PassageQuery, from: StudyView = view): QueryItem => ({
    label,
    description: counted(queryPassages(from, query).length, 'passage'),
    query,
  });
  const own =
    coder === undefined
      ? []
      : [
          item(vscode.l10n.t('To review'), { kind: 'to-review', coder }, visible),
          item(vscode.l10n.t('To recode'), { kind: 'to-recode', coder }, visible),
        ];
  return [
    item(vscode.l10n.t('All passages'), { kind: 'all' }),
    item(vscode.l10n.t('Passages without a code'), { kind: 'uncoded' }),
    ...own,
  ];
}

function topicItems(view: StudyView): readonly QueryItem[] {
  const { questions, themes, codes } = view.codebook;
  const reach = reachOf(view);
  const count = (topic: Topic) => counted((reach.get(topic) ?? noReach).passages, 'passage');
  return [
    separator(vscode.l10n.t('Questions')),
    ...[...questions.values()].map(({ id, text }) => ({
      label: `$(question) ${id}`,
      description: `${count(`question:${id}`)} · ${text}`,
      query: { kind: 'question' as const, question: id },
    })),
    separator(vscode.l10n.t('Themes')),
    ...[...themes.values()].map(({ id, name }) => ({
      label: `$(folder) ${name}`,
      description: count(`theme:${id}`),
      query: { kind: 'theme' as const, theme: id },
    })),
    separator(vscode.l10n.t('Codes')),
    ...[...codes.values()].map(({ id, name }) => ({
      label: `$(tag) ${name}`,
      description: count(`code:${id}`),
      query: { kind: 'code' as const, code: id },
    })),
  ];
}

function caseItems({ view }: OpenStudy): readonly QueryItem[] {
  const { study } = view;
  if (study.cases.size === 0) return [];
  const counts = new Map<string, number>();
  for (const placed of queryPassages(view, { kind: 'all' })) {
    const own = casesOf(view, placed);
    for (const id of study.cases.keys())
      if (own.some((each) => isPartOf(study, each, id))) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return [
    separator(vscode.l10n.t('Cases')),
    ...[...study.cases.keys()].map((id) => ({
      label: `$(person) ${id}`,
      description: [counted(counts.get(id) ?? 0, 'passage'), describeCase(study, id)]
        .filter(Boolean)
        .join(' · '),
      query: { kind: 'case' as const, case: id },
    })),
  ];
}

function placeItems({ view, visible }: OpenStudy): readonly QueryItem[] {
  const coders = new Set([...visible.sidecars.values()].map(({ coder }) => coder));
  return [
    separator(vscode.l10n.t('Transcripts')),
    ...[...view.transcripts.keys()].map((path) => ({
      label: `$(comment-discussion) ${fileNameOf(path)}`,
      description: counted(
        view.sidecarsOf(path).reduce((sum, { value }) => sum + value.passages.length, 0),
        'passage',
      ),
      query: { kind: 'transcript' as const, transcript: path },
    })),
    separator(vscode.l10n.t('Coders')),
    ...[...coders].sort().map((coder) => ({
      label: `$(account) ${coder}`,
      description: visible.study.coders.get(coder)?.name ?? '',
      query: { kind: 'coder' as const, coder },
    })),
  ];
}
