import { append } from '../base/append';
import { localDay } from '../base/local-day';
import type { Problem } from '../base/problem';
import { shorten } from '../format/yaml-nodes';
import { codebookFileName, studyFileName } from '../model/study';
import type { Finding } from '../study/finding';
import { locateFindings } from '../study/locate-findings';
import type { StudyView } from '../study/snapshot';
import type { PresentId } from './present-ids';
import type { StrayInHistory } from './read-strays';
import {
  codebookFacts,
  type Fact,
  type Facts,
  identityOfFact,
  type RecordFacts,
  sidecarFacts,
  studyFacts,
} from './record-facts';
import { isRelated, type StrayChange } from './stray-changes';

/**
 * The strays that nobody has dealt with yet: the record still has what it should not have, and the coder has not
 * confirmed it; or it still lacks what it should have, and nothing was said in its place.
 * @param view whose files are looked at; what it does not hold is left out
 * @param readText a file of the study, normalised
 */
export async function findUnsettledStrays(
  strays: readonly StrayInHistory[],
  view: StudyView,
  readText: (path: string) => Promise<string | undefined>,
): Promise<readonly Problem[]> {
  const presentId: PresentId = (code) => view.codebook.resolve(code)?.id ?? code;
  const today = new Map<string, RecordFacts | undefined>();
  const findings = new Map<string, Finding[]>();
  const seen = new Set<string>();
  for (const stray of strays) {
    const { path } = stray.file;
    if (!today.has(path)) today.set(path, factsToday(view, path, presentId));
    const now = today.get(path)?.get(`${stray.record.section} ${stray.record.id}`);
    const key = JSON.stringify([path, stray.record, identityOfFact(stray.fact, presentId)]);
    if (!now || seen.has(key) || isSettled(stray, now, presentId)) continue;
    seen.add(key);
    append(findings, path, describe(stray));
  }
  const problems: Problem[] = [];
  for (const [path, found] of findings) problems.push(...locateFindings(found, await readText(path)));
  return problems;
}

function factsToday(view: StudyView, path: string, presentId: PresentId): RecordFacts | undefined {
  if (path === codebookFileName) return codebookFacts(view.codebook, presentId);
  if (path === studyFileName) return studyFacts(view.study, presentId);
  const sidecar = view.sidecars.get(path);
  return sidecar && sidecarFacts(sidecar.value, presentId);
}

function isSettled({ fact, isExtra, said }: StrayChange, now: Facts, presentId: PresentId): boolean {
  const has = now.has(identityOfFact(fact, presentId));
  if (has !== isExtra) return true;
  const related = [...now.values()].filter(({ field }) => isRelated(field, fact.field));
  const isAbout = ({ field, value }: Fact): boolean =>
    field === 'codings' &&
    Array.isArray(value) &&
    presentId(String(value[0])) === presentId(String(fact.value));
  const compare = (facts: readonly Fact[]): string =>
    facts
      .filter((each) => !isExtra || isAbout(each))
      .map((each) => identityOfFact(each, presentId))
      .sort()
      .join('\n');
  // A code that is there needs a word about it; where one is missing, whoever changed the codes has seen them.
  return compare(related) !== compare(said);
}

function describe(stray: StrayInHistory): Finding {
  const { fact, isExtra, isHit, record, otherName, file } = stray;
  const { commit, time } = file.origin;
  const what = nameOfFact(fact);
  const here = record.section === 'passages' ? 'this passage' : `*${record.id}*`;
  const there = `another one, ${otherName}`;
  const merge = `The merge ${commit.slice(0, 7)} of ${localDay(time)}`;
  const message = isHit
    ? isExtra
      ? `${merge} put ${what} on ${here}; it was meant for ${there}.`
      : `${merge} took ${what} off ${here}; it was to be taken off ${there}.`
    : isExtra
      ? `${merge} left ${what} on ${here}, and took it off ${there}, instead.`
      : `${merge} put ${what} on ${there}, instead of on ${here}.`;
  return {
    code: 'merge/stray-change',
    severity: 'warning',
    path: file.path,
    place:
      record.section === 'passages'
        ? { kind: 'passage', id: record.id, ...(fact.field === 'codes' ? { code: String(fact.value) } : {}) }
        : { kind: 'keys', keys: [record.section, record.id] },
    message,
    advice: adviceOn(stray),
  };
}

function nameOfFact({ field, value }: Fact): string {
  if (field === 'codes') return `*${shorten(String(value))}*`;
  if (field === 'codings' && Array.isArray(value))
    return `what was said about *${shorten(String(value[0]))}*`;
  return `“${field}”`;
}

function adviceOn({ isExtra, fact }: StrayChange): string {
  const mend = isExtra
    ? fact.field === 'codes'
      ? 'Take it off, or confirm it: “checked” under “codings”, with the date.'
      : 'Take it off, or change it to what it should say.'
    : fact.field === 'codes'
      ? 'Put it back, unless it was not wanted any more.'
      : 'Put it back, or write what it should say.';
  return `${mend} “verbatim setup-git” makes git merge by record, so that this does not happen again.`;
}
