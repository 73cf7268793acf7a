import { valueOf } from '../agreement/figure';
import type { Unit } from '../agreement/segment-transcript';
import type { AgreementReport, MeasuredFigure, ReportRow } from './agreement-report';
import {
  count,
  formatCoefficient,
  formatCount,
  formatInterval,
  formatPercent,
  listOf,
  sayReason,
} from './figure-text';
import { describeMeasure } from './measures';
import { type OutcomeKind, outcomeKinds, totalOf } from './outcomes';

const unitNames: Readonly<Record<Unit, string>> = {
  character: 'the character (a Unicode code point)',
  word: 'the word',
  sentence: 'the sentence',
  turn: 'the speaker’s turn',
};

/** What was computed and from what, in sentences for a methods section: nothing but what is so in this report. */
export function describeMethods(report: AgreementReport, version: string): string {
  const sentences = [
    ...describeData(report),
    ...describeComparison(report),
    ...describeFigures(report),
    ...describeReconciliation(report),
    ...describeIntervals(report),
    ...describeOmissions(report),
    `Computed with Verbatim ${version}${describeVersion(report)}.`,
  ];
  return sentences.join(' ');
}

function describeData({ coders, compared, plan }: AgreementReport): readonly string[] {
  const names = listOf(coders.map(({ id }) => id));
  const round = plan.round ? ` of the round “${plan.round.id}”` : '';
  if (compared.length === 0)
    return [
      `Agreement between ${coders.length} coders (${names}) could not be computed: no transcript${round} was marked done by all of them.`,
    ];
  const units = compared.reduce((sum, each) => sum + each.units, 0);
  const amount = units === 0 ? '' : `, ${count(units, plan.unit)}`;
  return [
    `Agreement between ${coders.length} coders (${names}) was computed on ${count(compared.length, 'transcript')}${round} that each of them had marked done (${listOf(compared.map(({ label }) => label))}${amount}).`,
  ];
}

function describeComparison({ plan, sections, codesToChooseFrom }: AgreementReport): readonly string[] {
  const covers =
    plan.unit === 'character' ? '' : '; a unit counted as coded where a passage covered any of it';
  const rows = sections.find(({ kind }) => kind === 'code')?.rows ?? [];
  const names =
    plan.names === 'merged'
      ? 'Codes that had been renamed or merged counted as the code they became.'
      : 'Codes counted under the names with which they had been applied.';
  const rollups = sections.some(({ kind }) => kind === 'theme' || kind === 'question')
    ? ' Themes and research questions were compared as if all their codes were one.'
    : '';
  return [
    `The unit of analysis was ${unitNames[plan.unit]}${covers}.`,
    `Each code was compared by itself, as applied or not applied; overlapping passages of one coder with the same code were united first. ${names}${rollups}`,
    ...(rows.length > 0
      ? [
          `${rows.length} of the codebook’s ${count(codesToChooseFrom, 'code')} had been used by at least one of the coders${plan.codes ? ' and were asked for' : ''}.`,
        ]
      : []),
  ];
}

function describeFigures({ plan, coders, sections }: AgreementReport): readonly string[] {
  const rows = sections.find(({ kind }) => kind === 'code')?.rows ?? [];
  if (rows.length === 0) return [];
  const named = plan.measures.map((id) => {
    const { name, source } = describeMeasure(id, coders.length);
    const own =
      id === 'segments'
        ? `, overlap of ${Math.round(plan.overlap * 100)} % or more`
        : id === 'unitizing' && plan.unit !== 'character'
          ? ', always of characters'
          : '';
    return `${name} (${source}${own})`;
  });
  const all = sections.find(({ kind }) => kind === 'all')?.rows[0];
  const pooled = all?.figures[0];
  const values = rows.flatMap(({ figures }) => {
    const value = figures[0] && valueOf(figures[0].coefficient);
    return value === undefined ? [] : [value];
  });
  const first = plan.measures[0];
  const range =
    first !== undefined && values.length > 0
      ? `${describeMeasure(first, coders.length).name} ranged from ${formatCoefficient({ value: Math.min(...values) })} to ${formatCoefficient({ value: Math.max(...values) })} over ${count(values.length, 'code')}.`
      : '';
  return [
    `For each code we report percentage agreement${named.length > 0 ? `, ${listOf(named)}` : ''}.`,
    ...(pooled
      ? [
          `Over codes, κ was pooled (De Vries et al. 2008), each code weighing the same: ${tell(pooled)}; mean agreement ${formatPercent(all.percent)}.`,
        ]
      : []),
    ...(range === '' ? [] : [range]),
    ...describeUndefined(rows),
  ];
}

function tell({ coefficient, interval }: MeasuredFigure): string {
  if ('undefined' in coefficient) return `not defined (${sayReason(coefficient.undefined)})`;
  const range = interval && formatInterval(interval);
  return `pooled κ = ${formatCoefficient(coefficient)}${range ? ` (95 % interval ${range})` : ''}`;
}

function describeUndefined(rows: readonly ReportRow[]): readonly string[] {
  const without = rows.filter(({ figures }) => figures.some(({ coefficient }) => 'undefined' in coefficient));
  if (without.length === 0) return [];
  const reasons = new Set(
    without.flatMap(({ figures }) =>
      figures.flatMap(({ coefficient }) =>
        'undefined' in coefficient ? sayReason(coefficient.undefined) : [],
      ),
    ),
  );
  return [
    `For ${count(without.length, 'code')} a coefficient was not defined (${listOf([...reasons])}); none was put in its place.`,
  ];
}

/** What came of reconciling. Agreement after it is 1 by construction, and therefore not told. */
function describeReconciliation({ reconciliation, sections, coders }: AgreementReport): readonly string[] {
  const [before, ...after] = sections.find(({ kind }) => kind === 'reconciliation')?.rows ?? [];
  if (!reconciliation || !before) return [];
  const { settled, outcomes } = reconciliation;
  const total = totalOf(outcomes);
  const told = outcomeKinds.map((kind) => {
    const share = total === 0 ? '' : ` (${formatPercent({ value: outcomes[kind] / total })})`;
    return `${formatCount(outcomes[kind])}${share} ${outcomeWords[kind]}`;
  });
  const nearness = after.map(
    ({ figures }, i) => `${coders[i]?.id ?? ''} ${figures[0] ? tell(figures[0]) : ''}`,
  );
  return [
    `The coders’ disagreements in ${settled.length} of these transcripts were then reconciled. Their own codings were kept, so that agreement before reconciliation is computed from the same files; in these transcripts it was ${before.figures[0] ? tell(before.figures[0]) : ''}.`,
    `Of ${count(total, 'coding')} (a code on overlapping passages), ${listOf(told)}.`,
    `Agreement of each coder with the resulting consensus: ${nearness.join('; ')}.`,
  ];
}

const outcomeWords: Readonly<Record<OutcomeKind, string>> = {
  agreed: 'had been coded alike by all coders and stand',
  kept: 'had not been coded by all and were kept',
  extent: 'had been coded by all on differing words, which were settled',
  added: 'were added by agreement',
  declined: 'were declined',
};

function describeIntervals({ intervals, sections, compared }: AgreementReport): readonly string[] {
  if (!intervals) return ['No intervals were estimated.'];
  if (intervals.kind === 'analytic')
    return [
      'Intervals are analytic, of 95 %, and take the units as independent: large-sample for Cohen’s κ (Fleiss, Cohen & Everitt 1969), linearised for the others (Gwet 2014); |uα, segments and pooled κ have none.',
    ];
  if (compared.length < 2) return ['There are no intervals: a bootstrap over transcripts needs two of them.'];
  const undefinedReplicates = sections
    .flatMap(({ rows }) => rows)
    .flatMap(({ figures }) => figures)
    .reduce((most, figure) => Math.max(most, figure.undefinedReplicates ?? 0), 0);
  const caution =
    compared.length < 10
      ? ` With only ${compared.length} transcripts the intervals are rough, and as a rule too narrow.`
      : '';
  const left =
    undefinedReplicates > 0
      ? ` Replicates in which a coefficient was undefined were left out (at most ${count(undefinedReplicates, 'replicate')} for any one).`
      : '';
  return [
    `Intervals are 95 % percentile intervals from ${count(intervals.replicates, 'bootstrap replicate')} drawn over transcripts (seed ${intervals.seed}); a code used in one transcript only has none.${left}${caution}`,
  ];
}

function describeOmissions(report: AgreementReport): readonly string[] {
  const { notComparable, compared, unused, redefined } = report;
  const leftOut = compared.reduce(
    (sum, { leftOut: byCoder }) => sum + byCoder.reduce((total, each) => total + each, 0),
    0,
  );
  return [
    ...(notComparable.length > 0
      ? [
          `${count(notComparable.length, 'transcript')} ${notComparable.length === 1 ? 'was' : 'were'} not compared, because not all coders had marked ${notComparable.length === 1 ? 'it' : 'them'} done or they could not be read.`,
        ]
      : []),
    ...(leftOut > 0
      ? [
          `${count(leftOut, 'passage')} whose text had changed since coding and whose place is not certain ${leftOut === 1 ? 'was' : 'were'} left out.`,
        ]
      : []),
    ...(unused.length > 0
      ? [
          `${count(unused.length, 'code')} that no coder used ${unused.length === 1 ? 'is' : 'are'} not reported.`,
        ]
      : []),
    ...(redefined && redefined.length > 0
      ? [
          `The definition of ${count(redefined.length, 'code')} changed between the days on which the coders finished (${listOf(redefined.map(({ code }) => code))}).`,
        ]
      : []),
  ];
}

function describeVersion({ version }: AgreementReport): string {
  return version ? ` from commit ${version.commit.slice(0, 9)}` : '';
}
