import { codeGroups, type CodeGroup } from '../agreement/code-groups';
import { compareCoders, type ComparedTranscript, type Comparison } from '../agreement/compare';
import { confuseCodes } from '../agreement/confusion';
import { type Evidence, sumEvidence } from '../agreement/evidence';
import { pairsOf } from '../agreement/ratings';
import { reportAgreement } from '../agreement/report';
import { segmentTranscript } from '../agreement/segment-transcript';
import { append } from '../base/append';
import { placePassages } from '../study/placed-passages';
import type { StudyView } from '../study/snapshot';
import type { AgreementPlan } from './agreement-plan';
import type {
  AgreementReport,
  Basis,
  HeatCell,
  ReportedTranscript,
  ReportRow,
  ReportSection,
  SectionKind,
} from './agreement-report';
import { isUsed, type MeasureContext, measure } from './measures';
import { poolRow, unitsIn } from './pool-rows';
import { reportReconciliation } from './reconciliation';
import { groupTranscripts } from './transcript-groups';

/** More codes than anybody reads in a matrix; those that were used most are shown. */
const mostConfused = 100;

/** What a report compares, as far as the viewer may see it. */
export function compareForReport(view: StudyView, plan: AgreementPlan): Comparison {
  return compareCoders(view, {
    coders: plan.coders,
    place: placePassages,
    codes: plan.names,
    ...(plan.round ? { transcripts: plan.round.transcripts } : {}),
  });
}

/** The report on what the viewer may see. @param comparison where it is there already */
export function buildAgreementReport(
  view: StudyView,
  plan: AgreementPlan,
  comparison: Comparison = compareForReport(view, plan),
): AgreementReport {
  const { compared } = comparison;
  const used = new Set(
    compared.flatMap(({ text }) => text.codings.flatMap((codings) => [...codings.keys()])),
  );
  const context: MeasureContext = { coders: plan.coders.length, codes: view.codebook.codes.size };
  const rows = rowsOfGroups(view, plan, comparison, chooseGroups(view, plan, used), context);
  const codeRows = rows.filter(({ kind }) => kind === 'code');
  const transcripts = reportTranscripts(compared, codeRows);
  const isEmpty = transcripts.length === 0 || codeRows.length === 0;
  const reconciliation = reportReconciliation(view, plan, transcripts);
  return {
    title: view.study.title,
    plan,
    coders: plan.coders.map((id) => {
      const name = view.study.coders.get(id)?.name;
      return { id, ...(name === undefined ? {} : { name }) };
    }),
    compared: transcripts,
    notComparable: comparison.notComparable,
    unused: [...view.codebook.codes.keys()].filter(
      (id) => !used.has(id) && (plan.codes?.includes(id) ?? true),
    ),
    sections: isEmpty
      ? []
      : [
          ...sectionsOf(view, plan, rows, transcripts),
          ...(reconciliation?.section ? [reconciliation.section] : []),
        ],
    ...(reconciliation ? { reconciliation: reconciliation.summary } : {}),
    heat: { codes: codeRows, cells: codeRows.map((row) => heatOf(row, context.coders)) },
    confusions: isEmpty ? [] : confusionsOf(comparison, codeRows, context.coders),
    codesToChooseFrom: context.codes,
  };
}

type Row = ReportRow & { readonly kind: CodeGroup['kind'] };

/** The groups with a code that somebody used; only of certain codes where these were asked for. */
function chooseGroups(
  { codebook }: StudyView,
  { codes, names }: AgreementPlan,
  used: ReadonlySet<string>,
): readonly CodeGroup[] {
  const known = names === 'as-coded' ? used : [...used].filter((id) => !codebook.resolve(id));
  return codeGroups(codebook, known).filter((group) => {
    const inUse = group.codes.filter((id) => used.has(id)).length;
    if (inUse < (group.kind === 'code-with-subcodes' ? 2 : 1)) return false;
    if (codes === undefined) return true;
    return group.kind.startsWith('code') && codes.includes(codebook.resolve(group.id)?.id ?? group.id);
  });
}

function rowsOfGroups(
  view: StudyView,
  plan: AgreementPlan,
  { compared }: Comparison,
  groups: readonly CodeGroup[],
  context: MeasureContext,
): readonly Row[] {
  const reports = reportAgreement(
    compared.map(({ text }) => text),
    groups,
    {
      codes: context.codes,
      overlap: plan.overlap,
      segmentations: compared.map(({ transcript }) => segmentTranscript(transcript, plan.unit)),
    },
  );
  return groups.flatMap((group, i): readonly Row[] => {
    const found = reports[i];
    if (!found) return [];
    const { overall, evidence } = found;
    const together = sumEvidence(evidence, context.coders);
    return [
      {
        kind: group.kind,
        id: group.id,
        ...nameGroup(view, group),
        codes: group.codes,
        transcripts: [...compared.keys()],
        n: overall.fleiss.n,
        percent: overall.percent,
        prevalence: overall.prevalence,
        figures: plan.measures.map((id) => ({
          measure: id,
          coefficient: measure(id, together, context),
        })),
        pairs: overall.pairs,
        basis: { kind: 'one', texts: evidence },
      },
    ];
  });
}

function nameGroup(
  { codebook }: StudyView,
  { kind, id }: CodeGroup,
): { readonly label: string; readonly detail?: string } {
  const withDetail = (label: string, detail: string | undefined) =>
    detail === undefined ? { label } : { label, detail };
  if (kind === 'theme') {
    const theme = codebook.themes.get(id);
    return withDetail(theme?.name ?? id, theme?.definition);
  }
  if (kind === 'question') return withDetail(id, codebook.questions.get(id)?.text);
  const code = codebook.codes.get(id);
  if (code) return withDetail(kind === 'code' ? code.name : `${code.name}, with subcodes`, code.definition);
  const now = codebook.resolve(id);
  return withDetail(id, now ? `Now ${now.name} (${now.id}).` : 'The codebook has no such code.');
}

function sectionsOf(
  view: StudyView,
  plan: AgreementPlan,
  rows: readonly Row[],
  transcripts: readonly ReportedTranscript[],
): readonly ReportSection[] {
  const codeRows = rows.filter(({ kind }) => kind === 'code');
  const everywhere = [...transcripts.keys()];
  const placesOf = (wanted: readonly string[]) =>
    everywhere.filter((i) => wanted.includes(transcripts[i]?.path ?? ''));
  const coders = plan.coders.length;
  const codes = codeRows.map(({ id }) => id);
  const pool = (id: string, label: string, places: readonly number[], pairs?: readonly number[]) =>
    poolRow({
      ...{ id, label, transcripts: places, codes, coders, ...(pairs ? { pairs } : {}) },
      evidence: codeRows.map(({ basis }) => places.flatMap((place) => evidenceAt(basis, place))),
    });
  const pooled = (kind: SectionKind, found: readonly ReportRow[], of?: string): readonly ReportSection[] =>
    found.length === 0
      ? []
      : [{ kind, ...(of === undefined ? {} : { of }), measures: ['pooled'], rows: found }];
  const groups = new Map<string, ReportRow[]>();
  const paths = transcripts.map(({ path }) => path);
  for (const { of, value, transcripts: members } of groupTranscripts(view, paths))
    append(groups, of, pool(value, value, placesOf(members)));
  const rounds = plan.round ? [] : [...view.study.rounds.values()];
  return [
    ...pooled('all', [pool('all', 'All that is compared', everywhere)]),
    ...pooled(
      'pair',
      coders === 2
        ? []
        : pairsOf(coders).map(([first, second], pair) => {
            const names = [plan.coders[first] ?? '', plan.coders[second] ?? ''];
            return pool(names.join('+'), names.join(' and '), everywhere, [pair]);
          }),
    ),
    ...(['code', 'code-with-subcodes', 'theme', 'question'] as const).flatMap((kind) => {
      const found = rows.filter((row) => row.kind === kind);
      return found.length === 0 ? [] : [{ kind, measures: plan.measures, rows: found }];
    }),
    ...pooled(
      'transcript',
      transcripts.map(({ path, label }, i) => pool(path, label, [i])),
    ),
    ...[...groups].flatMap(([of, members]) => pooled('group', members, of)),
    ...pooled(
      'round',
      rounds.flatMap((round) => {
        const places = placesOf(round.transcripts);
        return places.length === 0 ? [] : [pool(round.id, round.id, places)];
      }),
    ),
  ];
}

function evidenceAt(basis: Basis, place: number): readonly Evidence[] {
  const evidence = basis.kind === 'one' ? basis.texts[place] : undefined;
  return evidence ? [evidence] : [];
}

function heatOf({ basis }: ReportRow, coders: number): readonly HeatCell[] {
  if (basis.kind !== 'one') return [];
  return basis.texts.map((evidence) => ({
    coefficient: measure('kappa', evidence, { coders, codes: 2 }),
    isUsed: isUsed(evidence),
  }));
}

function reportTranscripts(
  compared: readonly ComparedTranscript[],
  [first]: readonly ReportRow[],
): readonly ReportedTranscript[] {
  const labels = labelPaths(compared.map(({ transcript }) => transcript.path));
  return compared.map(({ transcript, passages, leftOut }, i) => {
    const [evidence] = first ? evidenceAt(first.basis, i) : [];
    return {
      path: transcript.path,
      label: labels[i] ?? transcript.path,
      units: evidence ? unitsIn(evidence) : 0,
      passages: passages.map((list) => list.length),
      leftOut: leftOut.map((list) => list.length),
    };
  });
}

/** Every path by its file’s name, or whole where several have the same. */
function labelPaths(paths: readonly string[]): readonly string[] {
  const names = paths.map((path) => path.slice(path.lastIndexOf('/') + 1));
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  return paths.map((path, i) => (times.get(names[i] ?? '') === 1 ? (names[i] ?? path) : path));
}

function confusionsOf(
  { compared }: Comparison,
  codeRows: readonly ReportRow[],
  coders: number,
): AgreementReport['confusions'] {
  const rank = new Map(
    [...codeRows]
      .sort((a, b) => prevalenceOf(b) - prevalenceOf(a))
      .map(({ id }, place) => [id, place] as const),
  );
  const codes = codeRows.map(({ id }) => id).filter((id) => (rank.get(id) ?? 0) < mostConfused);
  const texts = compared.map(({ text }) => text);
  return pairsOf(coders).map((pair) => ({ ...confuseCodes(texts, codes, ...pair), coders: pair }));
}

function prevalenceOf({ prevalence }: ReportRow): number {
  return prevalence && 'value' in prevalence ? prevalence.value : 0;
}
