import { lazyFor } from '../../base/lazy';
import type { CodebookIndex } from '../../model/codebook-index';
import { timeOfId } from '../../model/ulid';
import { casesOf } from '../../study/cases';
import { attributeValue } from '../../study/case-attributes';
import type { PlacedPassage } from '../../study/placed-passages';
import type { StudyView } from '../../study/snapshot';
import { describePassage } from './passage-record';
import { createCodeFilter, type PassageFilter, selectPassages } from './select-passages';
import { type Cell, type Column, joinValues, type Table } from './table';

const before: readonly Column[] = [
  { title: 'transcript', width: 24 },
  { title: 'coder', width: 10 },
  { title: 'code', width: 24 },
  { title: 'code name', width: 28 },
  { title: 'themes', width: 28 },
  { title: 'questions', width: 12 },
  { title: 'cases', width: 12 },
];
const after: readonly Column[] = [
  { title: 'quote', width: 80 },
  { title: 'memo', width: 40 },
  { title: 'from line', width: 10 },
  { title: 'from column', width: 12 },
  { title: 'to line', width: 10 },
  { title: 'to column', width: 12 },
  { title: 'status', width: 12 },
  { title: 'date', width: 12 },
  { title: 'passage', width: 30 },
];

/**
 * The codings of a view, one row for each code of each passage. Between cases and quote stands a column for each
 * attribute of the study. A code that was renamed has its present id; several values in a cell are separated by `; `.
 * @throws UserError when nothing in the study has the filter's code, coder or transcript
 */
export function exportQuotes(view: StudyView, filter: PassageFilter = {}): Table {
  const fixed = new Set([...before, ...after].map(({ title }) => title));
  const attributes = [...view.study.attributes.keys()];
  const columns = [
    ...before,
    ...attributes.map((id) => ({ title: fixed.has(id) ? `attribute: ${id}` : id, width: 16 })),
    ...after,
  ];
  const isWanted = createCodeFilter(view, filter);
  const rows = selectPassages(view, filter).flatMap((placed) => {
    const cases = casesOf(view, placed);
    const attributeCells = attributes.map((id) => attributeCell(view, placed, cases, id));
    const passageCells = describeCells(view, placed);
    const { sidecar, passage } = placed;
    return passage.codes
      .filter(isWanted)
      .map((code): readonly Cell[] => [
        sidecar.transcript,
        sidecar.coder,
        ...codeCells(view.codebook)(code),
        joinValues(cases),
        ...attributeCells,
        ...passageCells,
      ]);
  });
  return { name: 'Quotes', columns, rows };
}

/** Id, name, themes and questions of a code, by any of its ids. */
const codeCells = lazyFor((codebook: CodebookIndex) => {
  const known = new Map<string, readonly Cell[]>();
  return (id: string): readonly Cell[] => {
    let cells = known.get(id);
    if (!cells) {
      const code = codebook.resolve(id);
      const themes = code ? codebook.themesOf(code) : [];
      const questions = new Set(themes.flatMap((theme) => codebook.questionsOf(theme)));
      cells = [code?.id ?? id, code?.name, joinValues(themes.map(({ name }) => name)), joinValues(questions)];
      known.set(id, cells);
    }
    return cells;
  };
});

/** The transcript's own value, else those of the passage's cases. */
function attributeCell(
  { study }: StudyView,
  { sidecar }: PlacedPassage,
  cases: readonly string[],
  id: string,
): Cell {
  const found = [undefined, ...cases].map((name) =>
    attributeValue(study, { transcript: sidecar.transcript, case: name }, id),
  );
  const values = new Set(found.filter((value) => value !== undefined));
  const [only] = values;
  return values.size === 1 && typeof only === 'number' ? only : joinValues([...values].map(String));
}

function describeCells(view: StudyView, placed: PlacedPassage): readonly Cell[] {
  const { from, to, quote, status, id } = describePassage(view, placed);
  return [
    quote,
    placed.passage.memo,
    from?.line,
    from?.column,
    to?.line,
    to?.column,
    status,
    new Date(timeOfId(id)).toISOString().slice(0, 10),
    id,
  ];
}
