import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { type OutlineEntry, outlineOf } from '../../../core/language/outline';
import type { StudySymbol } from '../../../core/language/symbol-at';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';
import { shorten } from '../passages/targets';
import { homeOf, locateDeclaration } from './places';
import { findStudyYaml, linesOfDocument, rangeOf, studyYaml } from './study-yaml';
import { registerInItsAbsence } from './yaml-extension';

/** Codes, themes, questions and cases of all studies by name; and, without the YAML extension, outline and folding. */
export function registerSymbols({ registry, platform }: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  subscriptions.add(
    vscode.languages.registerWorkspaceSymbolProvider({
      provideWorkspaceSymbols: (query) =>
        registry.studies.flatMap((study) =>
          symbolsOf(study).filter(({ name, containerName }) =>
            isSubsequence(query, `${name} ${containerName}`),
          ),
        ),
      async resolveWorkspaceSymbol(symbol) {
        if (symbol instanceof StudyItem)
          symbol.location =
            (await locateDeclaration(symbol.study, symbol.symbol, platform)) ?? symbol.location;
        return symbol;
      },
    }),
  );
  subscriptions.add(
    registerInItsAbsence(() => {
      const own = new DisposableStore();
      own.add(
        vscode.languages.registerDocumentSymbolProvider(
          studyYaml,
          {
            provideDocumentSymbols(document) {
              const yaml = findStudyYaml(registry, document);
              return yaml
                ? outlineOf(yaml.file, yaml.lines).map((entry) => documentSymbol(document, entry))
                : [];
            },
          },
          { label: vscode.l10n.t('Study') },
        ),
      );
      own.add(
        vscode.languages.registerFoldingRangeProvider(studyYaml, {
          provideFoldingRanges(document) {
            const yaml = findStudyYaml(registry, document);
            return yaml ? foldingOf(outlineOf(yaml.file, yaml.lines), document) : undefined;
          },
        }),
      );
      return own;
    }),
  );
  return subscriptions;
}

/** Something of a study in the list of all symbols; its place is looked up when it is chosen. */
class StudyItem extends vscode.SymbolInformation {
  readonly study: OpenStudy;
  readonly symbol: StudySymbol;

  constructor(study: OpenStudy, symbol: StudySymbol, name: string, container: string) {
    const place = new vscode.Location(study.uriOf(homeOf(symbol)), new vscode.Range(0, 0, 0, 0));
    super(name, iconOf(symbol.kind), container, place);
    this.study = study;
    this.symbol = symbol;
  }
}

function symbolsOf(study: OpenStudy): readonly StudyItem[] {
  const { codebook, study: file } = study.visible;
  const item = (kind: StudySymbol['kind'], id: string, name: string): StudyItem =>
    new StudyItem(study, { kind, id }, name === id ? id : `${name} (${id})`, study.title);
  return [
    ...[...codebook.codes.values()].map(({ id, name }) => item('code', id, name)),
    ...[...codebook.themes.values()].map(({ id, name }) => item('theme', id, name)),
    ...[...codebook.questions.values()].map(({ id, text }) => item('question', id, shorten(text, 80))),
    ...[...file.cases.keys()].map((id) => item('case', id, id)),
  ];
}

/** The editor ranks what it is given; what cannot match is left out here. */
function isSubsequence(query: string, name: string): boolean {
  const text = name.toLowerCase();
  let at = 0;
  for (const char of query.toLowerCase().replace(/\s/g, '')) {
    at = text.indexOf(char, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function documentSymbol(document: vscode.TextDocument, entry: OutlineEntry): vscode.DocumentSymbol {
  const { kind, token, name, codes, lastLine, children } = entry;
  const selection = rangeOf(token);
  const end = document.lineAt(Math.min(lastLine, document.lineCount - 1)).range.end;
  const words = shorten(name, 60);
  const isPassage = kind === 'passage';
  const symbol = new vscode.DocumentSymbol(
    isPassage && words !== '' ? words : token.text,
    isPassage ? codes.join(', ') : words,
    iconOf(kind),
    selection.union(new vscode.Range(selection.start, end)),
    selection,
  );
  symbol.children = children.map((child) => documentSymbol(document, child));
  return symbol;
}

function iconOf(kind: OutlineEntry['kind']): vscode.SymbolKind {
  const { Namespace, Key, Class, Field, String: Text, Object: Thing, File, Property } = vscode.SymbolKind;
  switch (kind) {
    case 'section':
      return Namespace;
    case 'code':
      return Field;
    case 'theme':
      return Class;
    case 'question':
      return Text;
    case 'case':
    case 'coder':
      return Thing;
    case 'transcript':
      return File;
    case 'passage':
      return Key;
    default:
      return Property;
  }
}

/** Sections, entries, and blocks of comments. */
function foldingOf(entries: readonly OutlineEntry[], document: vscode.TextDocument): vscode.FoldingRange[] {
  const ranges: vscode.FoldingRange[] = [];
  const add = ({ token, lastLine, children }: OutlineEntry): void => {
    if (lastLine > token.line) ranges.push(new vscode.FoldingRange(token.line, lastLine));
    children.forEach(add);
  };
  entries.forEach(add);
  const lines = linesOfDocument(document);
  let start: number | undefined;
  for (let line = 0; line <= lines.count; line++) {
    const isComment = lines.at(line).trimStart().startsWith('#');
    if (isComment) start ??= line;
    else if (start !== undefined) {
      if (line - 1 > start)
        ranges.push(new vscode.FoldingRange(start, line - 1, vscode.FoldingRangeKind.Comment));
      start = undefined;
    }
  }
  return ranges;
}
