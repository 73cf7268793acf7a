import type { CellContent, CellTarget } from '../core/report/cell-target';

/** What the extension tells the agreement report. */
export type ToReport =
  /** Markup made by the core, in which everything untrusted is escaped. */
  | { readonly kind: 'content'; readonly markup: string }
  /** What the editor is to keep while its window is closed, so that the report can be opened again. */
  | { readonly kind: 'keep'; readonly state: unknown }
  /** Something to be read out, such as how far a computation is; empty when it is over. */
  | { readonly kind: 'status'; readonly text: string };

export const reportActions = ['options', 'over-time', 'save-page', 'save-table', 'copy-methods'] as const;
export type ReportAction = (typeof reportActions)[number];

/** What the agreement report tells the extension. */
export type FromReport =
  /** It has been loaded, for the first time or again, and has nothing to show. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'action'; readonly action: ReportAction }
  | { readonly kind: 'show'; readonly what: CellContent; readonly target: CellTarget };

/** A message of the report; undefined for anything else that a page may send. */
export function readFromReport(message: unknown): FromReport | undefined {
  if (!isRecord(message)) return undefined;
  if (message['kind'] === 'ready') return { kind: 'ready' };
  if (message['kind'] === 'action') {
    const action = reportActions.find((known) => known === message['action']);
    return action && { kind: 'action', action };
  }
  const target = message['kind'] === 'show' ? readTarget(message['target']) : undefined;
  const what = message['what'] === 'disagreements' ? 'disagreements' : 'passages';
  return target && { kind: 'show', what, target };
}

const sections = [
  'all',
  'pair',
  'reconciliation',
  'code',
  'code-with-subcodes',
  'theme',
  'question',
  'transcript',
  'group',
  'round',
] as const;

function readTarget(target: unknown): CellTarget | undefined {
  if (!isRecord(target)) return undefined;
  const { kind, id, of, transcript, coders, codes } = target;
  if (kind === 'confusion') {
    const [first, second] = Array.isArray(coders) ? (coders as readonly unknown[]) : [];
    const [row, column] = Array.isArray(codes) ? (codes as readonly unknown[]) : [];
    return typeof first === 'string' && typeof second === 'string'
      ? { kind, coders: [first, second], codes: [readText(row), readText(column)] }
      : undefined;
  }
  const section = sections.find((known) => known === kind);
  if (!section || typeof id !== 'string') return undefined;
  return {
    kind: section,
    id,
    ...(typeof of === 'string' ? { of } : {}),
    ...(typeof transcript === 'string' ? { transcript } : {}),
  };
}

function readText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
