import type { ErrorCode, Node, YAMLMap } from 'yaml';
import { Composer, Lexer, Parser, isMap } from 'yaml';
import type { FilePosition, Problem, Severity } from '../base/problem';
import { normaliseText } from '../text/normal-text';
import type { Span } from '../text/span';
import { TextIndex } from '../text/text-index';
import { findConflicts } from './conflict-markers';

/** A study file being read: its text, and the problems found so far. */
export interface YamlFile {
  /** The normalised text; spans of nodes refer to it. */
  readonly index: TextIndex;
  report(found: Finding): void;
  /** In the order of the file. */
  problems(): readonly Problem[];
}

export interface Finding {
  readonly code: string;
  readonly severity?: Severity;
  /** Where; undefined for the file as a whole. */
  readonly at: Span | Node | null | undefined;
  readonly message: string;
  readonly advice: string;
}

export interface OpenedYaml {
  readonly file: YamlFile;
  /** The file's map; undefined when the file cannot be read, which a problem says. */
  readonly root: YAMLMap | undefined;
}

/** Files above this are refused by name. A character takes at least one byte. */
export const largestFile = 16 * 1024 * 1024;
/** Tokens open at once; each level of nesting takes about two. */
const deepest = 200;

/**
 * Parses a study file as plain YAML: every scalar is a string as written, no anchors, aliases, tags or second
 * documents. `format` is what its `format:` line has to say. Never throws, and never recurses deeper than it allows.
 */
export function openYaml(source: string, path: string, format: string): OpenedYaml {
  const isTooLarge = source.length > largestFile;
  const file = startFile(isTooLarge ? '' : normaliseText(source), path);
  if (isTooLarge) {
    file.report({
      code: 'yaml/too-large',
      at: undefined,
      message: `${path} is larger than 16 MiB and was not read.`,
      advice: 'Check that it is the file you meant; split it if it is.',
    });
    return { file, root: undefined };
  }
  if (reportConflicts(file)) return { file, root: undefined };
  const { contents, fault } = parseYaml(file.index.text);
  if (fault) file.report(fault);
  if (contents === undefined) return { file, root: undefined };
  if (contents !== null && !isMap(contents)) {
    file.report({
      code: 'yaml/expected-map',
      at: contents,
      message: 'The file does not consist of “key: value” lines.',
      advice: `Begin it with “format: ${format}”.`,
    });
    return { file, root: undefined };
  }
  return { file, root: checkFormat(file, contents ?? undefined, format) };
}

/**
 * The map that a piece of YAML consists of, its nodes with the tokens they were made from; undefined when it is none or
 * cannot be parsed. Spans refer to `text`.
 */
export function parseMap(text: string): YAMLMap | undefined {
  const { contents } = parseYaml(text);
  return isMap(contents) ? contents : undefined;
}

function startFile(text: string, path: string): YamlFile {
  const index = new TextIndex(text);
  const problems: Problem[] = [];
  return {
    index,
    problems: () => problems.sort((a, b) => comparePositions(a.range.start, b.range.start)),
    report: ({ code, severity = 'error', at, message, advice }) => {
      problems.push({ code, severity, message, advice, path, range: index.rangeOf(spanOf(at)) });
    },
  };
}

function comparePositions(a: FilePosition, b: FilePosition): number {
  return a.line - b.line || a.column - b.column;
}

function spanOf(at: Span | Node | null | undefined): Span {
  if (!at) return { start: 0, end: 0 };
  if ('start' in at) return at;
  return at.range ? { start: at.range[0], end: at.range[1] } : { start: 0, end: 0 };
}

function reportConflicts(file: YamlFile): boolean {
  const conflicts = findConflicts(file.index.text);
  for (const at of conflicts) {
    file.report({
      code: 'yaml/conflict-markers',
      at,
      message: 'Git left an unresolved merge conflict here.',
      advice: 'Decide what stays and delete the lines with <<<<<<<, ======= and >>>>>>>, then save.',
    });
  }
  return conflicts.length > 0;
}

interface Parsed {
  /** The contents of the only document: null when it is empty, undefined when it cannot be read, which `fault` says. */
  readonly contents: Node | null | undefined;
  readonly fault?: Finding;
}

/**
 * What was parsed last. A file that is changed is parsed as it was and as it is, by who writes it and by who reads it again,
 * and parsing is most of their work. Nobody changes the nodes.
 */
let recent: readonly { readonly text: string; readonly parsed: Parsed }[] = [];
const mostRecent = 4;
/** Texts that are longer together, in UTF-16 code units, are not kept: their nodes take a hundred times as much. */
const longestKept = 400_000;

function parseYaml(text: string): Parsed {
  const known = recent.find((one) => one.text === text);
  if (known) return known.parsed;
  const parsed = parseAnew(text);
  const kept = [{ text, parsed }, ...recent].slice(0, mostRecent);
  let length = 0;
  recent = kept.filter((one) => (length += one.text.length) <= longestKept);
  return parsed;
}

function parseAnew(text: string): Parsed {
  const parser = new Parser();
  const tokens = [];
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > deepest) {
      return unreadable({
        code: 'yaml/too-deep',
        at: { start: Math.min(parser.offset, text.length), end: Math.min(parser.offset, text.length) },
        message: 'The file is nested far deeper than a study file can be.',
        advice: 'Look for brackets or dashes that were opened by mistake.',
      });
    }
  }
  for (const token of parser.end()) tokens.push(token);

  // Uniqueness of keys is checked by readMap, which needs no comparison of every key with every other.
  const composer = new Composer({
    version: '1.2',
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    keepSourceTokens: true,
  });
  const documents = [...composer.compose(tokens, true, text.length)];
  const document = documents.at(0);
  const second = documents.at(1);
  if (second) {
    return unreadable({
      code: 'yaml/several-documents',
      at: { start: second.range[0], end: second.range[0] },
      message: 'The file holds several YAML documents; only one belongs in it.',
      advice: 'Remove the line “---” and what does not belong here.',
    });
  }
  // One mistake confuses everything behind it: the first error is the one to mend.
  const [error] = document?.errors ?? [];
  if (error) {
    const [start, end] = error.pos;
    return unreadable({
      code: 'yaml/syntax',
      at: { start: Math.min(start, text.length), end: Math.min(Math.max(start, end), text.length) },
      message: `This is not valid YAML: ${friendlier[error.code] ?? firstLine(error.message)}`,
      advice: advice[error.code] ?? 'Correct this place; everything behind it is unread until then.',
    });
  }
  return { contents: document?.contents ?? null };
}

function unreadable(fault: Finding): Parsed {
  return { contents: undefined, fault };
}

const friendlier: Partial<Record<ErrorCode, string>> = {
  BAD_INDENT: 'the line is not indented like its neighbours.',
  TAB_AS_INDENT: 'the line is indented with a tab.',
  BAD_DQ_ESCAPE: 'a backslash in double quotes is followed by something that is no escape.',
  BLOCK_AS_IMPLICIT_KEY: 'a second “: ” on one line.',
  MULTILINE_IMPLICIT_KEY: 'a key that runs over several lines, or a line without “:”.',
  BAD_SCALAR_START: 'a value begins with a sign that has a meaning of its own in YAML.',
  BAD_ALIAS: 'it uses an alias (*) for something that is not there.',
};

const advice: Partial<Record<ErrorCode, string>> = {
  BAD_INDENT: 'Indent with two spaces a level.',
  TAB_AS_INDENT: 'Use spaces: two a level.',
  BAD_DQ_ESCAPE: 'Write \\\\ for a backslash, or use single quotes.',
  BLOCK_AS_IMPLICIT_KEY: 'Put a text that holds “: ” in quotes.',
  MULTILINE_IMPLICIT_KEY: 'Look for a missing “:” or a quotation mark that was never closed.',
  MISSING_CHAR: 'Look for a quotation mark or bracket that was never closed.',
  BAD_SCALAR_START: 'Put the value in quotes.',
};

function firstLine(message: string): string {
  const text = message.split('\n', 1)[0] ?? message;
  return text.charAt(0).toLowerCase() + text.slice(1) + (/[.!?]$/.test(text) ? '' : '.');
}

/** Returns the root when its `format` is the one expected; a newer one is not guessed at. */
function checkFormat(file: YamlFile, root: YAMLMap | undefined, format: string): YAMLMap | undefined {
  const pair = root?.items.find((item) => scalarText(item.key) === 'format');
  const value = scalarText(pair?.value);
  if (root && value === format) return root;
  const kind = format.slice(0, format.indexOf('@') + 1);
  if (value?.startsWith(kind) && /^[0-9]{1,9}$/.test(value.slice(kind.length))) {
    file.report({
      code: 'yaml/newer-format',
      at: pair?.value as Node,
      message: `The file is in format ${value}, which this version of Verbatim does not know.`,
      advice: 'Update Verbatim to read it.',
    });
  } else {
    file.report({
      code: 'yaml/format',
      at: value === undefined ? undefined : (pair?.value as Node),
      message:
        value === undefined
          ? 'The file does not say which format it is in.'
          : 'The file is in a format that Verbatim does not know.',
      advice: `Its first line should be “format: ${format}”.`,
    });
  }
  return undefined;
}

function scalarText(node: unknown): string | undefined {
  const isScalar = typeof node === 'object' && node !== null && 'value' in node;
  return isScalar && typeof node.value === 'string' ? node.value : undefined;
}
