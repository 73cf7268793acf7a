import { valueOf } from '../agreement/figure';
import { localDay } from '../base/local-day';
import type { AgreementHistory } from './agreement-history';
import type { AgreementReport } from './agreement-report';
import { count, formatCoefficient, formatPercent, sayReason } from './figure-text';
import { type Markup, markup } from './markup';
import type { Coefficient } from '../agreement/figure';

/** Agreement from commit to commit, and how far each coder has moved since. */
export function renderHistory(report: AgreementReport, { points, omitted }: AgreementHistory): Markup {
  const coders = report.coders.map(({ id }) => id);
  return markup`<section aria-labelledby="history">
    <h2 id="history">Agreement over time</h2>
    <p class="note">
      By commit, on characters. “Like today” is each coder’s agreement with their own codings of today: how
      far they have moved since.${omitted > 0 && ` ${count(omitted, 'older commit')} left out.`}
    </p>
    ${drawHistory(points.map(({ pooled }) => valueOf(pooled)))}
    <div class="scroll" tabindex="0" role="group" aria-labelledby="history">
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">Commit</th>
            <th scope="col">Day</th>
            <th scope="col">What</th>
            <th scope="col" class="number">Compared</th>
            <th scope="col" class="number"><a href="#definition-percent">Agreement</a></th>
            <th scope="col" class="number"><a href="#definition-pooled">Pooled κ</a></th>
            ${coders.map(
              (coder) =>
                markup`<th scope="col" class="number">${coder}: codings</th>
                  <th scope="col" class="number">${coder}: like today</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${points.map(
            ({ origin, compared, transcripts, pooled, drift }) =>
              markup`<tr>
                <th scope="row"><code>${origin.commit.slice(0, 9)}</code></th>
                <td>${localDay(origin.time)}</td>
                <td>${origin.subject} <small>${origin.author}</small></td>
                <td class="number">${compared} of ${transcripts}</td>
                <td class="number">${formatPercent(pooled.percent)}</td>
                ${coefficientCell(pooled)}${drift.map(
                  ({ codings, likeToday }) =>
                    markup`<td class="number"><data value="${codings}">${codings}</data></td>
                      ${coefficientCell(likeToday)}`,
                )}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

function coefficientCell(coefficient: Coefficient): Markup {
  return 'value' in coefficient
    ? markup`<td class="number">
        <data value="${coefficient.value}">${formatCoefficient(coefficient)}</data>
      </td>`
    : markup`<td class="number none">n/a <small>${sayReason(coefficient.undefined)}</small></td>`;
}

const [width, height, margin] = [480, 90, 10];

/** Pooled kappa as a line; where it is not defined the line has a gap. */
function drawHistory(values: readonly (number | undefined)[]): Markup {
  if (values.filter((value) => value !== undefined).length < 2) return markup``;
  const least = Math.min(0, ...values.map((value) => value ?? 0));
  const x = (i: number) => round(margin + (i / (values.length - 1)) * (width - 2 * margin));
  const y = (value: number) => round(margin + ((1 - value) / (1 - least)) * (height - 2 * margin));
  let path = '';
  values.forEach((value, i) => {
    if (value !== undefined) path += `${values[i - 1] === undefined ? 'M' : 'L'}${x(i)} ${y(value)}`;
  });
  return markup`<svg
    class="plot"
    aria-hidden="true"
    width="${width}"
    height="${height}"
    viewBox="0 0 ${width} ${height}"
  >
    ${[0, 0.5, 1].map(
      (tick) =>
        markup`<path class="grid" d="M${margin} ${y(tick)}H${width - margin}" /><text
            class="tick"
            x="0"
            y="${y(tick) - 2}"
            >${tick}</text
          >`,
    )}
    <path class="line" fill="none" d="${path}" />
    ${values.map((value, i) =>
      value === undefined ? undefined : markup`<circle class="mark" cx="${x(i)}" cy="${y(value)}" r="3" />`,
    )}
  </svg>`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
