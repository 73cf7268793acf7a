import * as vscode from 'vscode';
import { formatMoment } from '../../dates';
import type { CodebookIndex } from '../../../core/model/codebook-index';
import type { CodeChange, CodeEvent, Definition } from '../../../core/study/code-history';
import type { ChangeOrigin } from '../../../core/study/file-history';
import type { PassageChange, PassageEvent } from '../../../core/study/passage-history';

// Histories as plain text: an entry for each change, newest first, one fact a line, so that it reads well aloud.

/** @param definitionAt a code's definition as it was with a change; undefined where the codebook had none */
export function formatPassageHistory(
  heading: readonly string[],
  history: readonly PassageChange[],
  names: CodebookIndex,
  definitionAt: (change: ChangeOrigin, code: string) => Definition | undefined,
): string {
  const entries = history.map(({ origin, events }) =>
    formatEntry(
      origin,
      events.flatMap((event) => [
        passageSentence(event, names),
        ...codesGiven(event).flatMap((code) => {
          const definition = definitionAt(origin, code);
          const name = nameOf(names, code);
          return definition === undefined
            ? [`  ${vscode.l10n.t('The codebook had no definition of {0} then.', name)}`]
            : formatDefinition(definition, (text) => vscode.l10n.t('{0} was defined: {1}', name, text));
        }),
      ]),
    ),
  );
  return formatDocument(heading, entries);
}

export function formatCodeHistory(
  heading: readonly string[],
  history: readonly CodeChange[],
  names: CodebookIndex,
): string {
  const entries = history.map(({ origin, events }) =>
    formatEntry(
      origin,
      events.flatMap((event) => codeSentences(event, names)),
    ),
  );
  return formatDocument(heading, entries);
}

function formatDocument(heading: readonly string[], entries: readonly string[]): string {
  const body = entries.length === 0 ? [vscode.l10n.t('Nothing is known about it yet.')] : entries;
  return `${[heading.join('\n'), ...body].join('\n\n')}\n`;
}

function formatEntry({ author, time, subject, commit }: ChangeOrigin, lines: readonly string[]): string {
  const isPending = commit === '';
  const when = formatMoment(time);
  const head = isPending ? vscode.l10n.t('Not shared yet') : `${when}, ${author}`;
  const words = isPending || subject === '' ? [] : [`  ${vscode.l10n.t('Shared as: {0}', subject)}`];
  return [head, ...lines.map((line) => `  ${line}`), ...words].join('\n');
}

function nameOf(names: CodebookIndex, code: string): string {
  const known = names.resolve(code);
  return known && known.name !== code ? `“${known.name}” (${code})` : code;
}

function codesGiven(event: PassageEvent): readonly string[] {
  if (event.kind === 'added') return event.codes;
  return event.kind === 'code-added' ? [event.code] : [];
}

function passageSentence(event: PassageEvent, names: CodebookIndex): string {
  const { t } = vscode.l10n;
  switch (event.kind) {
    case 'added':
      return event.codes.length === 0
        ? t('The passage was made, to be coded later.')
        : t('The passage was made and coded {0}.', event.codes.map((code) => nameOf(names, code)).join(', '));
    case 'deleted':
      return t('The passage was deleted.');
    case 'code-added':
      return t('The code {0} was added.', nameOf(names, event.code));
    case 'code-removed':
      return t('The code {0} was removed.', nameOf(names, event.code));
    case 'code-checked':
      return t('The code {0} was confirmed.', nameOf(names, event.code));
    case 'code-renamed':
      return t('The code {0} was called {1} before.', nameOf(names, event.code), event.was);
    case 'text-changed':
      return t('The passage now reads “{0}”; it read “{1}”.', oneLine(event.quote), oneLine(event.was));
    case 'memo-changed':
      return t('The memo was changed.');
    case 'moved':
      return t('The passage moved with the text.');
    case 'lost':
      return t('The passage was marked as lost.');
    case 'found':
      return t('The passage was found again.');
  }
}

function codeSentences(event: CodeEvent, names: CodebookIndex): readonly string[] {
  const { t } = vscode.l10n;
  switch (event.kind) {
    case 'created':
      return [
        t('The code was made: “{0}” ({1}).', event.code.name, event.code.id),
        ...formatDefinition(event.code, (text) => t('Definition: {0}', text)),
      ];
    case 'deleted':
      return [t('The code was deleted.')];
    case 'details-changed':
      return [t('Examples, colour, origin or memo were changed.')];
    case 'definition-edited':
      return [
        t('The definition was edited.'),
        ...formatDefinition(event.was, (text) => t('Before: {0}', text)),
        ...formatDefinition(event.is, (text) => t('After: {0}', text)),
      ];
    case 'renamed':
      return [t('It is called “{0}” since; it was called “{1}”.', event.is, event.was)];
    case 'id-changed':
      return [t('Its id is {0} since; it was {1}.', event.is, event.was)];
    case 'moved':
      return [t('It was moved from {0} to {1}.', placeName(event.was, names), placeName(event.is, names))];
    case 'status-changed':
      return [t('It is {0} since; it was {1}.', statusName(event.is), statusName(event.was))];
    case 'merged':
      return [t('It took in {0}.', event.absorbed.join(', '))];
  }
}

function formatDefinition(
  { definition, include, exclude }: Definition,
  wrap: (text: string) => string,
): readonly string[] {
  const { t } = vscode.l10n;
  const lines = [
    wrap(definition === undefined ? t('(no definition)') : oneLine(definition)),
    ...(include === undefined ? [] : [t('Include: {0}', oneLine(include))]),
    ...(exclude === undefined ? [] : [t('Exclude: {0}', oneLine(exclude))]),
  ];
  return lines.map((line) => `  ${line}`);
}

function placeName(above: readonly string[], names: CodebookIndex): string {
  const { t } = vscode.l10n;
  if (above.length === 0) return t('no theme');
  return above.map((id) => `“${names.themes.get(id)?.name ?? names.resolve(id)?.name ?? id}”`).join(', ');
}

function statusName(status: 'provisional' | 'active' | 'deprecated'): string {
  const { t } = vscode.l10n;
  return { provisional: t('provisional'), active: t('active'), deprecated: t('deprecated') }[status];
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
