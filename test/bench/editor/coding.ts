import * as vscode from 'vscode';
import { transcriptPath } from '../../support/study-generator';
import { rowOf, startTimer, type Time } from './figures';
import type { Opened, Row } from './run';
import { createPlaces, pause, showTranscript } from './show';

const rounds = 60;

/** From the key that codes the selection to its highlight, which is sent when the coding is on the disk. */
export async function benchCoding(opened: Opened): Promise<readonly Row[]> {
  const { api, study, watched } = opened;
  const editor = await showTranscript(opened, study.uriOf(transcriptPath(1)));
  const { document } = editor;
  const passages = (): ReadonlyMap<string, number> =>
    new Map(api.live.of(document)?.passages.map(({ passage, span }) => [passage.id, span.start]));
  const count = passages().size;
  await vscode.commands.executeCommand('verbatim.togglePin', { code: 'code-1' });
  const place = createPlaces(document, 11);
  const times: Time[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = place();
    editor.selection = new vscode.Selection(start, document.positionAt(document.offsetAt(start) + 120));
    await pause(200);
    const before = passages();
    watched.takeSent();
    const stop = startTimer();
    await vscode.commands.executeCommand('verbatim.applyCode1');
    const sent = watched.takeSent();
    times.push(stop(sent.at(-1)?.at));
    const [made] = [...passages()].filter(([id]) => !before.has(id));
    const at = made && document.positionAt(made[1]);
    if (at && !sent.some(({ ranges }) => ranges.some((range) => range.start.isEqual(at))))
      throw new Error('What was coded is not highlighted');
  }
  await vscode.commands.executeCommand('verbatim.togglePin', { code: 'code-1' });
  const what = `code a selection among ${count.toLocaleString('en')} passages: key to highlight`;
  return [rowOf(what, times, '60 ms p95')];
}
