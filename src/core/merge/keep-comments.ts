import { mapThree, type Three } from './three';
import { columnOf } from './cut-yaml';
import { commentsIn } from '../format/yaml-comments';

/**
 * A merged piece with the comments of both sides: those it lacks are put above its first line, unless one side deleted
 * them.
 */
export function keepComments(merged: string, versions: Three<string | undefined>): string {
  const { base, ours, theirs } = mapThree(versions, (text) => new Set(commentsIn(text ?? '')));
  const present = new Set(commentsIn(merged));
  const isWanted = (comment: string): boolean =>
    !present.has(comment) && (!base.has(comment) || (ours.has(comment) && theirs.has(comment)));
  const missing = [...new Set([...ours, ...theirs])].filter(isWanted);
  if (missing.length === 0) return merged;
  const indent = ' '.repeat(columnOf(merged) ?? 0);
  const at = Math.max(0, merged.search(/^ *[^\s#]/m));
  const lines = missing.map((comment) => `${indent}${comment}\n`).join('');
  return merged.slice(0, at) + lines + merged.slice(at);
}
