import type { Code, Question, Theme } from '../model/codebook';
import type { CodebookIndex } from '../model/codebook-index';
import { type PlacedPassage } from './placed-passages';
import { noReach, passagesOf, type Reach, reachOf, type Topic } from './reach';
import type { StudyView } from './snapshot';
import { compareInText } from './text-order';

/** The kinds of loose ends that are shown before the questions. */
export type LooseEnd =
  'codes-without-theme' | 'themes-without-question' | 'passages-without-code' | 'unknown-codes';

/** A node above the passages: its path is stable from snapshot to snapshot and unique in the tree. */
export type TopicNode = {
  readonly path: string;
  readonly reach: Reach;
  readonly children: readonly TopicNode[];
  /** What the passages below this node count towards; undefined for a mere group. */
  readonly topic: Topic | undefined;
} & (
  | { readonly kind: 'question'; readonly question: Question }
  | { readonly kind: 'theme'; readonly theme: Theme }
  | { readonly kind: 'code'; readonly code: Code }
  | { readonly kind: 'unknown-code'; readonly id: string }
  | { readonly kind: 'loose-end'; readonly looseEnd: LooseEnd }
);

/**
 * Research question → theme → code, each with its reach. A theme that answers several questions stands under each of
 * them; a theme with a parent stands under it where the parent is shown.
 */
export function buildThemesTree(view: StudyView): readonly TopicNode[] {
  const { codebook } = view;
  const reach = reachOf(view);
  const builder = new TreeBuilder(codebook, reach);
  const questions = [...codebook.questions.values()].map((question) => builder.question(question));
  return [...builder.looseEnds(), ...questions];
}

/** The passages shown directly under a node, in the order of the transcripts and of the text. */
export function passagesUnder(view: StudyView, node: TopicNode): readonly PlacedPassage[] {
  const { topic, children } = node;
  if (topic === undefined) return [];
  const below = new Set(
    children.flatMap((child) => (child.topic === undefined ? [] : passagesAt(view, child.topic))),
  );
  const all = passagesAt(view, topic);
  return below.size === 0 ? all : all.filter((placed) => !below.has(placed));
}

function passagesAt(view: StudyView, topic: Topic): readonly PlacedPassage[] {
  const passages: PlacedPassage[] = [];
  for (const path of view.transcripts.keys()) {
    const found = view.sidecarsOf(path).flatMap((sidecar) => passagesOf(view, sidecar, topic));
    passages.push(...found.sort(compareInText));
  }
  return passages;
}

class TreeBuilder {
  readonly #codebook: CodebookIndex;
  readonly #reach: ReadonlyMap<Topic, Reach>;

  constructor(codebook: CodebookIndex, reach: ReadonlyMap<Topic, Reach>) {
    this.#codebook = codebook;
    this.#reach = reach;
  }

  question(question: Question): TopicNode {
    const topic = `question:${question.id}` as const;
    const answers = (theme: Theme) => this.#codebook.questionsOf(theme).includes(question.id);
    const children = [...this.#codebook.themes.values()].filter((theme) => {
      const parent = this.#codebook.parentOfTheme(theme);
      return answers(theme) && !(parent && answers(parent));
    });
    return {
      ...this.#at(topic, topic),
      kind: 'question',
      question,
      children: children.map((theme) => this.#theme(theme, topic)),
    };
  }

  looseEnds(): readonly TopicNode[] {
    const { codes, themes } = this.#codebook;
    const topCodes = [...codes.values()].filter((code) => !this.#codebook.parentOfCode(code));
    const themeless = topCodes.filter((code) => code.themes.every((id) => !themes.has(id)));
    const isAnswer = (theme: Theme) =>
      this.#codebook.questionsOf(theme).some((id) => this.#codebook.questions.has(id));
    const questionless = [...themes.values()].filter(
      (theme) => !isAnswer(theme) && !this.#codebook.parentOfTheme(theme),
    );
    const unknown = [...this.#reach.keys()].filter((topic) => topic.startsWith('unknown:')).sort();
    const group = (looseEnd: LooseEnd, children: readonly TopicNode[]): readonly TopicNode[] =>
      children.length === 0
        ? []
        : [{ kind: 'loose-end', looseEnd, path: looseEnd, topic: undefined, reach: noReach, children }];
    return [
      ...group(
        'unknown-codes',
        unknown.map((topic) => this.#unknownCode(topic.slice('unknown:'.length))),
      ),
      ...group(
        'codes-without-theme',
        themeless.map((code) => this.#code(code, 'codes-without-theme')),
      ),
      ...group(
        'themes-without-question',
        questionless.map((theme) => this.#theme(theme, 'themes-without-question')),
      ),
      ...(this.#reach.has('uncoded')
        ? [
            {
              ...this.#at('uncoded', 'passages-without-code'),
              kind: 'loose-end' as const,
              looseEnd: 'passages-without-code' as const,
              children: [],
            },
          ]
        : []),
    ];
  }

  #theme(theme: Theme, above: string): TopicNode {
    const path = `${above}/theme:${theme.id}`;
    const children = [
      ...this.#codebook.subthemesOf(theme).map((child) => this.#theme(child, path)),
      ...this.#codebook
        .codesOf(theme)
        .filter((code) => !this.#standsBelow(code, theme))
        .map((code) => this.#code(code, path)),
    ];
    return { ...this.#at(`theme:${theme.id}`, path), kind: 'theme', theme, children };
  }

  /** A subcode that names its theme again stands under the codes above it, not twice. */
  #standsBelow(code: Code, theme: Theme): boolean {
    for (let at = this.#codebook.parentOfCode(code); at; at = this.#codebook.parentOfCode(at))
      if (at.themes.includes(theme.id)) return true;
    return false;
  }

  #code(code: Code, above: string): TopicNode {
    const path = `${above}/code:${code.id}`;
    const children = this.#codebook.subcodesOf(code).map((child) => this.#code(child, path));
    return { ...this.#at(`code:${code.id}`, path), kind: 'code', code, children };
  }

  #unknownCode(id: string): TopicNode {
    return {
      ...this.#at(`unknown:${id}`, `unknown-codes/unknown:${id}`),
      kind: 'unknown-code',
      id,
      children: [],
    };
  }

  #at(topic: Topic, path: string): { readonly path: string; readonly topic: Topic; readonly reach: Reach } {
    return { path, topic, reach: this.#reach.get(topic) ?? noReach };
  }
}
