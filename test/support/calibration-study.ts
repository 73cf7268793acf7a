// The sample study's files, and small double-coded studies, opened in memory.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { sidecarPath } from '../../src/core/model/sidecar-path';
import { type MemoryStudy, openMemoryStudy } from './open-memory-study';
import { type PassageOutline, sidecarText } from './small-study';

/** The sample study as it ships. */
export function openSampleStudy(): Promise<MemoryStudy> {
  return openStudyIn(path.resolve(process.cwd(), 'examples/primary-care-networks'));
}

/** A folder's study as its files are now, read by the core alone. */
export function openStudyIn(folder: string): Promise<MemoryStudy> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !path.relative(folder, file).startsWith('.git'));
  return openMemoryStudy(
    files.map((file) => [
      path.relative(folder, file).split(path.sep).join('/'),
      new Uint8Array(readFileSync(file)),
    ]),
  );
}

/** What coders did in a transcript: coder → passages. */
export interface CodedTranscript {
  readonly text: string;
  readonly coders: Readonly<Record<string, readonly PassageOutline[]>>;
  /** Coders who have not marked it done. */
  readonly unfinished?: readonly string[];
}

export function openCodedStudy(parts: {
  readonly study: string;
  readonly codebook: string;
  readonly transcripts: Readonly<Record<string, CodedTranscript>>;
}): Promise<MemoryStudy> {
  const files: [string, string][] = [
    ['verbatim.yaml', parts.study],
    ['codebook.yaml', parts.codebook],
  ];
  let firstId = 0;
  for (const [file, { text, coders, unfinished = [] }] of Object.entries(parts.transcripts)) {
    files.push([file, text]);
    for (const [coder, passages] of Object.entries(coders)) {
      const status = unfinished.includes(coder) ? 'in-progress' : 'done';
      files.push([sidecarPath(file, coder), sidecarText(text, passages, { status, firstId })]);
      firstId += passages.length;
    }
  }
  return openMemoryStudy(files);
}
