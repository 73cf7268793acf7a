import { emptyCodebook, type Codebook } from '../../../src/core/model/codebook';
import { indexCodebook } from '../../../src/core/model/codebook-index';
import type { Passage, SidecarStatus } from '../../../src/core/model/passage';
import { sidecarPath } from '../../../src/core/model/sidecar-path';
import type { Case, Coder, Round, Source, StudyFile } from '../../../src/core/model/study';
import type { LoadedSidecar, LoadedTranscript } from '../../../src/core/study/loaded';
import { loadTranscript } from '../../../src/core/study/loaded';
import { createSnapshot, type StudySnapshot } from '../../../src/core/study/snapshot';
import { blobIdOfText } from '../../../src/core/text/blob-id';
import { nodeByteTools } from '../../../src/node/byte-tools';

export interface SidecarParts {
  readonly transcript: string;
  readonly coder: string;
  readonly passages?: readonly Passage[];
  readonly status?: SidecarStatus;
  /** Today's version of the transcript if not said otherwise. */
  readonly base?: string;
  readonly isStale?: boolean;
}

/** What a study is made of; what is left out is empty. */
export interface StudyParts {
  /** Path → text. */
  readonly transcripts: Readonly<Record<string, string>>;
  readonly sidecars?: readonly SidecarParts[];
  readonly codebook?: Codebook;
  readonly coders?: readonly string[];
  readonly rounds?: readonly Round[];
  readonly cases?: readonly Case[];
  readonly sources?: Readonly<Record<string, Source>>;
}

/** A snapshot of a study that is in no files. */
export function snapshotOf(parts: StudyParts): StudySnapshot {
  const read = { problems: [], isStale: false, digest: '0' };
  const transcripts = new Map<string, LoadedTranscript>(
    Object.entries(parts.transcripts).map(([path, text]) => [
      path,
      loadTranscript(path, text, versionOf(text), '0'),
    ]),
  );
  const sidecars = (parts.sidecars ?? []).map((each): LoadedSidecar => {
    const { transcript, coder, passages = [], status = 'in-progress', isStale = false } = each;
    const base = each.base ?? transcripts.get(transcript)?.version ?? '';
    const path = sidecarPath(transcript, coder);
    const value = { base, status, passages };
    return { ...read, path, transcript, coder, isStale, value, baseTexts: new Map() };
  });
  return createSnapshot({
    studyFile: { ...read, path: 'verbatim.yaml', value: studyFileOf(parts) },
    codebookFile: { ...read, path: 'codebook.yaml', value: indexCodebook(parts.codebook ?? emptyCodebook) },
    transcripts,
    sidecars: new Map(sidecars.map((sidecar) => [sidecar.path, sidecar])),
    refusals: [],
  });
}

function studyFileOf({ coders = [], rounds = [], cases = [], sources = {} }: StudyParts): StudyFile {
  const byId = <T extends { readonly id: string }>(items: readonly T[]) =>
    new Map(items.map((item) => [item.id, item]));
  return {
    title: '',
    transcripts: ['**/*.md'],
    coders: byId(coders.map((id): Coder => ({ id, emails: [] }))),
    rounds: byId(rounds),
    attributes: new Map(),
    sources: new Map(Object.entries(sources)),
    cases: byId(cases),
  };
}

export function versionOf(text: string): string {
  return blobIdOfText(text, nodeByteTools);
}

let lastId = 0;

/** A passage at a stretch of a text of single lines and plain letters. */
export function passageAt(
  text: string,
  start: number,
  end: number,
  codes: readonly string[],
  more: Partial<Passage> = {},
): Passage {
  const place = (offset: number) => {
    const lines = text.slice(0, offset).split('\n');
    return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
  };
  return {
    id: `01J${String(++lastId).padStart(23, '0')}`,
    at: { start: place(start), end: place(end) },
    quote: text.slice(start, end),
    codes,
    ...more,
  };
}
