import * as vscode from 'vscode';
import { openAmong } from '../../../core/agreement/open-disagreements';
import { type Unit, units } from '../../../core/agreement/segment-transcript';
import { codesIn, codesOfTopic, type StudyDisagreement } from '../../../core/agreement/study-disagreements';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import type { Coefficient } from '../../../core/agreement/figure';
import { formatCoefficient, formatCount, formatPercent, sayReason } from '../../../core/report/figure-text';
import { describeMeasure, type MeasureId, measureIds } from '../../../core/report/measures';
import { type AgreementChoice, createTopicAgreement } from '../../../core/report/topic-agreement';
import type { CurrentComparison } from '../../workspace/comparison';
import type { FeatureContext } from '../feature';
import type { RowNote } from '../themes-view/row-notes';

/** While coders are compared, every question, theme and code carries its agreement and its open disagreements. */
export function noteAgreement({ comparison, registry, rowNotes }: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  let figures: ((topic: string) => Coefficient) | undefined;
  let open: readonly StudyDisagreement[] | undefined;
  const forget = (): void => {
    figures = undefined;
    open = undefined;
  };
  subscriptions.add(
    comparison.onDidChange((change) => {
      if (change === 'comparison') forget();
    }),
  );
  subscriptions.add(registry.onDidChangeStudy(() => (open = undefined)));
  subscriptions.add(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration('verbatim.agreement') || !comparison.current) return;
      forget();
      rowNotes.renew();
    }),
  );
  subscriptions.add(
    rowNotes.add((study, { topic }) => {
      const { current } = comparison;
      if (
        !current ||
        current.study !== study ||
        topic === undefined ||
        !/^(?:code|theme|question):/.test(topic)
      )
        return undefined;
      if (current.comparison.compared.length === 0) return undefined;
      const choice = chosenAgreement(current);
      figures ??= createTopicAgreement(current.comparison, choice);
      open ??= openAmong(study.visible, current.comparison.coders, current.disagreements);
      const codes = new Set(codesOfTopic(current.comparison.codebook, topic));
      const disputed = open.filter((each) => codesIn(each).some((code) => codes.has(code)));
      return noteOf(figures(topic), disputed.length, choice, current);
    }),
  );
  return subscriptions;
}

function noteOf(
  coefficient: Coefficient,
  open: number,
  { measure, unit }: AgreementChoice,
  { comparison }: CurrentComparison,
): RowNote {
  const { label, name } = describeMeasure(measure, comparison.coders.length);
  const { percent, n } = coefficient;
  const value = formatCoefficient(coefficient);
  const told =
    'value' in coefficient
      ? vscode.l10n.t('{0}: {1}', name, value)
      : vscode.l10n.t('{0}: n/a, {1}', name, sayReason(coefficient.undefined));
  const basis = vscode.l10n.t(
    'agreement {0}, n = {1} ({2})',
    formatPercent(percent),
    formatCount(n),
    countedIn(measure, unit),
  );
  const left =
    open === 1 ? vscode.l10n.t('1 open disagreement') : vscode.l10n.t('{0} open disagreements', open);
  return {
    short: `${label} ${value}, n ${formatShortly(n)}, ${open} ≠`,
    spoken: [told, basis, left].join('; '),
    comesFirst: true,
  };
}

/** `940`, `12k`, `1.4M`: a row has little room, and the tooltip has all of it. */
function formatShortly(count: number): string {
  if (count < 1000) return String(Math.round(count));
  return count < 999_500 ? `${Math.round(count / 1000)}k` : `${(count / 1_000_000).toFixed(1)}M`;
}

/** What n counts. */
function countedIn(measure: MeasureId, unit: Unit): string {
  if (measure === 'segments') return vscode.l10n.t('passages of both');
  if (measure === 'unitizing') return vscode.l10n.t('characters');
  switch (unit) {
    case 'character':
      return vscode.l10n.t('characters');
    case 'word':
      return vscode.l10n.t('words');
    case 'sentence':
      return vscode.l10n.t('sentences');
    case 'turn':
      return vscode.l10n.t('turns');
  }
}

function chosenAgreement({ study }: CurrentComparison): AgreementChoice {
  const configuration = vscode.workspace.getConfiguration('verbatim.agreement', study.root);
  const measure = measureIds.find((id) => id === configuration.get('measure')) ?? 'kappa';
  return { measure, unit: units.find((id) => id === configuration.get('unit')) ?? 'character' };
}

interface AgreementItem extends vscode.QuickPickItem {
  readonly key?: 'measure' | 'unit';
  readonly value?: string;
}

/** Asks for the coefficient or the unit of analysis, and keeps the answer as a setting. */
export async function chooseAgreement(current: CurrentComparison): Promise<void> {
  const chosen = chosenAgreement(current);
  const mark = (isChosen: boolean, label: string) => `${isChosen ? '$(check)' : '$(blank)'} ${label}`;
  const measures = measureIds.map((value): AgreementItem => {
    const { name, definition, source } = describeMeasure(value, current.comparison.coders.length);
    const label = mark(value === chosen.measure, name);
    return { label, detail: definition, description: source, key: 'measure', value };
  });
  const unitItems = units.map((value): AgreementItem => {
    const label = mark(value === chosen.unit, vscode.l10n.t('By {0}', countedIn('kappa', value)));
    return { label, key: 'unit', value };
  });
  const separator = (label: string): AgreementItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const items = [
    separator(vscode.l10n.t('Coefficient')),
    ...measures,
    separator(vscode.l10n.t('Unit of analysis')),
    ...unitItems,
  ];
  const choice = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('How is agreement told?'),
    matchOnDetail: true,
  });
  if (choice?.key === undefined) return;
  await vscode.workspace
    .getConfiguration('verbatim.agreement')
    .update(choice.key, choice.value, vscode.ConfigurationTarget.Global);
}
