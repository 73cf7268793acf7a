import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { waitFor } from '../support/wait-for';
import { blobId, createStudy, removeStudies, select, type SmallStudy } from './window';

const transcript =
  '**INT:** Why did you join?\n\n**R:** It was the money. And we knew the others.\n\n**INT:** And now?\n\n**R:** Better.\n';
const sidecar = 'A.md.MS.coding.yaml';
const run = (command: string, ...args: unknown[]) => vscode.commands.executeCommand(command, ...args);

describe('coding mode', () => {
  let small: SmallStudy;
  let editor: vscode.TextEditor;
  beforeEach(async () => {
    small = await createStudy({ 'A.md': transcript, 'B.md': transcript });
    editor = await small.show('A.md');
  });
  after(removeStudies);

  const put = (words: string, end = 0): void => {
    const { start } = select(editor.document, words);
    const at = start.translate(0, end);
    editor.selection = new vscode.Selection(at, at);
  };
  const selected = (): string => editor.document.getText(editor.selection);
  const coded = (): Record<string, string> => small.coded(editor.document);
  const type = (text: string): Thenable<unknown> => run('type', { text });
  /** Unlocks and locks the text: what is asked of the editor when a transcript is shown may not be done yet. */
  const lock = async (): Promise<void> => {
    await run('verbatim.correctTranscript');
    await run('verbatim.correctTranscript');
  };

  describe('the text', () => {
    it('cannot be typed over, until it is corrected, and then again', async () => {
      await lock();
      await type('x');
      assert.equal(editor.document.getText(), transcript);
      assert.equal(editor.document.isDirty, false);
      await run('verbatim.correctTranscript');
      put('Why');
      await type('So ');
      assert.equal(editor.document.lineAt(0).text, '**INT:** So Why did you join?');
      await run('verbatim.correctTranscript');
      assert.equal(editor.document.isDirty, false);
      assert.equal(small.read('A.md'), transcript.replace('Why', 'So Why'));
      await type('x');
      assert.equal(small.read('A.md'), editor.document.getText());
      await run('verbatim.correctTranscript');
      while (editor.document.getText() !== transcript) await run('undo');
      await run('verbatim.correctTranscript');
      assert.equal(small.read('A.md'), transcript);
    });

    it('is locked in every editor that shows it, and in no other file', async () => {
      await lock();
      await vscode.window.showTextDocument(editor.document, { viewColumn: vscode.ViewColumn.Two });
      await type('x');
      assert.equal(editor.document.getText(), transcript);
      await run('workbench.action.closeActiveEditor');
      const codebook = await vscode.workspace.openTextDocument(small.uri('codebook.yaml'));
      await vscode.window.showTextDocument(codebook);
      await type('#');
      assert.equal(codebook.isDirty, true);
      await run('workbench.action.files.revert');
      assert.equal(codebook.isDirty, false);
    });

    it('can be typed in where the mode is turned off', async () => {
      await lock();
      const configuration = vscode.workspace.getConfiguration('verbatim');
      await configuration.update('codingMode', false, vscode.ConfigurationTarget.Global);
      try {
        await waitFor(async () => {
          await type('x');
          return editor.document.isDirty;
        }, 'the text to be unlocked');
        await run('workbench.action.files.revert');
      } finally {
        await configuration.update('codingMode', undefined, vscode.ConfigurationTarget.Global);
      }
      await lock();
      await type('x');
      assert.equal(editor.document.getText(), transcript);
    });

    it('is not coded where it is not the text of the file', async () => {
      await lock();
      const edit = new vscode.WorkspaceEdit();
      edit.insert(editor.document.uri, new vscode.Position(0, 0), 'From elsewhere. ');
      await vscode.workspace.applyEdit(edit);
      put('the money');
      await codeAs('Money');
      const text = editor.document.getText();
      const passages = small.study.view.sidecars.get(sidecar)?.value.passages ?? [];
      // Either nothing was coded, or what was coded is what the file says there.
      for (const { quote } of passages) assert.equal(quote, 'It was the money.');
      if (passages.length > 0) assert.equal(small.read('A.md'), text);
      await run('workbench.action.files.revert');
    });
  });

  /** Codes with a code of this name by its number, which is pinned for it. */
  const codeAs = async (name: string): Promise<void> => {
    const number = await numberOf(name.toLowerCase());
    await run(`verbatim.applyCode${number}`);
  };
  const pinned = new Map<string, number>();
  const numberOf = async (code: string): Promise<number> => {
    const known = pinned.get(`${small.study.root.path} ${code}`);
    if (known !== undefined) return known;
    await run('verbatim.togglePin', { code });
    const number = [...pinned.keys()].filter((key) => key.startsWith(`${small.study.root.path} `)).length + 1;
    pinned.set(`${small.study.root.path} ${code}`, number);
    return number;
  };

  describe('the keys’ commands', () => {
    it('apply the code with a number, to the sentence at the cursor and then to the passage there', async () => {
      put('the money');
      await codeAs('Money');
      await codeAs('Trust');
      assert.deepEqual(coded(), { 'money+trust': 'It was the money.' });
    });

    it('code what was selected when they were called, however fast', async () => {
      const [money, trust] = [await numberOf('money'), await numberOf('trust')];
      const words = ['Why did', 'It was', 'the money', 'And we', 'the others', 'Better'];
      const all = words.map((each, i) => {
        editor.selection = select(editor.document, each);
        return run(`verbatim.applyCode${i % 2 === 0 ? money : trust}`);
      });
      await Promise.all(all);
      const quotes = small.live(editor.document).map(({ passage }) => [passage.quote, passage.codes.join()]);
      assert.deepEqual(
        quotes,
        words.map((each, i) => [each, i % 2 === 0 ? 'money' : 'trust']),
      );
    });

    it('repeat the last code, and undo even what is not written yet', async () => {
      put('the money');
      await codeAs('Trust');
      put('And we');
      await run('verbatim.repeatCode');
      assert.deepEqual(Object.keys(coded()), ['trust']);
      assert.equal(small.live(editor.document).length, 2);
      put('Better');
      await Promise.all([run('verbatim.repeatCode'), run('verbatim.undoCoding'), run('verbatim.undoCoding')]);
      assert.deepEqual(coded(), { trust: 'It was the money.' });
    });

    it('make a code of the selected words, once', async () => {
      editor.selection = select(editor.document, 'knew the others.');
      await run('verbatim.codeInVivo');
      assert.deepEqual(coded(), { 'knew-the-others': 'knew the others.' });
      const code = small.study.visible.codebook.resolve('knew-the-others');
      assert.equal(code?.name, 'knew the others');
      assert.equal(code.origin, 'in-vivo');
      editor = await small.show('B.md', 'knew the others');
      await run('verbatim.codeInVivo');
      assert.deepEqual(coded(), { 'knew-the-others': 'knew the others' });
      assert.equal(small.read('codebook.yaml').match(/knew the others/g)?.length, 1);
      await run('verbatim.undoCoding');
      await run('verbatim.undoCoding');
      assert.equal(small.study.visible.codebook.resolve('knew-the-others'), undefined);
    });

    it('move an end, split and merge, each taken back to the byte', async () => {
      put('the money');
      await codeAs('Money');
      const original = small.read(sidecar);
      await run('verbatim.nextPassage');
      await Promise.all([
        run('verbatim.endLaterByWord'),
        run('verbatim.endLaterByWord'),
        run('verbatim.startLaterByWord'),
      ]);
      assert.deepEqual(coded(), { money: 'was the money. And we' });
      // For a moment the editor may still tell of what was selected before.
      await waitFor(() => selected() === 'was the money. And we', 'the moved passage to be selected');
      put('And we');
      await run('verbatim.splitPassage');
      assert.deepEqual(
        small.live(editor.document).map(({ passage }) => passage.quote),
        ['was the money.', 'And we'],
      );
      await run('verbatim.mergePassages');
      assert.deepEqual(coded(), { money: 'was the money. And we' });
      for (let i = 0; i < 5; i++) await run('verbatim.undoCoding');
      assert.equal(small.read(sidecar), original);
    });

    it('go to passages, also of a code in other transcripts, and to turns without any', async () => {
      put('the money');
      await codeAs('Money');
      editor = await small.show('B.md');
      put('Better');
      await codeAs('Money');
      await run('verbatim.nextPassage');
      assert.equal(selected(), 'Better.');
      await run('verbatim.nextOfCode');
      const active = vscode.window.activeTextEditor;
      assert.equal(active?.document.uri.fsPath, small.file('A.md'));
      assert.equal(active.document.getText(active.selection), 'It was the money.');
      await run('verbatim.nextUncodedTurn');
      assert.equal(active.document.getText(active.selection), 'And now?');
    });

    it('select more, and less, by sentence and turn', async () => {
      put('money', 2);
      await run('verbatim.expandSelection');
      assert.equal(selected(), 'money');
      await run('verbatim.expandSelection');
      assert.equal(selected(), 'It was the money.');
      await run('verbatim.expandSelection');
      assert.equal(selected(), 'It was the money. And we knew the others.');
      await run('verbatim.shrinkSelection');
      await run('verbatim.shrinkSelection');
      assert.equal(selected(), 'money');
      await run('verbatim.nextSentence');
      assert.equal(selected(), 'It was the money.');
      await run('verbatim.nextSentence');
      await run('verbatim.nextSentence');
      assert.equal(selected(), 'And now?');
      await run('verbatim.previousSentence');
      assert.equal(selected(), 'And we knew the others.');
    });
  });

  it('undoes and redoes any number of codings, by record, past what others wrote meanwhile', async () => {
    await numberOf('money');
    const words = ['Why did', 'It was', 'the money', 'And we', 'the others', 'Better'];
    for (const each of words) {
      editor.selection = select(editor.document, each);
      await codeAs('Money');
    }
    // Another program adds a memo to the third passage, and a passage of its own, while the window is open.
    const foreign = `  - id: 01J0000000000000000000000A
    at: 5:10-5:13
    quote: "And"
    before: "others.\\n\\n**INT:** "
    after: " now?\\n\\n**R:** Better.\\n"
    codes:
      - trust
`;
    const now = small.read(sidecar);
    const third = 'quote: "the money"\n';
    const at = now.indexOf(third) + third.length;
    const withMemo = `${now.slice(0, at)}${now.slice(at).replace('    codes:', '    memo: Not ours.\n    codes:')}${foreign}`;
    small.write(sidecar, withMemo);
    await waitFor(() => 'trust' in coded(), 'the other passage to be seen');
    for (const each of words) assert.equal(await undone(), true, each);
    // The third one stays for the memo’s sake, without its code.
    assert.deepEqual(
      small.live(editor.document).map(({ passage }) => [passage.quote, ...passage.codes]),
      [['the money'], ['And', 'trust']],
    );
    assert.match(small.read(sidecar), /memo: Not ours\./);
    assert.match(small.read(sidecar), new RegExp(`^format: .*\nbase: ${blobId(transcript)}\n`));
    for (let i = 0; i < words.length; i++) await run('verbatim.redoCoding');
    const quotes = small.live(editor.document).map(({ passage }) => passage.quote);
    assert.deepEqual(quotes.sort(), [...words, 'And'].sort());
    assert.match(small.read(sidecar), /memo: Not ours\./);
  });

  const undone = async (): Promise<boolean> => {
    const before = small.read(sidecar);
    await run('verbatim.undoCoding');
    return small.read(sidecar) !== before;
  };
});
