import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { lazyFor } from '../../../core/base/lazy';
import type { CodebookIndex } from '../../../core/model/codebook-index';
import { assignLanes } from '../../../core/study/lanes';
import { toRange } from '../../convert';
import type { LivePassage, LiveTranscript } from '../../workspace/live-passages';
import type { FeatureContext } from '../feature';
import { fitLabels } from './labels';
import { labelStyle, laneCount, laneStyle, plainStyle, stripeStyle } from './lane-style';
import { type Mark, markOf } from './palette';

/** After so many milliseconds without typing the highlights are sent anew; until then the editor moves them itself. */
const idle = 200;

/** Shows the passages of transcripts in the text: lines in lanes under them, stripes beside them, names above them. */
export function register(context: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  let types = subscriptions.add(new DecorationTypes(context.extension.extensionUri));
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const show = (editor: vscode.TextEditor): void => {
    const live = context.live.of(editor.document);
    types.send(editor, live ? decorate(live, settings(editor.document)) : []);
  };
  const showAll = (): void => {
    clearTimeout(waiting);
    for (const editor of vscode.window.visibleTextEditors) show(editor);
  };
  subscriptions.add(vscode.window.onDidChangeVisibleTextEditors(showAll));
  subscriptions.add(
    context.live.onDidChange(({ document, isTyping }) => {
      clearTimeout(waiting);
      if (isTyping) waiting = setTimeout(showAll, idle);
      else
        for (const editor of vscode.window.visibleTextEditors) if (editor.document === document) show(editor);
    }),
  );
  subscriptions.add(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration('verbatim.highlights')) return;
      types.dispose();
      types = subscriptions.add(new DecorationTypes(context.extension.extensionUri));
      showAll();
    }),
  );
  subscriptions.add({ dispose: () => clearTimeout(waiting) });
  showAll();
  return subscriptions;
}

interface HighlightSettings {
  readonly style: string;
  readonly labels: boolean;
}

function settings(document: vscode.TextDocument): HighlightSettings {
  const configuration = vscode.workspace.getConfiguration('verbatim.highlights', document);
  return { style: configuration.get('style', 'lanes'), labels: configuration.get('labels', true) };
}

/** What one decoration type shows: how it looks, told by a key, and where. */
interface Decorations {
  readonly look: Look;
  readonly options: vscode.DecorationOptions[];
}

type Look =
  | { readonly kind: 'lane' | 'stripe'; readonly lane: number; readonly mark: Mark }
  | { readonly kind: 'plain'; readonly mark: Mark }
  | { readonly kind: 'label' };

function decorate(live: LiveTranscript, { style, labels }: HighlightSettings): readonly Decorations[] {
  if (style === 'off') return [];
  const { index, passages } = live;
  const { codebook } = live.study.view;
  const byLook = new Map<string, Decorations>();
  const add = (look: Look, options: vscode.DecorationOptions): void => {
    const key = keyOf(look);
    const known = byLook.get(key);
    if (known) known.options.push(options);
    else byLook.set(key, { look, options: [options] });
  };
  const lanes = assignLanes(passages.map(({ span }) => span));
  passages.forEach((passage, i) => {
    const mark = markOfPassage(codebook, passage);
    const range = { range: toRange(index, passage.span) };
    if (style === 'plain') {
      add({ kind: 'plain', mark }, range);
      return;
    }
    const lane = Math.min(lanes[i] ?? 0, laneCount - 1);
    add({ kind: 'lane', lane, mark }, range);
    add({ kind: 'stripe', lane, mark }, range);
  });
  if (labels && style === 'lanes') {
    // Of passages that begin together the first is named first, so the label has its colour.
    const markAt = new Map(
      passages.toReversed().map((passage) => [passage.span.start, markOfPassage(codebook, passage)]),
    );
    const names = passages.map((passage) => ({
      offset: passage.span.start,
      text: nameOf(codebook, passage),
    }));
    for (const { offset, text } of fitLabels(names, (at) => index.lineAt(at))) {
      const mark = markAt.get(offset) ?? markOf(undefined, 0);
      const range = toRange(index, { start: offset, end: offset + 1 });
      add({ kind: 'label' }, { range, renderOptions: labelStyle(`⌜${text}`, mark) });
    }
  }
  return [...byLook.values()];
}

function markOfPassage(codebook: CodebookIndex, { passage }: LivePassage): Mark {
  const code = passage.codes.map((id) => codebook.resolve(id)).find((known) => known !== undefined);
  return markOf(code, code ? (orderOf(codebook).get(code.id) ?? 0) : 7);
}

/** Where each code stands in the codebook. */
const orderOf = lazyFor(
  (codebook: CodebookIndex) => new Map([...codebook.codes.keys()].map((id, order) => [id, order])),
);

function nameOf(codebook: CodebookIndex, { passage }: LivePassage): string {
  if (passage.codes.length === 0) return vscode.l10n.t('code later');
  return passage.codes.map((id) => codebook.resolve(id)?.name ?? id).join(' · ');
}

function keyOf(look: Look): string {
  return look.kind === 'label' ? 'label' : JSON.stringify(look);
}

/** Makes each decoration type when it is first needed. */
class DecorationTypes implements Disposable {
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
