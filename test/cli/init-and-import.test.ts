import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { runVerbatim } from '../support/cli';
import { createStudyFolder, type StudyFolder } from '../support/study-folder';

const interview = 'INT: How did it start?\nR7: With a letter.\nINT: And then?\nR7: Then with another.\n';
const hasGit = spawnSync('git', ['--version']).status === 0;

/** A Word document of two turns, with a comment that a transcript cannot keep. */
function wordDocument(): Uint8Array {
  const paragraph = (speaker: string, text: string) =>
    `<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>${speaker}:</w:t></w:r><w:r><w:t xml:space="preserve"> ${text}</w:t></w:r></w:p>`;
  const body = [
    paragraph('INT', 'Who was there?'),
    paragraph('P1', 'Everybody was.'),
    paragraph('INT', 'Really?'),
    paragraph('P1', 'Nearly.'),
  ];
  const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  const parts = {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    '_rels/.rels':
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    'word/document.xml': `<w:document xmlns:w="${main}"><w:body>${body.join('')}</w:body></w:document>`,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])));
}

describe('verbatim init and import', () => {
  let folder: StudyFolder;
  let originals: StudyFolder;
  beforeEach(async () => {
    folder = createStudyFolder();
    originals = createStudyFolder([
      ['Int07.txt', interview],
      [
        'Latin.txt',
        Uint8Array.from(Buffer.from('INT: Et là?\r\nR8: C’était à Nîmes.\r\n'.replace('’', "'"), 'latin1')),
      ],
      ['Wide.txt', Uint8Array.from(Buffer.from(`\ufeff${interview}`, 'utf16le'))],
      ['Group.docx', wordDocument()],
    ]);
    const { code, stderr } = await runVerbatim(['init'], folder.folder);
    assert.equal(code, 0, stderr);
  });
  afterEach(() => {
    folder.remove();
    originals.remove();
  });

  it('start a study that check accepts', async () => {
    const { code, stdout } = await runVerbatim(['check'], folder.folder);
    assert.equal(code, 0, stdout);
    assert.match(stdout, /^0 errors, 0 warnings/m);
  });

  it('start a study in a folder that is yet to be made, and say so in JSON', async () => {
    const target = folder.pathOf('a/new_study');
    const { code, stdout } = await runVerbatim(['init', target, '--json'], folder.folder);
    assert.equal(code, 0);
    const { study, written } = JSON.parse(stdout) as { study: string; written: string[] };
    assert.equal(study, target);
    assert(written.includes('verbatim.yaml') && written.includes('.vscode/settings.json'));
    assert.match(readFileSync(path.join(target, 'verbatim.yaml'), 'utf8'), /^title: New study$/m);
  });

  it('make git keep the line breaks of transcripts and sidecars', function () {
    if (!hasGit) this.skip();
    spawnSync('git', ['init', '--quiet'], { cwd: folder.folder });
    const names = [
      'verbatim.yaml',
      'codebook.yaml',
      'transcripts/Int01.md',
      'transcripts/a/b.vtt',
      'transcripts/Int01.md.MS.coding.yaml',
    ];
    const { stdout } = spawnSync('git', ['check-attr', 'eol', '--', ...names, 'notes.docx'], {
      cwd: folder.folder,
      encoding: 'utf8',
    });
    assert.deepEqual(stdout.trimEnd().split('\n'), [
      ...names.map((name) => `${name}: eol: lf`),
      'notes.docx: eol: unspecified',
    ]);
  });

  it('import what is proposed, and leave the originals alone', async () => {
    const before = originals.contents();
    const files = [...before.keys()].map((name) => originals.pathOf(name));
    const { code, stdout, stderr } = await runVerbatim(['import', ...files, '--yes'], folder.folder);
    assert.equal(code, 0, stderr);
    for (const line of [
      'INT: interviewer, 2 turns',
      'Int07.txt → transcripts/Int07.txt',
      'Group.docx → transcripts/Group.md',
      '4 transcripts imported',
    ])
      assert(stdout.includes(line), `${line} is missing from:\n${stdout}`);
    assert.deepEqual(originals.contents(), before);
    assert.equal(folder.read('transcripts/Int07.txt'), interview);
    assert.equal(folder.read('transcripts/Wide.txt'), interview);
    assert.match(folder.read('transcripts/Latin.txt'), /C'était à Nîmes\.\n/);
    assert.match(folder.read('transcripts/Group.md'), /\*\*P1:\*\* Everybody was\./);
    const check = await runVerbatim(['check'], folder.folder);
    assert.equal(check.code, 0, check.stdout);
    assert.match(check.stdout, /4 transcripts/);
  });

  it('write nothing without --yes, or with --dry-run', async () => {
    const before = folder.contents();
    const file = originals.pathOf('Int07.txt');
    const asked = await runVerbatim(['import', file], folder.folder);
    assert.equal(asked.code, 2);
    assert.match(asked.stderr, /--yes/);
    const dry = await runVerbatim(
      ['import', file, '--dry-run', '--json', '--kind', 'focus-group'],
      folder.folder,
    );
    assert.equal(dry.code, 0);
    const { written, proposals } = JSON.parse(dry.stdout) as {
      written: boolean;
      proposals: Record<string, unknown>[];
    };
    assert.equal(written, false);
    assert.equal(proposals[0]?.['path'], 'transcripts/Int07.txt');
    assert.equal(proposals[0]['kind'], 'focus-group');
    assert.deepEqual(folder.contents(), before);
  });

  it('find another name where one is taken', async () => {
    const file = originals.pathOf('Int07.txt');
    await runVerbatim(['import', file, '--yes'], folder.folder);
    folder.write('transcripts/Int07.txt', 'corrected\n');
    await runVerbatim(['import', file, '--yes'], folder.folder);
    assert.equal(folder.read('transcripts/Int07.txt'), 'corrected\n');
    assert.equal(folder.read('transcripts/Int07-2.txt'), interview);
  });

  it('refuse a folder whose files would be no transcripts', async () => {
    const before = folder.contents();
    const { code, stderr } = await runVerbatim(
      ['import', originals.pathOf('Int07.txt'), '--folder', 'elsewhere', '--yes'],
      folder.folder,
    );
    assert.equal(code, 2);
    assert.match(stderr, /transcripts/);
    assert.deepEqual(folder.contents(), before);
  });
});
