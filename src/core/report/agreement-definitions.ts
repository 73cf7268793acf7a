import type { AgreementReport } from './agreement-report';
import { type Markup, markup } from './markup';
import {
  type Definition,
  describeMeasure,
  percentDefinition,
  pooledDefinition,
  prevalenceDefinition,
} from './measures';
import { togetherIds } from './together-figures';
import { singleCodeDefinition, togetherDefinitions } from './together-definitions';

/** What every figure of the report is and where its definition comes from. */
export function renderDefinitions({ plan, coders, together }: AgreementReport): Markup {
  const all: readonly (readonly [id: string, definition: Definition])[] = [
    ['percent', percentDefinition],
    ['prevalence', prevalenceDefinition],
    ...plan.measures.map((id) => [id, describeMeasure(id, coders.length)] as const),
    ['pooled', pooledDefinition],
    ...(together ? togetherIds.map((id) => [id, togetherDefinitions[id]] as const) : []),
    ...(together && together.codes.length > 0 ? [['k-u-alpha', singleCodeDefinition] as const] : []),
  ];
  return markup`<section aria-labelledby="definitions">
    <h2 id="definitions">Definitions and sources</h2>
    <dl class="definitions">
      ${all.map(
        ([id, { label, name, definition, source, elsewhere }]) =>
          markup`<dt id="definition-${id}">${name}${label !== name && markup` <small>${label}</small>`}</dt>
            <dd>
              ${definition} Source:
              ${source}.${elsewhere !== undefined && markup` <span class="note">${elsewhere}.</span>`}
            </dd>`,
      )}
      <dt>n/a</dt>
      <dd>
        A coefficient that does not exist is not printed as 0 or 1. Where everybody gave one value throughout,
        agreement beyond chance is 0/0; NVivo prints 1 there. The percentage stands beside it.
      </dd>
    </dl>
  </section>`;
}
