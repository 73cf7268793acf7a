import * as vscode from 'vscode';
import { type Unit, units } from '../../../core/agreement/segment-transcript';
import type { AgreementOptions } from '../../../core/report/agreement-plan';
import { describeMeasure, measureIds, usualMeasures } from '../../../core/report/measures';
import type { StudyView } from '../../../core/study/snapshot';
import { counted } from '../../count-words';
import { Questions } from './questions';

interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** Asks what is to be changed in a report, and how; undefined when nothing is. */
export async function changeOptions(
  view: StudyView,
  options: AgreementOptions,
): Promise<AgreementOptions | undefined> {
  const questions = new Questions();
  try {
    return await askForChange(questions, view, options);
  } finally {
    questions.dispose();
  }
}

async function askForChange(
  questions: Questions,
  view: StudyView,
  options: AgreementOptions,
): Promise<AgreementOptions | undefined> {
  const { unit = 'character', names = 'merged', measures = usualMeasures } = options;
  const items: readonly Choice<() => Promise<AgreementOptions | undefined>>[] = [
    {
      label: vscode.l10n.t('Coders'),
      description: options.coders?.join(', ') ?? roundName(options) ?? vscode.l10n.t('all who coded'),
      value: () => chooseCoders(questions, view, options),
    },
    {
      label: vscode.l10n.t('Unit'),
      description: unitName(unit),
      value: () => chooseUnit(questions, options, unit),
    },
    {
      label: vscode.l10n.t('Coefficients'),
      description: measures.map((id) => describeMeasure(id, 2).label).join(', '),
      value: () => chooseMeasures(questions, options),
    },
    {
      label: names === 'merged' ? vscode.l10n.t('Codes as coded') : vscode.l10n.t('Codes as merged'),
      description:
        names === 'merged'
          ? vscode.l10n.t('by the names with which they were applied')
          : vscode.l10n.t('renamed and merged codes as what they became'),
      value: () => Promise.resolve({ ...options, names: names === 'merged' ? 'as-coded' : 'merged' }),
    },
  ];
  const chosen = await questions.one(vscode.l10n.t('Agreement: change what?'), items);
  return chosen?.value();
}

/** Asks which round is meant; undefined when the question is not answered. */
export async function chooseRound({ study }: StudyView): Promise<string | undefined> {
  const items = [...study.rounds.values()].map(({ id, coders, transcripts }) => ({
    label: id,
    description: coders.join(', '),
    detail: counted(transcripts.length, 'transcript'),
  }));
  const title = vscode.l10n.t('Agreement in which round?');
  return (await vscode.window.showQuickPick(items, { title }))?.label;
}

function roundName({ round }: AgreementOptions): string | undefined {
  return round === undefined ? undefined : vscode.l10n.t('round {0}', round);
}

async function chooseCoders(
  questions: Questions,
  view: StudyView,
  options: AgreementOptions,
): Promise<AgreementOptions | undefined> {
  const { unit, names, measures, coders } = options;
  const rest = { ...(unit ? { unit } : {}), ...(names ? { names } : {}), ...(measures ? { measures } : {}) };
  const rounds = [...view.study.rounds.values()].map(({ id, coders: members }): Choice<AgreementOptions> => ({
    label: vscode.l10n.t('Round {0}', id),
    description: members.join(', '),
    value: { ...rest, round: id },
  }));
  const present = [...new Set([...view.sidecars.values()].map(({ coder }) => coder))];
  const others: Choice<AgreementOptions | undefined> = {
    label: vscode.l10n.t('Other coders…'),
    description: vscode.l10n.t('in all transcripts that they marked done'),
    value: undefined,
  };
  const chosen = await questions.one(vscode.l10n.t('Agreement of whom?'), [...rounds, others]);
  if (chosen !== others) return chosen?.value;
  const named = await questions.several(
    vscode.l10n.t('Which coders?'),
    present.map((label) => ({ label, picked: coders?.includes(label) ?? false })),
  );
  return named && { ...rest, coders: named.map(({ label }) => label) };
}

async function chooseUnit(
  questions: Questions,
  options: AgreementOptions,
  now: Unit,
): Promise<AgreementOptions | undefined> {
  const items = units.map((unit) => ({
    label: unitName(unit),
    description: unit === now ? vscode.l10n.t('now') : '',
    unit,
  }));
  const chosen = await questions.one(vscode.l10n.t('Compare what?'), items);
  return chosen && { ...options, unit: chosen.unit };
}

function unitName(unit: Unit): string {
  switch (unit) {
    case 'character':
      return vscode.l10n.t('Characters');
    case 'word':
      return vscode.l10n.t('Words');
    case 'sentence':
      return vscode.l10n.t('Sentences');
    case 'turn':
      return vscode.l10n.t('Turns');
  }
}

async function chooseMeasures(
  questions: Questions,
  options: AgreementOptions,
): Promise<AgreementOptions | undefined> {
  const shown = options.measures ?? usualMeasures;
  const items = measureIds.map((id) => {
    const { name, source, elsewhere } = describeMeasure(id, 2);
    return {
      label: name,
      description: source,
      ...(elsewhere === undefined ? {} : { detail: elsewhere }),
      picked: shown.includes(id),
      id,
    };
  });
  const chosen = await questions.several(vscode.l10n.t('Which coefficients?'), items);
  return chosen && { ...options, measures: chosen.map(({ id }) => id) };
}
