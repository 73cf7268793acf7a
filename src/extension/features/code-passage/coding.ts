import * as vscode from 'vscode';
import { applyCodes } from '../../../core/actions/apply-code';
import { createCode } from '../../../core/actions/create-code';
import type { Code } from '../../../core/model/codebook';
import type { Span } from '../../../core/text/span';
import type { FeatureContext } from '../feature';
import { shorten } from '../passages/targets';
import { type Extent, readSelected, type Selected, spanToCode } from './target';

/** Applies a code to what was selected when the key was pressed. Keys pressed one after the other take their turns. */
export async function codeSelected(
  context: FeatureContext,
  selected: Selected,
  extent: Extent,
  { id, name }: Pick<Code, 'id' | 'name'>,
): Promise<void> {
  const { study, path } = selected;
  const writer = context.writerOf(study);
  // Only who has not been asked yet is waited for: otherwise the next key would be faster.
  const coder = study.coder ?? (await context.coders.require(study, writer));
  if (coder === undefined) return;
  context.usedCodes.use(study, id);
  let span: Span | undefined;
  const isNew = await writer.write(vscode.l10n.t('Code with “{0}”', name), async () => {
    await readSelected(selected);
    span = spanToCode(selected, extent, coder);
    const intent = { transcript: path, coder, span, codes: [id] };
    return applyCodes(study.store.snapshot.whole, intent, context.newId);
  });
  if (span)
    tell(isNew ? vscode.l10n.t('Coded') : vscode.l10n.t('Coded already'), name, quoteOf(selected, span));
}

/** Makes a code of this name and applies it; where the codebook has a code of that name, applies that one. */
export async function codeWithNew(
  context: FeatureContext,
  selected: Selected,
  extent: Extent,
  made: { readonly name: string; readonly origin?: Code['origin'] },
): Promise<void> {
  const { study, path } = selected;
  const { name } = made;
  const known = findByName(study.visible.codebook.codes.values(), name);
  if (known) {
    await codeSelected(context, selected, extent, known);
    return;
  }
  const writer = context.writerOf(study);
  const coder = study.coder ?? (await context.coders.require(study, writer));
  if (coder === undefined) return;
  let id = '';
  let span: Span | undefined;
  await writer.write(vscode.l10n.t('Create code “{0}”', name), async () => {
    await readSelected(selected);
    const { snapshot } = study.store;
    const created = createCode(snapshot, name, made.origin);
    id = created.id;
    span = spanToCode(selected, extent, coder);
    const intent = { transcript: path, coder, span, codes: [id] };
    return [...created.edits, ...applyCodes(snapshot.whole, intent, context.newId)];
  });
  context.usedCodes.use(study, id);
  if (span) tell(vscode.l10n.t('Created and coded'), name, quoteOf(selected, span));
}

function findByName(codes: Iterable<Code>, name: string): Code | undefined {
  const spell = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase();
  return [...codes].find((code) => code.status !== 'deprecated' && spell(code.name) === spell(name));
}

function quoteOf({ index }: Selected, span: Span): string {
  return shorten(index.text.slice(span.start, Math.min(span.end, span.start + 200)), 60);
}

function tell(what: string, code: string, quote: string): void {
  vscode.window.setStatusBarMessage(`${what}: ${code} – “${quote}”`, 5000);
}
