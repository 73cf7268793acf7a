import fc from 'fast-check';
import { recordOf } from '../../../src/core/format/yaml-nodes';
import type { Code, Codebook, Question, Theme } from '../../../src/core/model/codebook';
import type {
  Attribute,
  AttributeValue,
  Case,
  Coder,
  Round,
  Source,
  StudyFile,
} from '../../../src/core/model/study';
import { codeId, hostileText, nameId, note } from './arbitraries';

const own = { noNullPrototype: true } as const;
/** Texts that are no nothing: a name that is empty is written as `""` and read back. */
const notes = fc.array(note, { minLength: 1, maxLength: 1 });

function optionally<T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<Partial<T>> {
  return fc.record(fields, { ...own, requiredKeys: [] }) as fc.Arbitrary<Partial<T>>;
}

export const codeOf = (id: string, known: { themes: readonly string[] }): fc.Arbitrary<Code> =>
  fc
    .tuple(
      fc.record(
        {
          name: hostileText,
          themes: fc.subarray([...known.themes]),
          examples: fc.array(hostileText, { maxLength: 2 }),
          status: fc.constantFrom('provisional', 'active', 'deprecated'),
        },
        own,
      ),
      optionally<Pick<Code, 'definition' | 'include' | 'exclude' | 'origin' | 'color' | 'memo' | 'notes'>>({
        definition: hostileText,
        include: hostileText,
        exclude: hostileText,
        origin: fc.constantFrom('deductive', 'inductive', 'in-vivo'),
        color: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.constant('#33aacc')),
        memo: hostileText,
        notes,
      }),
    )
    .map(([needed, extra]) => ({ id, ...needed, aliases: [`${id}-before`], replacedBy: [], ...extra }));

const themeOf = (id: string, questions: readonly string[]): fc.Arbitrary<Theme> =>
  fc
    .tuple(
      fc.record({ name: hostileText, questions: fc.subarray([...questions]) }, own),
      optionally<Pick<Theme, 'definition' | 'memo' | 'notes'>>({
        definition: hostileText,
        memo: hostileText,
        notes,
      }),
    )
    .map(([needed, extra]) => ({ id, ...needed, ...extra }));

const byId = <T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> =>
  new Map(items.map((item) => [item.id, item]));
const uniqueIds = (id: fc.Arbitrary<string>): fc.Arbitrary<string[]> =>
  fc.uniqueArray(id, { maxLength: 4, selector: (value) => value.toLowerCase() });
const each = <T>(ids: readonly string[], one: (id: string) => fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.tuple(...ids.map(one));

/** Codebooks in which everything fits together. */
export const codebook: fc.Arbitrary<Codebook> = fc
  .tuple(uniqueIds(nameId), uniqueIds(codeId), uniqueIds(codeId))
  .chain(([questionIds, themeIds, codeIds]) =>
    fc.tuple(
      each(questionIds, (id) => hostileText.map((text): Question => ({ id, text }))),
      each(themeIds, (id) => themeOf(id, questionIds)),
      each(codeIds, (id) => codeOf(id, { themes: themeIds })),
    ),
  )
  .map(([questions, themes, codes]) => ({
    questions: byId(questions),
    themes: byId(themes),
    // A parent that comes earlier makes no cycle; ids that are aliases would clash.
    codes: byId(
      codes
        .filter(({ id }) => !codes.some((other) => other.id === `${id}-before`))
        .map((code, index, all) =>
          index % 2 === 1 ? { ...code, parent: all[index - 1]?.id ?? code.id } : code,
        ),
    ),
  }));

const path = fc.constantFrom(
  'transcripts/Int01.md',
  'a b.txt',
  'é.vtt',
  'x/[y], {z}.md',
  "o'clock.srt",
  '#1.md',
  'yes',
);
const attributeIds = ['role', 'age', 'since', 'rural', 'said'];
const attributeTypes = ['choice', 'number', 'date', 'boolean', 'text'] as const;
const attributeValues: Record<string, fc.Arbitrary<AttributeValue>> = {
  role: fc.constantFrom('a, b', 'yes'),
  age: fc.oneof(
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  ),
  since: fc.constantFrom('2020-08-20', '2020'),
  rural: fc.boolean(),
  said: hostileText,
};
const values = fc
  .record(attributeValues, { ...own, requiredKeys: [] })
  .map((record) => recordOf(Object.entries(record) as [string, AttributeValue][]));
const attributes = byId(
  attributeIds.map((id, index): Attribute => {
    const type = attributeTypes[index] ?? 'text';
    return { id, type, values: type === 'choice' ? ['a, b', 'yes'] : [] };
  }),
);

export const caseOf = (id: string, wholes: readonly string[]): fc.Arbitrary<Case> =>
  fc
    .tuple(
      fc.constantFrom('person', 'site', 'GP practice: rural'),
      values,
      fc.uniqueArray(path, { maxLength: 2 }),
      fc.option(fc.constantFrom('', ...wholes), { nil: '' }),
    )
    .map(([kind, own_, transcripts, partOf]) => ({
      id,
      kind,
      ...(partOf === '' ? {} : { partOf }),
      attributes: own_,
      transcripts,
    }));

export const sourceOf = (cases: readonly string[]): fc.Arbitrary<Source> =>
  fc
    .tuple(
      fc.constantFrom(
        'interview' as const,
        'focus-group' as const,
        'observation' as const,
        'document' as const,
      ),
      fc.uniqueArray(hostileText, { maxLength: 2 }),
      fc.constantFrom('interviewer', ...cases),
      values,
    )
    .map(([kind, labels, role, own_]) => ({
      kind,
      speakers: recordOf(labels.map((label) => [label, role] as const)),
      attributes: own_,
    }));

export const coderOf = (id: string): fc.Arbitrary<Coder> =>
  fc
    .tuple(
      fc.option(hostileText, { nil: undefined }),
      fc.array(fc.constantFrom('a@b.org', 'ä@b.c'), { maxLength: 2 }),
    )
    .map(([name, emails]) => ({ id, ...(name === undefined ? {} : { name }), emails }));

/** Study files in which everything fits together. */
export const studyFile: fc.Arbitrary<StudyFile> = fc
  .tuple(uniqueIds(nameId), uniqueIds(nameId), uniqueIds(nameId))
  .chain(([coderIds, roundIds, caseIds]) =>
    fc.record(
      {
        title: hostileText,
        transcripts: fc.uniqueArray(path, { minLength: 1, maxLength: 2 }),
        coders: each(coderIds, coderOf).map(byId),
        rounds: each(roundIds, (id) =>
          fc
            .tuple(fc.subarray(coderIds), fc.uniqueArray(path, { maxLength: 2 }), fc.boolean())
            .map(([coders, transcripts, blind]): Round => ({ id, coders, transcripts, blind })),
        ).map(byId),
        attributes: fc.constant(attributes),
        sources: fc
          .uniqueArray(path, { maxLength: 2 })
          .chain((paths) =>
            fc.tuple(...paths.map((key) => sourceOf(caseIds).map((source) => [key, source] as const))),
          )
          .map((entries) => new Map(entries)),
        cases: fc
          .tuple(...caseIds.map((id, index) => caseOf(id, caseIds.slice(0, index))))
          .map((items) => byId(items)),
      },
      own,
    ),
  );
