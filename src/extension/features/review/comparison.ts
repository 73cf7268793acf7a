import * as vscode from 'vscode';
import type { Disposable } from '../../../core/base/disposable';
import { fileNameOf } from '../../../core/format/study-path';
import type { PlacedPassage } from '../../../core/study/placed-passages';
import type { Span } from '../../../core/text/span';
import { TextIndex } from '../../../core/text/text-index';
import { languageId } from '../../contributions';
import { toRange } from '../../convert';
import { createMadeTexts } from '../../made-texts';
import type { OpenStudy } from '../../workspace/open-study';

const scheme = 'verbatim-review';
/** So many characters of the text are shown on either side of a passage. */
const surroundings = { before: 120, after: 120 };
const surroundingsOfPlace = { before: 48, after: 48 };
/** By so many characters before or after it, the place of a passage is known whose words are gone. */
const tellingContext = 24;

export interface Comparison extends Disposable {
  /** Shows a passage as it was coded and as the text reads now, side by side. The focus stays where it is. */
  show(study: OpenStudy, placed: PlacedPassage): Promise<void>;
  /** Whether a passage is what is shown in the active tab. */
  shows(placed: PlacedPassage): boolean;
  close(): Promise<void>;
}

export function createComparison(): Comparison {
  const texts = createMadeTexts(scheme);
  const shown = (): { readonly tab: vscode.Tab; readonly query: string } | undefined => {
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    const input = tab?.input;
    return tab && input instanceof vscode.TabInputTextDiff && input.modified.scheme === scheme
      ? { tab, query: input.modified.query }
      : undefined;
  };
  return {
    async show(study, placed) {
      const name = fileNameOf(placed.sidecar.transcript);
      const [coded, now] = textsOf(study, placed);
      const before = texts.keep(name, queryOf(placed, 'coded'), coded);
      const after = texts.keep(name, queryOf(placed, 'now'), now);
      // Turns are long lines; as transcripts they are wrapped.
      for (const uri of [before, after])
        await vscode.languages.setTextDocumentLanguage(
          await vscode.workspace.openTextDocument(uri),
          languageId,
        );
      const title = vscode.l10n.t('{0}: as coded ↔ as it reads now', name);
      await vscode.commands.executeCommand('vscode.diff', before, after, title, {
        preview: true,
        preserveFocus: true,
      });
    },
    shows: (placed) => shown()?.query === queryOf(placed, 'now'),
    async close() {
      const tab = shown()?.tab;
      if (tab) await vscode.window.tabGroups.close(tab);
    },
    dispose: () => texts.dispose(),
  };
}

function queryOf({ passage }: PlacedPassage, when: 'coded' | 'now'): string {
  return `${passage.id}-${when}`;
}

/** The passage in the text it was coded in, where that is known, else with the context its record keeps; and as it is now. */
function textsOf(
  study: OpenStudy,
  { sidecar, passage, candidates }: PlacedPassage,
): readonly [coded: string, now: string] {
  const text = study.visible.transcripts.get(sidecar.transcript)?.text ?? '';
  const base = sidecar.baseTexts.get(passage.base ?? sidecar.value.base);
  const known = base === undefined ? undefined : spanIn(base, passage);
  const { before = '', quote, after = '' } = passage;
  const record = {
    text: before + quote + after,
    span: { start: before.length, end: before.length + quote.length },
  };
  const old = base !== undefined && known ? { text: base, span: known } : record;
  const coded = around(old.text, old.span, surroundings);
  const [only, ...others] = candidates;
  if (others.length > 0) return [coded, listPlaces(text, candidates)];
  const gap = only ?? gapIn(text, old.text, old.span);
  if (!gap) return [coded, `(${vscode.l10n.t('Nothing like this passage is left in the text.')})\n`];
  // As much is shown on both sides.
  return [coded, around(text, gap, known ? surroundings : { before: before.length, after: after.length })];
}

function listPlaces(text: string, places: readonly Span[]): string {
  const index = new TextIndex(text);
  const entries = places.map((place) => {
    const line = vscode.l10n.t('Line {0}', toRange(index, place).start.line + 1);
    return `${line}\n${around(text, place, surroundingsOfPlace)}`;
  });
  return entries.join('\n');
}

/** Where words are missing from a text: after those that were before them, or before those that were after them. */
function gapIn(text: string, old: string, { start, end }: Span): Span | undefined {
  const before = old.slice(Math.max(0, start - tellingContext), start).trim();
  const after = old.slice(end, end + tellingContext).trim();
  const from = indexOfOnly(text, before);
  const to = indexOfOnly(text, after);
  const at = from === undefined ? to : from + before.length;
  return at === undefined ? undefined : { start: at, end: at };
}

/** Undefined where a text has these words more than once, or not at all. */
function indexOfOnly(text: string, words: string): number | undefined {
  const first = words === '' ? -1 : text.indexOf(words);
  return first !== -1 && first === text.lastIndexOf(words) ? first : undefined;
}

/** Where a passage stood in the text that it was coded in. */
function spanIn(base: string, { at, quote }: PlacedPassage['passage']): Span | undefined {
  const span = new TextIndex(base).spanOf(at);
  if (span && base.slice(span.start, span.end) === quote) return span;
  const start = base.indexOf(quote);
  return start === -1 ? undefined : { start, end: start + quote.length };
}

function around(text: string, { start, end }: Span, reach: typeof surroundings): string {
  const from = Math.max(0, start - reach.before);
  const to = Math.min(text.length, end + reach.after);
  return `${from > 0 ? '…' : ''}${text.slice(from, to).trim()}${to < text.length ? '…' : ''}\n`;
}
