import type { Lines } from './lines';
import { scanYaml, type YamlToken } from './scan-yaml';
import { type SlotKind, slotOf, type StudyFileKind } from './slots';

/** A part of a study file: a section, or an entry of one. */
export interface OutlineEntry {
  readonly kind: SlotKind | 'section';
  readonly token: YamlToken;
  /** What people call it; empty where the file does not say. */
  readonly name: string;
  /** The ids of a passage's codes, as they are written. */
  readonly codes: readonly string[];
  /** The last line that belongs to it, 0-based. */
  readonly lastLine: number;
  readonly children: readonly OutlineEntry[];
}

interface Draft {
  readonly kind: OutlineEntry['kind'];
  readonly token: YamlToken;
  name: string;
  readonly codes: string[];
  lastLine: number;
  readonly children: Draft[];
}

/** The sections of a study file and their entries, as far as they can be made out. */
export function outlineOf(file: StudyFileKind, lines: Lines): readonly OutlineEntry[] {
  const sections: Draft[] = [];
  for (const token of scanYaml(lines)) {
    const kind = kindOf(file, token);
    const section = sections.at(-1);
    if (kind === 'section') sections.push(draft(kind, token));
    else if (kind) section?.children.push(draft(kind, token));
    else describe(section?.children.at(-1), token);
  }
  end(sections, lines, lines.count);
  return sections;
}

function draft(kind: Draft['kind'], token: YamlToken): Draft {
  return { kind, token, name: '', codes: [], lastLine: token.line, children: [] };
}

function kindOf(file: StudyFileKind, token: YamlToken): Draft['kind'] | undefined {
  const { path, role, text } = token;
  if (text === '') return undefined;
  if (role === 'key' && path.length === 1) return 'section';
  const slot = slotOf(file, token);
  if (file === 'sidecar') return slot?.kind === 'passage' && path.at(-1) === 'id' ? 'passage' : undefined;
  const isEntry = role === 'key' && path.length === 2;
  return isEntry && (slot?.isDeclaration || slot?.kind === 'transcript') ? slot.kind : undefined;
}

/** Takes from what stands in an entry what describes it. */
function describe(entry: Draft | undefined, { role, path, text }: YamlToken): void {
  if (!entry || role !== 'value') return;
  const field = path.slice(2).join(' ');
  if (field === nameFields[entry.kind]) entry.name ||= text;
  if (entry.kind === 'passage' && field === 'codes []' && text !== '') entry.codes.push(text);
}

/** Which field says what people call an entry. */
const nameFields: Partial<Record<Draft['kind'], string>> = {
  question: '',
  theme: 'name',
  code: 'name',
  coder: 'name',
  case: 'kind',
  attribute: 'type',
  transcript: 'kind',
  passage: 'quote',
};

/** Each entry goes on until the next begins; comments and blank lines before that belong to the next. */
function end(entries: readonly Draft[], lines: Lines, limit: number): void {
  entries.forEach((entry, i) => {
    const next = entries[i + 1]?.token.line ?? limit;
    let last = Math.max(entry.token.line, next - 1);
    while (last > entry.token.line && /^\s*(?:#|$)/.test(lines.at(last))) last--;
    entry.lastLine = last;
    end(entry.children, lines, last + 1);
  });
}
