/** Longer patterns are taken for nonsense. */
const longestPattern = 256;
/** More alternatives than a study needs. */
const mostAlternatives = 64;

/**
 * Says whether a path matches a glob: `*` and `?` stand for characters of one name, `**` for any folders, `{a,b}` for
 * either; every other character stands for itself. A name that begins with a dot is only matched by a dot. The work is
 * bounded by the length of the path times that of the pattern: a regular expression made of `*a*a*a*b` can stall the
 * editor for minutes, and a study file may come from anywhere.
 */
export function createGlobMatcher(glob: string): (path: string) => boolean {
  if (glob === '' || glob.length > longestPattern) return () => false;
  const patterns = expandBraces(glob.normalize('NFC')).map((pattern) => pattern.split('/'));
  return (path) => {
    const names = path.split('/');
    return patterns.some((pattern) => matchesPath(pattern, names));
  };
}

/** The alternatives of a glob; none when they are too many. A brace without its partner stands for itself. */
export function expandBraces(glob: string): readonly string[] {
  let patterns = [glob];
  for (;;) {
    const next = patterns.flatMap(expandInnermost);
    if (next.length > mostAlternatives) return [];
    if (next.every((pattern, i) => pattern === patterns[i])) return next;
    patterns = next;
  }
}

function expandInnermost(pattern: string): readonly string[] {
  const match = /\{([^{}]*)\}/.exec(pattern);
  if (!match) return [pattern];
  const before = pattern.slice(0, match.index);
  const after = pattern.slice(match.index + match[0].length);
  return (match[1] ?? '').split(',').map((part) => before + part + after);
}

const isHidden = (name: string): boolean => name.startsWith('.');

function matchesPath(pattern: readonly string[], names: readonly string[]): boolean {
  return matchesInOrder(pattern, names, {
    isFiller: (step) => step === '**',
    canFill: (name) => !isHidden(name),
    isMatch: matchesName,
  });
}

function matchesName(pattern: string, name: string): boolean {
  if (isHidden(name) && !isHidden(pattern)) return false;
  return matchesInOrder(pattern, name, {
    isFiller: (sign) => sign === '*',
    canFill: () => true,
    isMatch: (sign, character) => sign === '?' || sign === character,
  });
}

interface Rules {
  /** Whether a sign stands for any number of items. */
  isFiller(sign: string): boolean;
  canFill(item: string): boolean;
  isMatch(sign: string, item: string): boolean;
}

/**
 * Matches signs with items one by one; on failure only the last filler takes one item more, since whatever an earlier
 * one could take instead, this one can take as well.
 */
function matchesInOrder(signs: ArrayLike<string>, items: ArrayLike<string>, rules: Rules): boolean {
  let at = 0;
  let filler = -1;
  let filled = 0;
  for (let i = 0; i < items.length;) {
    const [sign, item = ''] = [signs[at], items[i]];
    if (sign !== undefined && rules.isFiller(sign)) {
      filler = at++;
      filled = i;
    } else if (sign !== undefined && rules.isMatch(sign, item)) {
      at++;
      i++;
    } else if (filler !== -1 && rules.canFill(items[filled] ?? '')) {
      at = filler + 1;
      i = ++filled;
    } else {
      return false;
    }
  }
  while (at < signs.length && rules.isFiller(signs[at] ?? '')) at++;
  return at === signs.length;
}
