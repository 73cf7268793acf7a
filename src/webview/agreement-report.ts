import type { CellTarget } from '../core/report/cell-target';
import type { FromReport, ReportAction, ToReport } from './protocol';
import { moveInGrids } from './move-in-grids';

declare function acquireVsCodeApi(): {
  postMessage(message: FromReport): void;
  setState(state: unknown): void;
};

const editor = acquireVsCodeApi();
const report = document.querySelector('main') ?? document.body;
const status = document.querySelector('[role=status]');

window.addEventListener('message', ({ data }: MessageEvent<ToReport>) => {
  if (data.kind === 'status') {
    if (status) status.textContent = data.text;
    report.setAttribute('aria-busy', String(data.text !== ''));
  } else if (data.kind === 'keep') editor.setState(data.state);
  else showContent(data.markup);
});

document.addEventListener('click', ({ target, shiftKey }) => {
  const button = target instanceof Element ? target.closest('button') : undefined;
  const { action, target: cell, show } = button?.dataset ?? {};
  if (action !== undefined) editor.postMessage({ kind: 'action', action: action as ReportAction });
  if (cell !== undefined) {
    const what = show === 'disagreements' && !shiftKey ? 'disagreements' : 'passages';
    editor.postMessage({ kind: 'show', what, target: JSON.parse(cell) as CellTarget });
  }
});

document.addEventListener('keydown', (event) => moveInGrids(event));
editor.postMessage({ kind: 'ready' });

/** Puts new content in the place of the old and leaves the reader where they were: the same cell, the same open parts. */
function showContent(markup: string): void {
  const focused = document.activeElement;
  const key = focused instanceof HTMLElement ? focused.dataset['target'] : undefined;
  const open = [...report.querySelectorAll('details')].map((details) => details.open);
  report.innerHTML = markup;
  report.querySelectorAll('details').forEach((details, i) => (details.open = open[i] ?? false));
  prepareGrids();
  if (key === undefined) return;
  for (const button of report.querySelectorAll<HTMLElement>('[data-target]'))
    if (button.dataset['target'] === key) {
      button.tabIndex = 0;
      button.focus({ preventScroll: true });
      return;
    }
}

/** Of each table one cell can be reached by Tab; arrow keys lead to the others. */
function prepareGrids(): void {
  for (const grid of report.querySelectorAll('[data-grid]'))
    grid.querySelectorAll('button').forEach((button, i) => (button.tabIndex = i === 0 ? 0 : -1));
}
