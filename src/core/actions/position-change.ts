import type { SetPosition } from '../format/sidecar-change';
import type { LoadedSidecar, LoadedTranscript } from '../study/loaded';
import type { Span } from '../text/span';
import { locate } from './apply-code';

/** The change that puts a passage at a span of today's transcript, in a sidecar that may describe an older one. */
export function placePassage(
  sidecar: LoadedSidecar,
  transcript: LoadedTranscript,
  id: string,
  span: Span,
): SetPosition {
  const { at, quote, before, after } = locate(transcript, span);
  return { kind: 'set-position', id, at, quote, base: ownBase(sidecar, transcript), before, after };
}

/** The base of a passage of its own that stands in today's transcript; undefined where its sidecar's is today's version. */
export function ownBase({ value }: LoadedSidecar, { version }: LoadedTranscript): string | undefined {
  return value.base === version ? undefined : version;
}
