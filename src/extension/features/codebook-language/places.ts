import * as vscode from 'vscode';
import { UserError } from '../../../core/base/user-error';
import { type Lines, linesOf } from '../../../core/language/lines';
import { declarationsIn, mentionsIn } from '../../../core/language/mentions';
import type { StudySymbol } from '../../../core/language/symbol-at';
import { type Use, usesOf } from '../../../core/language/uses';
import { append } from '../../../core/base/append';
import { codebookFileName, studyFileName } from '../../../core/model/study';
import { createLocator } from '../../../core/study/locate-findings';
import { readText } from '../../../core/study/write-edits';
import { normaliseText } from '../../../core/text/normal-text';
import { TextIndex } from '../../../core/text/text-index';
import type { Platform } from '../../platform';
import { toRange } from '../../convert';
import type { OpenStudy } from '../../workspace/open-study';
import { rangeOf } from './study-yaml';

/** Which file describes a thing. */
export function homeOf({ kind }: StudySymbol): string {
  return kind === 'code' || kind === 'theme' || kind === 'question' ? codebookFileName : studyFileName;
}

/** A file of the study with its unsaved changes; nothing where it cannot be read. */
async function readStudyText(study: OpenStudy, path: string, platform: Platform): Promise<string> {
  const ports = { files: { ...study.files, ...study.ports.files }, bytes: platform.bytes };
  try {
    return normaliseText((await readText(path, ports)) ?? '');
  } catch (error) {
    if (error instanceof UserError) return '';
    throw error;
  }
}

async function readLines(study: OpenStudy, path: string, platform: Platform): Promise<Lines> {
  return linesOf(await readStudyText(study, path, platform));
}

/** Where a thing is described: a transcript is its own description. */
export async function locateDeclaration(
  study: OpenStudy,
  symbol: StudySymbol,
  platform: Platform,
): Promise<vscode.Location | undefined> {
  const { kind, id } = symbol;
  if (kind === 'transcript')
    return study.visible.transcripts.has(id.normalize('NFC'))
      ? new vscode.Location(study.uriOf(id.normalize('NFC')), new vscode.Position(0, 0))
      : undefined;
  const path = homeOf(symbol);
  const token = declarationsIn(path, await readLines(study, path, platform)).get(`${kind}:${id}`);
  return token && new vscode.Location(study.uriOf(path), rangeOf(token));
}

/** Where the codebook and the study file name a thing. */
export async function locateMentions(
  study: OpenStudy,
  symbol: StudySymbol,
  { platform, includeDeclaration }: { readonly platform: Platform; readonly includeDeclaration: boolean },
): Promise<readonly vscode.Location[]> {
  const locations: vscode.Location[] = [];
  for (const path of [codebookFileName, studyFileName])
    for (const { token, isDeclaration } of mentionsIn(
      study.visible,
      path,
      await readLines(study, path, platform),
      symbol,
    ))
      if (includeDeclaration || !isDeclaration)
        locations.push(new vscode.Location(study.uriOf(path), rangeOf(token)));
  return locations;
}

/** Where the sidecars that the coder may see have passages of a thing: at the code, else at the passage's position. */
export async function locateUses(
  study: OpenStudy,
  symbol: StudySymbol,
  { platform, cancelled }: { readonly platform: Platform; readonly cancelled: vscode.CancellationToken },
): Promise<readonly vscode.Location[]> {
  const bySidecar = new Map<string, Use[]>();
  for (const use of usesOf(study.visible, symbol)) append(bySidecar, use.placed.sidecar.path, use);
  const locations: vscode.Location[] = [];
  for (const [path, uses] of bySidecar) {
    if (cancelled.isCancellationRequested) return [];
    const index = new TextIndex(await readStudyText(study, path, platform));
    const locate = createLocator(index.text);
    for (const { placed, code } of uses) {
      const span = locate({
        kind: 'passage',
        id: placed.passage.id,
        ...(code === undefined ? {} : { code }),
      });
      if (span) locations.push(new vscode.Location(study.uriOf(path), toRange(index, span)));
    }
  }
  return locations;
}
