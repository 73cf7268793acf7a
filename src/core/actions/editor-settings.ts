import { applyEdits, modify, parse, type ParseError, stripComments } from 'jsonc-parser';
import { UserError } from '../base/user-error';
import type { StudyEdit } from '../study/edit';

export const editorSettingsName = '.vscode/settings.json';

const nestingKey = 'explorer.fileNesting.patterns';
/** A sidecar's name begins with the whole name of its transcript. */
const nesting = ['md', 'txt', 'vtt', 'srt'].map(
  (extension) => [`*.${extension}`, `\${capture}.${extension}.*.coding.yaml`] as const,
);

/**
 * The edit that opens transcripts in the language `transcript` and nests sidecars under their transcripts. Comments and
 * settings that are there stay; a setting that contradicts is left as its owner wrote it.
 * @param globs of the transcripts
 * @param current the text of the settings, undefined when there are none
 * @throws UserError when the settings are not valid JSON (with comments)
 */
export function adaptEditorSettings(
  globs: readonly string[],
  current: string | undefined,
): readonly StudyEdit[] {
  const isEmpty = stripComments(current ?? '').trim() === '';
  const text = isEmpty ? `${current?.trim() ? `${current.trimEnd()}\n` : ''}{}\n` : (current ?? '');
  const settings = parseSettings(text);
  let changed = text;
  const set = (path: readonly string[], value: unknown): void => {
    const [key = '', entry] = path;
    const there = entry === undefined ? settings : asRecord(settings[key]);
    if (there && Object.hasOwn(there, entry ?? key)) return;
    if (entry !== undefined && !there) return; // the owner's value is no map
    const formattingOptions = { insertSpaces: true, tabSize: 2, eol: '\n' };
    changed = applyEdits(changed, modify(changed, [...path], value, { formattingOptions }));
  };
  for (const glob of globs) set(['files.associations', toAbsolute(glob)], 'transcript');
  set(['explorer.fileNesting.enabled'], true);
  for (const [pattern, below] of nesting) set([nestingKey, pattern], below);
  if (changed === current) return [];
  const final = changed.endsWith('\n') ? changed : `${changed}\n`;
  return [{ kind: 'file', path: editorSettingsName, expected: current, text: final }];
}

/** The editor compares patterns that hold a slash with the absolute path. */
function toAbsolute(glob: string): string {
  return glob.startsWith('**/') ? glob : `**/${glob}`;
}

function parseSettings(text: string): Readonly<Record<string, unknown>> {
  if (depthOf(text) <= deepest) {
    const errors: ParseError[] = [];
    const value: unknown = parse(text, errors, { allowTrailingComma: true });
    const settings = value === undefined ? undefined : asRecord(value);
    if (errors.length === 0 && settings) return settings;
  }
  throw new UserError(
    'start/bad-settings',
    `${editorSettingsName} cannot be read, so nothing was written. Put the file right first.`,
    { path: editorSettingsName },
  );
}

/** The parser calls itself for every bracket, so a text of nothing but brackets is kept from it. */
const deepest = 200;

/** At least the depth of nesting. */
function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  for (const [bracket] of text.matchAll(/[[{\]}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1;
    most = Math.max(most, depth);
  }
  return most;
}

/** Undefined for what is no map; what is absent is an empty one. */
function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (value === undefined) return {};
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}
