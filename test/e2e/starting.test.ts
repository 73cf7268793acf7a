import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { runVerbatim } from '../support/cli';
import { fillQuickInput, focusedRow } from '../support/quick-input';
import { waitFor } from '../support/wait-for';
import { openWorkbench, type Workbench } from '../support/workbench';
import { row, runByKeyboard, waitForStudy } from './steps';

/** A Word document of paragraphs with bold speakers, and a table that cannot come along. */
function wordDocument(turns: readonly (readonly [speaker: string, speech: string])[]): Uint8Array {
  const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument';
  const packages = 'http://schemas.openxmlformats.org/package/2006';
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  const paragraphs = turns.map(
    ([speaker, speech]) =>
      `<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>${speaker}:</w:t></w:r><w:r><w:t xml:space="preserve"> ${speech}</w:t></w:r></w:p>`,
  );
  const table = '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>';
  return zipSync({
    '[Content_Types].xml': strToU8(
      `<Types xmlns="${packages}/content-types"><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`,
    ),
    '_rels/.rels': strToU8(
      `<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${office}" Target="word/document.xml"/></Relationships>`,
    ),
    'word/document.xml': strToU8(
      `<w:document xmlns:w="${word}"><w:body>${paragraphs.join('')}${table}</w:body></w:document>`,
    ),
  });
}

describe('starting a study', () => {
  const parent = mkdtempSync(path.join(tmpdir(), 'verbatim-starting-'));
  const folder = path.join(parent, 'Our interviews');
  const originals = path.join(parent, 'originals');
  const file = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
  let workbench: Workbench;
  let page: Page;
  before(async () => {
    mkdirSync(folder);
    mkdirSync(originals);
    workbench = await openWorkbench({ folder });
    ({ page } = workbench);
  });
  after(async () => {
    await workbench.close();
    rmSync(parent, { recursive: true });
  });

  const importFile = async (name: string, content: Uint8Array): Promise<string> => {
    const original = path.join(originals, name);
    writeFileSync(original, content);
    await runByKeyboard(page, 'Verbatim: Import Transcripts…');
    await page.locator('.quick-input-widget:visible', { hasText: 'Import transcripts into' }).waitFor();
    // The box fills in the folder it begins with, and lists it, after it is there.
    await page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    // First the folder, then the name: only within a folder it lists does the box go to the row that is typed.
    await fillQuickInput(page, `${originals}/`);
    await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).waitFor();
    await page.keyboard.insertText(name);
    await focusedRow(page, name).waitFor();
    await page.keyboard.press('Enter');
    const review = page.locator('.quick-input-widget:visible', { hasText: 'Import these transcripts?' });
    await review.waitFor();
    const told = (await review.locator('.monaco-list-row').first().textContent()) ?? '';
    await page.keyboard.press('Enter');
    await review.waitFor({ state: 'hidden' });
    assert.ok(readFileSync(original).equals(content), 'the original is as it was');
    return told.replaceAll('\u00a0', ' ');
  };

  it('is offered, with the sample study, where there is none', async () => {
    await page.locator('.activitybar [aria-label="Verbatim"]').first().click();
    const welcome = page.locator('.welcome-view-content');
    await welcome.getByRole('button', { name: 'Open Sample Study' }).waitFor();
    await welcome.getByRole('button', { name: 'Start a Study Here' }).click();
    await page.locator('.quick-input-widget:visible', { hasText: 'What is the study called?' }).waitFor();
  });

  it('writes a study that the check accepts, and shows it', async () => {
    await fillQuickInput(page, 'Our interviews: a study');
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: 'verbatim.yaml' }).waitFor();
    await waitForStudy(page);
    assert.match(file('verbatim.yaml'), /^title: "?Our interviews: a study"?$/m);
    assert.match(file('.gitattributes'), /eol=lf/);
    assert.ok(existsSync(path.join(folder, 'codebook.yaml')));
    const { code, stdout } = await runVerbatim(['check'], folder);
    assert.equal(code, 0, stdout);
  });

  it('imports a Word document: speakers, cases and a word on what stays behind', async () => {
    const told = await importFile(
      'Int 01.docx',
      wordDocument([
        ['Interviewer', 'Why did you join?'],
        ['Dr Kaur', 'It was the money.'],
        ['Interviewer', 'And now?'],
        ['Dr Kaur', 'It still is — “the money”.'],
      ]),
    );
    assert.match(told, /4 turns.*Interviewer asks.*Dr Kaur → /s);
    assert.match(told, /table/i);
    const name = 'Int-01.md';
    await waitFor(() => existsSync(path.join(folder, 'transcripts', name)), 'the transcript');
    assert.match(file(`transcripts/${name}`), /^\*\*Dr Kaur:\*\* It still is — “the money”\.$/m);
    const source = /transcripts\/Int-01\.md: .*Dr Kaur: Dr-Kaur/;
    await waitFor(
      () => source.test(file('verbatim.yaml')),
      'the transcript and its speakers in the study file',
    );
    await page.locator('.tab.active', { hasText: name }).waitFor();
    await row(page, name).waitFor();
    // It can be coded at once.
    await page.locator('.editor-actions [aria-label*="Code Passage"]').waitFor();
  });

  it('imports a text of an older encoding', async () => {
    const told = await importFile(
      'Café.txt',
      Buffer.from(
        'INT: Où ça ?\n\nR: Au café, près de là.\n\nINT: Quand ?\n\nR: L’été dernier.\n'.replace('’', "'"),
        'latin1',
      ),
    );
    assert.match(told, /encoding|Windows-1252|Latin/i);
    await waitFor(() => existsSync(path.join(folder, 'transcripts/Cafe.txt')), 'the transcript');
    assert.match(file('transcripts/Cafe.txt'), /^R: Au café, près de là\.$/m);
  });

  it('leaves a study that the check accepts', async () => {
    const { code, stdout } = await runVerbatim(['check'], folder);
    assert.equal(code, 0, stdout);
  });
});
