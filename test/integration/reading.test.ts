import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { blobId, createStudy, removeStudies, type SmallStudy } from './window';

const transcript = '**INT:** Why did you join?\nAt all?\n\n**R:** It was the money.\nAnd trust.\n';
const hostile =
  '<img src=x onerror=alert(1)> [x](command:workbench.action.quit) ![y](http://example.org/y.png) www.example.org';

describe('reading a transcript', () => {
  let small: SmallStudy;
  let document: vscode.TextDocument;
  before(async () => {
    small = await createStudy({
      'verbatim.yaml': 'format: verbatim/study@1\ntitle: Elsewhere\ntranscripts: ["talks/*.txt"]\n',
      'codebook.yaml': `format: verbatim/codebook@1\ncodes:\n  bad:\n    name: '${hostile}'\n    definition: '${hostile}'\n`,
      'talks/A.txt': transcript,
      'talks/A.txt.SP.coding.yaml': `format: verbatim/coding@1
base: ${blobId(transcript)}
status: done
passages:
  - id: 01JD8Q4ZK3V7M2X9C5T6R1B0WA
    at: 4:8-4:25
    quote: "It was the money."
    codes:
      - bad
    memo: '${hostile}'
`,
    });
    ({ document } = await small.show('talks/A.txt'));
  });
  after(removeStudies);

  it('shows a study’s transcripts in their language, wherever they lie', () => {
    assert.equal(document.languageId, 'transcript');
  });

  it('outlines the turns by speaker', async () => {
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    assert.deepEqual(
      symbols.map(({ name, detail }) => [name, detail]),
      [
        ['INT', 'Why did you join? At all?'],
        ['R', 'It was the money. And trust.'],
      ],
    );
    assert.equal(symbols[1]?.range.start.line, 3);
  });

  it('folds the turns', async () => {
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      document.uri,
    );
    assert.deepEqual(
      folds.map(({ start, end }) => [start, end]),
      [
        [0, 1],
        [3, 4],
      ],
    );
  });

  it('says in a hover what the files say, and makes nothing of it', async () => {
    const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      document.positionAt(transcript.indexOf('money')),
    );
    const contents = (hover?.contents ?? []).filter((content) => content instanceof vscode.MarkdownString);
    assert.equal(contents.length, 1);
    for (const { value, isTrusted, supportHtml } of contents) {
      assert.ok(!isTrusted);
      assert.ok(!supportHtml);
      const unescaped = value.replace(/\\[!-/:-@[-`{-~]/g, '');
      assert.doesNotMatch(unescaped, /[<>[\]()!:.@&_`]/);
      assert.equal(value.replaceAll('\\', '').split(hostile).length, 4);
      assert.match(value, /Coded by SP/);
    }
  });
});
