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

function withKey<K extends string, T>(key: K, value: T | undefined): Partial<Record<K, T>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, T>);
}

function readTexts(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
