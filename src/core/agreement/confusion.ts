import type { CodedText } from './coded-text';
import { add, counters, type Counters } from './counters';
import { unite } from '../text/span';
import { compareSpans, type Span } from '../text/span';
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
    eachMeeting(rows, columns, (row, column, length) => add(cells, row * size + column, length));
    for (const row of rows)
      add(cells, (row.place + 1) * size - 1, lengthOf(row.spans) - overlapOf(row.spans, ofSecond ?? []));
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

/** One code's spans: non-overlapping, in order. */
interface Layer {
  readonly place: number;
  readonly spans: readonly Span[];
}

/** Visits every two spans of different coders that share characters, in time that grows with their number and not with that of codes. */
function eachMeeting(
  rows: readonly Layer[],
  columns: readonly Layer[],
  visit: (row: number, column: number, length: number) => void,
): void {
  const others = inOrder(columns);
  let next = 0;
  let open: PlacedSpan[] = [];
  for (const { place, start, end } of inOrder(rows)) {
    open = open.filter((other) => other.end > start);
    for (let other = others[next]; other && other.start < end; other = others[++next])
      if (other.end > start) open.push(other);
    for (const other of open) {
      const length = Math.min(end, other.end) - Math.max(start, other.start);
      if (length > 0) visit(place, other.place, length);
    }
  }
}

interface PlacedSpan extends Span {
  readonly place: number;
}

function inOrder(layers: readonly Layer[]): readonly PlacedSpan[] {
  return layers
    .flatMap(({ place, spans }) => spans.map(({ start, end }) => ({ place, start, end })))
    .sort(compareSpans);
}
