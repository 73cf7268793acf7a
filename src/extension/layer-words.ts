import * as vscode from 'vscode';
import type { Layer } from '../core/study/layer';
import type { OpenStudy } from './workspace/open-study';

export interface LayerChoice extends vscode.QuickPickItem {
  readonly layer: Layer;
}

/** The layers that can be chosen in a study, the viewer's own first. */
export function layerChoices({ coder, visible }: OpenStudy): readonly LayerChoice[] {
  const coders = new Set([...visible.sidecars.values()].map((sidecar) => sidecar.coder));
  const mine: readonly LayerChoice[] =
    coder === undefined ? [] : [{ label: vscode.l10n.t('Mine ({0})', coder), layer: 'mine' }];
  const others = [...coders]
    .filter((id) => id !== coder)
    .map((id) => ({
      label: id,
      description: visible.study.coders.get(id)?.name ?? '',
      layer: { coder: id },
    }));
  const final: LayerChoice = {
    label: vscode.l10n.t('Final'),
    description: vscode.l10n.t('the consensus where all is settled, else the only coder’s'),
    layer: 'final',
  };
  return [...mine, { label: vscode.l10n.t('Everybody’s'), layer: 'all' }, final, ...others];
}

/** Whose codings a study shows, in a word or two; nothing when it shows everybody's. */
export function layerName({ layer, coder }: OpenStudy): string {
  if (typeof layer !== 'string') return layer.coder;
  if (layer === 'final') return vscode.l10n.t('Final');
  return layer === 'mine' ? (coder ?? '') : '';
}
