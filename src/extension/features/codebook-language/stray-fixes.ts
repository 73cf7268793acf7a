import * as vscode from 'vscode';
import { outlineOf } from '../../../core/language/outline';
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
  if (!isOwn || file !== 'sidecar' || symbol?.kind !== 'code') return [];
  const passage = outlineOf(file, lines)
    .flatMap(({ children }) => children)
    .find((entry) => entry.token.line <= token.line && token.line <= entry.lastLine);
  if (!passage) return [];
  const code = token.text;
  const reference = { study: study.root.toString(), sidecar: path, id: passage.token.text, code };
  const remove = vscode.l10n.t('Take “{0}” off this passage', code);
  const keep = vscode.l10n.t('Keep “{0}” here, and confirm it', code);
  return [
    { title: remove, command: 'verbatim.removeCode', reference },
    { title: keep, command: 'verbatim.stillFits', reference },
  ];
}
