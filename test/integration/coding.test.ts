import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { applyCodes } from '../../src/core/actions/apply-code';
import { createIdSource } from '../../src/core/model/ulid';
import { StudyWriter } from '../../src/extension/workspace/study-writer';
import { nodeByteTools } from '../../src/node/byte-tools';
import { waitFor } from '../support/wait-for';
import {
  blobId,
  codeWithFirst,
  correctTranscript,
  createStudy,
  exists,
  removeStudies,
  type SmallStudy,
} from './window';

const transcript = '**INT:** Why did you join?\n\n**R:** It was the money. And we knew the others.\n';
const sidecar = 'A.md.MS.coding.yaml';

/** The sidecar that coding “It was the money.” must leave, to the byte. */
function expectedSidecar(id: string): string {
  return `format: verbatim/coding@1
base: ${blobId(transcript)}
status: in-progress
passages:
  - id: ${id}
    at: 3:8-3:25
    quote: "It was the money."
    before: "NT:** Why did you join?\\n\\n**R:** "
    after: " And we knew the others.\\n"
    codes:
      - money
`;
}

describe('coding', () => {
  let small: SmallStudy;
  beforeEach(async () => {
    small = await createStudy({ 'A.md': transcript, 'B.md': transcript });
  });
  after(removeStudies);

  it('writes exactly the passage, shows it, and undoes and redoes it to the byte', async () => {
    const { document } = await small.show('A.md', 'It was the money.');
    await codeWithFirst();
    const first = expectedSidecar(firstIdOf(small));
    assert.equal(small.read(sidecar), first);
    assert.deepEqual(small.coded(document), { money: 'It was the money.' });

    await small.show('A.md', 'Why did you join?');
    await codeWithFirst();
    const second = small.read(sidecar);
    assert.notEqual(second, first);
    await vscode.commands.executeCommand('verbatim.undoCoding');
    assert.equal(small.read(sidecar), first);
    await vscode.commands.executeCommand('verbatim.undoCoding');
    assert.ok(!exists(small.file(sidecar)));
    assert.deepEqual(small.coded(document), {});
    await vscode.commands.executeCommand('verbatim.redoCoding');
    assert.equal(small.read(sidecar), first);
    await vscode.commands.executeCommand('verbatim.redoCoding');
    assert.equal(small.read(sidecar), second);
    await vscode.commands.executeCommand('verbatim.redoCoding');
    assert.equal(small.read(sidecar), second);
  });

  it('takes the sentence at the cursor where nothing is selected', async () => {
    const editor = await small.show('A.md', 'knew');
    editor.selection = new vscode.Selection(editor.selection.start, editor.selection.start);
    await codeWithFirst();
    assert.deepEqual(small.coded(editor.document), { money: 'And we knew the others.' });
  });

  it('adds to the passage at the cursor, whosever codings are shown', async () => {
    const editor = await small.show('A.md', 'was the');
    await codeWithFirst();
    const before = small.read(sidecar);
    small.study.layer = { coder: 'SP' };
    assert.deepEqual(small.coded(editor.document), {});
    const inside = editor.selection.start.translate(0, 2);
    editor.selection = new vscode.Selection(inside, inside);
    await codeWithFirst();
    // The passage has that code already; the sentence around it is not a passage now.
    assert.equal(small.read(sidecar), before);
    small.study.layer = 'all';
  });

  it('saves an unsaved transcript first', async () => {
    const { document } = await small.show('A.md', 'It was the money.');
    await correctTranscript();
    const insertion = new vscode.WorkspaceEdit();
    insertion.insert(document.uri, new vscode.Position(0, 0), 'Interview\n\n');
    await vscode.workspace.applyEdit(insertion);
    await codeWithFirst();
    assert.equal(document.isDirty, false);
    assert.match(small.read(sidecar), new RegExp(`base: ${blobId(`Interview\n\n${transcript}`)}\n`));
    assert.match(small.read(sidecar), /at: 5:8-5:25\n/);
  });

  it('changes an unsaved sidecar in its editor and saves it', async () => {
    await small.show('A.md', 'It was the money.');
    await codeWithFirst();
    const document = await vscode.workspace.openTextDocument(small.uri(sidecar));
    await insert(document, 'status: in-progress', 'status: in-progress # half-way');
    await small.show('A.md', 'Why did you join?');
    await codeWithFirst();
    assert.equal(document.isDirty, false);
    const saved = small.read(sidecar);
    assert.equal(saved, document.getText());
    assert.match(saved, /status: in-progress # half-way\n/);
    assert.equal(saved.match(/- money\n/g)?.length, 2);
  });

  it('refuses to change an unsaved sidecar that cannot be read', async () => {
    await small.show('A.md', 'It was the money.');
    await codeWithFirst();
    const before = small.read(sidecar);
    const document = await vscode.workspace.openTextDocument(small.uri(sidecar));
    await insert(document, 'passages:', 'passages: [');
    const broken = document.getText();
    await small.show('A.md', 'Why did you join?');
    await codeWithFirst();
    assert.equal(small.read(sidecar), before);
    assert.equal(document.getText(), broken);
    assert.equal(document.isDirty, true);
    await revert(document);
  });

  it('leaves an unsaved sidecar as it was when it cannot be saved, because the disk has another one', async () => {
    await small.show('A.md', 'It was the money.');
    await codeWithFirst();
    const document = await vscode.workspace.openTextDocument(small.uri(sidecar));
    await insert(document, 'status: in-progress', 'status: in-progress # mine');
    const mine = document.getText();
    const theirs = small.read(sidecar).replace('in-progress', 'in-progress # theirs, which is longer');
    writeFileSync(small.file(sidecar), theirs);
    await small.show('A.md', 'Why did you join?');
    await codeWithFirst();
    assert.equal(small.read(sidecar), theirs);
    assert.equal(document.getText(), mine);
    await revert(document);
  });

  it('keeps what somebody else wrote into the sidecar in the meantime', async () => {
    const { study } = small;
    await small.show('A.md', 'It was the money.');
    await codeWithFirst();
    const before = small.read(sidecar);
    const writer = new StudyWriter(study, nodeByteTools);
    await writer.write('Code', () => {
      const { whole } = study.store.snapshot;
      const span = { start: 9, end: 26 };
      const intent = { transcript: 'A.md', coder: 'MS', span, codes: ['trust'] };
      const edits = applyCodes(
        whole,
        intent,
        createIdSource(Date.now, (bytes) => void crypto.getRandomValues(bytes)),
      );
      // After the plan, before the writing.
      writeFileSync(small.file(sidecar), before.replace('- money\n', '- money\n      - trust\n'));
      return edits;
    });
    const after = small.read(sidecar);
    assert.match(after, /- money\n {6}- trust\n/);
    assert.match(after, /quote: "Why did you join\?"/);
    assert.equal(await writer.undo(), 'Code');
    assert.equal(small.read(sidecar), before.replace('- money\n', '- money\n      - trust\n'));
  });

  it('sees a sidecar that git or another program has changed', async () => {
    const { document } = await small.show('A.md', 'It was the money.');
    await codeWithFirst();
    small.write(sidecar, small.read(sidecar).replace('- money', '- trust'));
    await waitFor(() => 'trust' in small.coded(document), 'the other code');
    assert.deepEqual(small.coded(document), { trust: 'It was the money.' });
  });

  it('goes on in other transcripts while one sidecar cannot be read', async () => {
    small.write(sidecar, '<<<<<<< HEAD\n=======\n>>>>>>> main\n');
    await waitFor(() => small.study.view.sidecars.get(sidecar)?.isStale, 'the conflict to be seen');
    await small.show('A.md', 'It was the money.');
    await codeWithFirst();
    assert.equal(small.read(sidecar), '<<<<<<< HEAD\n=======\n>>>>>>> main\n');
    await small.show('B.md', 'It was the money.');
    await codeWithFirst();
    assert.match(small.read('B.md.MS.coding.yaml'), /- money\n/);
  });
});

function firstIdOf({ study }: SmallStudy): string {
  return [...study.visible.sidecars.values()][0]?.value.passages[0]?.id ?? '';
}

async function insert(document: vscode.TextDocument, words: string, replacement: string): Promise<void> {
  const at = document.getText().indexOf(words);
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(at), document.positionAt(at + words.length));
  edit.replace(document.uri, range, replacement);
  assert.ok(await vscode.workspace.applyEdit(edit));
  assert.ok(document.isDirty);
}

async function revert(document: vscode.TextDocument): Promise<void> {
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand('workbench.action.files.revert');
}
