import * as vscode from 'vscode';
import { readSidecar } from '../../../core/format/read-sidecar';
import { parseSidecarPath } from '../../../core/model/sidecar-path';
import { codebookFileName } from '../../../core/model/study';
import type { PendingFile } from '../../../core/study/git-port';
import { countNewCodings } from '../../../core/study/new-codings';
import { counted } from '../../count-words';
import type { OpenStudy } from '../../workspace/open-study';

/** What a coder has done since the last sharing. */
interface Work {
  codings: number;
  readonly transcripts: string[];
}

/** What is to be shared, in one line: `MS: 12 codings in Int04, Int05; codebook`. */
export function proposeMessage(study: OpenStudy, files: readonly PendingFile[]): string {
  const work = new Map<string, Work>();
  const parts: string[] = [];
  let others = 0;
  for (const { path, before } of files) {
    const sidecar = parseSidecarPath(path);
    if (sidecar) {
      const done = work.get(sidecar.coder) ?? { codings: 0, transcripts: [] };
      work.set(sidecar.coder, done);
      done.codings += newCodings(study, path, before);
      done.transcripts.push(shortName(sidecar.transcript));
    } else if (path === codebookFileName) parts.push(vscode.l10n.t('codebook'));
    else if (study.store.snapshot.whole.transcripts.has(path))
      parts.push(vscode.l10n.t('text of {0}', shortName(path)));
    else others++;
  }
  if (others > 0 && parts.length === 0) parts.push(vscode.l10n.t('study settings'));
  const byCoder = [...work].map(([coder, { codings, transcripts }]) => {
    const where = shortList(transcripts);
    if (codings === 0) return vscode.l10n.t('{0}: changes in {1}', coder, where);
    return vscode.l10n.t('{0}: {1} in {2}', coder, counted(codings, 'coding'), where);
  });
  const rest = parts.length === 0 ? [] : [shortList(parts)];
  return [...byCoder, ...rest].join('; ') || vscode.l10n.t('Bring both versions together');
}

function newCodings(study: OpenStudy, path: string, before: string | undefined): number {
  const now = study.store.snapshot.whole.sidecars.get(path)?.value;
  const was = before === undefined ? undefined : readSidecar(before, path).value;
  return now ? countNewCodings(was, now) : 0;
}

function shortName(transcript: string): string {
  return (transcript.split('/').pop() ?? transcript).replace(/(?<=.)\.[^.]+$/, '');
}

function shortList(names: readonly string[]): string {
  return names.length > 5 ? `${names.slice(0, 4).join(', ')}, …` : names.join(', ');
}
