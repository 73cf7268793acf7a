import type { Note } from './passage';

export interface Question {
  readonly id: string;
  readonly text: string;
}

export interface Theme {
  readonly id: string;
  readonly name: string;
  readonly questions: readonly string[];
  readonly parent?: string;
  readonly definition?: string;
  readonly memo?: string;
  readonly notes?: readonly Note[];
}

export type CodeOrigin = 'deductive' | 'inductive' | 'in-vivo';
export type CodeStatus = 'provisional' | 'active' | 'deprecated';

/** A code of the codebook. Keys that are absent in the file are empty here, save the optional ones. */
export interface Code {
  readonly id: string;
  readonly name: string;
  readonly themes: readonly string[];
  readonly parent?: string;
  readonly definition?: string;
  readonly include?: string;
  readonly exclude?: string;
  readonly examples: readonly string[];
  readonly origin?: CodeOrigin;
  /** A palette slot 1–8 or a colour `#rrggbb`. */
  readonly color?: number | string;
  readonly status: CodeStatus;
  readonly aliases: readonly string[];
  readonly replacedBy: readonly string[];
  readonly memo?: string;
  readonly notes?: readonly Note[];
}

/** The codebook in file order. Ids are unique in each map. */
export interface Codebook {
  readonly questions: ReadonlyMap<string, Question>;
  readonly themes: ReadonlyMap<string, Theme>;
  readonly codes: ReadonlyMap<string, Code>;
}

export const emptyCodebook: Codebook = { questions: new Map(), themes: new Map(), codes: new Map() };
