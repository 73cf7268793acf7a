import * as vscode from 'vscode';
import type { AttributeValue } from '../../../core/model/study';
import { attributeChoices } from '../../../core/study/case-attributes';
import { isPartOf } from '../../../core/study/part-of';
import type { ViewFilter } from '../../../core/study/view-filter';
import { describeCase } from '../../case-words';
import type { OpenStudy } from '../../workspace/open-study';

interface FilterItem extends vscode.QuickPickItem {
  readonly attribute?: { readonly attribute: string; readonly value: AttributeValue };
  readonly case?: string;
  readonly coder?: string;
}

/**
 * Asks what passages have to have: values of attributes, cases, coders; what is so now is ticked.
 * @returns undefined when the question is not answered
 */
export async function pickFilter(study: OpenStudy, current: ViewFilter): Promise<ViewFilter | undefined> {
  const items = [
    ...attributeItems(study, current),
    ...caseItems(study, current),
    ...coderItems(study, current),
  ];
  const ticked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Show only passages with…'),
    placeHolder: vscode.l10n.t('Tick attributes, cases and coders; with nothing ticked everything is shown'),
    canPickMany: true,
    matchOnDescription: true,
  });
  if (!ticked) return undefined;
  const values = ticked.flatMap(({ attribute }) => attribute ?? []);
  const attributes = [...new Set(values.map(({ attribute }) => attribute))].map((attribute) => ({
    attribute,
    values: values.filter((each) => each.attribute === attribute).map(({ value }) => value),
  }));
  return {
    attributes,
    cases: ticked.flatMap((item) => item.case ?? []),
    coders: ticked.flatMap(({ coder }) => coder ?? []),
  };
}

function section(label: string, items: readonly FilterItem[]): readonly FilterItem[] {
  return items.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
}

function attributeItems({ view }: OpenStudy, { attributes = [] }: ViewFilter): readonly FilterItem[] {
  return attributeChoices(view.study).flatMap(({ attribute, values }) =>
    section(
      attribute,
      values.map((value) => ({
        label: String(value),
        description: attribute,
        picked: attributes.some((each) => each.attribute === attribute && each.values.includes(value)),
        attribute: { attribute, value },
      })),
    ),
  );
}

function caseItems({ view }: OpenStudy, { cases = [] }: ViewFilter): readonly FilterItem[] {
  const { study } = view;
  const ids = [...study.cases.keys()];
  const isWhole = (id: string) => ids.some((other) => other !== id && isPartOf(study, other, id));
  const item = (id: string): FilterItem => ({
    label: id,
    description: describeCase(study, id),
    picked: cases.includes(id),
    case: id,
  });
  return [
    ...section(vscode.l10n.t('Cases with parts'), ids.filter(isWhole).map(item)),
    ...section(vscode.l10n.t('Cases'), ids.filter((id) => !isWhole(id)).map(item)),
  ];
}

function coderItems({ view }: OpenStudy, { coders = [] }: ViewFilter): readonly FilterItem[] {
  const known = [...new Set([...view.sidecars.values()].map(({ coder }) => coder))].sort();
  // With one coder there is nothing to choose, unless that one has been chosen already.
  if (known.length < 2 && coders.length === 0) return [];
  return section(
    vscode.l10n.t('Coders'),
    [...new Set([...known, ...coders])].map((coder) => ({
      label: coder,
      description: view.study.coders.get(coder)?.name ?? '',
      picked: coders.includes(coder),
      coder,
    })),
  );
}
