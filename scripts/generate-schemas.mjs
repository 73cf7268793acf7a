// Writes schemas/*.schema.json from src/core/format/schemas.ts: node scripts/generate-schemas.mjs [--check]
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
    entryPoints: [path.join(root, 'src/core/format/schemas.ts')],
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    write: false,
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  const { sidecarSchema, codebookSchema, studySchema } = await import(`data:text/javascript;base64,${code}`);
  const files = { coding: sidecarSchema, codebook: codebookSchema, study: studySchema };
  return Object.entries(files).map(([name, schema]) => {
    const json = toJsonSchema(schema, { errorMode: 'throw' });
    return [`${name}.schema.json`, `${JSON.stringify(json, null, 2)}\n`];
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(path.join(root, 'schemas'), { recursive: true });
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
