import * as vscode from 'vscode';
import { rowOfClock } from './figures';
import type { Opened, Row } from './run';

const rounds = 6;

/** Opening every node of the Themes view, its rows included, each time after something was coded. */
export async function benchTree({ study, watched }: Opened): Promise<readonly Row[]> {
  const tree = watched.trees.get('verbatim.themes');
  if (!tree) throw new Error('There is no Themes view');
  const times: number[] = [];
  const open = async (element: unknown, depth: number): Promise<void> => {
    const started = performance.now();
    const children = ((await tree.getChildren(element)) ?? []) as readonly unknown[];
    const items: vscode.TreeItem[] = [];
    for (const child of children) items.push(await tree.getTreeItem(child));
    times.push(performance.now() - started);
    for (const [i, child] of children.entries())
      if (items[i]?.collapsibleState !== vscode.TreeItemCollapsibleState.None && depth < 3)
        await open(child, depth + 1);
  };
  const { sidecars } = study.visible;
  const passages = [...sidecars.values()].reduce((sum, { value }) => sum + value.passages.length, 0);
  await open(undefined, 0);
  times.length = 0;
  for (let round = 0; round < rounds; round++) {
    // The layer is asked for anew, so that nothing of the tree is left from the last time.
    study.layer = 'all';
    await open(undefined, 0);
  }
  const what = `open a node of the Themes view, ${passages.toLocaleString('en')} passages: our work`;
  return [rowOfClock(what, times, '20 ms')];
}
