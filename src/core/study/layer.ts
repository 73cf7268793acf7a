import { consensusCoder } from '../model/ids';
import { finalLayerOf } from './final-layer';
import type { LoadedSidecar } from './loaded';
import type { StudyView } from './snapshot';

/**
 * Whose codings are shown: the viewer's own, one coder's, everybody's that the viewer may see, or those that are final (the
 * consensus where everything is settled, else the only coder's).
 */
export type Layer = 'mine' | 'all' | 'final' | { readonly coder: string };

/**
 * The layer that is shown until somebody chooses another: everybody's codings, or to a lead, who codes nothing, those that are
 * final. A lead is shown everybody's as long as final would be nothing at all, and where nothing was coded by several, so that
 * it would be the same.
 */
export function usualLayer(view: StudyView): Layer {
  if (view.viewer !== undefined) return 'all';
  const { sidecars, unsettled } = finalLayerOf(view);
  const final = [...sidecars.values()];
  const isSomething = final.some(({ value }) => value.passages.length > 0);
  const isSame = unsettled.length === 0 && final.every(({ coder }) => coder !== consensusCoder);
  return isSomething && !isSame ? 'final' : 'all';
}

/** A view narrowed down to one layer. Someone who codes nothing has no codings of their own and is shown all. */
export function layerOf(view: StudyView, layer: Layer): StudyView {
  if (layer === 'final') return narrowTo(view, finalLayerOf(view).sidecars);
  const coder = layer === 'mine' ? view.viewer : layer === 'all' ? undefined : layer.coder;
  if (coder === undefined) return view;
  return narrowTo(view, new Map([...view.sidecars].filter(([, sidecar]) => sidecar.coder === coder)));
}

function narrowTo(view: StudyView, sidecars: ReadonlyMap<string, LoadedSidecar>): StudyView {
  return {
    ...view,
    sidecars,
    sidecarsOf: (transcript) => view.sidecarsOf(transcript).flatMap(({ path }) => sidecars.get(path) ?? []),
  };
}
