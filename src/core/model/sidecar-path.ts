import { isNameId } from './ids';

const suffix = '.coding.yaml';

/** `transcripts/Int01.md` coded by MS → `transcripts/Int01.md.MS.coding.yaml`. */
export function sidecarPath(transcript: string, coder: string): string {
  return `${transcript}.${coder}${suffix}`;
}

export function isSidecarPath(path: string): boolean {
  return parseSidecarPath(path) !== undefined;
}

/** The transcript and coder that a path names, or undefined when it is no sidecar's. */
export function parseSidecarPath(
  path: string,
): { readonly transcript: string; readonly coder: string } | undefined {
  if (!path.endsWith(suffix)) return undefined;
  const stem = path.slice(0, -suffix.length);
  const dot = stem.lastIndexOf('.');
  const transcript = stem.slice(0, dot);
  const coder = stem.slice(dot + 1);
  return dot > 0 && !transcript.endsWith('/') && isNameId(coder) ? { transcript, coder } : undefined;
}
