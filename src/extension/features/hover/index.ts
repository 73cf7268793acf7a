import * as vscode from 'vscode';
import type { Disposable } from '../../../core/base/disposable';
import { discussionOn } from '../../../core/study/discussions';
import { languageId } from '../../contributions';
import { toRange } from '../../convert';
import type { LivePassage, LiveTranscript } from '../../workspace/live-passages';
import type { FeatureContext } from '../feature';
import { escapeMarkdown } from './plain-text';

/** Hovering over a passage shows its codes with their definitions, its memo and whose it is, the shortest passage first. */
export function register(context: FeatureContext): Disposable {
  return vscode.languages.registerHoverProvider(
    { language: languageId },
    {
      provideHover(document, position) {
        const live = context.live.of(document);
        // While coders are compared, the hover says who of them coded what.
        if (!live || context.comparison.shownIn(live)) return undefined;
        const at = live.index.offsetOfEditorPosition(position.line, position.character);
        const here = live.passages
          .filter(({ span }) => span.start <= at && at < span.end)
          .sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
        const [first] = here;
        if (!first) return undefined;
        return new vscode.Hover(
          here.map((passage) => describe(live, passage)),
          toRange(live.index, first.span),
        );
      },
    },
  );
}

/** Plain words only: text from files is escaped, so that nothing in it is a link, an image or a command. */
function describe({ study }: LiveTranscript, { passage, sidecar }: LivePassage): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.isTrusted = false;
  text.supportHtml = false;
  const { codebook } = study.visible;
  const heading = (content: string): void => {
    text.appendMarkdown(`**${escapeMarkdown(content.trim())}**`);
  };
  const paragraph = (content: string): void => {
    text.appendMarkdown(`\n\n${escapeMarkdown(content)}`);
  };
  if (passage.codes.length === 0) heading(vscode.l10n.t('No code yet'));
  passage.codes.forEach((id, i) => {
    const code = codebook.resolve(id);
    if (i > 0) text.appendMarkdown('\n\n');
    heading(code?.name ?? id);
    if (!code) paragraph(vscode.l10n.t('The codebook has no code “{0}”.', id));
    else if (code.definition !== undefined) paragraph(code.definition);
    const detail = passage.codings?.[id];
    if (detail?.memo !== undefined) paragraph(vscode.l10n.t('Memo: {0}', detail.memo));
  });
  if (passage.memo !== undefined) paragraph(vscode.l10n.t('Memo: {0}', passage.memo));
  const subject = {
    kind: 'passage',
    transcript: sidecar.transcript,
    coder: sidecar.coder,
    id: passage.id,
  } as const;
  for (const note of discussionOn(study.visible, subject)?.notes ?? [])
    paragraph(vscode.l10n.t('{0}, {1}: {2}', note.by, note.date, note.text));
  const coder = study.visible.study.coders.get(sidecar.coder);
  const name = coder?.name === undefined ? sidecar.coder : `${sidecar.coder} (${coder.name})`;
  paragraph(vscode.l10n.t('Coded by {0}', name));
  return text;
}
