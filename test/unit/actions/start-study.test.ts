import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'jsonc-parser';
import { startStudy, starterFiles } from '../../../src/core/actions/start-study';
import { UserError } from '../../../src/core/base/user-error';
import { writeEdit, writeEdits } from '../../../src/core/study/write-edits';
import { nodeByteTools } from '../../../src/node/byte-tools';
import { createMemoryFiles, type MemoryFiles } from '../../support/memory-files';
import { openMemoryStudy } from '../../support/open-memory-study';

/** Starts a study in a folder and returns its files. */
async function start(
  present: Iterable<readonly [string, string]> = [],
  title = 'A study',
): Promise<MemoryFiles> {
  const files = createMemoryFiles(present);
  const texts = new Map<string, string>();
  for (const path of starterFiles) {
    const text = files.text(path);
    if (text !== undefined) texts.set(path, text);
  }
  await writeEdits(startStudy({ title, texts, files: [...files.contents.keys()] }), (edit) =>
    writeEdit(edit, { files, bytes: nodeByteTools }),
  );
  return files;
}

describe('starting a study', () => {
  it('lays out a study in which nothing is wrong', async () => {
    const study = await openMemoryStudy((await start()).contents);
    const problems = await study.check();
    assert.deepEqual(
      problems.filter(({ severity }) => severity !== 'info'),
      [],
    );
    assert.equal(study.view().study.title, 'A study');
    assert.equal(study.view().transcripts.size, 0);
    assert(study.view().codebook.codes.size > 0);
  });

  const globsIn = async (...files: readonly string[]) => {
    const started = await start(files.map((file) => [file, 'R1: Yes.\n'] as const));
    return (await openMemoryStudy(started.contents)).view();
  };

  it('finds the transcripts that lie there, in folders or loose', async () => {
    const view = await globsIn('Interviews 2019/a/Int01.md', 'Focus {1}/F, 1.txt', 'Int02.md', 'letter.docx');
    assert.deepEqual([...view.transcripts.keys()].sort(), [
      'Focus {1}/F, 1.txt',
      'Int02.md',
      'Interviews 2019/a/Int01.md',
    ]);
  });

  it('takes no read-me file for a transcript', async () => {
    const view = await globsIn('README.md', 'LICENCE.txt', 'Int02.md', 'Int03.md');
    assert.deepEqual([...view.transcripts.keys()].sort(), ['Int02.md', 'Int03.md']);
  });

  it('leaves other folders alone where transcripts are in the usual one, and marks none that is not empty', async () => {
    const files = await start([
      ['transcripts/Int01.md', 'R1: Yes.\n'],
      ['docs/plan.md', 'Plan'],
    ]);
    assert.deepEqual((await openMemoryStudy(files.contents)).view().study.transcripts, [
      'transcripts/**/*.{md,txt,vtt,srt}',
    ]);
    assert.equal(files.text('transcripts/.gitkeep'), undefined);
    assert.notEqual((await start()).text('transcripts/.gitkeep'), undefined);
  });

  it('takes any title', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (title) => {
        const study = await openMemoryStudy((await start([], title)).contents);
        assert.equal(study.view().study.title, title);
      }),
      { numRuns: 50 },
    );
  });

  it('refuses a folder that is a study', async () => {
    await assert.rejects(start([['verbatim.yaml', '']]), UserError);
  });

  it('keeps a codebook that is there', async () => {
    const files = await start([['codebook.yaml', '# mine\n']]);
    assert.equal(files.text('codebook.yaml'), '# mine\n');
  });

  it('adds to git attributes, once', async () => {
    const files = await start([['.gitattributes', '*.docx binary\ncodebook.yaml text eol=lf']]);
    const text = files.text('.gitattributes') ?? '';
    assert(text.startsWith('*.docx binary\ncodebook.yaml text eol=lf\n'));
    assert.equal(text.split('codebook.yaml').length, 2);
    for (const line of ['*.coding.yaml text eol=lf', 'transcripts/**/*.vtt text eol=lf'])
      assert(text.split('\n').includes(line), line);
    const again = startStudy({ title: '', texts: new Map([['.gitattributes', text]]), files: [] });
    assert(again.every(({ path }) => path !== '.gitattributes'));
  });

  it('adds to editor settings and keeps comments, order and what contradicts', async () => {
    const before = `{
  // Ours.
  "editor.fontSize": 16, // large
  "explorer.fileNesting.enabled": false,
  "files.associations": {
    "*.vtt": "plaintext", /* as before */
  },
}
`;
    const text = (await start([['.vscode/settings.json', before]])).text('.vscode/settings.json') ?? '';
    for (const comment of ['// Ours.', '// large', '/* as before */'])
      assert(text.includes(comment), comment);
    const settings = parse(text) as Record<string, Record<string, unknown>>;
    assert.equal(settings['explorer.fileNesting.enabled'], false);
    assert.equal(settings['editor.fontSize'], 16);
    assert.deepEqual(settings['files.associations'], {
      '*.vtt': 'plaintext',
      '**/transcripts/**/*.{md,txt,vtt,srt}': 'transcript',
    });
    assert.equal(settings['explorer.fileNesting.patterns']?.['*.md'], '${capture}.md.*.coding.yaml');
    assert.deepEqual(
      startStudy({ title: '', files: [], texts: new Map([['.vscode/settings.json', text]]) }).filter(
        ({ path }) => path.startsWith('.vscode'),
      ),
      [],
      'nothing is added twice',
    );
  });

  it('refuses settings that are no JSON', async () => {
    for (const broken of ['{', '[]', 'nonsense', '{"a":}', '['.repeat(100_000)])
      await assert.rejects(start([['.vscode/settings.json', broken]]), UserError);
  });

  it('leaves settings of another kind to their owner', async () => {
    const text = (await start([['.vscode/settings.json', '{ "files.associations": "none" }\n']])).text(
      '.vscode/settings.json',
    );
    assert.equal((parse(text ?? '') as Record<string, unknown>)['files.associations'], 'none');
  });

  it('starts in a folder whose settings are empty or all comment', async () => {
    for (const present of ['', ' \n', '// nothing yet\n']) {
      const text = (await start([['.vscode/settings.json', present]])).text('.vscode/settings.json') ?? '';
      assert.equal((parse(text) as Record<string, unknown>)['explorer.fileNesting.enabled'], true);
      assert(text.includes(present.trim()));
    }
  });
});
