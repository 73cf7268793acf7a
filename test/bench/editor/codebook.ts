import * as vscode from 'vscode';
import { codebookFileName } from '../../../src/core/model/study';
import { waitFor } from '../../support/wait-for';
import { rowOf, startTimer, type Time } from './figures';
import type { Opened, Row } from './run';
import { pause } from './show';

const rounds = 15;

/** Renaming a code where its id stands, from Enter until the study has it under its new id. */
export async function benchCodebook({ study }: Opened): Promise<readonly Row[]> {
  const uri = study.uriOf(codebookFileName);
  const { document } = await vscode.window.showTextDocument(uri);
  let id = 'code-1';
  const uses = [...study.visible.sidecars.values()]
    .flatMap(({ value }) => value.passages)
    .filter(({ codes }) => codes.includes(id)).length;
  const times: Time[] = [];
  for (let round = 0; round < rounds; round++) {
    const to = `renamed-${round}`;
    const at = await waitFor(() => {
      const found = document.getText().indexOf(`\n  ${id}:`);
      return found !== -1 && document.positionAt(found + 4);
    }, 'the editor to follow the file');
    await pause(300);
    const stop = startTimer();
    await vscode.commands.executeCommand('vscode.executeDocumentRenameProvider', uri, at, to);
    times.push(stop());
    if (!study.visible.codebook.codes.has(to)) throw new Error(`${id} is not ${to}`);
    id = to;
  }
  const { size } = study.visible.codebook.codes;
  return [
    rowOf(`rename one of ${size} codes, which ${uses.toLocaleString('en')} passages have`, times, '100 ms'),
  ];
}
