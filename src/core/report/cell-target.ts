import type { SectionKind } from './agreement-report';

/** What is shown of a cell: the disagreements that its figure rests on, or its passages. */
export type CellContent = 'disagreements' | 'passages';

/** What a cell of the report is about, so that its disagreements and passages can be shown. */
export type CellTarget =
  | {
      readonly kind: SectionKind;
      readonly id: string;
      /** Which group’s value it is. */
      readonly of?: string;
      /** Only in this transcript: its path. */
      readonly transcript?: string;
    }
  | {
      readonly kind: 'confusion';
      readonly coders: readonly [first: string, second: string];
      /** The codes of the first and of the second coder; undefined for text with none. */
      readonly codes: readonly [first: string | undefined, second: string | undefined];
    };
