import * as vscode from 'vscode';
import { type FollowedText, followChange, followEdits } from '../../core/anchoring/follow';
import type { LiveEdit } from '../../core/anchoring/live-edit';
import { createSpanTable, spanAt, spanOf, type SpanTable } from '../../core/anchoring/span-table';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { Emitter } from '../../core/base/event';
import { lazy } from '../../core/base/lazy';
import { isPlaced, type PlacedPassage, placePassages } from '../../core/study/placed-passages';
import type { LoadedTranscript } from '../../core/study/loaded';
import { normaliseText } from '../../core/text/normal-text';
import { PiecedText } from '../../core/text/pieced-text';
import { spansEqual, type Span } from '../../core/text/span';
import { TextIndex } from '../../core/text/text-index';
import type { OpenStudy } from './open-study';
import type { StudyRegistry } from './study-registry';

/** A passage where it stands in a document as it is now, unsaved typing included. */
export interface LivePassage extends PlacedPassage {
  readonly span: Span;
}

/** A transcript shown in an editor and the passages in it. */
export interface LiveTranscript {
  readonly study: OpenStudy;
  readonly path: string;
  readonly index: TextIndex;
  readonly passages: readonly LivePassage[];
}

export interface LiveChange {
  readonly document: vscode.TextDocument;
  /** True when only typing moved the passages. */
  readonly isTyping: boolean;
  /** True when the editor's own decorations are, by themselves, where the passages are after that. */
  readonly isTracked: boolean;
}

interface Followed extends Omit<FollowedText, 'spans'> {
  /** Of the document, when it had this text. */
  readonly version: number;
  readonly eol: vscode.EndOfLine;
  /** What the study has read, where that is this text: then the study knows best where passages are. */
  readonly read: LoadedTranscript | undefined;
  readonly placed: readonly PlacedPassage[];
  /** Where passages were that the study has placed no more: what it is not certain of was followed through every keystroke. */
  readonly left: ReadonlyMap<string, Span>;
  /** Worked out when somebody begins to type. */
  readonly spans: () => SpanTable;
}

/**
 * Keeps the passages of every open transcript where they belong while the text is being edited: each edit is followed
 * exactly, until the text is saved and read again.
 */
export class LivePassages implements Disposable {
  readonly #registry: StudyRegistry;
  readonly #followed = new Map<string, Followed>();
  readonly #live = new Map<string, LiveTranscript>();
  readonly #subscriptions = new DisposableStore();
  readonly #changed = new Emitter<LiveChange>();
  readonly onDidChange = this.#changed.event;

  constructor(registry: StudyRegistry) {
    this.#registry = registry;
    const add = <T extends Disposable>(item: T) => this.#subscriptions.add(item);
    add(vscode.workspace.onDidChangeTextDocument((event) => this.#follow(event)));
    add(vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri)));
    add(registry.onDidChangeStudy((study) => this.#renew(study)));
    add(registry.onDidChangeStudies(() => this.#renew(undefined)));
    add(this.#changed);
  }

  /** The transcript that a document shows; undefined when it shows none. */
  of(document: vscode.TextDocument): LiveTranscript | undefined {
    const key = document.uri.toString();
    const known = this.#live.get(key);
    if (known) return known;
    const found = this.#registry.findTranscript(document.uri);
    if (!found) return undefined;
    const { study, path } = found;
    const now = this.#followedIn(document, study, path);
    const spanNow = (entry: PlacedPassage): Span | undefined => {
      if (!now.read) return spanOf(now.spans(), keyOf(entry));
      return entry.span ?? now.left.get(keyOf(entry));
    };
    const passages = now.placed
      .flatMap((entry) => {
        const span = spanNow(entry);
        if (!span || span.end <= span.start || entry.passage.lost) return [];
        return isPlaced(entry) && entry.span === span ? entry : { ...entry, span };
      })
      .sort(compareLive);
    const index = now.read?.index() ?? new TextIndex(now.text.toString());
    const live = { study, path, index, passages };
    this.#live.set(key, live);
    return live;
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #followedIn(document: vscode.TextDocument, study: OpenStudy, path: string): Followed {
    const key = document.uri.toString();
    const { version, eol } = document;
    const known = this.#followed.get(key);
    const text = known?.version === version ? known.text : PiecedText.of(normaliseText(document.getText()));
    const before = known && areEqual(known.text, text) ? known : undefined;
    const transcript = study.view.transcripts.get(path);
    const isRead = transcript && (before?.read === transcript || transcript.text === text.toString());
    const read = isRead ? transcript : undefined;
    const placed = study.view.sidecarsOf(path).flatMap((sidecar) => placePassages(study.view, sidecar));
    const left = read && before ? leftBy(before, placed) : new Map<string, Span>();
    const spans =
      before && !read
        ? before.spans
        : lazy(() => createSpanTable(new Map([...left, ...(read ? spansOf(placed) : [])])));
    const remembered = before?.remembered ?? [];
    const entry = { version, eol, text, read, placed, left, spans, remembered };
    this.#followed.set(key, entry);
    return entry;
  }

  #follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const key = document.uri.toString();
    const known = this.#followed.get(key);
    if (!known || contentChanges.length === 0) return;
    const before = { text: known.text, spans: known.spans(), remembered: known.remembered };
    const edits = editsOf(document, contentChanges, known);
    const after = followChange(before, edits);
    const { version, eol } = document;
    const spans = () => after.spans;
    this.#followed.set(key, { ...known, ...after, version, eol, read: undefined, spans });
    this.#live.delete(key);
    this.#changed.fire({ document, isTyping: true, isTracked: areTracked(before, edits, after) });
  }

  #forget(uri: vscode.Uri): void {
    this.#followed.delete(uri.toString());
    this.#live.delete(uri.toString());
  }

  #renew(study: OpenStudy | undefined): void {
    this.#live.clear();
    for (const document of vscode.workspace.textDocuments) {
      const found = this.#registry.findTranscript(document.uri);
      if (found && (!study || found.study === study))
        this.#changed.fire({ document, isTyping: false, isTracked: false });
    }
  }
}

/** Changes of a document as edits of its normalised text, whose offsets differ from the document's where it has CRLF. */
function editsOf(
  { eol }: vscode.TextDocument,
  changes: readonly vscode.TextDocumentContentChangeEvent[],
  before: Followed,
): readonly LiveEdit[] {
  // An event that changes the line breaks themselves has offsets of before and the line breaks of after.
  const index = eol === before.eol ? undefined : new TextIndex(before.text.toString());
  const offsetOf = (documentOffset: number, { line, character }: vscode.Position): number => {
    if (index) return index.offsetOfEditorPosition(line, character);
    return eol === vscode.EndOfLine.CRLF ? documentOffset - line : documentOffset;
  };
  return changes.map(({ range, rangeOffset, rangeLength, text }) => {
    const offset = offsetOf(rangeOffset, range.start);
    const end = offsetOf(rangeOffset + rangeLength, range.end);
    return { offset, length: end - offset, text: normaliseText(text) };
  });
}

/**
 * Whether decorations that do not grow at their ends move as passages do: always when something is only inserted, and when
 * what is replaced touches neither end of a passage nor its first character, which bears its label. What undo brought back
 * to a passage that had lost it, no decoration knows of.
 */
function areTracked(before: FollowedText, edits: readonly LiveEdit[], after: FollowedText): boolean {
  for (const id of new Set(before.remembered.flatMap((memory) => [...memory.spans.keys()]))) {
    const span = spanOf(before.spans, id);
    const [moved] = span ? followEdits([span], edits) : [];
    const now = spanOf(after.spans, id);
    if (moved && now && !spansEqual(moved, now)) return false;
  }
  const replaced = edits.filter(({ length }) => length > 0);
  const { starts, ends } = before.spans;
  return !starts.some((start, i) => {
    const end = ends[i] ?? 0;
    return replaced.some(({ offset, length }) => {
      const to = offset + length;
      return (offset <= start + 1 && start <= to) || (offset <= end && end <= to);
    });
  });
}

/** Where passages were that are placed no more. */
function leftBy(before: Followed, placed: readonly PlacedPassage[]): ReadonlyMap<string, Span> {
  if (!before.read) {
    const spans = before.spans();
    return new Map([...spans.places].map(([id, place]) => [id, spanAt(spans, place)]));
  }
  const certain = new Set(placed.filter(isPlaced).map(({ passage }) => passage));
  const gone = before.placed.filter(({ passage }) => !certain.has(passage));
  return new Map([...before.left, ...spansOf(gone)]);
}

function areEqual(one: PiecedText, other: PiecedText): boolean {
  return one === other || one.toString() === other.toString();
}

function spansOf(placed: readonly PlacedPassage[]): ReadonlyMap<string, Span> {
  return new Map(placed.filter(isPlaced).map((entry) => [keyOf(entry), entry.span]));
}

/** Sorts by position, the longer of two that start together first. */
function compareLive(a: LivePassage, b: LivePassage): number {
  return a.span.start - b.span.start || b.span.end - a.span.end;
}

function keyOf({ sidecar, passage }: PlacedPassage): string {
  return `${sidecar.path}#${passage.id}`;
}
