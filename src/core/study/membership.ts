import picomatch from 'picomatch/posix';
import { codebookFileName, studyFileName } from '../model/study';
import { parseSidecarPath } from '../model/sidecar-path';

export type StudyFileRole =
  | { readonly kind: 'study' | 'codebook' | 'transcript' }
  | { readonly kind: 'sidecar'; readonly transcript: string; readonly coder: string };

/** Longer patterns are taken for nonsense, which also bounds the work that a hostile study file can ask for. */
const longestPattern = 256;

/**
 * Says which part a path plays in a study whose transcripts are named by the globs; undefined for a path that plays none.
 * A sidecar is recognised by its name, wherever it stands.
 */
export function createMembership(globs: readonly string[]): (path: string) => StudyFileRole | undefined {
  const patterns = globs.filter((glob) => glob.length > 0 && glob.length <= longestPattern);
  const isMatch = picomatch([...patterns], {
    noextglob: true,
    nonegate: true,
    nobracket: true,
    maxLength: longestPattern,
  });
  return (path) => {
    if (path === studyFileName) return { kind: 'study' };
    if (path === codebookFileName) return { kind: 'codebook' };
    const sidecar = parseSidecarPath(path);
    if (sidecar) return { kind: 'sidecar', ...sidecar };
    return patterns.length > 0 && isMatch(path) ? { kind: 'transcript' } : undefined;
  };
}
