import * as vscode from 'vscode';
import type { Disposable } from '../../../core/base/disposable';
import type { StudySymbol } from '../../../core/language/symbol-at';
import { usesOf } from '../../../core/language/uses';
import type { Code } from '../../../core/model/codebook';
import { noReach, reachOf } from '../../../core/study/reach';
import type { OpenStudy } from '../../workspace/open-study';
import type { StudyRegistry } from '../../workspace/study-registry';
import { escapeMarkdown } from '../hover/plain-text';
import { findHere, rangeOf, studyYaml } from './study-yaml';
import { topicOf, usageInWords } from './usage';

/** Hovering over an id shows what it stands for, what it means and how far it reaches. */
export function registerHover(registry: StudyRegistry): Disposable {
  return vscode.languages.registerHoverProvider(studyYaml, {
    provideHover(document, position) {
      const here = findHere(registry, document, position);
      const text = here?.symbol && describe(here.study, here.symbol, here.token.text);
      return text && new vscode.Hover(text, rangeOf(here.token));
    },
  });
}

/** Plain words only: text from files is escaped, so that nothing in it is a link, an image or a command. */
function describe(study: OpenStudy, symbol: StudySymbol, written: string): vscode.MarkdownString | undefined {
  const paragraphs = paragraphsAbout(study, symbol, written);
  if (!paragraphs) return undefined;
  const [heading, ...rest] = paragraphs.filter((text) => text !== undefined && text.trim() !== '');
  const markdown = new vscode.MarkdownString(`**${escapeMarkdown((heading ?? symbol.id).trim())}**`);
  for (const paragraph of rest) markdown.appendMarkdown(`\n\n${escapeMarkdown(paragraph ?? '')}`);
  return markdown;
}

function paragraphsAbout(
  study: OpenStudy,
  { kind, id }: StudySymbol,
  written: string,
): readonly (string | undefined)[] | undefined {
  const { codebook, study: file } = study.visible;
  switch (kind) {
    case 'code': {
      const code = codebook.codes.get(id);
      return code && [...wordsOfCode(study, code, written), usage(study, { kind, id })];
    }
    case 'theme': {
      const theme = codebook.themes.get(id);
      return theme && [theme.name, theme.definition, usage(study, { kind, id })];
    }
    case 'question': {
      const question = codebook.questions.get(id);
      return question && [`${id}: ${question.text}`, usage(study, { kind, id })];
    }
    case 'case': {
      const found = file.cases.get(id);
      if (!found) return undefined;
      const attributes = Object.entries(found.attributes).map(([key, value]) => `${key}: ${String(value)}`);
      const whole = found.partOf;
      return [
        `${id} (${found.kind})`,
        whole === undefined ? undefined : vscode.l10n.t('Part of {0}', whole),
        attributes.join(', '),
        countOf(study, { kind, id }),
      ];
    }
    case 'coder': {
      const coder = file.coders.get(id);
      return coder && [coder.name === undefined ? id : `${id} (${coder.name})`];
    }
    case 'attribute': {
      const attribute = file.attributes.get(id);
      return attribute && [id, attribute.type, attribute.values.join(', ')];
    }
    default:
      return undefined;
  }
}

function wordsOfCode(study: OpenStudy, code: Code, written: string): readonly (string | undefined)[] {
  const { codebook } = study.visible;
  const { id, name, definition, include, exclude, status, replacedBy } = code;
  const themes = codebook.themesOf(code).map((theme) => theme.name);
  const parent = codebook.parentOfCode(code);
  const successors = replacedBy.map((other) => codebook.codes.get(other)?.name ?? other).join(', ');
  return [
    name,
    written === id ? undefined : vscode.l10n.t('“{0}” is a former id of “{1}”.', written, id),
    status === 'provisional' ? vscode.l10n.t('Provisional') : undefined,
    status !== 'deprecated'
      ? undefined
      : successors === ''
        ? vscode.l10n.t('Deprecated')
        : vscode.l10n.t('Deprecated; its successors: {0}', successors),
    definition ?? vscode.l10n.t('No definition yet'),
    include === undefined ? undefined : vscode.l10n.t('Include: {0}', include),
    exclude === undefined ? undefined : vscode.l10n.t('Exclude: {0}', exclude),
    parent ? vscode.l10n.t('Under {0}', parent.name) : undefined,
    themes.length === 0 ? undefined : vscode.l10n.t('Themes: {0}', themes.join(', ')),
  ];
}

/** As the Themes view counts: what the coder may see, in the layer that is shown. */
function usage(study: OpenStudy, symbol: StudySymbol): string {
  const topic = topicOf(symbol);
  return usageInWords((topic && reachOf(study.view).get(topic)) ?? noReach);
}

function countOf(study: OpenStudy, symbol: StudySymbol): string {
  const uses = usesOf(study.view, symbol);
  const transcripts = new Set(uses.map(({ placed }) => placed.sidecar.transcript)).size;
  return usageInWords({ ...noReach, passages: uses.length, transcripts });
}
