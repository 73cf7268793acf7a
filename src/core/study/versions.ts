import { lazyFor } from '../base/lazy';
import type { Sidecar } from '../model/passage';
import { blobIdOfText } from '../text/blob-id';
import { normaliseText } from '../text/normal-text';
import type { LoadedSidecar } from './loaded';
import type { StudyPorts } from './ports';
import type { StudyFiles } from './study-files';

/** Finds the older versions of transcripts that passages refer to, and keeps those that may be needed one day. */
export class Versions {
  readonly #ports: StudyPorts;
  /** Versions that nobody has: they are not asked for with every change. */
  readonly #missing = new Set<string>();

  constructor(ports: StudyPorts) {
    this.#ports = ports;
  }

  /** Gives each sidecar the texts of the versions that its passages refer to, as far as they can be had. */
  async supply(
    files: StudyFiles & { readonly sidecars: Map<string, LoadedSidecar> },
    before: StudyFiles,
  ): Promise<void> {
    for (const [path, sidecar] of files.sidecars) {
      const transcript = files.transcripts.get(sidecar.transcript);
      if (!transcript) continue;
      const found = new Map<string, string>();
      for (const base of basesOf(sidecar.value)) {
        if (base === transcript.version || sidecar.baseTexts.has(base)) continue;
        const last = before.transcripts.get(sidecar.transcript);
        const text = last?.version === base ? last.text : await this.#find(sidecar.transcript, base);
        if (text !== undefined) found.set(base, text);
      }
      if (found.size > 0)
        files.sidecars.set(path, { ...sidecar, baseTexts: new Map([...sidecar.baseTexts, ...found]) });
    }
  }

  /** Keeps the versions in which something was coded just now. */
  async keep(files: StudyFiles, changed: ReadonlySet<string>): Promise<void> {
    for (const path of changed) {
      const sidecar = files.sidecars.get(path);
      const transcript = sidecar && files.transcripts.get(sidecar.transcript);
      if (transcript && !transcript.isStale && basesOf(sidecar.value).has(transcript.version))
        await this.#ports.versions?.keep(transcript.version, transcript.text);
    }
  }

  async #find(transcript: string, base: string): Promise<string | undefined> {
    const key = `${transcript}\n${base}`;
    if (this.#missing.has(key)) return undefined;
    const text = await this.#ports.versions?.find(transcript, base);
    // Whatever the source says, a version is what its id says.
    if (text !== undefined && blobIdOfText(text, this.#ports.bytes) === base) return normaliseText(text);
    this.#missing.add(key);
    return undefined;
  }
}

/** The versions that a sidecar's passages refer to; its own while it has none. */
export const basesOf = lazyFor(
  ({ base, passages }: Sidecar): ReadonlySet<string> =>
    new Set(passages.length === 0 ? [base] : passages.map((passage) => passage.base ?? base)),
);
