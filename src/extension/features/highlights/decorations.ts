import * as vscode from 'vscode';
import type { Disposable } from '../../../core/base/disposable';
import { lazyFor } from '../../../core/base/lazy';
import { labelStyle, laneStyle, plainStyle, stripeStyle } from './lane-style';
import type { Mark } from './palette';

/** How a decoration looks, whatever it is about. */
export type Look =
  | { readonly kind: 'lane' | 'stripe'; readonly lane: number; readonly mark: Mark }
  | { readonly kind: 'plain'; readonly mark: Mark }
  /** The names in one stretch of lines: so a new name does not send all others again. */
  | { readonly kind: 'label'; readonly stretch: number };

/** One place that is marked or named. */
export interface Shown {
  readonly range: vscode.Range;
  readonly name?: { readonly text: string; readonly mark: Mark };
}

/** What one decoration type shows: how it looks, and where. */
export interface Decorations {
  readonly look: Look;
  readonly places: Shown[];
}

export interface HighlightSettings {
  readonly style: string;
  readonly labels: boolean;
}

const linesOfStretch = 100;

/** Collects what is to be shown in one editor, by look. */
export class DecorationList {
  readonly #style: string;
  readonly #byLook = new Map<string, Decorations>();
  /** Where the places of a mark go, by lane, and those of names, by stretch: found without spelling out a key for each. */
  readonly #ofMark = new Map<Mark, (readonly Shown[][])[]>();
  readonly #ofStretch = new Map<number, Shown[]>();

  constructor(style: string) {
    this.#style = style;
  }

  get decorations(): readonly Decorations[] {
    return [...this.#byLook.values()];
  }

  /** Marks a range: with a line in its lane and a stripe beside it, or plainly. */
  addMark(range: vscode.Range, lane: number, mark: Mark): void {
    let lanes = this.#ofMark.get(mark);
    if (!lanes) this.#ofMark.set(mark, (lanes = []));
    const place = { range };
    for (const places of (lanes[lane] ??= this.#placesOfMark(lane, mark))) places.push(place);
  }

  /** Puts a name above a range. */
  addLabel(range: vscode.Range, text: string, mark: Mark): void {
    const stretch = Math.floor(range.start.line / linesOfStretch);
    let places = this.#ofStretch.get(stretch);
    if (!places) this.#ofStretch.set(stretch, (places = this.#placesOf({ kind: 'label', stretch })));
    places.push({ range, name: { text, mark } });
  }

  #placesOfMark(lane: number, mark: Mark): readonly Shown[][] {
    const looks: readonly Look[] =
      this.#style === 'plain'
        ? [{ kind: 'plain', mark }]
        : [
            { kind: 'lane', lane, mark },
            { kind: 'stripe', lane, mark },
          ];
    return looks.map((look) => this.#placesOf(look));
  }

  #placesOf(look: Look): Shown[] {
    const key = keyOf(look);
    const known = this.#byLook.get(key) ?? { look, places: [] };
    this.#byLook.set(key, known);
    return known.places;
  }
}

function keyOf(look: Look): string {
  if (look.kind === 'label') return `label ${look.stretch}`;
  return `${look.kind} ${look.kind === 'plain' ? '' : look.lane} ${keyOfMark(look.mark)}`;
}

const keyOfMark = lazyFor((mark: Mark) => JSON.stringify(mark));

/** What an editor was sent last, by look, and the version of its document then. */
interface Sent {
  readonly version: number;
  readonly byLook: ReadonlyMap<string, readonly Shown[]>;
}

/** Makes each decoration type when it is first needed. */
export class DecorationTypes implements Disposable {
  readonly #blankIcon: vscode.Uri;
  readonly #types = new Map<string, vscode.TextEditorDecorationType>();
  readonly #sent = new WeakMap<vscode.TextEditor, Sent>();

  constructor(extension: vscode.Uri) {
    this.#blankIcon = vscode.Uri.joinPath(extension, 'media', 'blank.svg');
  }

  /** Shows these decorations in an editor and no others. Looks that are shown already where they should be are not sent. */
  send(editor: vscode.TextEditor, decorations: readonly Decorations[]): void {
    const { version } = editor.document;
    const before = this.#sent.get(editor);
    const byLook = new Map<string, readonly Shown[]>();
    for (const { look, places } of decorations) {
      const key = keyOf(look);
      byLook.set(key, places);
      // Where the text is another one, the editor has moved what it shows.
      const known = before?.version === version ? before.byLook.get(key) : undefined;
      if (known && areSame(known, places)) continue;
      if (look.kind === 'label') editor.setDecorations(this.#typeOf(key, look), places.map(nameOptions));
      else
        editor.setDecorations(
          this.#typeOf(key, look),
          places.map(({ range }) => range),
        );
    }
    for (const key of before?.byLook.keys() ?? []) {
      const type = byLook.has(key) ? undefined : this.#types.get(key);
      if (type) editor.setDecorations(type, []);
    }
    this.#sent.set(editor, { version, byLook });
  }

  dispose(): void {
    for (const type of this.#types.values()) type.dispose();
    this.#types.clear();
  }

  #typeOf(key: string, look: Look): vscode.TextEditorDecorationType {
    let type = this.#types.get(key);
    if (!type) {
      type = vscode.window.createTextEditorDecorationType({
        ...this.#optionsOf(look),
        rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
      });
      this.#types.set(key, type);
    }
    return type;
  }

  #optionsOf(look: Look): vscode.DecorationRenderOptions {
    switch (look.kind) {
      case 'lane':
        return laneStyle(look.lane, look.mark);
      case 'stripe':
        return stripeStyle(look.lane, look.mark, this.#blankIcon);
      case 'plain':
        return plainStyle(look.mark);
      case 'label':
        return {};
    }
  }
}

function nameOptions({ range, name }: Shown): vscode.DecorationOptions {
  return name ? { range, renderOptions: labelStyle(`⌜${name.text}`, name.mark) } : { range };
}

function areSame(some: readonly Shown[], others: readonly Shown[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ range, name }, i) => {
      const other = others[i];
      return (
        other !== undefined &&
        (range === other.range || range.isEqual(other.range)) &&
        name?.text === other.name?.text &&
        name?.mark === other.name?.mark
      );
    })
  );
}
