import type { DisagreementFilter } from '../agreement/study-disagreements';
import type { CodebookIndex } from '../model/codebook-index';
import type { AgreementReport } from './agreement-report';
import type { CellTarget } from './cell-target';

/** What has to be compared, and shown of it, so that a cell’s disagreements are seen. */
export interface TargetDisagreements {
  readonly coders: readonly string[];
  readonly round?: string;
  readonly filter: DisagreementFilter;
}

/**
 * The disagreements that a figure of a report rests on; undefined where it is none of agreement, or of several transcripts that no
 * filter can name: a group’s.
 */
export function findTargetDisagreements(
  codebook: CodebookIndex,
  { plan, sections }: AgreementReport,
  target: CellTarget,
): TargetDisagreements | undefined {
  if (target.kind === 'confusion' || target.kind === 'group') return undefined;
  const { kind, id, transcript } = target;
  const rows = sections.find((section) => section.kind === kind)?.rows ?? [];
  const place = rows.findIndex((row) => row.id === id);
  if (place === -1) return undefined;
  const round = kind === 'round' ? id : plan.round?.id;
  const asked = { coders: plan.coders, ...(round === undefined ? {} : { round }) };
  const within = transcript === undefined ? {} : { transcript };
  switch (kind) {
    case 'all':
    case 'round':
      return { ...asked, filter: {} };
    case 'pair':
    case 'reconciliation':
      return { ...asked, coders: namesIn(id) ?? plan.coders, filter: {} };
    case 'transcript':
      return { ...asked, filter: { transcript: id } };
    case 'code':
      return { ...asked, filter: { ...alone(codebook, id), ...within } };
    case 'code-with-subcodes':
      return { ...asked, filter: { code: id, ...within } };
    case 'theme':
      return { ...asked, filter: { theme: id, ...within } };
    case 'question':
      return { ...asked, filter: { question: id, ...within } };
  }
}

/** A code by itself. What has no subcodes is named as the filter’s own list of codes names it. */
function alone(codebook: CodebookIndex, id: string): DisagreementFilter {
  const code = codebook.resolve(id);
  return code && codebook.subcodesOf(code).length > 0 ? { codeAlone: code.id } : { code: code?.id ?? id };
}

/** The coders that a row’s id is made of; no coder’s id has a plus. */
function namesIn(id: string): readonly string[] | undefined {
  return id.includes('+') ? id.split('+') : undefined;
}
