// npm run --silent conformance:anchoring -- CASES.jsonl: answers cases of edited texts, one JSON object a line.
// Reads {"id","old","new","base":true|false,"passages":[[start,end],…]}, writes {"id","resolved":[{"status","start","end"},…]}.
// Offsets are code points of the texts as given (a byte order mark counts one, CRLF two); they are null where a passage is
// lost or ambiguous. With "base": false only positions, quotes and 32 code points of context are taken from the old text.
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [file, ...rest] = process.argv.slice(2);
if (file === undefined || rest.length > 0)
  refuse('Give one file of cases: npm run --silent conformance:anchoring -- CASES.jsonl');

const folder = mkdtempSync(path.join(tmpdir(), 'verbatim-conformance-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const outfile = path.join(folder, 'conformance.mjs');
await build({
  entryPoints: [fileURLToPath(new URL('../test/bench/anchoring-conformance.ts', import.meta.url))],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  logLevel: 'error',
});
const { answerCase } = await import(pathToFileURL(outfile).href);

let number = 0;
const lines = createInterface({
  input: createReadStream(file).on('error', (error) => refuse(error.message)),
  crlfDelay: Infinity,
});
for await (const line of lines) {
  number++;
  if (line.trim() === '') continue;
  process.stdout.write(`${JSON.stringify(answerCase(parseCase(line)))}\n`);
}

/** @param {string} line */
function parseCase(line) {
  try {
    return JSON.parse(line);
  } catch (error) {
    return refuse(`${file}:${number}: not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/**
 * @param {string} message
 * @returns {never}
 */
function refuse(message) {
  console.error(message);
  process.exit(2);
}
