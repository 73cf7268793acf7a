import type { LoadedSidecar } from './loaded';
import type { StudyView } from './snapshot';

/** Whose codings are shown: the viewer's own, one coder's, or everybody's that the viewer may see. */
export type Layer = 'mine' | 'all' | { readonly coder: string };

/** A view narrowed down to one layer. Someone who codes nothing has no codings of their own and is shown all. */
export function layerOf(view: StudyView, layer: Layer): StudyView {
  const coder = layer === 'mine' ? view.viewer : layer === 'all' ? undefined : layer.coder;
  if (coder === undefined) return view;
  const isShown = (sidecar: LoadedSidecar) => sidecar.coder === coder;
  return {
    ...view,
    sidecars: new Map([...view.sidecars].filter(([, sidecar]) => isShown(sidecar))),
    sidecarsOf: (transcript) => view.sidecarsOf(transcript).filter(isShown),
  };
}
