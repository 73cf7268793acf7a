import { codeIdPattern } from '../model/ids';

/**
 * Where a code stands in the codebook's text: the UTF-16 offset of its id; undefined when it is not there or not written
 * one code a block. Good enough to show a code, not to change one.
 */
export function locateCode(text: string, id: string): number | undefined {
  if (!codeIdPattern.test(id)) return undefined;
  const section = /^codes[ \t]*:/m.exec(text);
  if (!section) return undefined;
  const entry = new RegExp(`^[ \\t]+["']?(?=${id}["']?[ \\t]*:)`, 'gm');
  entry.lastIndex = section.index;
  const found = entry.exec(text);
  return found ? found.index + found[0].length : undefined;
}
