import type { StudyView } from '../../study/snapshot';
import type { Table } from './table';

/** The codebook, one row a code, in file order, with themes, questions and reach. */
export function exportCodebook(view: StudyView): Table {
  void view;
  return { name: 'Codebook', columns: [], rows: [] };
}
