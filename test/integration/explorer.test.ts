import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import * as vscode from 'vscode';
import { waitFor } from '../support/wait-for';
import { blobId, createStudy, exists, removeStudies, type SmallStudy } from './window';

const transcript = '**R:** It was the money. And trust.\n';
const sidecar = `format: verbatim/coding@1
base: ${blobId(transcript)}
status: done
passages:
  - id: 01JD8Q4ZK3V7M2X9C5T6R1B0WA
    at: 1:8-1:25
    quote: "It was the money."
    codes:
      - money
`;
const studyFile = `format: verbatim/study@1
title: Moving
transcripts: ["**/*.md"]
coders:
  MS: { emails: [researcher@example.com] }
  SP: {}
rounds:
  # kept
  first: { coders: [MS, SP], transcripts: [A.md], blind: true }
sources:
  A.md: { kind: interview, speakers: { R: Int1 } }
cases:
  Int1: { kind: person, transcripts: [A.md] }
`;

/** A rename as the explorer does it. */
async function rename(from: vscode.Uri, to: vscode.Uri): Promise<void> {
  const changes = new vscode.WorkspaceEdit();
  changes.renameFile(from, to);
  assert.ok(await vscode.workspace.applyEdit(changes));
}

describe('a transcript that is renamed or moved in VS Code', () => {
  let small: SmallStudy;
  before(async () => {
    small = await createStudy({
      'verbatim.yaml': studyFile,
      'A.md': transcript,
      'A.md.MS.coding.yaml': sidecar,
      'A.md.SP.coding.yaml': sidecar.replace('status: done', 'status: in-progress'),
    });
    mkdirSync(small.file('later'));
  });
  after(removeStudies);

  it('takes every coder’s sidecar and its entries in the study file along', async () => {
    await rename(small.uri('A.md'), small.uri('later/B.md'));
    await waitFor(
      () => small.study.view.sidecars.has('later/B.md.MS.coding.yaml'),
      () => [...small.study.view.sidecars.keys()].join(),
    );
    assert.ok(exists(small.file('later/B.md.SP.coding.yaml')));
    assert.ok(!exists(small.file('A.md.SP.coding.yaml')));
    await waitFor(() => small.read('verbatim.yaml').includes('later/B.md'), 'the study file to be saved');
    assert.equal(small.read('verbatim.yaml'), studyFile.replaceAll('A.md', 'later/B.md'));
    await waitFor(() => small.study.view.study.sources.has('later/B.md'), 'the new entry to be read');
    // The other coder's sidecar went along unseen.
    assert.deepEqual([...small.study.view.sidecars.keys()], ['later/B.md.MS.coding.yaml']);
    assert.deepEqual(small.study.view.hidden.get('later/B.md'), ['SP']);
  });

  it('follows its folder', async () => {
    await rename(small.uri('later'), small.uri('now'));
    await waitFor(
      () => small.study.view.sidecars.has('now/B.md.MS.coding.yaml'),
      () => [...small.study.view.sidecars.keys()].join(),
    );
    await waitFor(() => small.read('verbatim.yaml').includes('now/B.md'), 'the study file to be saved');
    assert.equal(small.read('verbatim.yaml'), studyFile.replaceAll('A.md', 'now/B.md'));
  });

  it('leaves a sidecar whose new place is taken where it is', async () => {
    small.write('now/C.md.SP.coding.yaml', sidecar);
    await rename(small.uri('now/B.md'), small.uri('now/C.md'));
    await waitFor(() => exists(small.file('now/C.md.MS.coding.yaml')), 'the other sidecar');
    assert.ok(exists(small.file('now/B.md.SP.coding.yaml')));
    assert.equal(small.read('now/C.md.SP.coding.yaml'), sidecar);
    await waitFor(() => small.read('verbatim.yaml').includes('now/C.md'), 'the study file to be saved');
  });
});
