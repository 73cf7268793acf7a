import * as vscode from 'vscode';
import { parseSidecarPath } from '../../../core/model/sidecar-path';
import type { CodingReference } from '../../contributions';
import type { Here } from './study-yaml';

/** A command for a code of a passage, and what it does there in words. */
export interface StrayFix {
  readonly title: string;
  readonly command: 'verbatim.removeCode' | 'verbatim.stillFits';
  readonly reference: CodingReference;
}

/** What can be done about a code that a merge by line put on the wrong passage: it is taken off, or confirmed. */
export function strayFixesOf({ file, study, path, token, symbol, lines }: Here): readonly StrayFix[] {
  const isOwn = parseSidecarPath(path)?.coder === study.coder;
  const id = isOwn ? passageAbove(lines, token.line) : undefined;
  if (file !== 'sidecar' || symbol?.kind !== 'code' || id === undefined) return [];
  const code = token.text;
  const reference = { study: study.root.toString(), sidecar: path, id, code };
  const remove = vscode.l10n.t('Take “{0}” off this passage', code);
  const keep = vscode.l10n.t('Keep “{0}” here, and confirm it', code);
  return [
    { title: remove, command: 'verbatim.removeCode', reference },
    { title: keep, command: 'verbatim.stillFits', reference },
  ];
}

/** The id of the passage that a line belongs to. */
function passageAbove(lines: Here['lines'], line: number): string | undefined {
  for (let at = line; at >= 0; at--) {
    const id = /^ *- +id: *["']?([0-7][0-9A-HJKMNP-TV-Z]{25})/.exec(lines.at(at))?.[1];
    if (id !== undefined) return id;
  }
  return undefined;
}
