import * as vscode from 'vscode';
import type { Code } from '../../../core/model/codebook';
import type { CodebookIndex } from '../../../core/model/codebook-index';
import { createCodeFinder } from '../../../core/search/code-finder';
import { reachEditor, showTyped } from '../../typed-pick';
import type { TypeAhead } from '../../workspace/type-ahead';
import type { NumberedCode } from '../../workspace/used-codes';

/** The list is not longer than this: further matches are found by typing on. */
const mostItems = 60;

export interface CodePickerOptions {
  readonly title: string;
  readonly codebook: () => CodebookIndex;
  /** Ids, the latest first. */
  readonly recent: readonly string[];
  readonly numbered: readonly NumberedCode[];
  /** The codes that the passage has now. */
  readonly applied: () => readonly string[];
  /** Applies a code, or takes it off when the passage has it. */
  toggle(code: string): Promise<unknown>;
  /** Applies a code that the passage may have already. */
  apply(code: string): Promise<unknown>;
  /** Makes a code of what was typed and applies it. */
  create(name: string): Promise<unknown>;
  open(code: string): void;
}

interface CodeItem extends vscode.QuickPickItem {
  readonly code?: Code;
  readonly creates?: string;
}

/**
 * The pick of codes. Enter applies the highlighted code and closes; the toggling key applies it or takes it off and
 * stays. One list in our own order, with ticks of our own: the editor's multi-select takes the focus off the input.
 *
 * The list follows what is typed a moment later, and Enter may overtake it. Then it means the best code for what was typed,
 * not the one that happened to be highlighted.
 */
export class CodePicker {
  readonly #options: CodePickerOptions;
  readonly #pick = vscode.window.createQuickPick<CodeItem>();
  #finder;
  #codebook;
  /** The list, and the one that is known to be on the screen. */
  #items: readonly CodeItem[] = [];
  #shown: readonly CodeItem[] = [];

  constructor(options: CodePickerOptions) {
    this.#options = options;
    this.#codebook = options.codebook();
    this.#finder = createCodeFinder(this.#codebook);
    this.#pick.title = options.title;
    this.#pick.placeholder = vscode.l10n.t(
      'Type a code, theme or words of a definition · Ctrl+Enter ticks and stays',
    );
    // Without this, matches in the label are sorted again and the best code is not on top.
    Object.assign(this.#pick, { sortByLabel: false });
    this.#pick.onDidChangeValue(() => this.#fill());
    this.#pick.onDidTriggerItemButton(({ item }) => item.code && options.open(item.code.id));
  }

  /** Shows the pick until it is closed. Rejects when applying a code is refused. */
  async show(typeAhead: TypeAhead): Promise<void> {
    this.#fill();
    const outcome = await showTyped(this.#pick, typeAhead, () => this.#fill());
    const item = outcome === undefined ? undefined : this.#chosen;
    this.#pick.dispose();
    if (item?.code) await this.#options.apply(item.code.id);
    else if (item?.creates !== undefined) await this.#options.create(item.creates);
  }

  /** Applies the highlighted code or takes it off; the pick stays open. */
  async toggle(): Promise<void> {
    const item = this.#chosen;
    if (item?.code) await this.#options.toggle(item.code.id);
    else if (item?.creates !== undefined) await this.#options.create(item.creates);
    this.#fill(item?.code?.id);
  }

  get #chosen(): CodeItem | undefined {
    const highlighted = this.#pick.activeItems.find((item) => this.#items.includes(item));
    return (this.#shown === this.#items ? highlighted : undefined) ?? this.#items[0];
  }

  #fill(active?: string): void {
    const codebook = this.#options.codebook();
    if (codebook !== this.#codebook) {
      this.#codebook = codebook;
      this.#finder = createCodeFinder(codebook);
    }
    const applied = new Set(this.#options.applied().map((id) => codebook.resolve(id)?.id ?? id));
    const typed = this.#pick.value.trim();
    const found = this.#finder.find(typed, this.#options.recent);
    // A number typed finds the code that has it.
    const [numbered] = this.#options.numbered.filter(({ number }) => String(number) === typed);
    const codes = (
      numbered ? [numbered.code, ...found.filter(({ id }) => id !== numbered.code.id)] : found
    ).slice(0, mostItems);
    const items = codes.map((code) => this.#itemOf(code, applied.has(code.id)));
    const isTaken = codes.some(
      (code) => code.name.toLowerCase() === typed.toLowerCase() || code.id === typed,
    );
    const list = isTaken ? items : [...items, createItem(typed)];
    this.#items = list;
    this.#pick.items = list;
    const again = items.find(({ code }) => code?.id === active);
    if (again) this.#pick.activeItems = [again];
    void reachEditor().then(() => {
      this.#shown = list;
    });
  }

  #itemOf(code: Code, isApplied: boolean): CodeItem {
    const themes = this.#codebook.themesOf(code).map(({ name }) => name);
    const status = code.status === 'active' ? [] : [statusName(code.status)];
    const number = this.#options.numbered.find((each) => each.code.id === code.id)?.number;
    return {
      label: `${isApplied ? '$(check)' : '$(blank)'} ${code.name}`,
      description: [...(number === undefined ? [] : [String(number)]), ...status, ...themes].join(' · '),
      ...(code.definition === undefined ? {} : { detail: code.definition }),
      alwaysShow: true,
      buttons: [{ iconPath: new vscode.ThemeIcon('book'), tooltip: vscode.l10n.t('Show in the codebook') }],
      code,
    };
  }
}

function createItem(typed: string): CodeItem {
  return {
    label:
      typed === '' ? vscode.l10n.t('$(add) Create code…') : vscode.l10n.t('$(add) Create code “{0}”', typed),
    alwaysShow: true,
    creates: typed,
  };
}

function statusName(status: 'provisional' | 'deprecated'): string {
  return status === 'provisional' ? vscode.l10n.t('provisional') : vscode.l10n.t('deprecated');
}
