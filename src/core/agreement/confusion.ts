import type { CodedText } from './coded-text';
import { add, counters, type Counters } from './counters';
import { unite } from '../text/span';
import { lengthOf, overlapOf } from './spans';

/**
 * Where one coder has one code and the other another: characters, row by the first coder's code and column by the second's, the
 * last row and column being text that the coder gave none of the codes. A character with several codes is in several cells.
 */
export interface Confusion {
  readonly codes: readonly string[];
  readonly cells: Counters;
}

/** Two coders' codes against each other over some texts. */
export function confuseCodes(
  texts: readonly CodedText[],
  codes: readonly string[],
  first = 0,
  second = 1,
): Confusion {
  const size = codes.length + 1;
  const cells = counters(size * size);
  for (const { length, codings } of texts) {
    const rows = layersOf(codings[first]);
    const columns = layersOf(codings[second]);
    const [ofFirst, ofSecond] = [rows, columns].map((layers) => unite(layers.flatMap(({ spans }) => spans)));
    for (const row of rows) {
      for (const column of columns)
        add(cells, row.place * size + column.place, overlapOf(row.spans, column.spans));
      add(cells, (row.place + 1) * size - 1, lengthOf(row.spans) - overlapOf(row.spans, ofSecond ?? []));
    }
    for (const column of columns)
      add(
        cells,
        codes.length * size + column.place,
        lengthOf(column.spans) - overlapOf(column.spans, ofFirst ?? []),
      );
    const either = unite([...(ofFirst ?? []), ...(ofSecond ?? [])]);
    add(cells, size * size - 1, length - lengthOf(either));
  }
  return { codes, cells };

  function layersOf(codings: CodedText['codings'][number] | undefined) {
    return codes.flatMap((code, place) => {
      const spans = codings?.get(code);
      return spans ? [{ place, spans }] : [];
    });
  }
}
