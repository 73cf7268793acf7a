import * as vscode from 'vscode';
import type { CodebookPlan } from '../../../core/actions/codebook-plan';
import type { Code, Codebook, Theme } from '../../../core/model/codebook';
import type { CodebookIndex } from '../../../core/model/codebook-index';
import { noReach, reachOf } from '../../../core/study/reach';
import type { StudyView } from '../../../core/study/snapshot';
import { counted } from '../../count-words';
import type { PreviewLine } from './preview';

/** What a plan changes, in words. Counts are of what the viewer may see. */
export function describePlan(view: StudyView, { before, after }: CodebookPlan): readonly PreviewLine[] {
  const lines: PreviewLine[] = [];
  for (const theme of after.themes.values())
    lines.push(...describeTheme(before, after, before.themes.get(theme.id), theme));
  for (const theme of before.themes.values())
    if (!after.themes.has(theme.id))
      lines.push({ icon: 'trash', text: vscode.l10n.t('Theme “{0}” is deleted', theme.name) });
  for (const code of before.codes.values())
    if (!after.codes.has(code.id)) lines.push(describeGone(view, after, code));
  for (const code of after.codes.values())
    lines.push(...describeCode(view, before, after, before.codes.get(code.id), code));
  if (view.hidden.size > 0)
    lines.push({
      icon: 'eye-closed',
      text: vscode.l10n.t('Codings that the blind round hides follow too, and are not counted here'),
    });
  return lines;
}

function describeGone(view: StudyView, after: CodebookIndex, code: Code): PreviewLine {
  const heir = after.resolve(code.id);
  if (!heir) return { icon: 'trash', text: vscode.l10n.t('“{0}” is deleted', code.name) };
  return {
    icon: 'git-merge',
    text: vscode.l10n.t('“{0}” becomes part of “{1}”', code.name, heir.name),
    detail: [
      ...(hasPassages(view, code)
        ? [vscode.l10n.t('{0} will count under “{1}”.', countPassages(view, code), heir.name)]
        : []),
      vscode.l10n.t('Sidecars keep the id “{0}”, which from now on means that code.', code.id),
    ].join(' '),
  };
}

function describeCode(
  view: StudyView,
  before: CodebookIndex,
  after: CodebookIndex,
  was: Code | undefined,
  is: Code,
): readonly PreviewLine[] {
  const place = placeOf(after, is);
  if (!was) return [{ icon: 'add', text: vscode.l10n.t('New code “{0}” ({1}), {2}', is.name, is.id, place) }];
  const lines: PreviewLine[] = [];
  if (was.name !== is.name)
    lines.push({ icon: 'edit', text: vscode.l10n.t('“{0}” is called “{1}”', was.name, is.name) });
  if (placeOf(before, was) !== place || was.parent !== is.parent)
    lines.push({
      icon: 'arrow-right',
      text: vscode.l10n.t('“{0}”: {1}, no longer {2}', is.name, place, placeOf(before, was)),
      detail: countPassages(view, was),
    });
  if (was.status !== is.status && is.status !== 'deprecated')
    lines.push({ icon: 'check', text: vscode.l10n.t('“{0}” is in use again', is.name) });
  const isRetired = is.status === 'deprecated' && was.status !== 'deprecated';
  if (isRetired || (is.status === 'deprecated' && !sameList(was.replacedBy, is.replacedBy)))
    lines.push({
      icon: 'circle-slash',
      text:
        is.replacedBy.length === 0
          ? vscode.l10n.t('“{0}” is deprecated', is.name)
          : vscode.l10n.t('“{0}” is deprecated, replaced by {1}', is.name, namesOf(after, is.replacedBy)),
      detail: hasPassages(view, was)
        ? vscode.l10n.t('It stays on {0} until their coders recode them.', countPassages(view, was))
        : countPassages(view, was),
    });
  if (was.definition !== is.definition)
    lines.push({
      icon: 'book',
      text: vscode.l10n.t('The definition of “{0}” changes', is.name),
      detail: vscode.l10n.t('Codings older than it will be listed for another look.'),
    });
  const examples = is.examples.length - was.examples.length;
  if (examples > 0)
    lines.push({
      icon: 'quote',
      text: vscode.l10n.t('“{0}” gets {1}', is.name, counted(examples, 'example')),
    });
  if (was.memo !== is.memo)
    lines.push({
      icon: 'note',
      text: vscode.l10n.t('The memo of “{0}” keeps what was written', is.name),
      ...(is.memo === undefined ? {} : { detail: oneLine(is.memo.slice((was.memo ?? '').length)) }),
    });
  return lines;
}

function describeTheme(
  before: CodebookIndex,
  after: CodebookIndex,
  was: Theme | undefined,
  is: Theme,
): readonly PreviewLine[] {
  const place = themePlaceOf(after, is);
  if (!was)
    return [{ icon: 'add', text: vscode.l10n.t('New theme “{0}” ({1}), {2}', is.name, is.id, place) }];
  const lines: PreviewLine[] = [];
  if (was.name !== is.name)
    lines.push({ icon: 'edit', text: vscode.l10n.t('Theme “{0}” is called “{1}”', was.name, is.name) });
  if (themePlaceOf(before, was) !== place)
    lines.push({
      icon: 'arrow-right',
      text: vscode.l10n.t('Theme “{0}”: {1}, no longer {2}', is.name, place, themePlaceOf(before, was)),
    });
  if (was.definition !== is.definition)
    lines.push({ icon: 'book', text: vscode.l10n.t('The definition of theme “{0}” changes', is.name) });
  return lines;
}

/** Where a code stands, in words. */
function placeOf(codebook: Codebook, { parent, themes }: Code): string {
  const names = themes.map((id) => `“${codebook.themes.get(id)?.name ?? id}”`);
  const above = parent === undefined ? [] : [`“${codebook.codes.get(parent)?.name ?? parent}”`];
  const all = [...above, ...names];
  return all.length === 0 ? vscode.l10n.t('without a theme') : vscode.l10n.t('under {0}', all.join(', '));
}

function themePlaceOf(codebook: Codebook, { parent, questions }: Theme): string {
  const above = parent === undefined ? [] : [`“${codebook.themes.get(parent)?.name ?? parent}”`];
  const all = [...above, ...questions];
  return all.length === 0 ? vscode.l10n.t('without a question') : vscode.l10n.t('under {0}', all.join(', '));
}

function namesOf({ codes }: Codebook, ids: readonly string[]): string {
  return ids.map((id) => `“${codes.get(id)?.name ?? id}”`).join(', ');
}

function hasPassages(view: StudyView, { id }: Code): boolean {
  return (reachOf(view).get(`code:${id}`) ?? noReach).passages > 0;
}

/** How many visible passages have a code or one of its subcodes. */
export function countPassages(view: StudyView, { id }: Code): string {
  const { passages, transcripts } = reachOf(view).get(`code:${id}`) ?? noReach;
  if (passages === 0) return vscode.l10n.t('No passage yet');
  if (passages === 1) return counted(1, 'passage');
  return vscode.l10n.t('{0} in {1}', counted(passages, 'passage'), counted(transcripts, 'transcript'));
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 160 ? `${line.slice(0, 159).trimEnd()}…` : line;
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}
