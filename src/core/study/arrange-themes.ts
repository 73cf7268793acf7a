import type { TopicNode } from './themes-tree';

/** `reach`: the most passages first, then the most transcripts. */
export type ThemesOrder = 'codebook' | 'name' | 'reach';

/** A node of the themes tree with those below it that are shown, in the order in which they are. */
export interface ShownTopic {
  readonly node: TopicNode;
  readonly children: readonly ShownTopic[];
  /** Whether it is shown for the sake of something below it that has the words looked for. */
  readonly holdsMatches: boolean;
}

/**
 * The tree in an order, narrowed down to what has some words in its name, and to what is above or below that. Loose ends
 * stay first, and themes before codes. What a node counts stays as it is.
 * @param words each has to stand in a node's name, id, alias or, for a question, text; case and marks do not matter
 */
export function arrangeThemes(
  nodes: readonly TopicNode[],
  { order = 'codebook', words = '' }: { readonly order?: ThemesOrder; readonly words?: string } = {},
): readonly ShownTopic[] {
  const wanted = fold(words).split(/\s+/u).filter(Boolean);
  const compare = comparisons[order];
  const arrange = (siblings: readonly TopicNode[], isWithinMatch: boolean): readonly ShownTopic[] =>
    sortBy(siblings, compare).flatMap((node) => {
      const isMatch = isWithinMatch || hasWords(node, wanted);
      const children = arrange(node.children, isMatch);
      return isMatch || children.length > 0 ? [{ node, children, holdsMatches: !isMatch }] : [];
    });
  return arrange(nodes, false);
}

type Comparison = (a: TopicNode, b: TopicNode) => number;

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
const byName: Comparison = (a, b) => collator.compare(nameOf(a), nameOf(b));
const comparisons: Readonly<Record<ThemesOrder, Comparison | undefined>> = {
  codebook: undefined,
  name: byName,
  reach: (a, b) =>
    b.reach.passages - a.reach.passages || b.reach.transcripts - a.reach.transcripts || byName(a, b),
};

/** Sorted within each kind; kinds stay in the order in which they come. */
function sortBy(nodes: readonly TopicNode[], compare: Comparison | undefined): readonly TopicNode[] {
  if (!compare) return nodes;
  const kinds = [...new Set(nodes.map(({ kind }) => kind))];
  return kinds.flatMap((kind) => {
    const ofKind = nodes.filter((node) => node.kind === kind);
    return kind === 'loose-end' ? ofKind : ofKind.sort(compare);
  });
}

function nameOf(node: TopicNode): string {
  switch (node.kind) {
    case 'question':
      return node.question.id;
    case 'theme':
      return node.theme.name;
    case 'code':
      return node.code.name;
    case 'unknown-code':
      return node.id;
    case 'loose-end':
      return '';
  }
}

function hasWords(node: TopicNode, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = fold([nameOf(node), ...otherNamesOf(node)].join('\n'));
  return words.every((word) => text.includes(word));
}

function otherNamesOf(node: TopicNode): readonly string[] {
  switch (node.kind) {
    case 'question':
      return [node.question.text];
    case 'theme':
      return [node.theme.id];
    case 'code':
      return [node.code.id, ...node.code.aliases];
    default:
      return [];
  }
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}
