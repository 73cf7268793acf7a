import { at } from '../agreement/counters';
import type { AgreementReport, HeatCell } from './agreement-report';
import { cellOf } from './agreement-sections';
import { formatCoefficient, formatCount, formatPercent, sayReason } from './figure-text';
import { type Markup, markup } from './markup';
import { describeMeasure } from './measures';

/** Figures of so many transcripts are printed side by side; of more, colours only. */
const mostOnPaper = 18;

/** Kappa of every code in every transcript; stronger colour is more agreement, and the number always stands there. */
export function renderHeatMap({ heat, compared, coders }: AgreementReport, isInteractive: boolean): Markup {
  if (heat.codes.length === 0 || compared.length === 0) return markup``;
  const { name } = describeMeasure('kappa', coders.length);
  const isWide = compared.length > mostOnPaper;
  return markup`<section aria-labelledby="heat">
    <h2 id="heat">Codes by transcripts</h2>
    <p class="note">
      ${name} of each code in each transcript<span class="tinted">, from 0 (no colour) to 1</span>. “·” means that nobody used the code
      there, “n/a” that it is not defined.${isInteractive && ' A cell leads to its disagreements; with Shift, to its passages.'}
      ${isWide && markup`<span class="on-paper">The page is too narrow for the figures, which the table as CSV has.</span>`}
    </p>
    <div class="scroll tall" tabindex="0" role="group" aria-labelledby="heat">
      <table class="${isWide ? 'matrix wide' : 'matrix'}" data-grid>
        <thead>
          <tr>
            <th scope="col">Code</th>
            ${compared.map(({ label, path }) => markup`<th scope="col" title="${path}"><span class="upright">${label}</span></th>`)}
          </tr>
        </thead>
        <tbody>
          ${heat.codes.map(
            (row, i) =>
              markup`<tr>
                <th scope="row" title="${row.label}">${row.label}</th>
                ${(heat.cells[i] ?? []).map((cell, place) => {
                  const transcript = compared[place];
                  return heatCell(cell, row, transcript?.path ?? '', transcript?.label ?? '', isInteractive);
                })}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

function heatCell(
  { coefficient, isUsed }: HeatCell,
  { id, label }: { readonly id: string; readonly label: string },
  transcript: string,
  name: string,
  isInteractive: boolean,
): Markup {
  const percent = formatPercent(coefficient.percent);
  if (!isUsed)
    return markup`<td class="none" title="${label}, ${name}: n/a, nobody used it here; agreement ${percent}">
      <span aria-hidden="true">·</span><span class="hidden">n/a, not used</span>
    </td>`;
  const told =
    'value' in coefficient
      ? `${label}, ${name}: κ ${formatCoefficient(coefficient)}, agreement ${percent}`
      : `${label}, ${name}: n/a, ${sayReason(coefficient.undefined)}; agreement ${percent}`;
  const shown =
    'value' in coefficient
      ? markup`<data value="${coefficient.value}">${formatCoefficient(coefficient)}</data>`
      : markup`n/a`;
  const step = 'value' in coefficient ? `heat-${Math.round(Math.max(0, coefficient.value) * 10)}` : 'none';
  return markup`<td class="${step}" title="${told}">
    ${cellOf(shown, { target: { kind: 'code', id, transcript }, label: told, shows: 'disagreements' }, isInteractive)}
  </td>`;
}

/** What one coder calls what the other calls otherwise, for every pair of coders. */
export function renderConfusions(
  { confusions, coders, heat }: AgreementReport,
  isInteractive: boolean,
): Markup {
  const labels = new Map(heat.codes.map(({ id, label }) => [id, label]));
  return markup`${confusions.map(({ codes, cells, coders: pair }, number) => {
    const [first = '', second = ''] = pair.map((coder) => coders[coder]?.id ?? '');
    const size = codes.length + 1;
    const id = `confusion-${number}`;
    const nameOf = (place: number) =>
      place === codes.length ? 'no code' : (labels.get(codes[place] ?? '') ?? codes[place] ?? '');
    const places = [...Array(size).keys()];
    return markup`<section aria-labelledby="${id}">
      <h2 id="${id}">Code by code: ${first} and ${second}</h2>
      <p class="note">
        Characters that ${first} gave the code of the row and ${second} the code of the column. A character
        with several codes is in several cells, so that a cell off the diagonal can also be two codes that
        belong together.
      </p>
      <div class="scroll tall" tabindex="0" role="group" aria-labelledby="${id}">
        <table class="matrix" data-grid>
          <thead>
            <tr>
              <th scope="col">${first} ↓ ${second} →</th>
              ${places.map((place) => markup`<th scope="col" title="${nameOf(place)}"><span class="upright">${nameOf(place)}</span></th>`)}
            </tr>
          </thead>
          <tbody>
            ${places.map(
              (row) =>
                markup`<tr>
                  <th scope="row" title="${nameOf(row)}">${nameOf(row)}</th>
                  ${places.map((column) => {
                    const characters = at(cells, row * size + column);
                    const kind = row === column ? 'same' : 'other';
                    if (characters === 0)
                      return markup`<td class="${kind} none"><span class="hidden">0</span></td>`;
                    const told = `${first}: ${nameOf(row)}; ${second}: ${nameOf(column)}; ${formatCount(characters)} characters`;
                    const shown = markup`<data value="${characters}">${formatCount(characters)}</data>`;
                    const target = {
                      kind: 'confusion' as const,
                      coders: [first, second] as const,
                      codes: [codes[row], codes[column]] as const,
                    };
                    const isText = row === codes.length && column === codes.length;
                    return markup`<td class="${kind}" title="${told}">
                      ${cellOf(shown, { target, label: told }, isInteractive && !isText)}
                    </td>`;
                  })}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </section>`;
  })}`;
}
