import { valueOf } from '../agreement/figure';
import type { Coefficient } from '../agreement/figure';
import type { AgreementReport } from './agreement-report';
import { type CodesTogether, togetherIds } from './together-figures';
import { formatCoefficient, formatNumber, formatPercent, sayReason } from './figure-text';
import { type Markup, markup } from './markup';
import type { Definition } from './measures';
import { singleCodeDefinition, togetherDefinitions } from './together-definitions';

/** Coefficients of several codes that are compared together, as what they are and not as one. */
export function renderTogether({ together }: AgreementReport): Markup {
  if (!together) return markup``;
  return markup`<section aria-labelledby="together">
    <h2 id="together">Codes together</h2>
    <p class="note">
      Which of several codes was given, and where. For uα and cuα a text has room for one code at a time: where
      one coder’s passages with different codes overlap they are n/a, and sets of codes or single codes have to
      do. There are no intervals.
    </p>
    <div class="scroll" tabindex="0" role="group" aria-labelledby="together">
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">Codes</th>
            <th scope="col" class="number">Number</th>
            ${togetherIds.map((id) => head(id, togetherDefinitions[id]))}
            <th scope="col" class="number">Coverage of cuα</th>
          </tr>
        </thead>
        <tbody>
          ${together.rows.map(
            ({ label, codes, figures, coverage }) =>
              markup`<tr>
                <th scope="row">${label}</th>
                <td class="number">${codes.length}</td>
                ${togetherIds.map((id) => cell(figures[id], togetherDefinitions[id]))}
                <td class="number">${formatPercent(coverage)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${renderSingleCodes(together)}
  </section>`;
}

function renderSingleCodes({ codes }: CodesTogether): Markup {
  if (codes.length === 0) return markup``;
  return markup`<details>
    <summary>Each code told from the others</summary>
    <div class="scroll" tabindex="0" role="group" aria-label="Each code told from the others">
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">Code</th>
            ${head('k-u-alpha', singleCodeDefinition)}
            <th scope="col" class="number">Coverage</th>
          </tr>
        </thead>
        <tbody>
          ${codes.map(
            ({ label, coefficient }) =>
              markup`<tr>
                <th scope="row">${label}</th>
                ${cell(coefficient, singleCodeDefinition)}
                <td class="number">${formatPercent(coefficient.coverage)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}

function head(id: string, { label, name, source, definition }: Definition): Markup {
  return markup`<th scope="col" class="number">
    <a href="#definition-${id}" title="${name} (${source}). ${definition}">${label}</a>
  </th>`;
}

function cell(coefficient: Coefficient, { name, source }: Definition): Markup {
  const value = valueOf(coefficient);
  const reason = 'undefined' in coefficient ? sayReason(coefficient.undefined) : '';
  const head = value === undefined ? `n/a (${reason})` : formatNumber(value, 4);
  const told = `${name} (${source}): ${head}; agreement ${formatPercent(coefficient.percent)}`;
  return value === undefined
    ? markup`<td class="number none" title="${told}">n/a <small>${reason}</small></td>`
    : markup`<td class="number" title="${told}">
        <data value="${value}">${formatCoefficient(coefficient)}</data>
      </td>`;
}
