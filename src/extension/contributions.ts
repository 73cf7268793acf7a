import type { Unit } from '../core/agreement/segment-transcript';
import type { MeasureId } from '../core/report/measures';
import type { Mend } from '../core/actions/mend-codebook';
import type { Choice } from '../core/actions/settle-matters';
import type { Place } from '../core/actions/move-code';
import type { Comment, CommentReply } from 'vscode';
import type { PassageQuery } from '../core/search/passage-query';

/**
 * The ids that this extension and its manifest share, typed so that a misspelt one does not compile. A test compares
 * them with `package.json`.
 */

import type { Nudge } from '../core/transcript/nudge-edge';

/** A passage as commands are given it: where its sidecar stands and which record it is. */
export interface PassageReference {
  /** The study's root, as a URI string. */
  readonly study: string;
  /** The sidecar's path in the study. */
  readonly sidecar: string;
  readonly id: string;
}

/** A transcript as commands are given it. */
export interface TranscriptReference {
  readonly study: string;
  readonly transcript: string;
}

/** A sidecar as commands are given it. */
export interface SidecarReference {
  readonly study: string;
  /** The sidecar's path in the study. */
  readonly sidecar: string;
}

/** One code of a passage as commands are given it. */
export interface CodingReference extends PassageReference {
  /** The code's id as the sidecar has it. */
  readonly code: string;
}

/** What to put right in a codebook. */
export interface MendReference {
  readonly study: string;
  readonly mend: Mend;
}

/** A file of a study as commands are given it. */
export interface FileReference {
  readonly study: string;
  readonly path: string;
}

/** A code as commands are given it. */
export interface CodeReference {
  readonly code: string;
}

/** An entry of the codebook as commands are given it. */
export interface EntryReference {
  readonly kind: 'code' | 'theme' | 'question';
  readonly id: string;
  /** The study's root, as a URI string; the study of the active editor if not said. */
  readonly study?: string;
  /** Where it stands in the tree that it was taken from; everywhere if not said. */
  readonly places?: readonly Place[];
}

/**
 * What a command about entries is given: a reference, a tree's element that may carry one or, from a key in the Themes
 * view, the word to take what is selected there.
 */
export type EntryArgument =
  EntryReference | { readonly entry?: EntryReference } | { readonly selected: true };

/** Passages of a study as commands are given them. */
export interface PassagesReference {
  /** The study's root, as a URI string; the study of the active editor if not said. */
  readonly study?: string;
  readonly query: PassageQuery;
}

/** What a command about passages is given: a reference, or a tree's element that carries one. */
export type PassagesArgument = PassagesReference | { readonly passages: PassagesReference };

export interface OpenPassageOptions {
  /** Leaves the focus where it is, in a list for instance. */
  readonly preserveFocus: boolean;
}

/** A disagreement of the comparison that is going on, as commands are given it. */
export interface DisagreementReference {
  readonly study: string;
  readonly disagreement: string;
}

/** How a disagreement is to be settled; what is left out is asked for. */
export interface SettleReference extends DisagreementReference {
  readonly choice: Choice['kind'];
  /** Whose codings are kept. */
  readonly coder?: string;
}

/** A code of the consensus whose source is gone. */
export interface LeftoverReference extends TranscriptReference {
  readonly id: string;
  readonly code: string;
}

/** A note on a code. */
export interface CodeNoteReference extends CodeReference {
  readonly study: string;
  readonly note: string;
}

/** Who is to be compared. */
export interface CompareReference {
  /** Two or more: coders, `consensus`, or a coder at a version of the study, such as `MS@HEAD~3`. */
  readonly coders: readonly string[];
  readonly round?: string;
}
/** What a memo is on, or a discussion about. */
export type MemoReference = PassageReference | TranscriptReference | EntryReference;

/** The same, or a tree's element that stands for it. */
export type MemoArgument =
  Argument<PassageReference | TranscriptReference> | EntryReference | { readonly entry: EntryReference };

/** What a command about one thing is given: a reference, or a tree's element that carries one. */
export type Argument<T> = T | { readonly reference: T };

/** The commands that apply the code with a number: the first, 1, to the last, 9. */
export const applyNumberCommands = [
  'verbatim.applyCode1',
  'verbatim.applyCode2',
  'verbatim.applyCode3',
  'verbatim.applyCode4',
  'verbatim.applyCode5',
  'verbatim.applyCode6',
  'verbatim.applyCode7',
  'verbatim.applyCode8',
  'verbatim.applyCode9',
] as const;

/** The commands that move an end of a passage, and how. */
export const nudgeCommands = {
  'verbatim.endLaterByWord': { edge: 'end', direction: 'later', unit: 'word' },
  'verbatim.endEarlierByWord': { edge: 'end', direction: 'earlier', unit: 'word' },
  'verbatim.endLaterBySentence': { edge: 'end', direction: 'later', unit: 'sentence' },
  'verbatim.endEarlierBySentence': { edge: 'end', direction: 'earlier', unit: 'sentence' },
  'verbatim.startLaterByWord': { edge: 'start', direction: 'later', unit: 'word' },
  'verbatim.startEarlierByWord': { edge: 'start', direction: 'earlier', unit: 'word' },
  'verbatim.startLaterBySentence': { edge: 'start', direction: 'later', unit: 'sentence' },
  'verbatim.startEarlierBySentence': { edge: 'start', direction: 'earlier', unit: 'sentence' },
} as const satisfies Readonly<Record<string, Nudge>>;

export type NudgeCommandId = keyof typeof nudgeCommands;

/** Every command and its arguments. All may be called without, from the palette or by key. */
export interface CommandArguments extends Record<(typeof applyNumberCommands)[number] | NudgeCommandId, []> {
  'verbatim.startStudy': [];
  'verbatim.openSampleStudy': [];
  'verbatim.importTranscripts': [];
  'verbatim.codePassage': [];
  'verbatim.codeTurn': [];
  'verbatim.codeSentence': [];
  'verbatim.codeInVivo': [];
  'verbatim.repeatCode': [];
  'verbatim.toggleCode': [];
  'verbatim.togglePin': [Argument<CodeReference>?];
  'verbatim.expandSelection': [];
  'verbatim.shrinkSelection': [];
  'verbatim.nextSentence': [];
  'verbatim.previousSentence': [];
  'verbatim.splitPassage': [];
  'verbatim.mergePassages': [Argument<PassageReference>?];
  'verbatim.correctTranscript': [];
  'verbatim.pressOtherKey': [];
  'verbatim.showKeys': [];
  'verbatim.removeCode': [Argument<PassageReference | CodingReference>?];
  'verbatim.deletePassage': [Argument<PassageReference>?];
  'verbatim.editMemo': [MemoArgument?];
  'verbatim.addNote': [CommentReply];
  'verbatim.closeDiscussion': [CommentReply];
  'verbatim.editComment': [Comment];
  'verbatim.saveComment': [Comment];
  'verbatim.cancelComment': [Comment];
  'verbatim.deleteComment': [Comment];
  'verbatim.undoCoding': [];
  'verbatim.redoCoding': [];
  'verbatim.nextPassage': [];
  'verbatim.previousPassage': [];
  'verbatim.openPassage': [Argument<PassageReference>?, OpenPassageOptions?];
  /** Without an argument, asks which. */
  'verbatim.showPassages': [PassagesArgument?, (readonly PassagesArgument[])?];
  'verbatim.browseCases': [];
  'verbatim.findInCodedText': [PassagesArgument?];
  'verbatim.autoCodeHits': [];
  'verbatim.autoCodeSpeaker': [];
  'verbatim.nextListed': [OpenPassageOptions?];
  'verbatim.previousListed': [OpenPassageOptions?];
  'verbatim.groupByCase': [];
  'verbatim.groupByTranscript': [];
  /** A row or several of them; without, all that is selected or else all that is shown. */
  'verbatim.copyQuotes': [unknown?, (readonly unknown[])?];
  'verbatim.clearPassages': [];
  'verbatim.nextOfCode': [];
  'verbatim.previousOfCode': [];
  'verbatim.nextUncodedTurn': [];
  'verbatim.openTranscript': [Argument<TranscriptReference>?];
  'verbatim.openSidecar': [Argument<PassageReference | TranscriptReference>?];
  'verbatim.openCodebook': [];
  'verbatim.goToCode': [Argument<CodeReference>?];
  'verbatim.renameEntry': [EntryArgument?, (readonly EntryArgument[])?];
  'verbatim.editDefinition': [EntryArgument?, (readonly EntryArgument[])?];
  'verbatim.createTheme': [EntryArgument?, (readonly EntryArgument[])?];
  'verbatim.changeCodeId': [EntryArgument?, (readonly EntryArgument[])?];
  /** With a place, does not ask where to. */
  'verbatim.moveEntry': [EntryArgument?, (readonly EntryArgument[])?, (EntryReference | 'top')?];
  'verbatim.mergeCodes': [EntryArgument?, (readonly EntryArgument[])?];
  'verbatim.splitCode': [EntryArgument?, (readonly EntryArgument[])?];
  'verbatim.deprecateCode': [EntryArgument?, (readonly EntryArgument[])?];
  'verbatim.deleteEntry': [EntryArgument?, (readonly EntryArgument[])?];
  'verbatim.recodePassages': [EntryArgument?, (readonly EntryArgument[])?];
  'verbatim.rewriteOldIds': [EntryArgument?, (readonly EntryArgument[])?];
  'verbatim.markDone': [Argument<TranscriptReference>?];
  'verbatim.markInProgress': [Argument<TranscriptReference>?];
  'verbatim.chooseCoder': [];
  'verbatim.chooseLayer': [];
  'verbatim.filterThemes': [];
  'verbatim.searchThemes': [];
  'verbatim.sortThemes': [];
  'verbatim.showAllThemes': [];
  'verbatim.reviewPassage': [Argument<PassageReference>?];
  'verbatim.acceptPosition': [Argument<PassageReference>?];
  'verbatim.reselectPassage': [Argument<PassageReference>?];
  'verbatim.stopReselecting': [];
  'verbatim.markLost': [Argument<PassageReference>?];
  'verbatim.refreshPositions': [];
  'verbatim.reattachSidecar': [SidecarReference?];
  'verbatim.mendCodebook': [MendReference?];
  'verbatim.refresh': [];
  'verbatim.getShared': [];
  'verbatim.share': [];
  /** With the name of a version, nothing is asked. */
  'verbatim.compareWith': [string?];
  'verbatim.endComparison': [];
  /** With those who are to be compared, nothing is asked. */
  'verbatim.compareCoders': [CompareReference?];
  'verbatim.showAgreement': [];
  'verbatim.stopComparing': [];
  'verbatim.nextDisagreement': [];
  'verbatim.previousDisagreement': [];
  'verbatim.openDisagreement': [Argument<DisagreementReference>?];
  'verbatim.filterDisagreements': [];
  'verbatim.chooseAgreement': [];
  /** With a round, nothing is asked but who decides. */
  'verbatim.reconcile': [{ readonly round: string }?];
  'verbatim.stopReconciling': [];
  'verbatim.settleDisagreement': [SettleReference?];
  'verbatim.keepFirst': [Argument<DisagreementReference>?];
  'verbatim.keepSecond': [Argument<DisagreementReference>?];
  'verbatim.keepBoth': [Argument<DisagreementReference>?];
  'verbatim.keepNeither': [Argument<DisagreementReference>?];
  'verbatim.keepSelection': [Argument<DisagreementReference>?];
  'verbatim.keepOtherCode': [Argument<DisagreementReference>?];
  'verbatim.skipDisagreement': [];
  'verbatim.takeOverAgreed': [Argument<TranscriptReference>?];
  'verbatim.keepLeftover': [Argument<LeftoverReference>?];
  'verbatim.dropLeftover': [Argument<LeftoverReference>?];
  'verbatim.noteOnDecision': [Argument<DisagreementReference>?];
  'verbatim.noteCodebookProblem': [Argument<DisagreementReference>?];
  'verbatim.closeCodeNote': [Argument<CodeNoteReference>?];
  'verbatim.showPassageHistory': [Argument<PassageReference>?];
  'verbatim.showCodeHistory': [Argument<CodeReference>?];
  'verbatim.stillFits': [Argument<CodingReference>?];
  'verbatim.setUpGit': [];
  'verbatim.resolveConflicts': [FileReference?];
}

export type CommandId = keyof CommandArguments;

export type ViewId =
  | 'verbatim.themes'
  | 'verbatim.passages'
  | 'verbatim.transcripts'
  | 'verbatim.memos'
  | 'verbatim.review'
  | 'verbatim.compare'
  | 'verbatim.reconcile'
  | 'verbatim.changes';

export interface ContextKeys {
  /** At least one study is open. */
  'verbatim.hasStudy': boolean;
  /** The active editor shows a transcript of a study. */
  'verbatim.isTranscript': boolean;
  /** The studies have been looked for, so that a welcome may be shown. */
  'verbatim.isReady': boolean;
  /** Passages of the coder's need review. */
  'verbatim.hasReview': boolean;
  /** Words are being selected for a passage that needs review. */
  'verbatim.isReselecting': boolean;
  /** A study lies in a git repository that may be asked. */
  'verbatim.hasGit': boolean;
  /** Every such repository merges study files by record. */
  'verbatim.isGitSetUp': boolean;
  /** A study is being compared with another version. */
  'verbatim.hasComparison': boolean;
  /** The Passages view shows passages. */
  'verbatim.hasPassageList': boolean;
  /** Something keeps part of a study out of the Themes view. */
  'verbatim.isThemesNarrowed': boolean;
  /** They were found by words in them. */
  'verbatim.hasHits': boolean;
  /** They are grouped by case. */
  'verbatim.isGroupedByCase': boolean;
  /** Coders are being compared. */
  'verbatim.isComparing': boolean;
  /** The paths of transcripts in which plain keys act. */
  'verbatim.codingPaths': Readonly<Record<string, true>>;
  /** Disagreements are being settled. */
  'verbatim.isReconciling': boolean;
  /** The pick of codes is open. */
  'verbatim.isPickingCode': boolean;
  /** A pick is open that Enter closes. */
  'verbatim.isPicking': boolean;
}

export interface Settings {
  /** The coder's id; empty: found from git's e-mail address, else asked once. */
  'verbatim.coder': string;
  /** `lanes`: underlines in lanes, labels and stripes; `plain`: background and border only; `off`. */
  'verbatim.highlights.style': 'lanes' | 'plain' | 'off';
  'verbatim.highlights.labels': boolean;
  /** Opening a passage from the Passages view leaves the focus in the list. */
  'verbatim.passages.keepFocus': boolean;
  /** Whether transcripts open with their text locked and plain keys acting. */
  'verbatim.codingMode': boolean;
  /** The coefficient that rows carry while coders are compared. */
  'verbatim.agreement.measure': MeasureId;
  /** What it counts. */
  'verbatim.agreement.unit': Unit;
}

export const languageId = 'transcript';

/** Palette slots 1–8 as theme colours. */
export function paletteColor(slot: number): string {
  return `verbatim.palette.${slot}`;
}

export function referenceIn<T extends object>(argument: Argument<T> | undefined): T | undefined {
  return argument && 'reference' in argument ? argument.reference : argument;
}
