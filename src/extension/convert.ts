import * as vscode from 'vscode';
import type { FileRange, Problem, Severity } from '../core/base/problem';
import { advanceCodePoints } from '../core/text/code-points';
import type { Span } from '../core/text/span';
import type { TextIndex } from '../core/text/text-index';

// The only conversions between the core's ways of naming a place and the editor's.

/** A span of the normalised text as a range of the document that shows it. */
export function toRange(index: TextIndex, span: Span): vscode.Range {
  const start = index.editorPositionAt(span.start);
  const end = index.editorPositionAt(span.end);
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

export function toSpan(index: TextIndex, range: vscode.Range): Span {
  return { start: toOffset(index, range.start), end: toOffset(index, range.end) };
}

function toOffset(index: TextIndex, position: vscode.Position): number {
  return index.offsetOfEditorPosition(position.line, position.character);
}

/**
 * A range in code points as a range of a document, as far as the document reaches.
 * @param lineText the text of a 0-based line
 */
function toDocumentRange(range: FileRange, lineText: (line: number) => string): vscode.Range {
  const position = (line: number, column: number) =>
    new vscode.Position(Math.max(0, line - 1), advanceCodePoints(lineText(line - 1), 0, column - 1));
  return new vscode.Range(
    position(range.start.line, range.start.column),
    position(range.end.line, range.end.column),
  );
}

export function toDiagnostic(problem: Problem, lineText: (line: number) => string): vscode.Diagnostic {
  const text = problem.advice === '' ? problem.message : `${problem.message} ${problem.advice}`;
  const diagnostic = new vscode.Diagnostic(
    toDocumentRange(problem.range, lineText),
    text,
    toSeverity(problem.severity),
  );
  diagnostic.source = 'Verbatim';
  diagnostic.code = problem.code;
  return diagnostic;
}

function toSeverity(severity: Severity): vscode.DiagnosticSeverity {
  switch (severity) {
    case 'error':
      return vscode.DiagnosticSeverity.Error;
    case 'warning':
      return vscode.DiagnosticSeverity.Warning;
    case 'info':
      return vscode.DiagnosticSeverity.Information;
  }
}
