import { themeOrder, codeOrder } from '../format/format-codebook';
import { parseSidecarPath } from '../model/sidecar-path';
import { codebookFileName, studyFileName } from '../model/study';
import type { YamlToken } from './scan-yaml';

export type StudyFileKind = 'study' | 'codebook' | 'sidecar';

/** Which of a study's YAML files has this path in it. */
export function fileKindOf(path: string): StudyFileKind | undefined {
  if (path === studyFileName) return 'study';
  if (path === codebookFileName) return 'codebook';
  return parseSidecarPath(path) ? 'sidecar' : undefined;
}

/** What belongs at a place of a study file. */
export type SlotKind =
  | 'code'
  | 'alias'
  | 'theme'
  | 'question'
  | 'case'
  | 'coder'
  | 'transcript'
  | 'attribute'
  | 'attribute-value'
  | 'case-kind'
  | 'speaker'
  | 'speaker-role'
  | 'round'
  | 'passage'
  | 'word';

export interface Slot {
  readonly kind: SlotKind;
  /** True where the thing itself is described, not named. */
  readonly isDeclaration: boolean;
  /** What may stand here, for a slot that takes one of a few words or keys. */
  readonly words: readonly string[];
  /** The id of the entry that the place is in: the code whose parent is named, the source whose speakers are. */
  readonly owner: string | undefined;
}

/** What belongs at a token; undefined where anything may stand, or where what stands there is nobody else's business. */
export function slotOf(file: StudyFileKind, { role, path }: YamlToken): Slot | undefined {
  const keys = path.filter((key) => key !== '[]');
  const found = rules[file].find((rule) => rule.role === role && isMatch(rule.path, keys));
  return found && { ...found.slot, owner: keys[1] };
}

interface Rule {
  readonly role: YamlToken['role'];
  /** `*` stands for any key. */
  readonly path: readonly string[];
  readonly slot: Omit<Slot, 'owner'>;
}

function isMatch(pattern: readonly string[], keys: readonly string[]): boolean {
  return pattern.length === keys.length && pattern.every((part, i) => part === '*' || part === keys[i]);
}

const rule =
  (role: Rule['role'], isDeclaration: boolean) =>
  (path: string, kind: SlotKind, words: readonly string[] = []): Rule => ({
    role,
    path: path.split(' '),
    slot: { kind, isDeclaration, words },
  });
const declared = rule('key', true);
const key = rule('key', false);
const value = rule('value', false);

const rules: Readonly<Record<StudyFileKind, readonly Rule[]>> = {
  codebook: [
    declared('questions *', 'question'),
    declared('themes *', 'theme'),
    declared('codes *', 'code'),
    value('themes * questions', 'question'),
    value('themes * parent', 'theme'),
    value('codes * themes', 'theme'),
    value('codes * parent', 'code'),
    value('codes * replaced-by', 'code'),
    value('codes * aliases', 'alias'),
    value('codes * origin', 'word', ['deductive', 'inductive', 'in-vivo']),
    value('codes * status', 'word', ['provisional', 'active', 'deprecated']),
    value('codes * notes by', 'coder'),
    value('themes * notes by', 'coder'),
    key('themes * *', 'word', themeOrder),
    key('codes * *', 'word', codeOrder),
    key('*', 'word', ['questions', 'themes', 'codes']),
  ],
  study: [
    declared('coders *', 'coder'),
    declared('rounds *', 'round'),
    declared('attributes *', 'attribute'),
    declared('cases *', 'case'),
    key('sources *', 'transcript'),
    key('sources * speakers *', 'speaker'),
    key('sources * attributes *', 'attribute'),
    key('cases * attributes *', 'attribute'),
    value('rounds * coders', 'coder'),
    value('rounds * transcripts', 'transcript'),
    value('rounds * blind', 'word', ['true', 'false']),
    value('attributes * type', 'word', ['choice', 'text', 'number', 'date', 'boolean']),
    value('sources * kind', 'word', ['interview', 'focus-group', 'observation', 'document']),
    value('sources * speakers *', 'speaker-role'),
    value('sources * attributes *', 'attribute-value'),
    value('cases * kind', 'case-kind'),
    value('cases * part-of', 'case'),
    value('cases * transcripts', 'transcript'),
    value('cases * attributes *', 'attribute-value'),
    key('rounds * *', 'word', ['coders', 'transcripts', 'blind']),
    key('sources * *', 'word', ['kind', 'attributes', 'speakers']),
    key('cases * *', 'word', ['kind', 'part-of', 'attributes', 'transcripts']),
    key('*', 'word', ['title', 'transcripts', 'coders', 'rounds', 'attributes', 'sources', 'cases']),
  ],
  sidecar: [
    value('passages codes', 'code'),
    key('passages codings *', 'code'),
    value('passages from codes', 'code'),
    value('passages from coder', 'coder'),
    value('passages decisions code', 'code'),
    value('passages decisions outcome', 'word', ['agreed', 'kept', 'added', 'declined', 'chosen', 'new']),
    value('passages decisions by', 'coder'),
    value('passages id', 'passage'),
    value('passages at', 'passage'),
    value('passages quote', 'passage'),
    value('status', 'word', ['in-progress', 'done']),
    value('notes by', 'coder'),
  ],
};
