import { type Problem, type Severity, wholeFile } from '../../core/base/problem';
import { UserError } from '../../core/base/user-error';
import { readStrays } from '../../core/merge/read-strays';
import { findUnsettledStrays } from '../../core/merge/unsettled-strays';
import { studyFileName } from '../../core/model/study';
import { checkStudy, compareProblems, readText } from '../../core/study/check';
import { createStudyGit } from '../../node/study-git';
import { counted } from '../counted';
import type { Output, Style } from '../output';
import type { CommonOptions, ExitCode } from '../command';
import { type OpenedStudy, openStudy } from '../study-folder';

const styles: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', info: 'cyan' };

/** `verbatim check`: prints every problem of the study. Notes alone are no findings. */
export async function check(output: Output, { study, json }: CommonOptions): Promise<ExitCode> {
  const opened = await openStudy(study);
  const { folder, ports, store } = opened;
  const problems = [...(await checkStudy(store.snapshot, ports)), ...(await checkMerges(opened))].sort(
    compareProblems,
  );
  const count = (severity: Severity) => problems.filter((problem) => problem.severity === severity).length;
  const [errors, warnings, infos] = [count('error'), count('warning'), count('info')];
  if (json) output.json({ study: folder, errors, warnings, infos, problems: problems.map(toJson) });
  else {
    for (const problem of problems) printProblem(output, problem);
    const { transcripts, sidecars } = store.snapshot.whole;
    const checked = `${counted(transcripts.size, 'transcript')} and ${counted(sidecars.size, 'sidecar')} checked`;
    const found = [counted(errors, 'error'), counted(warnings, 'warning'), counted(infos, 'note')].join(', ');
    const isClean = errors + warnings === 0;
    output.line({ text: found, style: isClean ? 'green' : 'bold' }, `; ${checked}.`);
  }
  return errors + warnings > 0 ? 1 : 0;
}

/** What merges in git's history did to the wrong records. Where git does not tell, the rest is checked all the same. */
async function checkMerges({ folder, ports, store }: OpenedStudy): Promise<readonly Problem[]> {
  const git = createStudyGit(folder);
  try {
    if (!(await git.hasRepository())) return [];
    return await findUnsettledStrays(await readStrays(git), store.snapshot.whole, (path) =>
      readText(ports, path),
    );
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const message = `The merges in the history were not checked. ${error.message}`;
    const place = { path: studyFileName, range: wholeFile };
    return [{ ...place, code: 'merge/not-checked', severity: 'info', message, advice: '' }];
  }
}

/** Prints a problem in a line, with what to do about it below. */
export function printProblem(
  output: Output,
  { path, range, severity, code, message, advice }: Problem,
): void {
  const place = `${path}:${range.start.line}:${range.start.column}`;
  output.line(
    { text: place, style: 'bold' },
    ' ',
    { text: severity, style: styles[severity] },
    ` ${code} ${message}`,
  );
  if (advice !== '') output.line({ text: `    ${advice}`, style: 'dim' });
}

function toJson({ path, range, severity, code, message, advice }: Problem): unknown {
  return { path, from: range.start, to: range.end, severity, code, message, advice };
}
