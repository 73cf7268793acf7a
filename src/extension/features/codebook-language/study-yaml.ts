import * as vscode from 'vscode';
import type { Lines } from '../../../core/language/lines';
import type { YamlToken } from '../../../core/language/scan-yaml';
import { fileKindOf, type Slot, slotOf, type StudyFileKind } from '../../../core/language/slots';
import { type StudySymbol, symbolAt } from '../../../core/language/symbol-at';
import { tokenAt } from '../../../core/language/token-at';
import { parseSidecarPath } from '../../../core/model/sidecar-path';
import type { OpenStudy } from '../../workspace/open-study';
import type { StudyRegistry } from '../../workspace/study-registry';

/** The files that this is about, whatever language their editor thinks they are in. */
export const studyYaml: vscode.DocumentSelector = [
  { pattern: '**/verbatim.yaml' },
  { pattern: '**/codebook.yaml' },
  { pattern: '**/*.coding.yaml' },
];

/** A YAML file of an open study, as an editor shows it now. */
export interface StudyYaml {
  readonly study: OpenStudy;
  readonly path: string;
  readonly file: StudyFileKind;
  readonly lines: Lines;
}

/** Undefined for a file of no study, and for a sidecar that a blind round hides: nothing is said of it. */
export function findStudyYaml(registry: StudyRegistry, document: vscode.TextDocument): StudyYaml | undefined {
  const found = registry.find(document.uri);
  const file = found && fileKindOf(found.path);
  if (!found || !file) return undefined;
  const { study, path } = found;
  const sidecar = parseSidecarPath(path);
  if (sidecar && study.store.snapshot.isHiddenFrom(study.coder, sidecar)) return undefined;
  return { study, path, file, lines: linesOfDocument(document) };
}

export function linesOfDocument(document: vscode.TextDocument): Lines {
  const { lineCount } = document;
  return { count: lineCount, at: (line) => (line < lineCount ? document.lineAt(line).text : '') };
}

export interface Here extends StudyYaml {
  readonly token: YamlToken;
  readonly slot: Slot | undefined;
  readonly symbol: (StudySymbol & { readonly isDeclaration: boolean }) | undefined;
}

/** What stands at a place of a study's YAML file. */
export function findHere(
  registry: StudyRegistry,
  document: vscode.TextDocument,
  { line, character }: vscode.Position,
): Here | undefined {
  const yaml = findStudyYaml(registry, document);
  const token = yaml && tokenAt(yaml.lines, line, character);
  if (!yaml || !token) return undefined;
  const { file, study } = yaml;
  return { ...yaml, token, slot: slotOf(file, token), symbol: symbolAt(study.visible, file, token) };
}

export function rangeOf({ line, start, end }: YamlToken): vscode.Range {
  return new vscode.Range(line, start, line, end);
}
