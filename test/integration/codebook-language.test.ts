import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { sidecarText } from '../support/small-study';
import { waitFor } from '../support/wait-for';
import { createStudy, removeStudies, type SmallStudy } from './window';

const transcript = '**R:** It was the money. And trust.\n';
const studyFile = `format: verbatim/study@1
title: Words
transcripts: ["*.md"]
coders:
  MS: { emails: [researcher@example.com] }
  SP: {}
rounds:
  first: { coders: [MS, SP], transcripts: [B.md], blind: true }
sources:
  A.md: { kind: interview, speakers: { R: Int1 } }
cases:
  Int1: { kind: person, part-of: North, transcripts: [A.md] }
  North: { kind: site, transcripts: [B.md] }
`;
const codebook = `format: verbatim/codebook@1
questions:
  RQ1: Why?
themes:
  motivation: { name: Reasons, questions: [RQ1] }
codes:
  # What it is about.
  money:
    name: Money
    themes: [motivation]
    definition: "About *money* [and](command:evil) <b>more</b>."
    aliases: [cash]
  trust:
    name: Trust
    parent: money
`;

/** The position of the first occurrence of some words, and so many characters into them. */
function placeOf(document: vscode.TextDocument, words: string, into = 1): vscode.Position {
  const at = document.getText().indexOf(words);
  assert.notEqual(at, -1, words);
  return document.positionAt(at + into);
}

describe('the codebook as a language', () => {
  let small: SmallStudy;
  before(async () => {
    small = await createStudy({
      'verbatim.yaml': studyFile,
      'codebook.yaml': codebook,
      'A.md': transcript,
      'B.md': transcript,
      'A.md.MS.coding.yaml': sidecarText(transcript, [
        { quote: 'It was the money.', codes: ['cash'] },
        { quote: 'And trust.', codes: ['trust'] },
      ]),
      'B.md.MS.coding.yaml': sidecarText(transcript, [{ quote: 'It was the money.', codes: ['money'] }], {
        firstId: 2,
      }),
      'B.md.SP.coding.yaml': sidecarText(transcript, [{ quote: 'It was the money.', codes: ['money'] }], {
        firstId: 3,
      }),
    });
  });
  after(removeStudies);

  const open = (name: string) => vscode.workspace.openTextDocument(small.uri(name));
  const at = <T>(command: string, document: vscode.TextDocument, words: string, ...rest: unknown[]) =>
    vscode.commands.executeCommand<T>(command, document.uri, placeOf(document, words), ...rest);
  const shown = (locations: readonly vscode.Location[]): string[] =>
    locations.map(({ uri, range }) => `${uri.path.split('/').pop() ?? ''}:${range.start.line + 1}`);

  it('completes the id of a code, also while the sidecar is broken', async () => {
    const document = await open('A.md.MS.coding.yaml');
    const editor = await vscode.window.showTextDocument(document);
    const end = document.lineAt(document.lineCount - 1).range.end;
    await editor.edit((edit) => edit.insert(end, '  - id: [\n    codes:\n      - '));
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      document.lineAt(document.lineCount - 1).range.end,
    );
    const own = items.filter(({ kind }) => kind === vscode.CompletionItemKind.Reference);
    assert.deepEqual(
      own.map(({ label }) => label),
      [
        { label: 'money', description: 'Money' },
        { label: 'trust', description: 'Trust' },
      ],
    );
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('says what an id means, in plain words, and counts what the coder may see', async () => {
    const hovers = await at<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      await open('A.md.MS.coding.yaml'),
      'cash',
    );
    const text = hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
      .join('\n');
    assert.match(text, /^\*\*Money\*\*/);
    assert.match(text, /former id/);
    assert.match(text, /\\\[and\\\]\\\(command\\:evil\\\)/);
    assert.doesNotMatch(text, /<b>|\]\(/);
    assert.match(text, /3 passages in 2 transcripts\\, 1 site/);
  });

  it('goes from an id to what it stands for, and from a record to its passage', async () => {
    const document = await open('A.md.MS.coding.yaml');
    assert.deepEqual(
      shown(await at<vscode.Location[]>('vscode.executeDefinitionProvider', document, 'cash')),
      ['codebook.yaml:8'],
    );
    const [place] = await at<vscode.Location[]>('vscode.executeDefinitionProvider', document, '1:26-1:36');
    assert.equal(place?.uri.toString(), small.uri('A.md').toString());
    assert.deepEqual([place.range.start.character, place.range.end.character], [25, 35]);
    assert.deepEqual(
      shown(
        await at<vscode.Location[]>(
          'vscode.executeDefinitionProvider',
          await open('verbatim.yaml'),
          'North,',
        ),
      ),
      ['verbatim.yaml:13'],
    );
  });

  it('finds all references that the coder may see', async () => {
    const book = await open('codebook.yaml');
    const references = (document: vscode.TextDocument, words: string) =>
      at<vscode.Location[]>('vscode.executeReferenceProvider', document, words).then((found) =>
        shown(found).sort(),
      );
    assert.deepEqual(await references(book, 'money:'), [
      'A.md.MS.coding.yaml:9',
      'B.md.MS.coding.yaml:9',
      'codebook.yaml:12',
      'codebook.yaml:15',
      'codebook.yaml:8',
    ]);
    assert.deepEqual(await references(book, 'motivation: {'), [
      'A.md.MS.coding.yaml:14',
      'A.md.MS.coding.yaml:9',
      'B.md.MS.coding.yaml:9',
      'codebook.yaml:10',
      'codebook.yaml:5',
    ]);
    assert.deepEqual(await references(await open('verbatim.yaml'), 'North:'), [
      'A.md.MS.coding.yaml:11',
      'A.md.MS.coding.yaml:6',
      'B.md.MS.coding.yaml:6',
      'verbatim.yaml:12',
      'verbatim.yaml:13',
    ]);
  });

  it('says above each entry of the codebook how far it reaches', async () => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      small.uri('codebook.yaml'),
      20,
    );
    assert.deepEqual(
      lenses.map(({ range, command }) => `${range.start.line + 1}: ${command?.title ?? ''}`),
      [
        '3: 3 passages in 2 transcripts, 1 site',
        '5: 3 passages in 2 transcripts, 1 site',
        '8: 3 passages in 2 transcripts, 1 site',
        '13: 1 passage · no definition yet',
      ],
    );
    assert.equal(lenses[2]?.command?.command, 'verbatim.showPassages');
  });

  it('outlines and lists codes, themes, questions and cases', async () => {
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      (await open('codebook.yaml')).uri,
    );
    assert.deepEqual(
      symbols.map(({ name, children }) => [name, children.map((child) => `${child.name} ${child.detail}`)]),
      [
        ['format', []],
        ['questions', ['RQ1 Why?']],
        ['themes', ['motivation Reasons']],
        ['codes', ['money Money', 'trust Trust']],
      ],
    );
    const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
      'vscode.executeWorkspaceSymbolProvider',
      'North',
    );
    assert.ok(found.some(({ name, containerName }) => name === 'North' && containerName === 'Words'));
  });

  it('renames a code in the codebook alone, and one undo restores it to the byte', async () => {
    const document = await open('A.md.MS.coding.yaml');
    const before = small.read('A.md.MS.coding.yaml');
    await at('vscode.executeDocumentRenameProvider', document, 'cash', 'funds');
    assert.equal(
      small.read('codebook.yaml'),
      codebook
        .replace('  money:', '  funds:')
        .replace('[cash]', '[cash, money]')
        .replace('parent: money', 'parent: funds'),
    );
    assert.equal(small.read('A.md.MS.coding.yaml'), before);
    assert.equal(small.study.visible.codebook.resolve('money')?.id, 'funds');
    await assert.rejects(
      async () => at('vscode.executeDocumentRenameProvider', document, 'cash', 'trust'),
      /has a code “trust” already/,
    );
    await vscode.commands.executeCommand('verbatim.undoCoding');
    assert.equal(small.read('codebook.yaml'), codebook);
  });

  const fixesAt = async (document: vscode.TextDocument, words: string): Promise<vscode.CodeAction[]> => {
    await vscode.window.showTextDocument(document);
    await waitFor(() => document.getText().includes(words), `${words} in the editor`);
    const place = placeOf(document, words);
    return waitFor(async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        new vscode.Range(place, place),
      );
      return actions.length > 0 && actions;
    }, `fixes at ${words}`);
  };

  it('mends an unknown code: the nearest, a new one, or a former id', async () => {
    const before = small.read('A.md.MS.coding.yaml');
    small.write('A.md.MS.coding.yaml', before.replace('- trust', '- trusst'));
    const document = await open('A.md.MS.coding.yaml');
    const fixes = await fixesAt(document, 'trusst');
    assert.deepEqual(
      fixes.map(({ title }) => title),
      ['Use “trust”', 'Create the code “trusst”', '“trusst” is a former id of “trust”: add the alias'],
    );
    const alias = fixes[2]?.command;
    await vscode.commands.executeCommand(alias?.command ?? '', ...((alias?.arguments ?? []) as unknown[]));
    assert.equal(small.study.visible.codebook.resolve('trusst')?.id, 'trust');
    await vscode.commands.executeCommand('verbatim.undoCoding');
    assert.equal(small.read('codebook.yaml'), codebook);
    small.write('A.md.MS.coding.yaml', before);
  });

  it('writes a missing definition', async () => {
    const document = await open('codebook.yaml');
    const fixes = await fixesAt(document, 'trust:');
    assert.deepEqual(
      fixes.map(({ title }) => title),
      ['Write a definition'],
    );
  });

  it('says nothing of a sidecar that a blind round hides', async () => {
    const document = await open('B.md.SP.coding.yaml');
    assert.deepEqual(await at('vscode.executeHoverProvider', document, 'money\n'), []);
    assert.deepEqual(await at('vscode.executeReferenceProvider', document, 'money\n'), []);
  });
});
