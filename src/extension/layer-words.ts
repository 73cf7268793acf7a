import * as vscode from 'vscode';
import { whyNotReconcilable } from '../core/actions/settle-matters';
import { hasCoded } from '../core/study/coders-of';
import { finalLayerOf } from '../core/study/final-layer';
import type { Layer } from '../core/study/layer';
import { counted } from './count-words';
import type { OpenStudy } from './workspace/open-study';

export interface LayerChoice extends vscode.QuickPickItem {
  readonly layer: Layer;
}

/** The layers that can be chosen in a study, the viewer's own first. */
export function layerChoices({ coder, visible }: OpenStudy): readonly LayerChoice[] {
  const coders = new Set([...visible.sidecars.values()].filter(hasCoded).map((sidecar) => sidecar.coder));
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

/** How many transcripts a study's final layer leaves out, in words; nothing when it shows another layer, or all is settled. */
export function leftOutInWords({ layer, visible }: OpenStudy): string {
  const count = layer === 'final' ? finalLayerOf(visible).unsettled.length : 0;
  return count === 0 ? '' : vscode.l10n.t('Left out until settled: {0}.', counted(count, 'transcript'));
}

/** Why the codings of a transcript are left out of what is shown; undefined when they are not. */
export function whyLeftOut({ layer, visible }: OpenStudy, transcript: string): string | undefined {
  if (layer !== 'final') return undefined;
  const found = finalLayerOf(visible).unsettled.find((each) => each.transcript === transcript);
  if (!found) return undefined;
  const { settled, total } = found.reconciliation;
  return (
    whyNotReconcilable(found.reconciliation) ??
    (settled < total
      ? total === 1
        ? vscode.l10n.t('Its one disagreement is not settled.')
        : vscode.l10n.t('{0} of {1} disagreements are settled.', settled, total)
      : vscode.l10n.t('What all coders agree on has not been taken over yet.'))
  );
}
