import type { Severity } from '../base/problem';
import { lazyFor } from '../base/lazy';
import { formatRange } from '../format/at-range';
import { didYouMean } from '../format/nearest';
import { shorten } from '../format/yaml-nodes';
import type { CodebookIndex } from '../model/codebook-index';
import { consensusCoder } from '../model/ids';
import type { Passage } from '../model/passage';
import { codebookFileName, studyFileName } from '../model/study';
import { checkConsensus } from './check-consensus';
import type { Finding } from './finding';
import type { LoadedFile, LoadedSidecar, LoadedTranscript } from './loaded';
import { placePassages, type PlacedPassage } from './placed-passages';
import type { StudySnapshot } from './snapshot';
import { createSuggester } from './suggest-ids';

/**
 * What is wrong with a sidecar in the light of the other files: its coder, its codes, its passages' places. Made once
 * for each version of these files.
 */
export function findInSidecar(snapshot: StudySnapshot, sidecar: LoadedSidecar): readonly Finding[] {
  const own = findInItself(snapshot, sidecar);
  // What is wrong with a consensus depends on the coders' sidecars as well.
  const settled =
    sidecar.coder === consensusCoder && !sidecar.isStale ? checkConsensus(snapshot, sidecar) : [];
  return settled.length === 0 ? own : [...own, ...settled];
}

function findInItself(snapshot: StudySnapshot, sidecar: LoadedSidecar): readonly Finding[] {
  const { codebookFile, studyFile } = snapshot;
  const transcript = snapshot.whole.transcripts.get(sidecar.transcript);
  const known = made.get(sidecar);
  if (
    known?.transcript === transcript &&
    known?.codebookFile === codebookFile &&
    known.studyFile === studyFile
  )
    return known.findings;
  const findings = sidecar.isStale
    ? []
    : [
        ...checkCoder(snapshot, sidecar),
        ...(isReadable(codebookFile) ? checkCodes(codebookFile.value, sidecar) : []),
        ...(transcript && !transcript.isStale ? checkPlaces(snapshot, sidecar, transcript) : []),
        // Codes decided apart may come to stand on one range.
        ...(sidecar.coder === consensusCoder ? [] : checkTwins(sidecar)),
      ];
  made.set(sidecar, { transcript, codebookFile, studyFile, findings });
  return findings;
}

const made = new WeakMap<
  LoadedSidecar,
  {
    readonly transcript: LoadedTranscript | undefined;
    readonly codebookFile: LoadedFile<unknown>;
    readonly studyFile: LoadedFile<unknown>;
    readonly findings: readonly Finding[];
  }
>();

/** A file that is absent or unreadable has a problem of its own; those that follow from it are not told one by one. */
export function isReadable({ digest, isStale }: LoadedFile<unknown>): boolean {
  return digest !== '' && !isStale;
}

function checkCoder({ studyFile }: StudySnapshot, { path, coder }: LoadedSidecar): readonly Finding[] {
  const { coders } = studyFile.value;
  if (coder === consensusCoder || coders.has(coder) || !isReadable(studyFile)) return [];
  return [
    {
      code: 'sidecar/unknown-coder',
      severity: 'warning',
      path,
      place: { kind: 'file' },
      message: `The study has no coder “${coder}”.`,
      advice: `Add the coder to “coders” in ${studyFileName}, or rename the file.${didYouMean(coder, coders.keys())}`,
    },
  ];
}

function checkCodes(codebook: CodebookIndex, { path, value }: LoadedSidecar): readonly Finding[] {
  const judge = judgeCode(codebook);
  return value.passages.flatMap(({ id, codes }) =>
    codes.flatMap((code) => {
      const verdict = judge(code);
      return verdict ? [{ ...verdict, path, place: { kind: 'passage' as const, id, code } }] : [];
    }),
  );
}

type Verdict = Pick<Finding, 'code' | 'severity' | 'message' | 'advice'> | undefined;

/** What there is to say about the use of an id; each id of a codebook is looked at once. */
const judgeCode = lazyFor((codebook: CodebookIndex) => {
  const suggest = createSuggester(() =>
    [...codebook.codes.values()].flatMap(({ id, aliases }) => [id, ...aliases]),
  );
  const verdicts = new Map<string, { readonly verdict: Verdict }>();
  return (id: string): Verdict => {
    let known = verdicts.get(id);
    if (!known) verdicts.set(id, (known = { verdict: findVerdict(codebook, id, suggest) }));
    return known.verdict;
  };
});

function findVerdict(codebook: CodebookIndex, id: string, suggest: (id: string) => string): Verdict {
  const code = codebook.resolve(id);
  if (code?.status === 'deprecated') {
    const { replacedBy } = code;
    return {
      code: 'sidecar/deprecated-code',
      severity: 'info',
      message: `The code “${id}” is deprecated.`,
      advice:
        replacedBy.length === 0
          ? 'Consider whether another code fits the passage.'
          : `Its successors: ${replacedBy.join(', ')}.`,
    };
  }
  if (code) return undefined;
  const claimants = [...codebook.codes.values()].filter(({ aliases }) => aliases.includes(id));
  if (claimants.length > 0) {
    return {
      code: 'sidecar/unclear-code',
      severity: 'error',
      message: `“${id}” is an alias of several codes (${claimants.map((claimant) => claimant.id).join(', ')}), so it counts under none.`,
      advice: `Leave the alias with one of them in ${codebookFileName}.`,
    };
  }
  return {
    code: 'sidecar/unknown-code',
    severity: 'error',
    message: `The codebook has no code “${shorten(id)}”.`,
    advice: `Add it to ${codebookFileName} (or as an alias, if it was renamed), or correct it here.${suggest(id)}`,
  };
}

function checkPlaces(
  snapshot: StudySnapshot,
  sidecar: LoadedSidecar,
  transcript: LoadedTranscript,
): readonly Finding[] {
  const findings: Finding[] = [];
  let moved = 0;
  for (const placed of placePassages(snapshot.whole, sidecar)) {
    const { passage, status } = placed;
    if (status === 'exact' || passage.lost) continue;
    const isOfToday = (passage.base ?? sidecar.value.base) === transcript.version;
    if (isOfToday) findings.push(misplaced(placed, transcript));
    else if (status === 'moved') moved++;
    else findings.push(unplaced(placed, status));
  }
  if (moved > 0) {
    findings.push({
      code: 'sidecar/moved',
      severity: 'info',
      path: sidecar.path,
      place: { kind: 'file' },
      message: `${moved === 1 ? '1 passage stands' : `${moved} passages stand`} elsewhere since the transcript was changed; the same words were found.`,
      advice: 'Nothing needs to be done.',
    });
  }
  return findings;
}

/** A position that refers to today's transcript, and is wrong. */
function misplaced({ sidecar, passage, span }: PlacedPassage, transcript: LoadedTranscript): Finding {
  const index = transcript.index();
  const place = index.spanOf(passage.at);
  const found =
    span === undefined
      ? 'Put the position or the quote right; until then the passage needs review.'
      : `The quote stands at ${formatRange(index.rangeOf(span))}, where the passage is shown.`;
  const about = (code: string, severity: Severity, message: string): Finding => ({
    code,
    severity,
    path: sidecar.path,
    place: { kind: 'passage', id: passage.id },
    message,
    advice: found,
  });
  if (!place)
    return about(
      'sidecar/outside-text',
      'error',
      `${formatRange(passage.at)} lies outside ${sidecar.transcript}.`,
    );
  const reads = shorten(transcript.text.slice(place.start, Math.min(place.end, place.start + 200)));
  return about(
    'sidecar/quote-differs',
    span === undefined ? 'error' : 'warning',
    `The transcript reads “${reads}” there, not “${shortQuote(passage)}”.`,
  );
}

/** A passage whose words have changed with the transcript. */
function unplaced(
  { sidecar, passage }: PlacedPassage,
  status: Exclude<PlacedPassage['status'], 'exact' | 'moved'>,
): Finding {
  const quote = shortQuote(passage);
  const text = {
    edited: `The words of this passage have changed in the transcript: “${quote}”.`,
    ambiguous: `This passage fits several places of the changed transcript: “${quote}”.`,
    lost: `This passage is not found in the transcript any more: “${quote}”.`,
  };
  return {
    code: `sidecar/passage-${status}`,
    severity: 'warning',
    path: sidecar.path,
    place: { kind: 'passage', id: passage.id },
    message: text[status],
    advice: 'It needs review: confirm where it stands now, or mark it as lost.',
  };
}

function shortQuote({ quote }: Passage): string {
  return shorten(quote.slice(0, 200));
}

/** Passages of one range, as a merge can leave behind: they count once for a code that both have. */
function checkTwins({ path, value }: LoadedSidecar): readonly Finding[] {
  const seen = new Map<string, string>();
  return value.passages.flatMap(({ id, at, base }): readonly Finding[] => {
    const range = `${formatRange(at)} ${base ?? ''}`;
    const twin = seen.get(range);
    if (twin === undefined) seen.set(range, id);
    if (twin === undefined) return [];
    return [
      {
        code: 'sidecar/same-range',
        severity: 'info',
        path,
        place: { kind: 'passage', id },
        message: `Two passages have the range ${formatRange(at)}; for a code that both have they count once.`,
        advice: `The other is ${twin}. One passage with the codes of both would do.`,
      },
    ];
  });
}
