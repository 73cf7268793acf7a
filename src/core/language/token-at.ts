import type { Lines } from './lines';
import { isAbove, type Open, scanYaml, type YamlToken } from './scan-yaml';
import { splitLine } from './split-line';

/**
 * The key or scalar at a place, or the place for one; undefined in comments and in texts of several lines. Only the line
 * and those that it belongs to are looked at, so that it works while the file is broken.
 * @param character UTF-16 characters from the line's start
 */
export function tokenAt(lines: Lines, line: number, character: number): YamlToken | undefined {
  const text = lines.at(line);
  const isBlank = text.trim() === '';
  const { column, openers } = splitLine(text);
  const { above, bracketLine } = findAbove(lines, line, {
    column: isBlank ? character : column,
    isDash: openers[0] !== undefined && openers[0].key === undefined,
  });
  const parent = above.find((open) => contentOf(lines, open) !== 'nothing');
  const kind = parent && contentOf(lines, parent);
  // Within brackets there are no texts by indentation.
  const flowLine = kind === 'flow' ? parent?.line : bracketLine;
  if (kind === 'text' && !(flowLine !== undefined && parent && flowLine < parent.line)) return undefined;
  if (isBlank && flowLine === undefined) {
    const path = [...above.map(({ key }) => key ?? '[]'), ''];
    return {
      role: 'key',
      path,
      text: '',
      line,
      start: character,
      end: character,
      from: character,
      to: character,
    };
  }
  const start = flowLine ?? line;
  const scope = above.filter((open) => open.line < start);
  for (const token of scanYaml(lines, { from: start, to: line + 1, above: scope }))
    if (token.line === line && token.from <= character && character <= token.to) return token;
  return undefined;
}

/** What is open at a place above a line, outermost first; and the line of brackets that may be open too. */
function findAbove(
  lines: Lines,
  line: number,
  place: { readonly column: number; readonly isDash: boolean },
): { readonly above: readonly Open[]; readonly bracketLine: number | undefined } {
  const above: Open[] = [];
  let bracketLine: number | undefined;
  let { column, isDash } = place;
  for (let at = line - 1; at >= 0 && (column > 0 || isDash); at--) {
    const text = lines.at(at);
    const indent = text.search(/\S/);
    if (indent === -1 || indent > column || text[indent] === '#') continue;
    const { openers } = splitLine(text);
    if (openers.length === 0 && '[{'.includes(text[indent] ?? '')) bracketLine = at;
    for (const opener of [...openers].reverse()) {
      if (!isAbove(opener, column, isDash)) continue;
      above.unshift({ ...opener, line: at });
      [column, isDash] = [opener.column, opener.key === undefined];
    }
  }
  return { above, bracketLine };
}

/** What stands behind an opener on its line: nothing, brackets, or a text that goes on below. */
function contentOf(lines: Lines, { line, column }: Open): 'nothing' | 'flow' | 'text' {
  const text = lines.at(line);
  const { openers, value } = splitLine(text);
  if (openers.at(-1)?.column !== column || value >= text.length) return 'nothing';
  return text[value] === '[' || text[value] === '{' ? 'flow' : 'text';
}
