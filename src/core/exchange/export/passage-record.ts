import type { FilePosition } from '../../base/problem';
import type { AnchorStatus } from '../../anchoring/resolution';
import type { PlacedPassage } from '../../study/placed-passages';
import type { StudyView } from '../../study/snapshot';

/** `no-transcript`: the transcript is missing or cannot be read. */
export type PassageStatus = AnchorStatus | 'no-transcript';

/** A passage as other programs are told of it. Places are today's; null while the passage is not placed. */
export interface PassageRecord {
  readonly transcript: string;
  readonly coder: string;
  readonly id: string;
  readonly codes: readonly string[];
  readonly quote: string;
  /** Offsets in code points into the transcript without byte order mark and with LF line breaks. */
  readonly start: number | null;
  readonly end: number | null;
  readonly from: FilePosition | null;
  readonly to: FilePosition | null;
  readonly status: PassageStatus;
}

export function describePassage(view: StudyView, placed: PlacedPassage): PassageRecord {
  const { sidecar, passage, span } = placed;
  const index = span && view.transcripts.get(sidecar.transcript)?.index();
  return {
    transcript: sidecar.transcript,
    coder: sidecar.coder,
    id: passage.id,
    codes: passage.codes,
    quote: passage.quote,
    start: index ? index.codePointOffsetAt(span.start) : null,
    end: index ? index.codePointOffsetAt(span.end) : null,
    from: index ? index.positionAt(span.start) : null,
    to: index ? index.positionAt(span.end) : null,
    status: statusOf(view, placed),
  };
}

function statusOf(view: StudyView, { sidecar, status }: PlacedPassage): PassageStatus {
  const transcript = view.transcripts.get(sidecar.transcript);
  return transcript && !transcript.isStale ? status : 'no-transcript';
}
