import * as vscode from 'vscode';
import { passagesToReview, refreshPositions } from '../../../core/actions/review-passage';
import type { Disposable } from '../../../core/base/disposable';
import { sidecarPath } from '../../../core/model/sidecar-path';
import { registerCommand } from '../../commands';
import { counted } from '../../count-words';
import type { FeatureContext } from '../feature';
import { currentStudy } from '../passages/targets';

/** **Bring Positions up to Date**: what is certain is written, what needs review stays as it is. */
export function registerRefreshPositions(context: FeatureContext): Disposable {
  return registerCommand(context.log, 'verbatim.refreshPositions', async () => {
    const study = currentStudy(context);
    if (!study) return;
    const writer = context.writerOf(study);
    const coder = await context.coders.require(study, writer);
    if (coder === undefined) return;
    const didChange = await writer.write(vscode.l10n.t('Bring positions up to date'), () => {
      const { whole } = study.store.snapshot;
      return [...whole.transcripts.keys()].flatMap((path) =>
        whole.sidecars.has(sidecarPath(path, coder)) ? refreshPositions(whole, path, coder) : [],
      );
    });
    const left = passagesToReview(study.visible, coder).length;
    vscode.window.setStatusBarMessage(
      didChange
        ? vscode.l10n.t('Positions are up to date; {0} to review.', counted(left, 'passage'))
        : vscode.l10n.t('Positions were up to date; {0} to review.', counted(left, 'passage')),
      8000,
    );
  });
}
