import type { Node } from 'yaml';
import { isMap } from 'yaml';
import type { Decision, PassageSource } from '../model/passage';
import type { YamlFile } from './open-yaml';
import type { Entries, Entry } from './yaml-nodes';
import {
  readBoolean,
  readChoice,
  readEntries,
  readItems,
  readRange,
  readText,
  readTexts,
} from './yaml-nodes';

export const outcomes = ['agreed', 'kept', 'added', 'declined', 'chosen', 'new'] as const;

/** What a consensus passage was decided from; undefined when there is no such key. */
export function readSources(file: YamlFile, entry: Entry | undefined): readonly PassageSource[] | undefined {
  if (!entry) return undefined;
  const sources: PassageSource[] = [];
  for (const [item, entries] of readRecords(file, entry)) {
    const coder = readText(file, entries.get('coder'));
    const passage = readText(file, entries.get('passage'));
    const at = readRange(file, entries.get('at'), 'sidecar/bad-position');
    if (coder !== undefined && passage !== undefined && at) {
      sources.push({ coder, passage, at, codes: readTexts(file, entries.get('codes')) });
    } else {
      reportIncomplete(file, item, 'A source needs coder, passage, at and codes.');
    }
  }
  return sources;
}

export function readDecisions(file: YamlFile, entry: Entry | undefined): readonly Decision[] | undefined {
  if (!entry) return undefined;
  const decisions: Decision[] = [];
  for (const [item, entries] of readRecords(file, entry)) {
    const code = readText(file, entries.get('code'));
    const isExtent = readBoolean(file, entries.get('extent')) === true;
    const outcome = readChoice(file, entries.get('outcome'), outcomes, 'sidecar/bad-outcome');
    const isReported = !outcome && Boolean(entries.get('outcome')?.value);
    if (!outcome || isExtent === (code !== undefined)) {
      if (!isReported)
        reportIncomplete(file, item, 'A decision needs an outcome, and either a code or “extent: true”.');
      continue;
    }
    const reason = readText(file, entries.get('reason'));
    const by = entries.has('by') ? readTexts(file, entries.get('by')) : undefined;
    const date = readText(file, entries.get('date'));
    decisions.push({
      ...(code === undefined ? {} : { code }),
      outcome,
      ...(reason === undefined ? {} : { reason }),
      ...(by === undefined ? {} : { by }),
      ...(date === undefined ? {} : { date }),
    });
  }
  return decisions;
}

function readRecords(file: YamlFile, entry: Entry): readonly (readonly [Node, Entries])[] {
  return readItems(file, entry).map((item) => [item, isMap(item) ? readEntries(file, item) : new Map()]);
}

function reportIncomplete(file: YamlFile, at: Node, message: string): void {
  file.report({ code: 'sidecar/bad-decision', at, message, advice: 'Complete it, or remove it.' });
}
