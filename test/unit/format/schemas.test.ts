import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import * as v from 'valibot';
import { parse } from 'yaml';
import { formatCodebook } from '../../../src/core/format/format-codebook';
import { formatSidecar } from '../../../src/core/format/format-sidecar';
import { formatStudyFile } from '../../../src/core/format/format-study-file';
import { codebookSchema, sidecarSchema, studySchema } from '../../../src/core/format/schemas';
import { consensus, sidecar } from './arbitraries';
import { codebook, studyFile } from './entry-arbitraries';
import { codebookExample, sidecarExample, studyExample } from './examples';

interface OfferingSchema {
  readonly properties?: Readonly<Record<string, OfferingSchema>>;
  readonly additionalProperties?: OfferingSchema;
  readonly items?: OfferingSchema;
  readonly anyOf?: readonly object[];
}

describe('the JSON Schemas', function () {
  this.timeout(60_000);

  it('are up to date', () => {
    execFileSync(process.execPath, ['scripts/generate-schemas.mjs', '--check'], { stdio: 'pipe' });
  });

  it('forbid nothing where Verbatim itself tells every mistake', () => {
    const offering = new Set([
      '$schema',
      'description',
      'properties',
      'additionalProperties',
      'items',
      'anyOf',
    ]);
    const check = (schema: OfferingSchema): void => {
      for (const keyword of Object.keys(schema)) assert.ok(offering.has(keyword), keyword);
      const { properties = {}, additionalProperties, items, anyOf = [{}] } = schema;
      for (const part of [...Object.values(properties), additionalProperties, items]) if (part) check(part);
      assert.deepEqual(anyOf.at(-1), {});
    };
    for (const name of ['study', 'codebook', 'coding']) {
      const schema = readFileSync(`schemas/beside/${name}.schema.json`, 'utf8');
      assert.match(schema, /"enum"/);
      check(JSON.parse(schema) as OfferingSchema);
    }
  });

  it('accept what the readers accept and the writers write', () => {
    const accept = (schema: v.GenericSchema, text: string): void => {
      const { issues } = v.safeParse(schema, parse(text));
      assert.deepEqual(
        issues?.map((issue) => [v.getDotPath(issue), issue.message]),
        undefined,
      );
    };
    accept(sidecarSchema, sidecarExample);
    accept(codebookSchema, codebookExample);
    accept(studySchema, studyExample);
    fc.assert(
      fc.property(fc.oneof(sidecar, consensus), (value) => accept(sidecarSchema, formatSidecar(tame(value)))),
    );
    fc.assert(fc.property(codebook, (value) => accept(codebookSchema, formatCodebook(tame(value)))));
    fc.assert(fc.property(studyFile, (value) => accept(studySchema, formatStudyFile(value))));
  });

  it('complain where the readers do', () => {
    const spoilt: [v.GenericSchema, string][] = [
      [sidecarSchema, sidecarExample.replace('14:5-14:63\n', '14-15\n')],
      [sidecarSchema, sidecarExample.replace('in-progress', 'finished')],
      [sidecarSchema, sidecarExample.replace('- new-money', '- New money')],
      [codebookSchema, codebookExample.replace('  new-money:', '  New-money:')],
      [codebookSchema, codebookExample.replace('color: 3', 'color: 9')],
      [studySchema, studyExample.replace('[transcripts/Int01.md, ', '[a/../../b.md, ')],
      [studySchema, studyExample.replace('kind: interview', 'kind: talk')],
    ];
    for (const [schema, text] of spoilt) assert.equal(v.safeParse(schema, parse(text)).success, false, text);
  });
});

/** The same with sensible dates and coders, which the readers do not insist on. */
function tame<T>(value: T): T {
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [key, tame(item)])) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => tame(item)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([key, item]): [string, unknown] => {
    if (key === 'checked' || key === 'date') return [key, '2020-08-20'];
    return [key, key === 'by' && typeof item === 'string' ? 'MS' : tame(item)];
  });
  return Object.fromEntries(fields) as T;
}
