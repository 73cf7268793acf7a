// Run as a process of its own: writes through the file store, as other windows and the command line do at the same time.
import { createNodeFileStore } from '../../../src/node/file-store';

const [task = '', root = '', path = '', count = '0'] = process.argv.slice(2);
const store = createNodeFileStore(root);

async function readText(): Promise<string | undefined> {
  const reading = await store.read(path);
  return reading.kind === 'bytes' ? Buffer.from(reading.bytes).toString() : undefined;
}

/** Adds so many lines, each to what the file holds by then. */
async function addLines(): Promise<void> {
  for (let line = 0; line < Number(count);) {
    const text = await readText();
    if (await store.replace(path, text, `${text ?? ''}${process.pid} ${line}\n`)) line++;
  }
}

/** Writes one long text after another, until somebody ends it. */
async function writeForEver(): Promise<void> {
  for (let round = 0; ; round++) {
    await store.replace(path, await readText(), String(round % 10).repeat(Number(count)));
    if (round === 0) process.stdout.write('writing\n');
  }
}

/** Replaces the file once by so many characters and says how that went. */
async function replaceOnce(): Promise<void> {
  try {
    const isDone = await store.replace(path, await readText(), 'x'.repeat(Number(count)));
    process.stdout.write(String(isDone));
  } catch (error) {
    process.stdout.write(error instanceof Error && 'code' in error ? String(error.code) : String(error));
  }
}

const tasks: Readonly<Record<string, () => Promise<void>>> = { addLines, writeForEver, replaceOnce };
await tasks[task]?.();
