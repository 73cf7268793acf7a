import { consensusCoder } from '../model/ids';
import { interviewerRole } from '../model/study';
import type { StudyView } from '../study/snapshot';
import type { YamlToken } from './scan-yaml';
import { slotOf, type StudyFileKind } from './slots';

/** Something of the study that has an id. */
export interface StudySymbol {
  readonly kind: 'code' | 'theme' | 'question' | 'case' | 'coder' | 'transcript' | 'attribute' | 'round';
  /** For a code that is known by an alias, its id of today. */
  readonly id: string;
}

/** What a token stands for, whether the study has it or not; undefined for a mere text. */
export function symbolAt(
  view: StudyView,
  file: StudyFileKind,
  token: YamlToken,
): (StudySymbol & { readonly isDeclaration: boolean }) | undefined {
  const slot = slotOf(file, token);
  if (!slot || token.text === '') return undefined;
  const { isDeclaration } = slot;
  const id = token.text;
  switch (slot.kind) {
    case 'code':
    case 'alias':
      return { kind: 'code', id: view.codebook.resolve(id)?.id ?? id, isDeclaration };
    case 'speaker-role':
      return id === interviewerRole ? undefined : { kind: 'case', id, isDeclaration };
    case 'theme':
    case 'question':
    case 'case':
    case 'transcript':
    case 'attribute':
    case 'round':
      return { kind: slot.kind, id, isDeclaration };
    case 'coder':
      return id === consensusCoder ? undefined : { kind: 'coder', id, isDeclaration };
    default:
      return undefined;
  }
}
