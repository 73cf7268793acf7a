import path from 'node:path';
import { version } from '../../../package.json';
import { finish } from '../../core/agreement/bootstrap';
import type { Unit } from '../../core/agreement/segment-transcript';
import { formatCsv } from '../../core/exchange/export/format-csv';
import { compareTogether } from '../../core/report/codes-together';
import { agreementToJson } from '../../core/report/agreement-json';
import { renderAgreementPage } from '../../core/report/agreement-page';
import { type AgreementOptions, planAgreement } from '../../core/report/agreement-plan';
import type { AgreementReport, IntervalMethod } from '../../core/report/agreement-report';
import { tabulateAgreement } from '../../core/report/agreement-tables';
import { buildAgreementReport, compareForReport } from '../../core/report/build-agreement-report';
import { estimateIntervals } from '../../core/report/estimate-intervals';
import type { MeasureId } from '../../core/report/measures';
import { renderPlot } from '../../core/report/plot';
import { readAgreementHistory } from '../../core/report/read-agreement-history';
import { findRedefinitions } from '../../core/study/redefinitions';
import type { StudyView } from '../../core/study/snapshot';
import { openVersion } from '../../core/study/study-version';
import { visibleInPast } from '../../core/study/visible-in-past';
import { commitOf, openRepository } from '../../node/git-repository';
import { createStudyGit } from '../../node/study-git';
import type { CommonOptions, ExitCode } from '../command';
import type { Output } from '../output';
import { printAgreement } from '../print-agreement';
import { type OpenedStudy, openStudy } from '../study-folder';
import { findViewer } from '../viewer';
import { writeFileSafely } from '../write-file-safely';

export interface AgreementCommandOptions extends CommonOptions {
  readonly coders?: readonly string[];
  readonly round?: string;
  readonly code?: readonly string[];
  readonly unit?: Unit;
  readonly asCoded?: true;
  readonly measures?: readonly MeasureId[];
  /** In percent. */
  readonly overlap?: number;
  readonly replicates: number;
  readonly seed: number;
  readonly analytic?: true;
  readonly at?: string;
  /** So many commits; true for the usual number. */
  readonly overTime?: number | true;
  readonly csv?: true;
  /** Files, or `-` for standard output. */
  readonly html?: string;
  readonly svg?: string;
  readonly force?: true;
}

/** Commits that are looked at unless told otherwise. */
const usualCommits = 30;

/** `verbatim agreement`: how far coders agree. Ends with 1 where nothing can be compared. */
export async function printAgreementReport(
  output: Output,
  options: AgreementCommandOptions,
): Promise<ExitCode> {
  const study = await openStudy(options.study);
  const report = await makeReport(study, options);
  const isFile = await writeFiles(output, report, options);
  if (options.json) output.json(agreementToJson(report, version));
  else if (options.csv) output.data(formatCsv(tabulateAgreement(report)));
  else if (!isFile) printAgreement(output, report, version);
  return report.sections.length === 0 ? 1 : 0;
}

async function makeReport(study: OpenedStudy, options: AgreementCommandOptions): Promise<AgreementReport> {
  const { snapshot } = study.store;
  const viewer = await findViewer(study.folder, snapshot.whole.study);
  const { view, version: past } = await viewAt(study, viewer, options.at);
  const plan = planAgreement(view, planOptions(options));
  const comparison = compareForReport(view, plan);
  const report = buildAgreementReport(view, plan, comparison);
  const together = finish(compareTogether(report, comparison));
  const estimated = finish(estimateIntervals(together, methodOf(options)));
  const git = createStudyGit(study.folder);
  const redefined = (await git.hasRepository()) ? await findRedefinitions(git, comparison) : undefined;
  const most = options.overTime === true ? usualCommits : options.overTime;
  const history =
    most === undefined
      ? undefined
      : await readAgreementHistory({ git, ports: study.ports, snapshot, viewer }, plan, most);
  const used = new Set(report.heat.codes.map(({ id }) => id));
  return {
    ...estimated,
    ...(redefined ? { redefined: redefined.filter(({ code }) => used.has(code)) } : {}),
    ...(past ? { version: past } : {}),
    ...(history ? { history } : {}),
  };
}

/** The study as its reader may see it, today or as a commit has it. */
async function viewAt(
  { folder, ports, store }: OpenedStudy,
  viewer: string | undefined,
  ref: string | undefined,
): Promise<{ readonly view: StudyView; readonly version?: NonNullable<AgreementReport['version']> }> {
  const { snapshot } = store;
  if (ref === undefined) return { view: snapshot.visibleTo(viewer) };
  const commit = await commitOf(await openRepository(folder), ref);
  const { whole } = await openVersion(
    createStudyGit(folder),
    commit,
    snapshot.whole.study.transcripts,
    ports,
  );
  return { view: visibleInPast(whole, snapshot, viewer), version: { name: ref, commit } };
}

function planOptions(options: AgreementCommandOptions): AgreementOptions {
  const { coders, round, code, unit, asCoded, measures, overlap } = options;
  return {
    ...(coders ? { coders } : {}),
    ...(round === undefined ? {} : { round }),
    ...(code ? { codes: code } : {}),
    ...(unit ? { unit } : {}),
    ...(measures ? { measures } : {}),
    ...(overlap === undefined ? {} : { overlap: overlap / 100 }),
    names: asCoded ? 'as-coded' : 'merged',
  };
}

function methodOf({ analytic, replicates, seed }: AgreementCommandOptions): IntervalMethod | undefined {
  if (analytic) return { kind: 'analytic' };
  return replicates === 0 ? undefined : { kind: 'bootstrap', replicates, seed };
}

/** @returns whether anything was written, or went to standard output */
async function writeFiles(
  output: Output,
  report: AgreementReport,
  { html, svg, force }: AgreementCommandOptions,
): Promise<boolean> {
  const codes = report.sections.find(({ kind }) => kind === 'code');
  const wanted = [
    [html, () => renderAgreementPage(report, { version })],
    [svg, () => (codes ? renderPlot(codes, report.coders.length, `Agreement: ${report.title}`) : '')],
  ] as const;
  for (const [target, render] of wanted) {
    if (target === undefined) continue;
    if (target === '-') output.data(render());
    else {
      const file = path.resolve(target);
      await writeFileSafely(file, render(), force === true);
      output.note(`Written to ${file}`);
    }
  }
  return html !== undefined || svg !== undefined;
}
