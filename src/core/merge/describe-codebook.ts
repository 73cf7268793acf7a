import type { Code, Codebook, Theme } from '../model/codebook';
import { quoteShort, sameJson } from './change';

/** A sentence on what changed in a codebook, and the code or theme it is about. */
export interface CodebookChangeTold {
  readonly sentence: string;
  readonly code?: string;
}

/** What changed between two versions of a codebook, in file order. */
export function describeCodebook(before: Codebook, after: Codebook): readonly CodebookChangeTold[] {
  const told: CodebookChangeTold[] = [];
  for (const { id, text } of after.questions.values()) {
    const was = before.questions.get(id);
    if (!was) told.push({ sentence: `Question ${id} was added: ${quoteShort(text)}` });
    else if (was.text !== text) told.push({ sentence: `Question ${id} now reads ${quoteShort(text)}` });
  }
  for (const id of before.questions.keys())
    if (!after.questions.has(id)) told.push({ sentence: `Question ${id} was deleted` });
  for (const theme of after.themes.values())
    for (const sentence of describeTheme(before.themes.get(theme.id), theme)) told.push({ sentence });
  for (const id of before.themes.keys())
    if (!after.themes.has(id)) told.push({ sentence: `Theme ${id} was deleted` });

  const renamed = new Map<string, Code>();
  for (const code of before.codes.values()) {
    const heir = after.codes.has(code.id)
      ? undefined
      : [...after.codes.values()].find(({ aliases }) => aliases.includes(code.id));
    if (!heir) continue;
    if (!before.codes.has(heir.id)) renamed.set(heir.id, code);
    const how = before.codes.has(heir.id) ? 'merged into' : 'renamed to';
    told.push({ code: heir.id, sentence: `*${code.id}* was ${how} *${heir.id}*` });
  }
  const gone = new Set([...before.codes.keys()].filter((id) => !after.codes.has(id)));
  for (const code of after.codes.values()) {
    const was = before.codes.get(code.id) ?? renamed.get(code.id);
    for (const sentence of describeCode(was, code, gone)) told.push({ code: code.id, sentence });
  }
  const claimed = new Set([...after.codes.values()].flatMap(({ aliases }) => aliases));
  for (const id of gone) if (!claimed.has(id)) told.push({ code: id, sentence: `*${id}* was deleted` });
  return told;
}

const texts = [
  ['definition', 'definition'],
  ['include', 'inclusion criteria'],
  ['exclude', 'exclusion criteria'],
  ['memo', 'memo'],
] as const;

function describeCode(was: Code | undefined, is: Code, gone: ReadonlySet<string>): readonly string[] {
  const name = `*${is.id}*`;
  if (!was) {
    const where = is.themes.length > 0 ? ` under ${is.themes.join(', ')}` : '';
    return [`${name} was added${where}: ${quoteShort(is.definition ?? is.name)}`];
  }
  const told: string[] = [];
  if (was.name !== is.name)
    told.push(`${name} is now called ${quoteShort(is.name)}, not ${quoteShort(was.name)}`);
  for (const [key, noun] of texts)
    if (was[key] !== is[key]) told.push(textSentence(`the ${noun} of ${name}`, was[key], is[key]));
  if (!sameJson([...was.themes].sort(), [...is.themes].sort()))
    told.push(`${name} moved from ${listOf(was.themes)} to ${listOf(is.themes)}`);
  if (was.parent !== is.parent && !(was.parent !== undefined && gone.has(was.parent)))
    told.push(
      is.parent === undefined
        ? `${name} is no longer under *${was.parent ?? ''}*`
        : `${name} moved under *${is.parent}*`,
    );
  if (was.status !== is.status) {
    const successors = is.replacedBy.map((id) => `*${id}*`).join(', ');
    const instead = is.status === 'deprecated' && successors !== '' ? `, replaced by ${successors}` : '';
    told.push(`${name} is now ${is.status}${instead}`);
  } else if (!sameJson(was.replacedBy, is.replacedBy)) {
    told.push(`${name} is now replaced by ${listOf(is.replacedBy)}`);
  }
  for (const example of is.examples)
    if (!was.examples.includes(example)) told.push(`${name} got the example ${quoteShort(example)}`);
  for (const example of was.examples)
    if (!is.examples.includes(example)) told.push(`${name} lost the example ${quoteShort(example)}`);
  if (was.color !== is.color) told.push(`${name} has another colour`);
  if (was.origin !== is.origin) told.push(`the origin of ${name} is now ${is.origin ?? 'open'}`);
  if (!sameJson(was.notes ?? [], is.notes ?? [])) told.push(`the discussion of ${name} went on`);
  return told;
}

function describeTheme(was: Theme | undefined, is: Theme): readonly string[] {
  const name = `Theme ${is.id}`;
  if (!was) return [`${name} was added: ${quoteShort(is.name)}`];
  const told: string[] = [];
  if (was.name !== is.name)
    told.push(`${name} is now called ${quoteShort(is.name)}, not ${quoteShort(was.name)}`);
  if (was.definition !== is.definition)
    told.push(textSentence(`the definition of theme ${is.id}`, was.definition, is.definition));
  if (was.memo !== is.memo) told.push(textSentence(`the memo of theme ${is.id}`, was.memo, is.memo));
  if (was.parent !== is.parent) told.push(`${name} moved ${is.parent ? `under ${is.parent}` : 'to the top'}`);
  if (!sameJson([...was.questions].sort(), [...is.questions].sort()))
    told.push(`${name} now answers ${listOf(is.questions)}`);
  if (!sameJson(was.notes ?? [], is.notes ?? [])) told.push(`The discussion of theme ${is.id} went on`);
  return told;
}

function textSentence(what: string, was: string | undefined, is: string | undefined): string {
  const start = what.charAt(0).toUpperCase() + what.slice(1);
  if (is === undefined) return `${start} was removed: ${quoteShort(was ?? '')}`;
  if (was === undefined) return `${start} was written: ${quoteShort(is)}`;
  return `${start} was changed from ${quoteShort(was)} to ${quoteShort(is)}`;
}

function listOf(ids: readonly string[]): string {
  return ids.length === 0 ? 'nothing' : ids.join(', ');
}
