import * as vscode from 'vscode';
import { locateCode } from '../../../core/format/locate-code';
import { codebookFileName } from '../../../core/model/study';
import type { EntryArgument, EntryReference } from '../../contributions';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';
import { requireStudy } from '../passages/targets';
import { pickCode } from './pick-code';

/** What a command about the codebook is to work on. */
export interface EntryTargets {
  readonly study: OpenStudy;
  readonly entries: readonly EntryReference[];
}

/**
 * The entries that a command was given, in one study: the row it was called on, with the others that are selected if it
 * is one of them. None when it was called from the palette.
 * @throws UserError when no study is open
 */
export function entriesIn(
  context: FeatureContext,
  argument: EntryArgument | undefined,
  selected: readonly EntryArgument[] | undefined,
): EntryTargets {
  const isByKey = argument && 'selected' in argument;
  const chosen = isByKey ? context.selectedEntries.current() : (selected ?? [argument]).flatMap(referencesIn);
  const given = chosen.length > 0 || isByKey ? chosen : referencesIn(argument);
  const [first] = given;
  const study = requireStudy(context, first?.study);
  const entries = new Map<string, EntryReference>();
  for (const entry of given) {
    if (entry.study !== first?.study) continue;
    const key = `${entry.kind}:${entry.id}`;
    const known = entries.get(key);
    // A theme under two questions may be selected at both.
    entries.set(
      key,
      known ? { ...known, places: [...(known.places ?? []), ...(entry.places ?? [])] } : entry,
    );
  }
  return { study, entries: [...entries.values()] };
}

/**
 * One code to work on: the one given, else the one at the cursor in the codebook, else one that the user picks.
 * Undefined when none is picked.
 */
export async function findCode(
  { study, entries }: EntryTargets,
  question: string,
): Promise<string | undefined> {
  const given = entries.find(({ kind }) => kind === 'code')?.id ?? codeAtCursor(study);
  if (given !== undefined) return given;
  const picked = await pickCode(study, { title: question });
  return typeof picked === 'object' && 'id' in picked ? picked.id : undefined;
}

/** The code in whose lines of the codebook the cursor stands. */
function codeAtCursor(study: OpenStudy): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor || study.pathOf(editor.document.uri) !== codebookFileName) return undefined;
  const text = editor.document.getText();
  const at = editor.document.offsetAt(editor.selection.active);
  const starts = [...study.visible.codebook.codes.keys()].flatMap((id) => {
    const start = locateCode(text, id);
    return start === undefined || start > at ? [] : [{ id, start }];
  });
  return starts.sort((a, b) => b.start - a.start)[0]?.id;
}

/** A tree's element may stand for no entry. */
function referencesIn(argument: EntryArgument | undefined): readonly EntryReference[] {
  if (!argument) return [];
  if ('entry' in argument) return [argument.entry];
  return 'id' in argument ? [argument] : [];
}
