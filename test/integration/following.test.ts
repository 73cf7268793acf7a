import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { waitFor } from '../support/wait-for';
import {
  codeWithFirst,
  correctTranscript,
  createStudy,
  removeStudies,
  select,
  type SmallStudy,
} from './window';

const transcript = '**INT:** Why?\n\n**R:** Of course it was the money. 🎤 And trust.\n';
const name = 'A.md';

describe('passages in a transcript that is being edited', () => {
  let small: SmallStudy;
  let editor: vscode.TextEditor;
  before(async () => {
    small = await createStudy({ [name]: transcript });
    editor = await small.show(name, 'it was the money');
    await codeWithFirst();
    await correctTranscript();
  });
  afterEach(async () => {
    await small.show(name);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await waitFor(() => covered() === 'it was the money', 'the passage to be where it was');
  });
  after(removeStudies);

  const covered = (): string | undefined => small.coded(editor.document)['money'];
  const type = async (...changes: readonly [words: string, replacement: string][]): Promise<void> => {
    await editor.edit((builder) => {
      for (const [words, replacement] of changes)
        builder.replace(select(editor.document, words), replacement);
    });
  };

  it('stay where they are when something is typed before them', async () => {
    await type(['Why?', 'Why did\nyou join 🎤?']);
    assert.equal(covered(), 'it was the money');
  });

  it('take in what is typed inside them', async () => {
    await type(['was the', 'was all about the']);
    assert.equal(covered(), 'it was all about the money');
  });

  it('are not touched by what is typed after them, nor grow at their ends', async () => {
    await type(['And trust', 'And trust, too']);
    const { end, start } = select(editor.document, 'it was the money');
    await editor.edit((builder) => {
      builder.insert(end, ' alone');
      builder.insert(start, 'that ');
    });
    assert.equal(covered(), 'it was the money');
  });

  it('need no new highlights while the editor moves them rightly by itself', async () => {
    const told: boolean[] = [];
    const listening = small.api.live.onDidChange(
      ({ isTyping, isTracked }) => isTyping && told.push(isTracked),
    );
    await type(['Why?', 'Why so?']);
    await type(['was the', 'was all the']);
    await type(['trust.', 'trust. Yes.']);
    assert.deepEqual(told, [true, true, true]);
    await type(['course it was', 'course was']);
    listening.dispose();
    assert.deepEqual(told, [true, true, true, false]);
    assert.equal(covered(), 'was all the money');
  });

  it('follow several cursors at once', async () => {
    await type(['Why?', 'How?!'], ['was', 'is'], ['And', 'Or']);
    assert.equal(covered(), 'it is the money');
  });

  it('come back with Undo after they were deleted', async () => {
    await type(['course it was the money.', 'course.']);
    assert.equal(covered(), undefined);
    await vscode.commands.executeCommand('undo');
    assert.equal(covered(), 'it was the money');
  });

  it('are followed through a change by another program', async () => {
    small.write(name, `Interview\n\n${transcript}`);
    await waitFor(() => editor.document.getText().startsWith('Interview'), 'the editor to follow the file');
    await waitFor(() => {
      const [passage] = small.study.view.sidecarsOf(name);
      return passage && small.study.view.transcripts.get(name)?.text.startsWith('Interview');
    }, 'the study to follow the file');
    assert.equal(covered(), 'it was the money');
    small.write(name, transcript);
    await waitFor(() => editor.document.getText() === transcript, 'the editor to follow the file');
  });
});
