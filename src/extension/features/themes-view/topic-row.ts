import * as vscode from 'vscode';
import type { Reach } from '../../../core/study/reach';
import type { TopicNode } from '../../../core/study/themes-tree';
import { counted } from '../../count-words';
import type { RowNote } from './row-notes';

/** A question, theme, code or loose end as a row, without its id and whether it can be opened. */
export function topicItem(node: TopicNode, notes: readonly RowNote[]): vscode.TreeItem {
  const { label, icon, text, tooltip } = describe(node);
  const item = new vscode.TreeItem(label);
  item.iconPath = icon;
  item.contextValue = node.topic === 'uncoded' ? 'uncoded' : node.kind;
  const status =
    node.kind === 'code' && node.code.status !== 'active' ? statusName(node.code.status) : undefined;
  const counts =
    node.kind === 'loose-end' && node.topic === undefined
      ? String(node.children.length)
      : formatReach(node.reach);
  const first = notes.filter(({ comesFirst }) => comesFirst === true);
  const others = notes.filter((note) => !first.includes(note));
  const shortOf = (list: readonly RowNote[]) => list.map((note) => note.short);
  const short = [...shortOf(first), counts, ...shortOf(others), status].filter(Boolean).join(' · ');
  const spoken = [spellOut(node), ...notes.map((note) => note.spoken)];
  item.description = [short, text].filter(Boolean).join('  ');
  item.tooltip = [label, text, tooltip, ...spoken].filter(Boolean).join('\n\n');
  item.accessibilityInformation = { label: [label, text, status, ...spoken].filter(Boolean).join(', ') };
  return item;
}

interface Description {
  readonly label: string;
  readonly icon: vscode.ThemeIcon;
  /** What stands behind the counts in the same row. */
  readonly text?: string;
  readonly tooltip?: string | undefined;
}

function describe(node: TopicNode): Description {
  switch (node.kind) {
    case 'question':
      return { label: node.question.id, text: node.question.text, icon: new vscode.ThemeIcon('question') };
    case 'theme':
      return {
        label: node.theme.name,
        icon: new vscode.ThemeIcon('folder'),
        tooltip: node.theme.definition,
      };
    case 'code':
      return { label: node.code.name, icon: codeIcon(node.code.color), tooltip: node.code.definition };
    case 'unknown-code':
      return {
        label: node.id,
        icon: new vscode.ThemeIcon('warning'),
        tooltip: vscode.l10n.t('The codebook has no code of this id.'),
      };
    case 'loose-end':
      return { label: looseEndName(node.looseEnd), icon: new vscode.ThemeIcon('circle-slash') };
  }
}

function codeIcon(color: number | string | undefined): vscode.ThemeIcon {
  return typeof color === 'number'
    ? new vscode.ThemeIcon('tag', new vscode.ThemeColor(`verbatim.palette.${color}`))
    : new vscode.ThemeIcon('tag');
}

function looseEndName(looseEnd: string): string {
  switch (looseEnd) {
    case 'codes-without-theme':
      return vscode.l10n.t('Codes without a theme');
    case 'themes-without-question':
      return vscode.l10n.t('Themes without a question');
    case 'passages-without-code':
      return vscode.l10n.t('Passages without a code');
    default:
      return vscode.l10n.t('Codes missing from the codebook');
  }
}

function statusName(status: 'provisional' | 'deprecated'): string {
  return status === 'provisional' ? vscode.l10n.t('provisional') : vscode.l10n.t('deprecated');
}

/** Passages · transcripts · cases, as numbers alone: the tooltip spells them out. */
function formatReach({ passages, transcripts, cases }: Reach): string {
  return passages === 0 ? '0' : `${passages} · ${transcripts} · ${cases}`;
}

function spellOut(node: TopicNode): string {
  const { passages, transcripts, cases, sites } = node.reach;
  if (node.topic === undefined) return '';
  if (passages === 0) return vscode.l10n.t('No passages yet');
  const found = vscode.l10n.t('{0} in {1}', counted(passages, 'passage'), counted(transcripts, 'transcript'));
  const counts = `${found}, ${counted(cases, 'case')}`;
  return sites === 0 ? counts : `${counts}, ${counted(sites, 'site')}`;
}
