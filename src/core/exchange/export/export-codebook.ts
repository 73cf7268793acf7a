import type { Code } from '../../model/codebook';
import { noReach, reachOf } from '../../study/reach';
import type { StudyView } from '../../study/snapshot';
import { type Cell, type Column, joinValues, type Table } from './table';

const columns: readonly Column[] = [
  { title: 'code', width: 24 },
  { title: 'name', width: 28 },
  { title: 'parent', width: 24 },
  { title: 'themes', width: 28 },
  { title: 'questions', width: 12 },
  { title: 'definition', width: 60 },
  { title: 'include', width: 50 },
  { title: 'exclude', width: 50 },
  { title: 'examples', width: 50 },
  { title: 'origin', width: 12 },
  { title: 'status', width: 12 },
  { title: 'aliases', width: 20 },
  { title: 'replaced by', width: 20 },
  { title: 'memo', width: 40 },
  { title: 'passages', width: 10 },
  { title: 'transcripts', width: 11 },
  { title: 'cases', width: 10 },
];

/**
 * The codebook, one row a code in file order, with the themes and questions it answers to and its reach in the view. A
 * code's reach includes that of its subcodes.
 */
export function exportCodebook(view: StudyView): Table {
  const { codebook } = view;
  const reach = reachOf(view);
  const describe = (code: Code): readonly Cell[] => {
    const themes = codebook.themesOf(code);
    const { passages, transcripts, cases } = reach.get(`code:${code.id}`) ?? noReach;
    return [
      code.id,
      code.name,
      codebook.parentOfCode(code)?.id,
      joinValues(themes.map(({ name }) => name)),
      joinValues(new Set(themes.flatMap((theme) => codebook.questionsOf(theme)))),
      code.definition,
      code.include,
      code.exclude,
      code.examples.join('\n'),
      code.origin,
      code.status,
      joinValues(code.aliases),
      joinValues(code.replacedBy),
      code.memo,
      passages,
      transcripts,
      cases,
    ];
  };
  return { name: 'Codebook', columns, rows: [...codebook.codes.values()].map(describe) };
}
