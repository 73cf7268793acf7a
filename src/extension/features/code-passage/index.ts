import * as vscode from 'vscode';
import { removeCode } from '../../../core/actions/change-passage';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { UserError } from '../../../core/base/user-error';
import { codePointLength } from '../../../core/text/code-points';
import { spansEqual, type Span } from '../../../core/text/span';
import { createContextKey, registerCommand, registerKeyCommand } from '../../commands';
import { applyNumberCommands } from '../../contributions';
import { toRange } from '../../convert';
import { askLine } from '../../typed-pick';
import type { TypeAhead } from '../../workspace/type-ahead';
import type { FeatureContext } from '../feature';
import { CodePicker } from './code-picker';
import { codeSelected, codeWithNew } from './coding';
import { registerPins } from './pins';
import { type Extent, ownPassages, readSelected, type Selected, spanToCode, takeSelected } from './target';

/** An in vivo code that would be longer than this, in code points, is asked for. */
const longestName = 60;

/** Attaches codes to the selection, to the passage at the cursor, to its sentence or its turn. */
export function register(context: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  const { log, typeAhead, usedCodes } = context;
  const isPicking = createContextKey('verbatim.isPickingCode');
  let picker: CodePicker | undefined;

  const pick = async (extent: Extent): Promise<void> => {
    // What is selected now is coded, wherever the cursor is when the code is picked.
    const selected = takeSelected(context);
    try {
      await pickFor(selected, extent);
    } finally {
      isPicking(false);
      picker = undefined;
    }
  };
  const pickFor = async (selected: Selected, extent: Extent): Promise<void> => {
    const { study, path } = selected;
    const writer = context.writerOf(study);
    const coder = await context.coders.require(study, writer);
    if (coder === undefined) return;
    await writer.settled();
    await readSelected(selected);
    const span = spanToCode(selected, extent, coder);
    const target: Selected = { ...selected, span };
    select(context, target, span);
    const current = () => ownPassages(study, path, coder).find((entry) => spansEqual(entry.span, span));
    const apply = (id: string): Promise<void> =>
      codeSelected(context, target, 'selection', {
        id,
        name: study.visible.codebook.resolve(id)?.name ?? id,
      });
    picker = new CodePicker({
      title: titleOf(selected.index.text.slice(span.start, span.end)),
      codebook: () => study.visible.codebook,
      recent: usedCodes.recent(study),
      numbered: usedCodes.numbered(study),
      applied: () => current()?.passage.codes ?? [],
      apply,
      async toggle(code) {
        const passage = current();
        const own = passage?.passage.codes.find((id) => study.visible.codebook.resolve(id)?.id === code);
        if (!passage || own === undefined) {
          await apply(code);
          return;
        }
        const { sidecar, passage: record } = passage;
        await writer.write(vscode.l10n.t('Remove a code'), () =>
          removeCode(study.store.snapshot.whole, { sidecar: sidecar.path, id: record.id }, own),
        );
      },
      async create(typed) {
        const name = typed === '' ? await askForName(typeAhead) : typed;
        if (name !== undefined) await codeWithNew(context, target, 'selection', { name });
      },
      open: (code) => void vscode.commands.executeCommand('verbatim.goToCode', { code }),
    });
    isPicking(true);
    await picker.show(typeAhead);
  };
  subscriptions.add(
    registerKeyCommand(context, 'verbatim.codePassage', () => typeAhead.during(() => pick('here'))),
  );
  subscriptions.add(
    registerKeyCommand(context, 'verbatim.codeTurn', () => typeAhead.during(() => pick('turn'))),
  );
  subscriptions.add(
    registerKeyCommand(context, 'verbatim.codeSentence', () => typeAhead.during(() => pick('sentence'))),
  );
  subscriptions.add(registerCommand(log, 'verbatim.toggleCode', () => picker?.toggle()));

  applyNumberCommands.forEach((command, i) => {
    subscriptions.add(
      registerKeyCommand(context, command, async () => {
        const selected = takeSelected(context);
        const numbered = usedCodes.numbered(selected.study).find(({ number }) => number === i + 1);
        if (!numbered)
          throw new UserError(
            'code/no-number',
            vscode.l10n.t(
              'No code has the number {0} yet. Codes get numbers as you use them; pin a code to keep its number.',
              i + 1,
            ),
          );
        await codeSelected(context, selected, 'here', numbered.code);
      }),
    );
  });
  subscriptions.add(
    registerKeyCommand(context, 'verbatim.repeatCode', async () => {
      const selected = takeSelected(context);
      const { codebook } = selected.study.visible;
      const [last] = usedCodes.recent(selected.study).flatMap((id) => codebook.resolve(id) ?? []);
      if (!last)
        throw new UserError('code/none-used', vscode.l10n.t('You have not used a code in this study yet.'));
      await codeSelected(context, selected, 'here', last);
    }),
  );
  subscriptions.add(
    registerKeyCommand(context, 'verbatim.codeInVivo', () =>
      typeAhead.during(async () => {
        const selected = takeSelected(context);
        const { study } = selected;
        const coder = study.coder ?? (await context.coders.require(study, context.writerOf(study)));
        if (coder === undefined) return;
        const span = spanToCode(selected, 'selection', coder);
        const words = bareWords(selected.index.text.slice(span.start, span.end));
        const name = codePointLength(words) > longestName ? await askForName(typeAhead, words) : words;
        if (name !== undefined && name !== '')
          await codeWithNew(context, selected, 'selection', { name, origin: 'in-vivo' });
      }),
    ),
  );
  subscriptions.add(registerPins(context));
  return subscriptions;
}

function select({ selections }: FeatureContext, { editor, index }: Selected, span: Span): void {
  const { start, end } = toRange(index, span);
  selections.set(editor, new vscode.Selection(start, end));
}

/** The words of a quote on one line, without the punctuation around them. */
function bareWords(quote: string): string {
  return quote
    .replace(/\s+/g, ' ')
    .replace(/^[\s\p{P}]+/u, '')
    .replace(/[\s\p{P}]+$/u, '');
}

function titleOf(quote: string): string {
  const line = quote.replace(/\s+/g, ' ');
  return `“${line.length > 70 ? `${line.slice(0, 69).trimEnd()}…` : line}”`;
}

function askForName(typeAhead: TypeAhead, value = ''): Promise<string | undefined> {
  return askLine(typeAhead, {
    title: vscode.l10n.t('Create code'),
    prompt: vscode.l10n.t('The new code’s name. Its theme and definition can be written in codebook.yaml.'),
    value,
    validateInput: (name) => (name.trim() === '' ? vscode.l10n.t('A code needs a name.') : undefined),
  });
}
