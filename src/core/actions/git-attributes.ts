import { codebookFileName, studyFileName } from '../model/study';
import type { StudyEdit } from '../study/edit';
import { expandBraces } from '../study/glob';

export const gitAttributesName = '.gitattributes';

const reason = [
  '# Verbatim: sidecars count lines and columns, and name the version of a transcript by its bytes. So these files have',
  '# the same line breaks on every computer.',
];
const attribute = 'text eol=lf';

/**
 * The edit that makes git keep LF in the study's own files, its sidecars and its transcripts. Lines are only added; none
 * when they are there.
 * @param globs of the transcripts
 * @param current the text of `.gitattributes`, undefined when there is none
 */
export function keepLineBreaks(globs: readonly string[], current: string | undefined): readonly StudyEdit[] {
  const present = new Set((current ?? '').split(/\r?\n/).map((line) => line.trim()));
  const isCovered = (line: string) => present.has(line) || present.has(`* ${attribute}`);
  const lines = [studyFileName, codebookFileName, '*.coding.yaml', ...globs.flatMap(toPatterns)]
    .map((pattern) => `${pattern} ${attribute}`)
    .filter((line) => !isCovered(line));
  if (lines.length === 0) return [];
  const added = `${[...(current?.includes(reason[0] ?? '') ? [] : reason), ...lines].join('\n')}\n`;
  const text = current === undefined || current === '' ? added : `${current.replace(/\n*$/, '\n\n')}${added}`;
  return [{ kind: 'file', path: gitAttributesName, expected: current, text }];
}

/** A glob's alternatives in git's own pattern language, which knows no braces. */
function toPatterns(glob: string): readonly string[] {
  return expandBraces(glob).map((pattern) => {
    const escaped = pattern.replace(/[[\]\\]/g, '\\$&');
    return /[\s"#!]/.test(escaped) ? `"${escaped.replace(/["\\]/g, '\\$&')}"` : escaped;
  });
}
