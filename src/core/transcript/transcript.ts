import type { Turn } from '../model/turn';

/** A transcript as turns. */
export interface Transcript {
  /** Sorted, never overlapping; each separated from the next by at least one character. */
  readonly turns: readonly Turn[];
  /** The speakers' labels in order of appearance, each once. */
  readonly speakers: readonly string[];
}

/** The transcript that turns make up. */
export function transcriptOf(turns: readonly Turn[]): Transcript {
  const speakers = new Set<string>();
  for (const { speaker } of turns) if (speaker !== undefined) speakers.add(speaker);
  return { turns, speakers: [...speakers] };
}

/** The turn that holds a UTF-16 offset, its end included; undefined between turns. */
export function turnAt(transcript: Transcript, offset: number): Turn | undefined {
  const { turns } = transcript;
  let low = 0;
  let high = turns.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((turns[middle]?.span.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const turn = turns[low - 1];
  return turn !== undefined && offset <= turn.span.end ? turn : undefined;
}

/** Who speaks at a UTF-16 offset; undefined between turns and where nobody is named. */
export function speakerAt(transcript: Transcript, offset: number): string | undefined {
  return turnAt(transcript, offset)?.speaker;
}
