import { codebookFileName, studyFileName } from '../model/study';
import { parseSidecarPath } from '../model/sidecar-path';
import { createGlobMatcher } from './glob';

export type StudyFileRole =
  | { readonly kind: 'study' | 'codebook' | 'transcript' }
  | { readonly kind: 'sidecar'; readonly transcript: string; readonly coder: string };

/** More globs than a study needs; the others are left out. */
const mostGlobs = 1000;

/**
 * Says which part a path plays in a study whose transcripts are named by the globs; undefined for a path that plays none.
 * A sidecar is recognised by its name, wherever it stands.
 */
export function createMembership(globs: readonly string[]): (path: string) => StudyFileRole | undefined {
  const matchers = globs.slice(0, mostGlobs).map(createGlobMatcher);
  return (path) => {
    if (path === studyFileName) return { kind: 'study' };
    if (path === codebookFileName) return { kind: 'codebook' };
    const sidecar = parseSidecarPath(path);
    if (sidecar) return { kind: 'sidecar', ...sidecar };
    return matchers.some((isMatch) => isMatch(path)) ? { kind: 'transcript' } : undefined;
  };
}
