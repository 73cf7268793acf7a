import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { waitFor } from '../support/wait-for';
import { blobId, codeWithFirst, createStudy, removeStudies, type SmallStudy } from './window';

const transcript = '**R:** It was the money.\n';
const sidecarWith = (code: string): string => `format: verbatim/coding@1
base: ${blobId(transcript)}
status: in-progress
passages:
  - id: 01JD8Q4ZK3V7M2X9C5T6R1B0WA
    at: 1:8-1:25
    quote: "It was the money."
    before: "**R:** "
    after: "\\n"
    codes:
      - ${code}
`;

describe('problems of study files', () => {
  let small: SmallStudy;
  before(async () => {
    small = await createStudy({
      'A.md': transcript,
      'A.md.SP.coding.yaml': sidecarWith('mony'),
      'Latin.md': Buffer.from('**R:** Café.\n', 'latin1'),
      'Conflict.md': transcript,
      'Conflict.md.SP.coding.yaml': `<<<<<<< HEAD\n${sidecarWith('money')}=======\n>>>>>>> theirs\n`,
      'Gone.md.SP.coding.yaml': sidecarWith('money'),
      'Good.md': transcript,
    });
  });
  after(removeStudies);

  /** Waits for a problem with this code in a file, and returns it. */
  const problem = (file: string, code: string): Promise<vscode.Diagnostic> =>
    waitFor(
      () => ours(file).find((diagnostic) => diagnostic.code === code),
      () =>
        `${code} among ${ours(file)
          .map((diagnostic) => JSON.stringify(diagnostic.code))
          .join(', ')}`,
    );
  const ours = (file: string): readonly vscode.Diagnostic[] =>
    vscode.languages
      .getDiagnostics(small.uri(file))
      .filter(({ source, severity }) => source === 'Verbatim' && severity !== vscode.DiagnosticSeverity.Hint);

  it('tell of a code that the codebook lacks, where it stands, and which one may be meant', async () => {
    const { message, range, severity } = await problem('A.md.SP.coding.yaml', 'sidecar/unknown-code');
    assert.match(message, /“mony”.*money/s);
    assert.deepEqual([range.start.line, range.start.character], [10, 8]);
    assert.equal(severity, vscode.DiagnosticSeverity.Error);
  });

  it('are not told again where they are the same, which would take the quick fixes away', async () => {
    const [same, other] = ['A.md.SP.coding.yaml', 'Gone.md.SP.coding.yaml'];
    await problem(same, 'sidecar/unknown-code');
    const told = new Set<string>();
    const watching = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      for (const uri of uris) told.add(uri.toString());
    });
    const change = async (code: string): Promise<void> => {
      small.write(other, sidecarWith(code));
      await waitFor(() => told.has(small.uri(other).toString()), 'the editor to be told');
    };
    // The editor says a moment later what it was told, so that only with this is all from before said.
    await change('mony');
    told.clear();
    await change('money');
    watching.dispose();
    // Of a file that is still being read for the first time something new may be told.
    assert.ok(!told.has(small.uri(same).toString()), [...told].join());
  });

  it('tell of a transcript that is not UTF-8', async () => {
    assert.match((await problem('Latin.md', 'transcript/not-utf8')).message, /Import Transcripts/);
  });

  it('tell of conflict markers as such', async () => {
    const { message } = await problem('Conflict.md.SP.coding.yaml', 'yaml/conflict-markers');
    assert.match(message, /conflict/i);
  });

  it('tell of a sidecar whose transcript is missing', async () => {
    await problem('Gone.md.SP.coding.yaml', 'sidecar/no-transcript');
  });

  it('come while a file is being edited, and go when it is put right', async () => {
    const document = await vscode.workspace.openTextDocument(small.uri('codebook.yaml'));
    const breakIt = new vscode.WorkspaceEdit();
    breakIt.insert(document.uri, new vscode.Position(0, 0), 'codes: [\n');
    await vscode.workspace.applyEdit(breakIt);
    await waitFor(() => ours('codebook.yaml').length > 0, 'a problem in the codebook');
    // The last good reading still names the codes.
    assert.equal(small.study.view.codebook.resolve('money')?.name, 'Money');
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await waitFor(() => ours('codebook.yaml').length === 0, 'the problem to go');
  });

  it('leave the rest of the study working', async () => {
    assert.deepEqual(ours('Good.md'), []);
    const { document } = await small.show('Good.md', 'It was the money.');
    await codeWithFirst();
    assert.deepEqual(small.coded(document), { money: 'It was the money.' });
  });
});
