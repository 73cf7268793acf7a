import { isScalar, isSeq } from 'yaml';
import type { Case, StudyFile } from '../model/study';
import { interviewerRole } from '../model/study';
import { findCycles, reportUnknown } from './id-checks';
import type { YamlFile } from './open-yaml';
import { studyPath } from './study-path';
import type { Entries, Entry } from './yaml-nodes';
import { readMap, shorten } from './yaml-nodes';

/** Reports what does not fit together, and returns the study without the cycles among its cases. */
export function checkStudyFile(file: YamlFile, study: StudyFile, entries: Entries): StudyFile {
  const quiet = { ...file, report: () => undefined }; // the entries were read, and complained about, before
  const fieldsOf = (section: string): readonly (readonly [string, Entries])[] =>
    [...readMap(quiet, entries.get(section)).values()].map((entry) => [entry.key, readMap(quiet, entry)]);

  for (const [id, fields] of fieldsOf('rounds')) {
    if (study.rounds.has(id)) checkRound(file, study, fields.get('coders'));
  }
  for (const [path, fields] of fieldsOf('sources')) {
    if (!study.sources.has(studyPath(path) ?? '')) continue;
    for (const speaker of readMap(quiet, fields.get('speakers')).values()) checkSpeaker(file, study, speaker);
  }
  const partOf = new Map<string, Entry | undefined>();
  for (const [id, fields] of fieldsOf('cases')) partOf.set(id, fields.get('part-of'));
  return { ...study, cases: checkCases(file, study.cases, partOf) };
}

function checkRound(file: YamlFile, { coders }: StudyFile, entry: Entry | undefined): void {
  const items: readonly unknown[] = isSeq(entry?.value) ? entry.value.items : [entry?.value];
  for (const item of items) {
    if (!isScalar(item) || typeof item.value !== 'string' || item.value === '' || coders.has(item.value))
      continue;
    reportUnknown(file, item, {
      code: 'study/unknown-coder',
      kind: 'coder',
      id: item.value,
      known: coders.keys(),
    });
  }
}

function checkSpeaker(file: YamlFile, { cases }: StudyFile, speaker: Entry): void {
  if (!isScalar(speaker.value) || typeof speaker.value.value !== 'string') return;
  const id = speaker.value.value;
  if (id === interviewerRole || cases.has(id)) return;
  const known = [interviewerRole, ...cases.keys()];
  reportUnknown(file, speaker.value, { code: 'study/unknown-case', kind: 'case', id, known });
}

/** The cases without `part-of` where it closes a cycle: nothing in a cycle is part of anything. */
function checkCases(
  file: YamlFile,
  cases: ReadonlyMap<string, Case>,
  partOf: ReadonlyMap<string, Entry | undefined>,
): ReadonlyMap<string, Case> {
  for (const { id, partOf: whole } of cases.values()) {
    if (whole === undefined || cases.has(whole)) continue;
    const at = partOf.get(id)?.value ?? null;
    reportUnknown(file, at, { code: 'study/unknown-case', kind: 'case', id: whole, known: cases.keys() });
  }
  const cycles = findCycles(cases.keys(), (id) => cases.get(id)?.partOf);
  if (cycles.length === 0) return cases;
  for (const cycle of cycles) {
    const [first = ''] = cycle;
    file.report({
      code: 'study/case-cycle',
      at: partOf.get(first)?.value,
      message: `These cases are parts of each other: ${shorten([...cycle, first].join(' → '))}.`,
      advice: 'Remove one of their “part-of”; until then they are parts of nothing.',
    });
  }
  const cyclic = new Set(cycles.flat());
  return new Map(
    [...cases].map(([id, { partOf: whole, ...rest }]) => [
      id,
      whole === undefined || cyclic.has(id) ? rest : { ...rest, partOf: whole },
    ]),
  );
}
