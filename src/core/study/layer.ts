import { finalLayerOf } from './final-layer';
import type { LoadedSidecar } from './loaded';
import type { StudyView } from './snapshot';

/**
 * Whose codings are shown: the viewer's own, one coder's, everybody's that the viewer may see, or those that are final (the
 * consensus where everything is settled, else the only coder's).
 */
export type Layer = 'mine' | 'all' | 'final' | { readonly coder: string };

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
