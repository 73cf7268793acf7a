import type { AgreementReport } from './agreement-report';
import { renderSection } from './agreement-sections';
import { count, formatCount, formatPercent } from './figure-text';
import { type Markup, markup } from './markup';
import { changeNames, outcomeNames, sayProgress } from './outcome-words';
import { changeKinds, outcomeKinds, totalOf } from './outcomes';
import type { ReconciliationSummary } from './reconciliation-summary';

/** What came of reconciling: agreement before, each coder with the consensus after, and what was changed. */
export function renderReconciliation(report: AgreementReport, isInteractive: boolean): Markup {
  const { reconciliation: summary } = report;
  if (!summary) return markup``;
  const section = report.sections.find(({ kind }) => kind === 'reconciliation');
  if (!section)
    return markup`<section aria-labelledby="reconciliation">
      <h2 id="reconciliation">Before and after reconciliation</h2>
      <p class="notice">Nothing is fully reconciled yet. ${sayProgress(summary)}</p>
    </section>`;
  return markup`${renderSection(report, section, isInteractive)} ${renderOutcomes(summary)}
  ${renderChanges(summary)}`;
}

function renderOutcomes(summary: ReconciliationSummary): Markup {
  const { outcomes, codes } = summary;
  const total = totalOf(outcomes);
  return markup`<section aria-labelledby="outcomes">
    <h3 id="outcomes">How ${count(total, 'coding')} ${total === 1 ? 'was' : 'were'} settled</h3>
    <p class="note">A code on passages that overlap counts once, whoever gave it. ${sayProgress(summary)}</p>
    <div class="scroll" tabindex="0" role="group" aria-labelledby="outcomes">
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">Outcome</th>
            <th scope="col" class="number">Codings</th>
            <th scope="col" class="number">Share</th>
          </tr>
        </thead>
        <tbody>
          ${outcomeKinds.map((kind) => {
            const share = total === 0 ? 0 : outcomes[kind] / total;
            return markup`<tr>
              <th scope="row">
                ${outcomeNames[kind].name} <small>${outcomeNames[kind].meaning}</small>
              </th>
              ${cell(outcomes[kind])}
              <td class="number"><data value="${share}">${formatPercent({ value: share })}</data></td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>
    <details>
      <summary>The same by code</summary>
      <div class="scroll" tabindex="0" role="group" aria-label="How codings were settled, by code">
        <table class="figures">
          <thead>
            <tr>
              <th scope="col">Code</th>
              ${outcomeKinds.map((kind) => markup`<th scope="col" class="number" title="${outcomeNames[kind].meaning}">${outcomeNames[kind].name}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${codes.map(
              ({ label, outcomes: own }) =>
                markup`<tr>
                  <th scope="row">${label}</th>
                  ${outcomeKinds.map((kind) => cell(own[kind]))}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>
  </section>`;
}

function renderChanges({ coders }: ReconciliationSummary): Markup {
  return markup`<section aria-labelledby="changes">
    <h3 id="changes">What became of each coder’s codings</h3>
    <p class="note">The coders’ own files are not changed by reconciling; this is what the consensus has of them.</p>
    <div class="scroll" tabindex="0" role="group" aria-labelledby="changes">
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">Coder</th>
            ${changeKinds.map((kind) => markup`<th scope="col" class="number">${changeNames[kind]}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${coders.map(
            (each) =>
              markup`<tr>
                <th scope="row">${each.coder}</th>
                ${changeKinds.map((kind) => cell(each[kind]))}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

function cell(number: number): Markup {
  return markup`<td class="number"><data value="${number}">${formatCount(number)}</data></td>`;
}
