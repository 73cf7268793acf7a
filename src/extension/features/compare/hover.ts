import * as vscode from 'vscode';
import { coverageOf } from '../../../core/agreement/coverage';
import type { Disposable } from '../../../core/base/disposable';
import { languageId } from '../../contributions';
import { toRange } from '../../convert';
import type { FeatureContext } from '../feature';
import { escapeMarkdown } from '../hover/plain-text';

/** Hovering over compared text says who gave it which code. */
export function registerComparisonHover({ comparison, live }: FeatureContext): Disposable {
  return vscode.languages.registerHoverProvider(
    { language: languageId },
    {
      provideHover(document, position) {
        const shown = live.of(document);
        const compared = shown && comparison.shownIn(shown);
        const current = comparison.current?.comparison;
        if (!compared || !current) return undefined;
        const at = shown.index.offsetOfEditorPosition(position.line, position.character);
        const here = coverageOf(compared.passages).filter(({ start, end }) => start <= at && at < end);
        const [first] = here;
        if (!first) return undefined;
        const text = new vscode.MarkdownString();
        for (const { code, by } of here) {
          const known = current.codebook.resolve(code);
          const coders = by.map((coder) => current.coders[coder] ?? '');
          text.appendMarkdown(`**${escapeMarkdown(known?.name ?? code)}** – `);
          text.appendMarkdown(`${escapeMarkdown(whose(coders, current.coders))}\n\n`);
          if (known?.definition !== undefined) text.appendMarkdown(`${escapeMarkdown(known.definition)}\n\n`);
        }
        return new vscode.Hover(text, toRange(shown.index, first));
      },
    },
  );
}

function whose(coders: readonly string[], all: readonly string[]): string {
  if (coders.length === all.length) return vscode.l10n.t('coded by {0}', coders.join(', '));
  const others = all.filter((coder) => !coders.includes(coder));
  return vscode.l10n.t('coded by {0} only, not by {1}', coders.join(', '), others.join(', '));
}
