import * as vscode from 'vscode';
import type { CodebookPlan } from '../../../core/actions/codebook-plan';
import { UserError } from '../../../core/base/user-error';
import type { StudyEdit } from '../../../core/study/edit';
import type { StudySnapshot } from '../../../core/study/snapshot';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';
import { describePlan } from './describe-plan';
import type { Preview, PreviewLine } from './preview';

/** Something that can be done to a study. */
export interface Request {
  /** What the preview is called, and the deed when it is undone. */
  readonly title: string;
  readonly edits: (snapshot: StudySnapshot) => readonly StudyEdit[];
  /** Deeds of one series are undone as one. */
  readonly series?: object;
}

/** A request that is shown before it is carried out. */
export interface ProposedRequest extends Request {
  /** What Enter does. */
  readonly action: string;
  readonly lines: (study: OpenStudy) => readonly PreviewLine[];
}

/** Carries out changes of the codebook and of a coder's sidecars. Each gives true when something was changed. */
export interface Changer {
  /** Shows what a request comes to, and carries it out when the user says so. */
  propose(study: OpenStudy, request: ProposedRequest): Promise<boolean>;
  /** Carries out what needs no showing. */
  carryOut(study: OpenStudy, request: Request): Promise<boolean>;
}

export function createChanger(context: FeatureContext, preview: Preview): Changer {
  const carryOut: Changer['carryOut'] = async (study, { title, edits, series }) => {
    const isDone = await context.writerOf(study).write(title, () => edits(study.store.snapshot), series);
    vscode.window.setStatusBarMessage(isDone ? title : vscode.l10n.t('Nothing would change.'), 5000);
    return isDone;
  };
  return {
    carryOut,
    async propose(study, { title, action, edits, lines, ...rest }) {
      await context.writerOf(study).settled();
      const shown = edits(study.store.snapshot);
      if (shown.length > 0) {
        const proposal = { title, action, lines: lines(study), edits: shown };
        if (!(await preview.confirm(study, proposal))) return false;
      }
      return carryOut(study, {
        ...rest,
        title,
        edits: (snapshot) => sameAsShown(shown, edits(snapshot)),
      });
    },
  };
}

/** A change of the codebook, described by what differs. */
export function ofPlan(
  plan: (snapshot: StudySnapshot) => CodebookPlan,
): Pick<ProposedRequest, 'edits' | 'lines'> {
  return {
    edits: (snapshot) => plan(snapshot).edits,
    lines: ({ store, visible }) => describePlan(visible, plan(store.snapshot)),
  };
}

/** @throws UserError when what would be written by now is not what was shown */
function sameAsShown(shown: readonly StudyEdit[], now: readonly StudyEdit[]): readonly StudyEdit[] {
  if (JSON.stringify(shown) === JSON.stringify(now)) return now;
  throw new UserError(
    'preview/outdated',
    vscode.l10n.t('The study has changed since this was shown, so nothing was done. Look at it again.'),
  );
}
