import * as vscode from 'vscode';
import type { Disposable } from '../../../core/base/disposable';
import { formatInline, formatKey, line as lineValue } from '../../../core/format/yaml-value';
import type { YamlToken } from '../../../core/language/scan-yaml';
import { type Suggestion, suggest } from '../../../core/language/suggest';
import type { StudyRegistry } from '../../workspace/study-registry';
import { findHere, studyYaml } from './study-yaml';
import { hasYamlExtension } from './yaml-extension';

/** Completion of ids, found by the id or the name; of keys and fixed words too, where the YAML extension does not. */
export function registerCompletion(registry: StudyRegistry): Disposable {
  return vscode.languages.registerCompletionItemProvider(
    studyYaml,
    {
      provideCompletionItems(document, position) {
        const here = findHere(registry, document, position);
        if (!here?.slot || (here.slot.kind === 'word' && hasYamlExtension())) return [];
        const { study, slot, token } = here;
        const text = document.lineAt(position.line).text;
        return suggest(study.visible, slot, token.path).map((suggestion, i) =>
          itemOf(suggestion, i, { token, position, text, isWord: slot.kind === 'word' }),
        );
      },
    },
    ' ',
    '[',
    ',',
  );
}

function itemOf(
  { text: word, name, description, isDeprecated = false }: Suggestion,
  place: number,
  {
    token,
    position,
    text,
    isWord,
  }: {
    readonly token: YamlToken;
    readonly position: vscode.Position;
    readonly text: string;
    readonly isWord: boolean;
  },
): vscode.CompletionItem {
  const { EnumMember, Reference, Property } = vscode.CompletionItemKind;
  const { line, character } = position;
  const item = new vscode.CompletionItem(
    { label: word, ...(name === undefined || name === word ? {} : { description: name }) },
    isWord ? (token.role === 'key' ? Property : EnumMember) : Reference,
  );
  const start = Math.min(token.start, character);
  item.range = {
    inserting: new vscode.Range(line, start, line, character),
    replacing: new vscode.Range(line, start, line, Math.max(token.end, character)),
  };
  item.insertText = written(word, token, text);
  item.filterText = name === undefined ? word : `${word} ${name}`;
  item.sortText = String(place).padStart(6, '0');
  if (description !== undefined) item.documentation = description;
  if (isDeprecated) item.tags = [vscode.CompletionItemTag.Deprecated];
  return item;
}

/** A word as it has to be written here: in quotes where it needs them and has none, and with its colon. */
function written(word: string, { role, start, end }: YamlToken, text: string): string {
  const isQuoted = /["']/.test(text[start - 1] ?? '');
  if (isQuoted) return word;
  if (role === 'value') return formatInline(lineValue(word));
  const key = formatKey(word);
  return /^\s*:/.test(text.slice(end)) ? key : `${key}: `;
}
