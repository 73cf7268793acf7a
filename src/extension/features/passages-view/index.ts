import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { quotesAsText } from '../../../core/exchange/export/quotes-text';
import type { PassageQuery } from '../../../core/search/passage-query';
import { createContextKey, registerCommand } from '../../commands';
import type { PassagesArgument, PassagesReference } from '../../contributions';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';
import { requireStudy } from '../passages/targets';
import { askWords } from './ask-words';
import { autoCodeHits, autoCodeSpeaker } from './auto-coding';
import { chooseCase, chooseQuery } from './choose-query';
import { PassagesView } from './passages-view';
import { describeQuery } from './query-words';

/** The **Passages** view: the passages that somebody asked for, one after the other. */
export function register(context: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  const { log, registry } = context;
  const view = subscriptions.add(new PassagesView(registry));
  const isGroupedByCase = createContextKey('verbatim.isGroupedByCase');
  isGroupedByCase(false);

  const show = async (study: OpenStudy, query: PassageQuery | undefined): Promise<void> => {
    if (query) await view.show(study, query);
  };

  subscriptions.add(
    registerCommand(log, 'verbatim.showPassages', async (argument, selected) => {
      const [first, ...others] = (selected ?? [argument]).flatMap(referencesIn);
      if (!first) {
        const study = requireStudy(context);
        await show(study, await chooseQuery(study, vscode.l10n.t('Show which passages?')));
        return;
      }
      const study = requireStudy(context, first.study);
      const together = [first, ...others].filter((each) => each.study === first.study);
      await show(
        study,
        together.length === 1 ? first.query : { kind: 'any', of: together.map(({ query }) => query) },
      );
    }),
  );
  subscriptions.add(
    registerCommand(log, 'verbatim.browseCases', async () => {
      const study = requireStudy(context);
      await show(study, await chooseCase(study, vscode.l10n.t('Show the passages of which case?')));
    }),
  );
  subscriptions.add(
    registerCommand(log, 'verbatim.findInCodedText', async (argument) => {
      const [given] = referencesIn(argument);
      const study = (given?.study !== undefined && registry.studyAt(given.study)) || requireStudy(context);
      const question = vscode.l10n.t('Find words in which passages?');
      const within = given?.query ?? (await chooseQuery(study, question));
      const asked = within && (await askWords(describeQuery(study.visible, within)));
      if (asked) await show(study, { kind: 'found', ...asked, within });
    }),
  );
  subscriptions.add(
    registerCommand(log, 'verbatim.autoCodeHits', async () => {
      const { study, query, placed } = view.required();
      await autoCodeHits(context, study, query, placed);
    }),
  );
  subscriptions.add(
    registerCommand(log, 'verbatim.autoCodeSpeaker', async () => {
      const found = registry.findTranscript(vscode.window.activeTextEditor?.document.uri);
      await autoCodeSpeaker(context, found?.study ?? requireStudy(context), found?.path);
    }),
  );
  for (const [command, direction] of [
    ['verbatim.nextListed', 1],
    ['verbatim.previousListed', -1],
  ] as const)
    subscriptions.add(
      registerCommand(log, command, (options) => view.step(direction, options?.preserveFocus ?? false)),
    );
  for (const [command, by] of [
    ['verbatim.groupByCase', 'case'],
    ['verbatim.groupByTranscript', 'transcript'],
  ] as const)
    subscriptions.add(
      registerCommand(log, command, async () => {
        isGroupedByCase(by === 'case');
        view.groupBy(by);
        await Promise.resolve();
      }),
    );
  subscriptions.add(
    registerCommand(log, 'verbatim.copyQuotes', async (row, rows) => {
      const { list, placed } = view.passagesToCopy(rows ?? (row === undefined ? [] : [row]));
      await vscode.env.clipboard.writeText(quotesAsText(list.study.visible, placed));
      const done =
        placed.length === 1
          ? vscode.l10n.t('1 quote copied')
          : vscode.l10n.t('{0} quotes copied', placed.length);
      vscode.window.setStatusBarMessage(done, 5000);
    }),
  );
  subscriptions.add(
    registerCommand(log, 'verbatim.clearPassages', async () => {
      view.clear();
      await Promise.resolve();
    }),
  );
  return subscriptions;
}

/** A tree's element may stand for no passages. */
function referencesIn(argument: PassagesArgument | undefined): readonly PassagesReference[] {
  if (!argument) return [];
  if ('passages' in argument) return [argument.passages];
  return 'query' in argument ? [argument] : [];
}
