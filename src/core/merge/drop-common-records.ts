/**
 * Versions of a sidecar without the records that read alike in all of them, which are most and would take most of the
 * time to read. What is not written in block style stays whole.
 */
export function dropCommonRecords(texts: readonly string[]): readonly string[] {
  const versions = texts.map((text) => text.split(/^(?= {2}- id: )/m));
  const [first = [], ...others] = versions.map((parts) => new Set(parts));
  // A line of the file's own, such as the key of another list, is no part of a record.
  const isCommon = (part: string): boolean =>
    part.startsWith(' ') && !/\n[^ \n]/.test(part) && others.every((parts) => parts.has(part));
  const common = new Set([...first].filter(isCommon));
  return versions.map((parts) => parts.filter((part) => !common.has(part)).join(''));
}
