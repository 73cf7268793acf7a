import type { CodebookIndex } from '../model/codebook-index';
import { interviewerRole, type StudyFile } from '../model/study';
import { reachOf } from '../study/reach';
import type { StudyView } from '../study/snapshot';
import type { Slot } from './slots';

/** Something that can be written at a place. */
export interface Suggestion {
  readonly text: string;
  /** What people call it. */
  readonly name?: string;
  /** What it means. */
  readonly description?: string;
  /** True for what is still understood and should not be used any more. */
  readonly isDeprecated?: boolean;
}

/** What can be written at a place, in the order of the study's files; nothing where anything can. */
export function suggest(view: StudyView, slot: Slot, path: readonly string[]): readonly Suggestion[] {
  const { codebook, study } = view;
  if (slot.isDeclaration) return [];
  switch (slot.kind) {
    case 'code':
      return codesOf(codebook).filter(({ text }) => text !== slot.owner);
    case 'alias':
      return unknownCodes(view);
    case 'theme':
      return [...codebook.themes.values()]
        .filter(({ id }) => id !== slot.owner)
        .map(({ id, name, definition }) => ({ text: id, name, ...optional({ description: definition }) }));
    case 'question':
      return [...codebook.questions.values()].map(({ id, text }) => ({ text: id, name: text }));
    case 'case':
      return casesOf(study).filter(({ text }) => text !== slot.owner);
    case 'speaker-role':
      return [{ text: interviewerRole }, ...casesOf(study)];
    case 'coder':
      return [...study.coders.values()].map(({ id, name }) => ({ text: id, ...optional({ name }) }));
    case 'transcript':
      return [...view.transcripts.keys()].map((text) => ({ text }));
    case 'attribute':
      return [...study.attributes.values()].map(({ id, type }) => ({ text: id, name: type }));
    case 'attribute-value':
      return valuesOf(study, path.at(-1) ?? '');
    case 'case-kind':
      return words(['person', 'site', ...[...study.cases.values()].map(({ kind }) => kind)]);
    case 'speaker':
      return words(view.transcripts.get(slot.owner?.normalize('NFC') ?? '')?.turns().speakers ?? []);
    case 'word':
      return words(slot.words);
    default:
      return [];
  }
}

function words(texts: readonly string[]): readonly Suggestion[] {
  return [...new Set(texts)].filter((text) => text !== '').map((text) => ({ text }));
}

/** Deprecated codes come last. */
function codesOf(codebook: CodebookIndex): readonly Suggestion[] {
  const codes = [...codebook.codes.values()].map(({ id, name, definition, status }): Suggestion => ({
    text: id,
    name,
    ...optional({ description: definition }),
    isDeprecated: status === 'deprecated',
  }));
  return [
    ...codes.filter(({ isDeprecated }) => !isDeprecated),
    ...codes.filter(({ isDeprecated }) => isDeprecated),
  ];
}

/** Ids that passages have and the codebook lacks: one of them may be a former id. */
function unknownCodes(view: StudyView): readonly Suggestion[] {
  const unknown = 'unknown:';
  const topics = [...reachOf(view).keys()].filter((topic) => topic.startsWith(unknown));
  return topics.map((topic) => ({ text: topic.slice(unknown.length) }));
}

function casesOf({ cases }: StudyFile): readonly Suggestion[] {
  return [...cases.values()].map(({ id, kind }) => ({ text: id, name: kind }));
}

function valuesOf({ attributes }: StudyFile, id: string): readonly Suggestion[] {
  const attribute = attributes.get(id);
  return words(attribute?.type === 'boolean' ? ['true', 'false'] : (attribute?.values ?? []));
}

function optional<K extends string>(fields: Record<K, string | undefined>): Partial<Record<K, string>> {
  return Object.fromEntries(Object.entries(fields).filter(([, field]) => field !== undefined)) as Partial<
    Record<K, string>
  >;
}
