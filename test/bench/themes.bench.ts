// Opening rows of the Themes view in a study of 100,000 passages. Figures only; nothing here fails.
import { queryPassages } from '../../src/core/search/passage-query';
import { arrangeThemes } from '../../src/core/study/arrange-themes';
import { placePassages } from '../../src/core/study/placed-passages';
import { reachOf } from '../../src/core/study/reach';
import type { StudyView } from '../../src/core/study/snapshot';
import { buildThemesTree, passagesUnder, type TopicNode } from '../../src/core/study/themes-tree';
import { filterView } from '../../src/core/study/view-filter';
import { openMemoryStudy } from '../support/open-memory-study';
import { generateStudy } from '../support/study-generator';
import { formatTable, median, percentile } from './figures';

const size = { transcripts: 500, coders: 2, passages: 100, words: 1500, codes: 50 };
const rounds = 9;

/** Processor time, which other programs disturb less. */
function milliseconds(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const allNodes = (nodes: readonly TopicNode[]): readonly TopicNode[] =>
  nodes.flatMap((node) => [node, ...allNodes(node.children)]);

function row(name: string, times: readonly number[]): readonly string[] {
  const sorted = [...times].sort((a, b) => a - b);
  return [name, median(sorted).toFixed(1), percentile(sorted, 95).toFixed(1)];
}

/** A view that nothing is remembered of but where its passages stand. */
const again = (view: StudyView): StudyView => ({ ...view });

const view = (await openMemoryStudy(generateStudy(size))).view();
const first = milliseconds(() => reachOf(view));
const codes = allNodes(buildThemesTree(view)).filter(({ kind }) => kind === 'code');
const repeat = (work: () => unknown) => Array.from({ length: rounds }, () => milliseconds(work));
const cases = [...view.study.cases.keys()].slice(0, size.transcripts / 2);
const count = [...view.sidecars.values()].reduce((sum, each) => sum + placePassages(view, each).length, 0);

console.log(`${count} passages; counted for the first time in ${first.toFixed(0)} ms`);
console.log(
  formatTable([
    ['', 'median ms', 'p95 ms'],
    row(
      'the tree, counts and all',
      repeat(() => arrangeThemes(buildThemesTree(again(view)), { order: 'reach' })),
    ),
    row(
      'the tree while words are typed',
      repeat(() => arrangeThemes(buildThemesTree(view), { words: 'number 1' })),
    ),
    row(
      'open a code',
      codes.map((node) => milliseconds(() => passagesUnder(view, node))),
    ),
    row(
      'filter by half of the cases, and count',
      repeat(() => reachOf(filterView(view, { cases }))),
    ),
    row(
      'list the passages of a theme',
      repeat(() => queryPassages(view, { kind: 'theme', theme: 'theme-1' })),
    ),
    row(
      'find a word in all',
      repeat(() => queryPassages(view, { kind: 'found', words: 'money', within: { kind: 'all' } })),
    ),
  ]),
);
