import * as vscode from 'vscode';
import type { Disposable } from '../../../core/base/disposable';
import { labelStyle, laneStyle, plainStyle, stripeStyle } from './lane-style';
import type { Mark } from './palette';

/** How a decoration looks, whatever it is about. */
export type Look =
  | { readonly kind: 'lane' | 'stripe'; readonly lane: number; readonly mark: Mark }
  | { readonly kind: 'plain'; readonly mark: Mark }
  | { readonly kind: 'label' };

/** What one decoration type shows: how it looks, and where. */
export interface Decorations {
  readonly look: Look;
  readonly options: vscode.DecorationOptions[];
}

export interface HighlightSettings {
  readonly style: string;
  readonly labels: boolean;
}

/** Collects what is to be shown in one editor, by look. */
export class DecorationList {
  readonly #style: string;
  readonly #byLook = new Map<string, Decorations>();

  constructor(style: string) {
    this.#style = style;
  }

  get decorations(): readonly Decorations[] {
    return [...this.#byLook.values()];
  }

  /** Marks a range: with a line in its lane and a stripe beside it, or plainly. */
  addMark(range: vscode.Range, lane: number, mark: Mark): void {
    if (this.#style === 'plain') this.#add({ kind: 'plain', mark }, { range });
    else {
      this.#add({ kind: 'lane', lane, mark }, { range });
      this.#add({ kind: 'stripe', lane, mark }, { range });
    }
  }

  /** Puts a name above a range. */
  addLabel(range: vscode.Range, text: string, mark: Mark): void {
    this.#add({ kind: 'label' }, { range, renderOptions: labelStyle(`⌜${text}`, mark) });
  }

  #add(look: Look, options: vscode.DecorationOptions): void {
    const key = keyOf(look);
    const known = this.#byLook.get(key);
    if (known) known.options.push(options);
    else this.#byLook.set(key, { look, options: [options] });
  }
}

function keyOf(look: Look): string {
  return look.kind === 'label' ? 'label' : JSON.stringify(look);
}

/** Makes each decoration type when it is first needed. */
export class DecorationTypes implements Disposable {
  readonly #blankIcon: vscode.Uri;
  readonly #types = new Map<string, vscode.TextEditorDecorationType>();

  constructor(extension: vscode.Uri) {
    this.#blankIcon = vscode.Uri.joinPath(extension, 'media', 'blank.svg');
  }

  /** Shows these decorations in an editor and no others. */
  send(editor: vscode.TextEditor, decorations: readonly Decorations[]): void {
    const sent = new Set<string>();
    for (const { look, options } of decorations) {
      const key = keyOf(look);
      sent.add(key);
      editor.setDecorations(this.#typeOf(key, look), options);
    }
    for (const [key, type] of this.#types) if (!sent.has(key)) editor.setDecorations(type, []);
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
