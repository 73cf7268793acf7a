import type * as vscode from 'vscode';
import { type Unit, units } from '../../../core/agreement/segment-transcript';
import type { AgreementOptions } from '../../../core/report/agreement-plan';
import { type MeasureId, measureIds } from '../../../core/report/measures';

/** What the editor keeps of a report while its window is closed. */
export interface SavedReport {
  /** The study’s root, as a URI string. */
  readonly study: string;
  readonly options: AgreementOptions;
}

/** What was kept of a report; undefined for anything else, such as what an earlier version kept. */
export function readSavedReport(state: unknown): SavedReport | undefined {
  if (!isRecord(state) || typeof state['study'] !== 'string' || !isRecord(state['options'])) return undefined;
  const { coders, round, codes, unit, names, measures, overlap } = state['options'];
  const knownNames = (['as-coded', 'merged'] as const).find((each) => each === names);
  const knownUnit = units.find((each): each is Unit => each === unit);
  const knownMeasures = readTexts(measures)?.flatMap(
    (id) => measureIds.find((each): each is MeasureId => each === id) ?? [],
  );
  return {
    study: state['study'],
    options: {
      ...withKey('coders', readTexts(coders)),
      ...withKey('round', typeof round === 'string' ? round : undefined),
      ...withKey('codes', readTexts(codes)),
      ...withKey('unit', knownUnit),
      ...withKey('names', knownNames),
      ...withKey('measures', knownMeasures),
      ...withKey('overlap', typeof overlap === 'number' && overlap > 0 && overlap <= 1 ? overlap : undefined),
    },
  };
}

/**
 * Keeps a report in the workspace’s state, which is written at once: what a page keeps, the editor writes from time to time
 * and, in a browser, not when the window is closed.
 */
export function keepReport(state: vscode.Memento, saved: SavedReport): Thenable<void> {
  return state.update(keyOf(saved), saved);
}

/** The study’s report as it was kept last; the one given where none was. */
export function latestOf(state: vscode.Memento, saved: SavedReport): SavedReport {
  return readSavedReport(state.get(keyOf(saved))) ?? saved;
}

function keyOf({ study }: SavedReport): string {
  return `agreementReport:${study}`;
}

function withKey<K extends string, T>(key: K, value: T | undefined): Partial<Record<K, T>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, T>);
}

function readTexts(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
