import { codeGroups } from '../agreement/code-groups';
import type { CodedText } from '../agreement/coded-text';
import type { Comparison } from '../agreement/compare';
import { evidenceOf, sumEvidence, unitizingOf } from '../agreement/evidence';
import type { Coefficient } from '../agreement/figure';
import { segmentTranscript } from '../agreement/segment-transcript';
import { setAlphas } from '../agreement/set-alpha';
import { codeSetRatings, type Segmentation } from '../agreement/unit-ratings';
import {
  binaryUnitizingAlpha,
  categoryCoverage,
  categoryUnitizingAlpha,
  emptyUnitizing,
  isContinuum,
  singleCategoryAlpha,
  type Unit,
  type Unitizing,
  unitizeInto,
  unitizingAlpha,
} from '../agreement/unitizing';
import type { CodebookIndex } from '../model/codebook-index';
import type { AgreementReport } from './agreement-report';
import type { TogetherRow } from './together-figures';
import type { Progress } from './estimate-intervals';

/** More different sets than this keep a computer busy for seconds. */
const mostSets = 4000;

/**
 * The report with the coefficients of codes that are compared together, of which there are none in what comes first: sets of codes
 * take time by the square of how many different ones there are. Says now and then how much is done, and may be left there.
 */
export function* compareTogether(
  report: AgreementReport,
  { codebook, compared }: Comparison,
): Generator<Progress, AgreementReport> {
  const { heat, plan } = report;
  if (heat.codes.length < 2 || compared.length === 0) return report;
  const texts = compared.map(({ text, transcript }) => ({
    text,
    segmentation: segmentTranscript(transcript, plan.unit),
  }));
  const groups = groupsOf(report, codebook);
  const rows: TogetherRow[] = [];
  for (const group of groups) {
    yield rows.length / groups.length;
    rows.push({ ...group, ...measureGroup(texts, group.codes) });
  }
  const sums = unitizeCodes(
    texts.map(({ text }) => text),
    heat.codes.map(({ id }) => id),
  );
  const codes =
    sums === undefined
      ? []
      : heat.codes.map(({ id, label }, i) => ({ id, label, coefficient: singleCategoryAlpha(sums, i + 1) }));
  return { ...report, together: { rows, codes } };
}

type Group = Pick<TogetherRow, 'kind' | 'id' | 'label' | 'codes'>;

/** All codes that were used, and those of every theme and question that has two or more of them. */
function groupsOf({ heat, sections }: AgreementReport, codebook: CodebookIndex): readonly Group[] {
  const all = heat.codes.map(({ id }) => id);
  const used = new Set(all);
  const reported = new Map(
    sections.flatMap(({ kind, rows }) => rows.map((row) => [`${kind}:${row.id}`, row.label] as const)),
  );
  const groups = codeGroups(codebook, used).flatMap(({ kind, id, codes }): readonly Group[] => {
    const label = reported.get(`${kind}:${id}`);
    const own = codes.filter((code) => used.has(code));
    if (label === undefined || own.length < 2 || (kind !== 'theme' && kind !== 'question')) return [];
    return [{ kind, id, label, codes: own }];
  });
  return [{ kind: 'all', id: 'all', label: 'All codes', codes: all }, ...groups];
}

type Texts = readonly { readonly text: CodedText; readonly segmentation: Segmentation }[];

function measureGroup(texts: Texts, codes: readonly string[]): Pick<TogetherRow, 'figures' | 'coverage'> {
  const onlyTexts = texts.map(({ text }) => text);
  const sums = unitizeCodes(onlyTexts, codes);
  const asOne = sumEvidence(
    onlyTexts.map((text) => evidenceOf(text, codes)),
    onlyTexts[0]?.codings.length ?? 0,
  );
  const binary = binaryUnitizingAlpha(unitizingOf(asOne));
  const overlapping: Coefficient = {
    undefined: 'overlapping-units',
    percent: { undefined: 'overlapping-units' },
    n: binary.n,
  };
  return {
    figures: {
      'u-alpha': sums ? unitizingAlpha(sums) : overlapping,
      'cu-alpha': sums ? categoryUnitizingAlpha(sums) : overlapping,
      'binary-u-alpha': binary,
      ...compareSets(texts, codes),
    },
    coverage: sums ? categoryCoverage(sums) : { undefined: 'overlapping-units' },
  };
}

function compareSets(
  texts: Texts,
  codes: readonly string[],
): Readonly<Record<'masi' | 'jaccard', Coefficient>> {
  const ratings = codeSetRatings(texts, codes);
  if (ratings.sets.length <= mostSets) return setAlphas(ratings, ['masi', 'jaccard']);
  const none = {
    undefined: 'too-many-sets',
    percent: { undefined: 'too-many-sets' },
    n: ratings.units,
  } as const;
  return { masi: none, jaccard: none };
}

/** Passages with these codes as units of a continuum, each code a category; undefined where some coder’s overlap. */
function unitizeCodes(texts: readonly CodedText[], codes: readonly string[]): Unitizing | undefined {
  const sums = emptyUnitizing(texts[0]?.codings.length ?? 0, codes.length);
  for (const { length, codings } of texts) {
    const units = codings.map((each) =>
      codes
        .flatMap((code, i) =>
          (each.get(code) ?? []).map(({ start, end }): Unit => ({ start, end, category: i + 1 })),
        )
        .sort((a, b) => a.start - b.start || a.end - b.end),
    );
    if (!units.every(isContinuum)) return undefined;
    unitizeInto(sums, length, units);
  }
  return sums;
}
