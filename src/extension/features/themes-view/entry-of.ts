import type { Place } from '../../../core/actions/move-code';
import type { TopicNode } from '../../../core/study/themes-tree';
import type { EntryReference } from '../../contributions';
import type { OpenStudy } from '../../workspace/open-study';

/** The entry of the codebook that a node shows, with its place in the tree; undefined for a loose end. */
export function entryOf(study: OpenStudy, node: TopicNode): EntryReference | undefined {
  const own = { study: study.root.toString(), places: placesOf(node) };
  switch (node.kind) {
    case 'question':
      return { ...own, kind: 'question', id: node.question.id };
    case 'theme':
      return { ...own, kind: 'theme', id: node.theme.id };
    case 'code':
      return { ...own, kind: 'code', id: node.code.id };
    default:
      return undefined;
  }
}

/** What a node stands under: the code or theme right above it and, for a theme, the question on top. */
function placesOf({ kind, path }: TopicNode): readonly Place[] {
  const above = path
    .split('/')
    .slice(0, -1)
    .flatMap((step): readonly Place[] => {
      const [is, id = ''] = step.split(':');
      return is === 'question' || is === 'theme' || is === 'code' ? [{ kind: is, id }] : [];
    });
  return above.filter(
    (place, i) => i === above.length - 1 || (kind === 'theme' && place.kind === 'question'),
  );
}
