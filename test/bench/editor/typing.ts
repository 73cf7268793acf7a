import * as vscode from 'vscode';
import { transcriptPath } from '../../support/study-generator';
import { rowOfClock } from './figures';
import type { Opened, Row } from './run';
import { createPlaces, pause, showTranscript } from './show';

const keystrokes = 200;
/** After so many milliseconds what was put off until nobody types has been done. */
const idle = 600;

/** Correcting a transcript: letters typed at places all over it. */
export async function benchTyping(opened: Opened): Promise<readonly Row[]> {
  const { api, study, watched } = opened;
  const editor = await showTranscript(opened, study.uriOf(transcriptPath(1)));
  const { document } = editor;
  await vscode.commands.executeCommand('verbatim.correctTranscript');
  const place = createPlaces(document, 12);
  await pause(idle);
  watched.takeSent();
  const times: number[] = [];
  for (let i = 0; i < keystrokes; i++) {
    watched.takeListening();
    await editor.edit((builder) => builder.insert(place(), 'x'));
    times.push(watched.takeListening());
  }
  await pause(idle);
  const sent = watched.takeSent().reduce((sum, { ranges }) => sum + ranges.length, 0);
  const { length } = document.getText();
  await vscode.commands.executeCommand('workbench.action.files.revert');
  const passages = api.live.of(document)?.passages.length ?? 0;
  const where = `${(length / 1e6).toFixed(1)} MB with ${passages.toLocaleString('en')} passages`;
  return [
    rowOfClock(`a keystroke in ${where}: our work`, times, '4 ms p95'),
    [`decorations sent for these ${keystrokes} keystrokes`, String(sent), '', '', '0'],
  ];
}
