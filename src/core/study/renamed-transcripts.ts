import { lazyFor } from '../base/lazy';
import { sidecarPath } from '../model/sidecar-path';
import type { LoadedSidecar, LoadedTranscript } from './loaded';
import type { FileReader } from './ports';
import type { StudyView } from './snapshot';
import { basesOf } from './versions';

/** So much of a sidecar's quotes a transcript has to hold, word for word, to pass for its transcript. */
const enoughQuotes = 0.9;
/** Quotes that together are shorter, in UTF-16 units, say nothing: others speak like that too. */
const tellingLength = 64;

/**
 * The transcript that a sidecar belongs to whose own is missing: it was renamed or moved outside. Undefined whenever more
 * than one answer is possible, or the coder has a sidecar there.
 * @param view the whole study
 */
export async function findRenamedTranscript(
  view: StudyView,
  sidecar: LoadedSidecar,
  files: FileReader,
): Promise<string | undefined> {
  const renamed = findAll(view).get(sidecar.path);
  if (renamed === undefined) return undefined;
  // A file that is there and is no transcript of the study was not renamed.
  return (await files.read(sidecar.transcript)).kind === 'missing' ? renamed : undefined;
}

/** Sidecar → the only transcript that it can belong to. */
const findAll = lazyFor((view: StudyView): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  /** Transcript → the missing one whose sidecars it is claimed for; null where there are several. */
  const claims = new Map<string, string | null>();
  for (const sidecar of view.sidecars.values()) {
    if (view.transcripts.has(sidecar.transcript) || sidecar.isStale) continue;
    const transcript = findOnly([...view.transcripts.values()], sidecar);
    if (transcript === undefined) continue;
    const claimed = claims.get(transcript) ?? sidecar.transcript;
    claims.set(
      transcript,
      claimed === sidecar.transcript && claims.get(transcript) !== null ? claimed : null,
    );
    if (!view.sidecars.has(sidecarPath(transcript, sidecar.coder))) found.set(sidecar.path, transcript);
  }
  for (const [path, transcript] of found) if (claims.get(transcript) === null) found.delete(path);
  return found;
});

function findOnly(transcripts: readonly LoadedTranscript[], sidecar: LoadedSidecar): string | undefined {
  const ofBase = transcripts.filter(({ version }) => basesOf(sidecar.value).has(version));
  const candidates =
    ofBase.length > 0 ? ofBase : transcripts.filter((transcript) => holdsQuotes(transcript)(sidecar));
  return candidates.length === 1 ? candidates[0]?.path : undefined;
}

const holdsQuotes = lazyFor((transcript: LoadedTranscript) =>
  lazyFor(({ value }: LoadedSidecar): boolean => {
    const quotes = [...new Set(value.passages.filter(({ lost }) => !lost).map(({ quote }) => quote))];
    if (quotes.reduce((length, quote) => length + quote.length, 0) < tellingLength) return false;
    let mayMiss = Math.floor(quotes.length * (1 - enoughQuotes));
    return quotes.every((quote) => transcript.text.includes(quote) || mayMiss-- > 0);
  }),
);
