// How long the code picker takes to rank 1,000 codes after each keystroke. Figures only; nothing here fails.
import { indexCodebook } from '../../src/core/model/codebook-index';
import type { Code, Theme } from '../../src/core/model/codebook';
import { createCodeFinder } from '../../src/core/search/code-finder';
import { createDice } from '../support/study-generator';
import { formatTable, median, percentile } from './figures';

const codeCount = 1000;
const dice = createDice(7);
const pick = (words: readonly string[]): string => words[dice(words.length)] ?? '';

const qualities =
  'new,loss of,lack of,fear of,sense of,early,shared,hidden,local,mandatory,almost,unspoken,delayed,formal'.split(
    ',',
  );
const things =
  'money,trust,workload,leadership,identity,autonomy,burnout,reform,patients,access,meetings,recruitment,contracts,data,estates,merger,voice,conflict,time,training,hierarchy,uncertainty,boundaries,scale,motivation'.split(
    ',',
  );
const settings =
  'in practice,between sites,of managers,at the start,under pressure,from above,over time,for nurses,in rural areas,and its cost'.split(
    ',',
  );
const prose =
  'The participant describes how the practice came to join, who decided, and what was said about it at the time; use only where money is not the point, and see the neighbouring code where policy is named.'.split(
    ' ',
  );

const words = (count: number): string => Array.from({ length: count }, () => pick(prose)).join(' ');
const themes = Array.from({ length: 60 }, (_, i): Theme => ({
  id: `theme-${i}`,
  name: `${pick(qualities)} ${pick(things)}`,
  questions: [],
}));
const codes = Array.from({ length: codeCount }, (_, i): Code => {
  const name = `${pick(qualities)} ${pick(things)} ${pick(settings)}`;
  return {
    id: `${name.replaceAll(' ', '-')}-${i}`,
    name: name.replace(/^./, (letter) => letter.toUpperCase()),
    themes: [`theme-${dice(themes.length)}`],
    definition: words(15 + dice(30)),
    include: words(dice(20)),
    examples: [],
    status: dice(20) === 0 ? 'deprecated' : 'active',
    aliases: dice(5) === 0 ? [`${pick(things)}-${i}`] : [],
    replacedBy: [],
  };
});

const typed = [
  'money in practice',
  'mandatory feel',
  'burnuot',
  'l',
  'fear of loss',
  'recruitment of nurses',
  'unspokn',
  'zzz',
  'participant describes',
];
const keystrokes = typed.flatMap((query) => Array.from(query, (_, i) => query.slice(0, i + 1)));
const recent = codes
  .slice(0, 200)
  .filter((_, i) => i % 10 === 0)
  .map(({ id }) => id);

const startedMaking = performance.now();
const finder = createCodeFinder(
  indexCodebook({
    questions: new Map(),
    themes: new Map(themes.map((theme) => [theme.id, theme])),
    codes: new Map(codes.map((code) => [code.id, code])),
  }),
);
const making = performance.now() - startedMaking;
const rounds = 15;
/** The median of several rounds for each keystroke: what the machine does besides is left out. */
const times = keystrokes.map((query) => {
  const measured = Array.from({ length: rounds }, () => {
    const started = performance.now();
    finder.find(query, recent);
    return performance.now() - started;
  });
  return { query, time: median(measured) };
});
times.sort((a, b) => a.time - b.time);
const sorted = times.map(({ time }) => time);
console.log(
  formatTable([
    ['codes', 'keystrokes', 'p50', 'p95 (target 8 ms)', 'longest', 'made in'],
    [
      String(codeCount),
      String(times.length),
      `${percentile(sorted, 50).toFixed(1)} ms`,
      `${percentile(sorted, 95).toFixed(1)} ms`,
      `${percentile(sorted, 100).toFixed(1)} ms (“${times.at(-1)?.query ?? ''}”)`,
      `${making.toFixed(0)} ms`,
    ],
  ]),
);
