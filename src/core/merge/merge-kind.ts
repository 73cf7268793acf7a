import { codebookOrder, codeOrder, themeOrder } from '../format/format-codebook';
import { studyOrder } from '../format/format-study-file';
import { detailOrder, headerOrder, passageOrder } from '../format/sidecar-fields';

/**
 * How the values of a key merge:
 * - `value`: as a whole; two different new values are a conflict;
 * - `set`: a list whose items come and go one by one;
 * - `log`: a list that only grows, whose later items outweigh earlier ones on the same subject;
 * - `records`: a list of maps, each known by some of its fields;
 * - `map`: key by key. A `record` is somebody's deliberate whole: to delete it while the other side changes it is a
 *   conflict, whereas another map is just gone when its last key is.
 */
export type MergeKind =
  | { readonly kind: 'value' | 'set' | 'log' }
  | { readonly kind: 'records'; readonly knownBy: readonly string[]; readonly fields: Fields }
  | { readonly kind: 'map'; readonly isRecord: boolean; readonly fields: Fields };

export type MapKind = Extract<MergeKind, { readonly kind: 'map' }>;

/** What a map holds. */
export interface Fields {
  /** The order of the keys known here; others keep their place. */
  readonly order: readonly string[];
  /** Keys without a kind of their own, also those unknown here, merge as values. */
  readonly kindOf: (key: string) => MergeKind;
}

const value: MergeKind = { kind: 'value' };
const set: MergeKind = { kind: 'set' };

function fieldsOf(kinds: Readonly<Record<string, MergeKind>>, order: readonly string[] = []): Fields {
  const byKey = new Map(Object.entries(kinds));
  return { order, kindOf: (key) => byKey.get(key) ?? value };
}

function record(kinds: Readonly<Record<string, MergeKind>>, order: readonly string[] = []): MergeKind {
  return { kind: 'map', isRecord: true, fields: fieldsOf(kinds, order) };
}

function mapOf(entry: MergeKind): MergeKind {
  return { kind: 'map', isRecord: false, fields: { order: [], kindOf: () => entry } };
}

const notes: MergeKind = {
  kind: 'records',
  knownBy: ['id'],
  fields: fieldsOf({}, ['id', 'about', 'by', 'date', 'text', 'open']),
};

/** The header of a sidecar. */
export const headerFields: Fields = fieldsOf({ notes }, headerOrder);

/** A passage, save for where it stands. */
export const passageFields: Fields = fieldsOf(
  {
    codes: set,
    codings: mapOf(record({}, detailOrder)),
    from: { kind: 'records', knownBy: ['coder', 'passage'], fields: fieldsOf({ codes: set }) },
    decisions: { kind: 'log' },
  },
  passageOrder,
);

export const codebookFields: Fields = fieldsOf(
  {
    questions: mapOf(value),
    themes: mapOf(record({ questions: set, notes }, themeOrder)),
    codes: mapOf(record({ themes: set, examples: set, aliases: set, 'replaced-by': set, notes }, codeOrder)),
  },
  codebookOrder,
);

const values: MergeKind = mapOf(value);

export const studyFields: Fields = fieldsOf(
  {
    transcripts: set,
    coders: mapOf(record({ emails: set }, ['name', 'emails'])),
    rounds: mapOf(record({ coders: set, transcripts: set }, ['coders', 'transcripts', 'blind'])),
    attributes: mapOf(record({ values: set }, ['type', 'values'])),
    sources: mapOf(record({ attributes: values, speakers: values }, ['kind', 'attributes', 'speakers'])),
    cases: mapOf(
      record({ attributes: values, transcripts: set }, ['kind', 'part-of', 'attributes', 'transcripts']),
    ),
  },
  studyOrder,
);
