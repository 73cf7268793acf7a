import * as vscode from 'vscode';
import { type FollowedText, followChange, followEdits } from '../../core/anchoring/follow';
import type { LiveEdit } from '../../core/anchoring/live-edit';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { Emitter } from '../../core/base/event';
import { isPlaced, type PlacedPassage, placePassages } from '../../core/study/placed-passages';
import { normaliseText } from '../../core/text/normal-text';
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

interface Followed {
  readonly placed: readonly PlacedPassage[];
  readonly followed: FollowedText;
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
    const { placed, followed } = this.#followedIn(document, study, path);
    const passages = placed
      .flatMap((entry) => {
        const span = followed.spans.get(keyOf(entry));
        return span && span.end > span.start && !entry.passage.lost ? [{ ...entry, span }] : [];
      })
      .sort(compareLive);
    const read = study.view.transcripts.get(path);
    const index = read?.text === followed.text ? read.index() : new TextIndex(followed.text);
    const live = { study, path, index, passages };
    this.#live.set(key, live);
    return live;
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #followedIn(document: vscode.TextDocument, study: OpenStudy, path: string): Followed {
    const key = document.uri.toString();
    const text = normaliseText(document.getText());
    const known = this.#followed.get(key);
    const placed = study.view.sidecarsOf(path).flatMap((sidecar) => placePassages(study.view, sidecar));
    const before = known?.followed.text === text ? known.followed : undefined;
    // Where the document is what was last read, the study knows best. What it is not certain of, because words of the
    // passage have changed, was followed through every keystroke: it is shown where it is, and still needs review.
    const isRead = study.view.transcripts.get(path)?.text === text;
    const spans = new Map([...(before?.spans ?? []), ...(isRead ? spansOf(placed) : [])]);
    const entry = { placed, followed: { text, spans, remembered: before?.remembered ?? [] } };
    this.#followed.set(key, entry);
    return entry;
  }

  #follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const key = document.uri.toString();
    const known = this.#followed.get(key);
    if (!known || contentChanges.length === 0) return;
    const edits = editsOf(document, contentChanges, () => {
      return this.#live.get(key)?.index ?? new TextIndex(known.followed.text);
    });
    const followed = followChange(known.followed, edits);
    const isTracked = areTracked(known.followed, edits, followed);
    this.#followed.set(key, { ...known, followed });
    this.#live.delete(key);
    this.#changed.fire({ document, isTyping: true, isTracked });
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
  indexBefore: () => TextIndex,
): readonly LiveEdit[] {
  if (eol === vscode.EndOfLine.LF)
    return changes.map(({ rangeOffset, rangeLength, text }) => ({
      offset: rangeOffset,
      length: rangeLength,
      text: normaliseText(text),
    }));
  const index = indexBefore();
  return changes.map(({ range, text }) => {
    const offset = index.offsetOfEditorPosition(range.start.line, range.start.character);
    const end = index.offsetOfEditorPosition(range.end.line, range.end.character);
    return { offset, length: end - offset, text: normaliseText(text) };
  });
}

/**
 * Whether decorations that do not grow at their ends move as passages do: always when something is only inserted, and when
 * what is replaced touches neither end of a passage nor its first character, which bears its label. What undo brought back
 * to a passage that had lost it, no decoration knows of.
 */
function areTracked(before: FollowedText, edits: readonly LiveEdit[], after: FollowedText): boolean {
  const { spans } = before;
  for (const id of new Set(before.remembered.flatMap((memory) => [...memory.spans.keys()]))) {
    const span = spans.get(id);
    const [moved] = span ? followEdits([span], edits) : [];
    const now = after.spans.get(id);
    if (moved && now && !spansEqual(moved, now)) return false;
  }
  const replaced = edits.filter(({ length }) => length > 0);
  if (replaced.length === 0) return true;
  for (const { start, end } of spans.values())
    for (const { offset, length } of replaced) {
      const to = offset + length;
      if ((offset <= start + 1 && start <= to) || (offset <= end && end <= to)) return false;
    }
  return true;
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
