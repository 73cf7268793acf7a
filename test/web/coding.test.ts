import { strToU8, zipSync } from 'fflate';
import * as vscode from 'vscode';
import { waitFor } from '../support/wait-for';
import { equal, ok } from './assert';
import { accepting, openWindow, type WebWindow } from './window';

const { fs } = vscode.workspace;
const transcript = 'transcripts/Int02.md';
const sidecar = `${transcript}.MS.coding.yaml`;
const sentence = "I wouldn't call it leading, it's that my husband does the tea on a Thursday.";

describe('a study on a virtual file system', () => {
  let window: WebWindow;
  before(async () => {
    window = await openWindow();
  });

  it('is opened and read', () => {
    equal(window.study().view.transcripts.size, 17);
    equal(window.study().view.codebook.resolve('compulsory')?.name, 'Almost mandatory');
    equal(window.study().coder, undefined);
  });

  it('is coded in: the first time for the coder that the question proposes', async () => {
    const before = await window.read(sidecar);
    const document = await vscode.workspace.openTextDocument(window.uri(transcript));
    const editor = await vscode.window.showTextDocument(document);
    const start = document.positionAt(document.getText().indexOf(sentence));
    editor.selection = new vscode.Selection(start, start.translate(0, 3));
    editor.selection = new vscode.Selection(start, start);
    await accepting('verbatim.codePassage');
    equal(window.study().coder, 'MS');
    const after = await window.read(sidecar);
    const added = after.split('\n').filter((line) => !before.split('\n').includes(line));
    ok(added.includes(`    quote: "${sentence}"`), `the passage is in\n${added.join('\n')}`);
    equal(
      before.split('\n').every((line) => after.split('\n').includes(line)),
      true,
    );
  });

  it('shows the passage in the text and counts it in the tree', () => {
    const document = vscode.window.activeTextEditor?.document;
    const passages = document ? (window.api.live.of(document)?.passages ?? []) : [];
    const passage = passages.find(({ passage: { quote } }) => quote === sentence);
    equal(document?.getText().slice(passage?.span.start, passage?.span.end), sentence);
    equal(passage?.passage.codes.join(), 'mandatory-feel');
    equal(window.study().view.sidecars.get(sidecar)?.value.passages.length, 29);
  });

  it('undoes the coding to the byte', async () => {
    const coded = await window.read(sidecar);
    await vscode.commands.executeCommand('verbatim.undoCoding');
    equal((await window.read(sidecar)).includes(sentence), false);
    await vscode.commands.executeCommand('verbatim.redoCoding');
    equal(await window.read(sidecar), coded);
  });

  it('is coded in by plain keys, with its text locked', async () => {
    const coded = await window.read(sidecar);
    const editor = vscode.window.activeTextEditor;
    ok(editor, 'a transcript is shown');
    const text = editor.document.getText();
    // Unlocked and locked again, so that it is certainly locked now.
    await vscode.commands.executeCommand('verbatim.correctTranscript');
    await vscode.commands.executeCommand('verbatim.correctTranscript');
    await vscode.commands.executeCommand('type', { text: 'x' });
    equal(editor.document.getText(), text);
    await vscode.commands.executeCommand('verbatim.nextSentence');
    await vscode.commands.executeCommand('verbatim.applyCode1');
    const quote = editor.document.getText(editor.selection);
    const passages = window.study().view.sidecars.get(sidecar)?.value.passages ?? [];
    equal(passages.find((passage) => passage.quote === quote)?.codes.join(), 'mandatory-feel');
    equal(passages.length, 30);
    await vscode.commands.executeCommand('verbatim.undoCoding');
    equal(await window.read(sidecar), coded);
  });

  it('takes in a Word document', async () => {
    const original = window.uri('originals/Ms Doe.docx');
    await fs.writeFile(original, wordDocument(['INT: Why?', 'R: Because.', 'INT: And?', 'R: That is all.']));
    // The one question that only the person's own file system can answer.
    const { showOpenDialog } = vscode.window;
    Object.assign(vscode.window, { showOpenDialog: () => Promise.resolve([original]) });
    try {
      await accepting('verbatim.importTranscripts');
    } finally {
      Object.assign(vscode.window, { showOpenDialog });
    }
    equal(
      await window.read('transcripts/Ms-Doe.md'),
      'INT: Why?\n\nR: Because.\n\nINT: And?\n\nR: That is all.\n',
    );
    ok(window.study().view.transcripts.has('transcripts/Ms-Doe.md'), 'the study knows the transcript');
  });

  it('does not stop the sample study from being opened beside it', async () => {
    await vscode.commands.executeCommand('verbatim.openSampleStudy');
    const copy = await waitFor(
      () => window.api.registry.studyAt(window.uri('primary-care-networks').toString()),
      'the copy of the sample study',
    );
    equal(copy.visible.transcripts.size, 17);
    equal(copy.visible.sidecars.size, 22);
    equal(window.study().view.transcripts.size, 18);
    const problems = vscode.languages.getDiagnostics(window.uri('primary-care-networks/verbatim.yaml'));
    equal(problems.length, 0);
  });

  it('follows a folder that goes and comes back, which is told without its files', async () => {
    const folder = window.uri('primary-care-networks/transcripts');
    const elsewhere = window.uri('elsewhere');
    const count = (): number | undefined =>
      window.api.registry.studyAt(window.uri('primary-care-networks').toString())?.view.transcripts.size;
    await fs.rename(folder, elsewhere);
    await waitFor(
      () => count() === 0,
      () => `no transcripts, there are ${count()}`,
    );
    await fs.rename(elsewhere, folder);
    await waitFor(
      () => count() === 17,
      () => `all transcripts, there are ${count()}`,
    );
  });
});

function wordDocument(paragraphs: readonly string[]): Uint8Array {
  const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument';
  const packages = 'http://schemas.openxmlformats.org/package/2006';
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  const body = paragraphs.map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`).join('');
  return zipSync({
    '[Content_Types].xml': strToU8(
      `<Types xmlns="${packages}/content-types"><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`,
    ),
    '_rels/.rels': strToU8(
      `<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${office}" Target="word/document.xml"/></Relationships>`,
    ),
    'word/document.xml': strToU8(`<w:document xmlns:w="${word}"><w:body>${body}</w:body></w:document>`),
  });
}
