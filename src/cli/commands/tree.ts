import { finalLayerOf } from '../../core/study/final-layer';
import { layerOf } from '../../core/study/layer';
import { buildThemesTree, type LooseEnd, type TopicNode } from '../../core/study/themes-tree';
import { requireCoder } from '../../core/exchange/export/select-passages';
import type { Output } from '../output';
import type { CommonOptions, ExitCode } from '../command';
import { openStudy } from '../study-folder';
import { toOneLine } from '../terminal-text';
import { noteUnsettled } from '../unsettled';

export interface TreeOptions extends CommonOptions {
  readonly coder?: string;
  readonly layer?: 'all' | 'final';
}

const looseEnds: Readonly<Record<LooseEnd, string>> = {
  'unknown-codes': 'Codes that the codebook lacks',
  'codes-without-theme': 'Codes without a theme',
  'themes-without-question': 'Themes without a question',
  'passages-without-code': 'Passages without a code',
};

/** `verbatim tree`: question → theme → code with their reach. */
export async function printTree(
  output: Output,
  { study, json, coder, layer = 'all' }: TreeOptions,
): Promise<ExitCode> {
  const { store } = await openStudy(study);
  const { whole } = store.snapshot;
  if (coder !== undefined) requireCoder(whole, coder);
  const tree = buildThemesTree(layerOf(whole, coder === undefined ? layer : { coder }));
  if (layer === 'final') noteUnsettled(output, finalLayerOf(whole).unsettled);
  if (json) output.json(tree.map(toJson));
  else
    printRows(
      output,
      tree.flatMap((node) => toRows(node, '')),
    );
  return 0;
}

interface Row {
  readonly indent: string;
  readonly label: string;
  readonly counts: readonly string[];
}

const titles = ['passages', 'transcripts', 'cases'] as const;
const widest = 76;

function toRows(node: TopicNode, indent: string): readonly Row[] {
  const { passages, transcripts, cases } = node.reach;
  const counts = node.topic === undefined ? [] : [passages, transcripts, cases].map(String);
  const label = toOneLine(labelOf(node), widest - indent.length);
  return [{ indent, label, counts }, ...node.children.flatMap((child) => toRows(child, `${indent}  `))];
}

function printRows(output: Output, rows: readonly Row[]): void {
  const width = rows.reduce((most, { indent, label }) => Math.max(most, indent.length + label.length), 0);
  const align = (counts: readonly string[]) =>
    counts.map((count, i) => `  ${count.padStart(titles[i]?.length ?? 0)}`).join('');
  output.line({ text: ' '.repeat(width) + align(titles), style: 'dim' });
  for (const { indent, label, counts } of rows) {
    const cell = (indent + label).padEnd(width);
    output.line(indent === '' ? { text: cell, style: 'bold' } : cell, align(counts));
  }
}

function labelOf(node: TopicNode): string {
  switch (node.kind) {
    case 'question':
      return `${node.question.id}  ${node.question.text}`;
    case 'theme':
      return node.theme.name;
    case 'code':
      return `${node.code.name} (${node.code.id})`;
    case 'unknown-code':
      return node.id;
    case 'loose-end':
      return looseEnds[node.looseEnd];
  }
}

function toJson(node: TopicNode): unknown {
  return {
    kind: node.kind,
    id: idOf(node),
    label:
      node.kind === 'code' ? node.code.name : node.kind === 'question' ? node.question.text : labelOf(node),
    ...node.reach,
    children: node.children.map(toJson),
  };
}

function idOf(node: TopicNode): string {
  switch (node.kind) {
    case 'question':
      return node.question.id;
    case 'theme':
      return node.theme.id;
    case 'code':
      return node.code.id;
    case 'unknown-code':
      return node.id;
    case 'loose-end':
      return node.looseEnd;
  }
}
