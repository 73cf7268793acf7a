const steps: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, -Infinity],
  End: [0, Infinity],
};

/** Moves the focus among the buttons of a table marked `data-grid`: by arrow keys, Home and End, over cells without one. */
export function moveInGrids(event: KeyboardEvent): void {
  const [rows, columns] = steps[event.key] ?? [];
  const from = document.activeElement;
  const cell = from?.closest('td, th');
  const row = cell?.parentElement;
  const body = cell?.closest('[data-grid] tbody');
  if (
    rows === undefined ||
    columns === undefined ||
    !(from instanceof HTMLButtonElement) ||
    !cell ||
    !row ||
    !body
  )
    return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const table = [...body.children].map((each) =>
    [...each.children].map((one) => one.querySelector('button')),
  );
  const place = { row: [...body.children].indexOf(row), column: [...row.children].indexOf(cell) };
  const found =
    rows === 0 ? alongRow(table[place.row] ?? [], place.column, columns) : alongColumn(table, place, rows);
  if (!found) return;
  event.preventDefault();
  from.tabIndex = -1;
  found.tabIndex = 0;
  found.focus();
  found.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

type Row = readonly (HTMLButtonElement | null)[];

function alongRow(row: Row, column: number, step: number): HTMLButtonElement | undefined {
  const ahead = step > 0 ? row.slice(column + 1) : row.slice(0, column).reverse();
  const buttons = ahead.filter((button) => button !== null);
  return Number.isFinite(step) ? buttons[0] : buttons.at(-1);
}

function alongColumn(
  table: readonly Row[],
  { row, column }: { readonly row: number; readonly column: number },
  step: number,
): HTMLButtonElement | undefined {
  for (let at = row + step; at >= 0 && at < table.length; at += step) {
    const button = table[at]?.[column];
    if (button) return button;
  }
  return undefined;
}
