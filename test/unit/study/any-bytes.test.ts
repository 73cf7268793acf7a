import assert from 'node:assert/strict';
import fc from 'fast-check';
import { exportCodebook } from '../../../src/core/exchange/export/export-codebook';
import { exportQuotes } from '../../../src/core/exchange/export/export-quotes';
import { formatCsv } from '../../../src/core/exchange/export/format-csv';
import { formatXlsx } from '../../../src/core/exchange/export/format-xlsx';
import { buildThemesTree } from '../../../src/core/study/themes-tree';
import { type MemoryStudy, openMemoryStudy } from '../../support/open-memory-study';
import { smallStudy } from '../../support/small-study';

const paths = [...smallStudy().keys()];

/** Bytes that look more or less like a study file, down to noise. */
function anyContent(path: string): fc.Arbitrary<Uint8Array> {
  const text = smallStudy().get(path) ?? '';
  const original = Uint8Array.from(Buffer.from(text));
  const offset = fc.nat(original.length);
  const noise = fc.uint8Array({ maxLength: 40 });
  const twist = fc.constantFrom(
    '__proto__: {}\n',
    '<<<<<<< ours\n',
    '&a [*a, *a]',
    '\ufeff',
    '\r',
    '\u0000',
    '!!js/function ',
    '? [',
    '- {',
    '\n---\n',
    'constructor',
    '\u2028',
    '"\\ud83d"',
    '  '.repeat(50),
    '99999999999:1-2:3',
  );
  const splice = (at: number, length: number, inserted: Uint8Array): Uint8Array =>
    Uint8Array.from([...original.subarray(0, at), ...inserted, ...original.subarray(at + length)]);
  return fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.tuple(offset, fc.nat(30), noise).map(([at, length, inserted]) => splice(at, length, inserted)),
    fc
      .tuple(offset, fc.nat(5), twist)
      .map(([at, length, inserted]) => splice(at, length, Buffer.from(inserted))),
    // A line of the file where another one belongs.
    fc.tuple(fc.nat(60), fc.nat(60)).map(([from, to]) => {
      const lines = text.split('\n');
      lines.splice(to % lines.length, 0, lines[from % lines.length] ?? '');
      return Uint8Array.from(Buffer.from(lines.join('\n')));
    }),
    fc.constantFrom(...paths).map((other) => Uint8Array.from(Buffer.from(smallStudy().get(other) ?? ''))),
  );
}

const anyChange = fc
  .constantFrom(...paths)
  .chain((path) => anyContent(path).map((bytes) => ({ path, bytes })));

/** Asks a study for everything that it is asked for. */
async function use({ view, check, store }: MemoryStudy): Promise<void> {
  const whole = view();
  await check();
  for (const viewer of [undefined, 'MS', 'SP']) buildThemesTree(store.snapshot.visibleTo(viewer));
  const tables = [exportQuotes(whole), exportCodebook(whole)];
  for (const table of tables) {
    formatCsv(table);
    formatXlsx(table);
  }
}

describe('any bytes as study files', () => {
  it('are opened, checked and exported without an error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyChange, { minLength: 1, maxLength: 3 }), async (changes) => {
        const files: Map<string, string | Uint8Array> = smallStudy();
        for (const { path, bytes } of changes) files.set(path, bytes);
        await use(await openMemoryStudy(files));
      }),
      { numRuns: 100 },
    );
  });

  it('leave the rest of an open study as it was', async () => {
    await fc.assert(
      fc.asyncProperty(anyChange, async ({ path, bytes }) => {
        const study = await openMemoryStudy(smallStudy());
        const before = study.view();
        study.files.contents.set(path, bytes);
        await study.store.refresh([path]);
        await use(study);
        if (path === 'verbatim.yaml') return; // it says which files there are
        for (const [other, sidecar] of before.sidecars)
          if (other !== path) assert.equal(study.view().sidecars.get(other)?.value, sidecar.value);
        for (const [other, transcript] of before.transcripts)
          if (other !== path) assert.equal(study.view().transcripts.get(other), transcript);
        if (path !== 'codebook.yaml') assert.equal(study.view().codebook, before.codebook);
      }),
      { numRuns: 100 },
    );
  });

  it('are forgotten once the file is sound again', async () => {
    await fc.assert(
      fc.asyncProperty(anyChange, async ({ path, bytes }) => {
        const study = await openMemoryStudy(smallStudy());
        const sound = study.files.contents.get(path) ?? new Uint8Array();
        study.files.contents.set(path, bytes);
        await study.store.refresh([path]);
        study.files.contents.set(path, sound);
        await study.store.refresh([path]);
        assert.deepEqual(await study.check(), []);
        assert.deepEqual(
          exportQuotes(study.view()),
          exportQuotes((await openMemoryStudy(smallStudy())).view()),
        );
      }),
      { numRuns: 60 },
    );
  });
});
