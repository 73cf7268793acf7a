import { append } from '../base/append';
import { lazy } from '../base/lazy';
import type { Problem } from '../base/problem';
import type { CodebookIndex } from '../model/codebook-index';
import { consensusCoder } from '../model/ids';
import type { Round, StudyFile } from '../model/study';
import type { LoadedFile, LoadedSidecar, LoadedTranscript } from './loaded';

/** A study at one moment, as one person may see it. Nothing in it changes. */
export interface StudyView {
  readonly study: StudyFile;
  readonly codebook: CodebookIndex;
  readonly transcripts: ReadonlyMap<string, LoadedTranscript>;
  /** By path. */
  readonly sidecars: ReadonlyMap<string, LoadedSidecar>;
  /** Whose eyes these are; undefined for someone who codes nothing (a lead) and for tools. */
  readonly viewer: string | undefined;
  /** Sidecars that exist but are hidden from the viewer while a blind round is open: transcript → coders. */
  readonly hidden: ReadonlyMap<string, readonly string[]>;
  /** The visible sidecars of a transcript, by coder. */
  sidecarsOf(transcript: string): readonly LoadedSidecar[];
}

/**
 * A study at one moment. Views and counts are given `visibleTo(coder)`, so that coders of a blind round stay
 * independent; only writers, checks and the command line use `whole`.
 */
export interface StudySnapshot {
  readonly whole: StudyView;
  readonly studyFile: LoadedFile<StudyFile>;
  readonly codebookFile: LoadedFile<CodebookIndex>;
  /** What is wrong with files as such (unreadable, outside the study); problems of content belong to the files. */
  readonly refusals: readonly Problem[];
  visibleTo(coder: string | undefined): StudyView;
  /** Whether an open blind round hides a coder's sidecar of a transcript, also one that only other versions have. */
  isHiddenFrom(
    viewer: string | undefined,
    sidecar: { readonly transcript: string; readonly coder: string },
  ): boolean;
}

export function createSnapshot(parts: {
  readonly studyFile: LoadedFile<StudyFile>;
  readonly codebookFile: LoadedFile<CodebookIndex>;
  readonly transcripts: ReadonlyMap<string, LoadedTranscript>;
  readonly sidecars: ReadonlyMap<string, LoadedSidecar>;
  readonly refusals: readonly Problem[];
}): StudySnapshot {
  const { studyFile, codebookFile, transcripts, sidecars, refusals } = parts;
  const view = (viewer: string | undefined, isVisible: (sidecar: LoadedSidecar) => boolean): StudyView => {
    const visible = new Map<string, LoadedSidecar>();
    const hidden = new Map<string, string[]>();
    for (const [path, sidecar] of sidecars) {
      if (isVisible(sidecar)) visible.set(path, sidecar);
      else append(hidden, sidecar.transcript, sidecar.coder);
    }
    const byTranscript = lazy(() => {
      const groups = new Map<string, LoadedSidecar[]>();
      for (const sidecar of visible.values()) append(groups, sidecar.transcript, sidecar);
      for (const group of groups.values()) group.sort((a, b) => (a.coder < b.coder ? -1 : 1));
      return groups;
    });
    return {
      study: studyFile.value,
      codebook: codebookFile.value,
      transcripts,
      sidecars: visible,
      viewer,
      hidden,
      sidecarsOf: (transcript) => byTranscript().get(transcript) ?? [],
    };
  };
  const whole = view(undefined, () => true);
  const openRounds = lazy(() => openBlindRounds(whole));
  const roundsOf = (coder: string) => openRounds().filter(({ coders }) => coders.includes(coder));
  const isHiddenFrom: StudySnapshot['isHiddenFrom'] = (viewer, { transcript, coder }) =>
    viewer !== undefined &&
    coder !== viewer &&
    roundsOf(viewer).some(
      ({ transcripts: shared, coders }) =>
        shared.includes(transcript) && (coder === consensusCoder || coders.includes(coder)),
    );
  const views = new Map<string, StudyView>();
  return {
    whole,
    studyFile,
    codebookFile,
    refusals,
    isHiddenFrom,
    visibleTo(coder) {
      if (coder === undefined) return whole;
      let visible = views.get(coder);
      if (!visible && roundsOf(coder).length === 0) views.set(coder, (visible = { ...whole, viewer: coder }));
      if (!visible) views.set(coder, (visible = view(coder, (sidecar) => !isHiddenFrom(coder, sidecar))));
      return visible;
    },
  };
}

/** The blind rounds in which somebody has not yet marked all transcripts done. */
function openBlindRounds(view: StudyView): readonly Round[] {
  return [...view.study.rounds.values()].filter(
    (round) =>
      round.blind &&
      round.transcripts.some((transcript) => {
        const done = view.sidecarsOf(transcript).filter((sidecar) => sidecar.value.status === 'done');
        return round.coders.some((coder) => !done.some((sidecar) => sidecar.coder === coder));
      }),
  );
}
