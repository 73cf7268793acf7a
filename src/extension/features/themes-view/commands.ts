import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import type { ThemesOrder } from '../../../core/study/arrange-themes';
import { registerCommand } from '../../commands';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';
import { requireStudy } from '../passages/targets';
import { pickFilter } from './filter-pick';
import type { ThemesState } from './themes-state';

/** Filter, search and sort in the Themes view, and the way back to all of it. */
export function registerThemesCommands(context: FeatureContext, state: ThemesState): Disposable {
  const subscriptions = new DisposableStore();
  const { log, registry } = context;
  subscriptions.add(
    registerCommand(log, 'verbatim.filterThemes', async () => {
      const study = requireStudy(context);
      const filter = await pickFilter(study, state.of(study).filter ?? {});
      if (filter) state.filter(study, filter);
    }),
  );
  subscriptions.add(
    registerCommand(log, 'verbatim.searchThemes', async () => {
      await vscode.commands.executeCommand('verbatim.themes.focus');
      await search(requireStudy(context), state);
    }),
  );
  subscriptions.add(
    registerCommand(log, 'verbatim.sortThemes', async () => {
      const order = await pickOrder(state.order);
      if (order) await state.sortBy(order);
    }),
  );
  subscriptions.add(
    registerCommand(log, 'verbatim.showAllThemes', async () => {
      for (const study of registry.studies) state.clear(study);
      await Promise.resolve();
    }),
  );
  return subscriptions;
}

/** Narrows the tree while words are typed. Enter keeps them, Escape takes them back. */
async function search(study: OpenStudy, state: ThemesState): Promise<void> {
  const before = state.of(study).words;
  const input = vscode.window.createInputBox();
  input.title = vscode.l10n.t('Search the themes of “{0}”', study.title);
  input.placeholder = vscode.l10n.t('Words of a question, theme or code');
  input.prompt = vscode.l10n.t('Enter keeps what is shown, Escape shows what was there before.');
  input.value = before;
  const isKept = await new Promise<boolean>((resolve) => {
    input.onDidChangeValue((words) => state.search(study, words.trim()));
    input.onDidAccept(() => resolve(true));
    input.onDidHide(() => resolve(false));
    input.show();
  });
  input.dispose();
  if (!isKept) state.search(study, before);
}

async function pickOrder(current: ThemesOrder): Promise<ThemesOrder | undefined> {
  const names: Readonly<Record<ThemesOrder, string>> = {
    codebook: vscode.l10n.t('Order of the codebook'),
    name: vscode.l10n.t('Name'),
    reach: vscode.l10n.t('Reach: most passages first'),
  };
  const items = (Object.keys(names) as ThemesOrder[]).map((order) => ({
    label: `${order === current ? '$(check)' : '$(blank)'} ${names[order]}`,
    order,
  }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Sort themes and codes by') }))
    ?.order;
}
