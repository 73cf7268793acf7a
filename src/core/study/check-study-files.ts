import { lazyFor } from '../base/lazy';
import { shorten } from '../format/yaml-nodes';
import { codebookFileName, type Source, type StudyFile, studyFileName } from '../model/study';
import type { Finding } from './finding';
import type { LoadedTranscript } from './loaded';
import type { StudySnapshot } from './snapshot';
import { createSuggester } from './suggest-ids';

/** What the study file names that is not there: transcripts, and the speakers in them. */
export function findInStudyFile({ studyFile, whole, refusals }: StudySnapshot): readonly Finding[] {
  const { value: study, digest, isStale } = studyFile;
  if (digest === '' || isStale) return [];
  const refused = new Set(refusals.map(({ path }) => path));
  const isMissing = (path: string) => !whole.transcripts.has(path) && !refused.has(path);
  const suggest = createSuggester(() => whole.transcripts.keys());
  const findings: Finding[] = [];
  for (const [path, keys, severity] of namedTranscripts(study)) {
    if (isMissing(path)) findings.push(missingTranscript(path, keys, severity, suggest(path)));
  }
  for (const [path, source] of study.sources) {
    const transcript = whole.transcripts.get(path);
    if (transcript && !transcript.isStale) findings.push(...checkSpeakers(source)(transcript));
  }
  if (whole.transcripts.size === 0 && study.transcripts.length > 0 && refusals.length === 0) {
    findings.push({
      ...inStudyFile('info', ['transcripts']),
      code: 'study/no-transcript-found',
      message: 'No file matches “transcripts” yet.',
      advice: 'Put transcripts into the folder it names, or import them.',
    });
  }
  return findings;
}

/** A codebook that is not there at all. */
export function findMissingCodebook(snapshot: StudySnapshot): readonly Finding[] {
  const { codebookFile, whole, refusals } = snapshot;
  if (codebookFile.digest !== '' || refusals.some(({ path }) => path === codebookFileName)) return [];
  const count = whole.sidecars.size;
  const sidecars = count === 1 ? 'one sidecar' : `${count} sidecars`;
  return [
    {
      code: 'study/no-codebook',
      severity: count > 0 ? 'error' : 'info',
      path: codebookFileName,
      place: { kind: 'file' },
      message:
        count > 0
          ? `There is no ${codebookFileName}, but ${sidecars} with codes.`
          : `There is no ${codebookFileName} yet.`,
      advice: 'Restore it from git, or write one: its first line is “format: verbatim/codebook@1”.',
    },
  ];
}

type NamedTranscript = readonly [path: string, keys: readonly string[], severity: Finding['severity']];

function* namedTranscripts({ rounds, sources, cases }: StudyFile): Generator<NamedTranscript> {
  // A round with a transcript that is not there can never be completed.
  for (const { id, transcripts } of rounds.values())
    for (const path of transcripts) yield [path, ['rounds', id, 'transcripts', path], 'error'];
  for (const path of sources.keys()) yield [path, ['sources', path], 'warning'];
  for (const { id, transcripts } of cases.values())
    for (const path of transcripts) yield [path, ['cases', id, 'transcripts', path], 'warning'];
}

function missingTranscript(
  path: string,
  keys: readonly string[],
  severity: Finding['severity'],
  suggestion: string,
): Finding {
  return {
    ...inStudyFile(severity, keys),
    code: 'study/unknown-transcript',
    message: `The study has no transcript ${shorten(path)}.`,
    advice: `Add the file, correct the path, or let “transcripts” match it.${suggestion}`,
  };
}

const checkSpeakers = lazyFor((source: Source) =>
  lazyFor((transcript: LoadedTranscript): readonly Finding[] => {
    const mapped = Object.keys(source.speakers);
    if (mapped.length === 0) return [];
    const labels = transcript.turns().speakers;
    const present = new Set(labels);
    const suggest = createSuggester(() => labels);
    const keys = ['sources', transcript.path, 'speakers'];
    const unknown = mapped
      .filter((label) => !present.has(label))
      .map((label): Finding => ({
        ...inStudyFile('warning', [...keys, label]),
        code: 'study/unknown-speaker',
        message: `Nobody speaks as “${shorten(label)}” in ${shorten(transcript.path)}.`,
        advice: `Write the speaker as the transcript does.${suggest(label)}`,
      }));
    const unmapped = labels.filter((label) => !Object.hasOwn(source.speakers, label));
    if (unmapped.length === 0) return unknown;
    const names = unmapped.slice(0, 5).map((label) => `“${shorten(label)}”`);
    return [
      ...unknown,
      {
        ...inStudyFile('info', keys),
        code: 'study/unmapped-speaker',
        message: `“speakers” does not say who is ${names.join(', ')}${unmapped.length > 5 ? ' …' : ''} in ${shorten(transcript.path)}.`,
        advice:
          'Give each a case or “interviewer”; else what they say belongs to the cases of the transcript.',
      },
    ];
  }),
);

function inStudyFile(
  severity: Finding['severity'],
  keys: readonly string[],
): Pick<Finding, 'path' | 'severity' | 'place'> {
  return { path: studyFileName, severity, place: { kind: 'keys', keys } };
}
