/**
 * A path relative to the study, as the core compares it: NFC, with `/`. Undefined when it could leave the study or is
 * spelt so that some system reads it otherwise: absolute, with a drive, backslashes, `.`, `..` or empty steps.
 */
export function studyPath(written: string): string | undefined {
  const path = written.normalize('NFC');
  if (path === '' || /[\\\u0000-\u001f\u007f]/.test(path) || /^[A-Za-z]:/.test(path)) return undefined;
  const isPlain = path.split('/').every((step) => step !== '' && step !== '.' && step !== '..');
  return isPlain ? path : undefined;
}

/** The last step of a path: a file's name without its folders. */
export function fileNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
