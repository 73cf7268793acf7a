import { append } from '../base/append';
import { lazy } from '../base/lazy';
import type { LoadedSidecar } from './loaded';
import type { StudySnapshot, StudyView } from './snapshot';

/**
 * What someone may see of a version of the study: everything but the sidecars that an open blind round hides from them today.
 * @param past the whole of that version
 */
export function visibleInPast(past: StudyView, today: StudySnapshot, viewer: string | undefined): StudyView {
  const visible = new Map<string, LoadedSidecar>();
  const hidden = new Map<string, string[]>();
  for (const [path, sidecar] of past.sidecars) {
    if (today.isHiddenFrom(viewer, sidecar)) append(hidden, sidecar.transcript, sidecar.coder);
    else visible.set(path, sidecar);
  }
  const byTranscript = lazy(() => {
    const groups = new Map<string, LoadedSidecar[]>();
    for (const sidecar of visible.values()) append(groups, sidecar.transcript, sidecar);
    return groups;
  });
  return {
    ...past,
    viewer,
    sidecars: visible,
    hidden,
    sidecarsOf: (transcript) => byTranscript().get(transcript) ?? [],
  };
}
