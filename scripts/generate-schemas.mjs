// Writes schemas/*.schema.json and schemas/beside/*.schema.json from src/core/format/schemas.ts:
// node scripts/generate-schemas.mjs [--check]
import { toJsonSchema } from '@valibot/to-json-schema';
import { build } from 'esbuild';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/**
 * The contents of each schema file, by name.
 * @returns {Promise<[string, string][]>}
 */
export async function generateSchemas() {
  const { outputFiles } = await build({
    stdin: {
      contents: `export * from './format/schemas'; export { codeIdPattern, nameIdPattern } from './model/ids';`,
      resolveDir: path.join(root, 'src/core'),
    },
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    write: false,
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  const { sidecarSchema, codebookSchema, studySchema, codeIdPattern, nameIdPattern } = await import(
    `data:text/javascript;base64,${code}`
  );
  const files = { coding: sidecarSchema, codebook: codebookSchema, study: studySchema };
  const idPatterns = [codeIdPattern.source, nameIdPattern.source];
  return Object.entries(files).flatMap(([name, schema]) => {
    const json = toJsonSchema(schema, { errorMode: 'throw' });
    const beside = { ...offersOf(json, idPatterns), $schema: json.$schema };
    return [
      [`${name}.schema.json`, `${JSON.stringify(json, null, 2)}\n`],
      [`beside/${name}.schema.json`, `${JSON.stringify(beside, null, 2)}\n`],
    ];
  });
}

/** @typedef {import('@valibot/to-json-schema').JsonSchema} JsonSchema */

/**
 * What a schema offers and explains, without what it forbids and without what it says of ids: where Verbatim runs, it tells
 * every mistake itself and explains every id, and a YAML editor would say it a second time.
 * @param {JsonSchema} schema
 * @param {readonly string[]} idPatterns
 * @returns {JsonSchema}
 */
function offersOf(schema, idPatterns) {
  const { description, properties, additionalProperties, items, pattern = '', const: only } = schema;
  const offered = schema.enum ?? (only === undefined ? undefined : [only]);
  /** @param {boolean | JsonSchema} part */
  const partOf = (part) => (typeof part === 'boolean' ? part : offersOf(part, idPatterns));
  return {
    ...(description === undefined || idPatterns.includes(pattern) ? {} : { description }),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, partOf(value)])),
    }),
    ...(additionalProperties && { additionalProperties: partOf(additionalProperties) }),
    ...(items && !Array.isArray(items) && { items: partOf(items) }),
    // A word that is none of these is not forbidden either.
    ...(offered && { anyOf: [{ enum: offered }, {}] }),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(path.join(root, 'schemas/beside'), { recursive: true });
  for (const [name, contents] of await generateSchemas()) {
    const file = path.join(root, 'schemas', name);
    const isCurrent = existsSync(file) && readFileSync(file, 'utf8') === contents;
    if (isCurrent) continue;
    if (process.argv.includes('--check')) {
      console.error(`schemas/${name} is out of date: run node scripts/generate-schemas.mjs`);
      process.exitCode = 1;
    } else {
      writeFileSync(file, contents);
    }
  }
}
