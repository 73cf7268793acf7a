import { isMap, isScalar, isSeq, type Node, type Scalar } from 'yaml';
import type { Problem } from '../base/problem';
import { parseMap } from '../format/open-yaml';
import { shorten } from '../format/yaml-nodes';
import type { Span } from '../text/span';
import { TextIndex } from '../text/text-index';
import type { LoadedFile } from './loaded';
import type { StudySnapshot, StudyView } from './snapshot';
import { findVanishedWords, wordsOf } from './vanished-words';

/** Reads a file's text, normalised; undefined when it cannot be read. */
export type ReadFile = (path: string) => Promise<string | undefined>;

/**
 * Sidecars and the codebook keep words of transcripts: in quotes, contexts, memos and examples. Where names were replaced
 * in the transcripts, they still stand there; each such field is a problem `privacy/old-text`.
 * @param words those that the transcripts no longer have
 * @param view whose sidecars are looked at
 */
export async function findOldText(
  { whole, codebookFile }: StudySnapshot,
  read: ReadFile,
  view: StudyView = whole,
  words: ReadonlySet<string> = findVanishedWords(whole),
): Promise<readonly Problem[]> {
  if (words.size === 0) return [];
  const key = [...words].sort().join(' ');
  const problems: Problem[] = [];
  for (const file of [...view.sidecars.values(), codebookFile]) {
    let found = known.get(file);
    if (found?.key !== key) known.set(file, (found = { key, problems: await findInFile(file, words, read) }));
    for (const problem of found.problems) problems.push(problem);
  }
  return problems;
}

/** What was found in a file, and for which words: nothing is searched twice for the same. */
const known = new WeakMap<object, { readonly key: string; readonly problems: readonly Problem[] }>();

async function findInFile(
  { path, value, isStale }: LoadedFile<unknown>,
  words: ReadonlySet<string>,
  read: ReadFile,
): Promise<readonly Problem[]> {
  // A file is read and parsed again, to say where the words stand, only when its content has one of them.
  if (isStale || !holdsAny(value, words)) return [];
  const text = await read(path);
  const root = text === undefined ? undefined : parseMap(text);
  if (text === undefined || !root) return [];
  const index = new TextIndex(text);
  const problems: Problem[] = [];
  for (const field of proseIn(root)) {
    const held = new Set([...wordsOf(field.text)].map(({ word }) => word).filter((word) => words.has(word)));
    if (held.size === 0) continue;
    const { message, advice } = describe(field, [...held]);
    const range = index.rangeOf(placeOf(text, field.node, held));
    problems.push({ code: 'privacy/old-text', severity: 'warning', path, range, message, advice });
  }
  return problems;
}

/** Whether a text anywhere in a value has one of the words. */
function holdsAny(value: unknown, words: ReadonlySet<string>): boolean {
  if (typeof value === 'string') {
    for (const { word } of wordsOf(value)) if (words.has(word)) return true;
    return false;
  }
  if (typeof value !== 'object' || value === null) return false;
  const inner = value instanceof Map ? value.values() : Object.values(value);
  for (const item of inner) if (holdsAny(item, words)) return true;
  return false;
}

interface ProseField {
  readonly key: string;
  readonly text: string;
  readonly node: Scalar;
  /** Of a passage that is marked lost, which no refresh renews. */
  readonly isLost: boolean;
}

/** The fields of either file in which people write, or words of transcripts are kept, and what they are called. */
const proseKeys: ReadonlyMap<string, string> = new Map([
  ['quote', 'quote'],
  ['before', 'context'],
  ['after', 'context'],
  ['memo', 'memo'],
  ['text', 'note'],
  ['reason', 'reason'],
  ['name', 'name'],
  ['definition', 'definition'],
  ['include', 'description'],
  ['exclude', 'description'],
  ['examples', 'example'],
]);

function* proseIn(node: unknown, key = '', isLost = false): Generator<ProseField> {
  if (isScalar(node)) {
    if (proseKeys.has(key) && typeof node.value === 'string') yield { key, text: node.value, node, isLost };
  } else if (isSeq(node)) {
    for (const item of node.items) yield* proseIn(item, key, isLost);
  } else if (isMap(node)) {
    const isLostHere = isLost || isTrue(node.get('lost'));
    for (const { key: name, value } of node.items) {
      const inner = isScalar(name) && typeof name.value === 'string' ? name.value : '';
      yield* proseIn(value, inner, isLostHere);
    }
  }
}

function isTrue(value: unknown): boolean {
  return value === 'true';
}

/** Where the first of the words stands in a scalar's source; the whole scalar when escapes hide it. */
function placeOf(source: string, { range }: Node, words: ReadonlySet<string>): Span {
  const [start, end] = range ?? [0, 0];
  const written = source.slice(start, end);
  for (const place of wordsOf(written))
    if (words.has(place.word)) return { start: start + place.start, end: start + place.end };
  for (const word of words) {
    const at = written.indexOf(word);
    if (at !== -1) return { start: start + at, end: start + at + word.length };
  }
  return { start, end: start + written.trimEnd().length };
}

function describe(
  { key, isLost }: ProseField,
  words: readonly string[],
): { readonly message: string; readonly advice: string } {
  const named = words.slice(0, 5).map((word) => `“${shorten(word)}”`);
  const list = `${named.join(', ')}${words.length > named.length ? ' …' : ''}`;
  const isKept = key === 'quote' || key === 'before' || key === 'after';
  const renew = !isKept
    ? 'Memos, examples and other texts of people’s own have to be edited by hand.'
    : isLost
      ? 'The passage is marked lost, so nothing renews it: edit it by hand, or delete the passage.'
      : '“verbatim refresh” renews quotes and contexts, with “--accept-edited” also where words inside the passage were replaced.';
  return {
    message: `No transcript has ${list} any more, but this ${proseKeys.get(key) ?? key} still does.`,
    advice: `If it was replaced to protect somebody: ${renew} Git’s history still holds it.`,
  };
}
