import * as vscode from 'vscode';
import { version } from '../../../../package.json';
import type { Comparison } from '../../../core/agreement/compare';
import { filterDisagreements } from '../../../core/agreement/study-disagreements';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { UserError } from '../../../core/base/user-error';
import type { AgreementHistory } from '../../../core/report/agreement-history';
import { renderAgreement } from '../../../core/report/agreement-html';
import { type AgreementOptions, planAgreement } from '../../../core/report/agreement-plan';
import type { AgreementReport } from '../../../core/report/agreement-report';
import { buildAgreementReport, compareForReport } from '../../../core/report/build-agreement-report';
import type { CellTarget } from '../../../core/report/cell-target';
import { compareTogether } from '../../../core/report/codes-together';
import { estimateIntervals, usualBootstrap } from '../../../core/report/estimate-intervals';
import { markup } from '../../../core/report/markup';
import { describeMethods } from '../../../core/report/methods-paragraph';
import { readAgreementHistory } from '../../../core/report/read-agreement-history';
import { findTargetDisagreements, type TargetDisagreements } from '../../../core/report/target-disagreements';
import { findTargetPassages } from '../../../core/report/target-passages';
import { findRedefinitions, type Redefinition } from '../../../core/study/redefinitions';
import { type FromReport, type ReportAction, readFromReport, type ToReport } from '../../../webview/protocol';
import { withoutLinks } from '../../commands';
import type { CurrentComparison } from '../../workspace/comparison';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';
import type { Repositories } from '../git/repository';
import { changeOptions } from './options';
import { savePage, saveTable } from './save';
import { scriptFolder } from './report-editor';
import { keepReport, type SavedReport } from './saved-report';
import { renderShell } from './shell';
import { createSoon } from '../../soon';

/** So long work goes on before others have a turn, in milliseconds. */
const slice = 30;
/** After so many milliseconds without a change the report is made again. */
const quiet = 500;
/** Commits that agreement is followed through. */
const mostCommits = 30;

/** The report in an editor of its own. It follows the study, and shows no more of it than its coder may see. */
export class ReportPanel implements Disposable {
  readonly study: OpenStudy;
  readonly #context: FeatureContext;
  readonly #repositories: Repositories;
  readonly #panel: vscode.WebviewPanel;
  readonly #subscriptions = new DisposableStore();
  #options: AgreementOptions;
  #report: AgreementReport | undefined;
  #history: AgreementHistory | undefined;
  #content = '';
  /** Counts the reports: work for an older one is given up. */
  #turn = 0;
  readonly #updateSoon = createSoon(quiet, () => this.#run(this.#update()));

  constructor(
    context: FeatureContext,
    repositories: Repositories,
    study: OpenStudy,
    panel: vscode.WebviewPanel,
    { options, hasHistory }: { readonly options: AgreementOptions; readonly hasHistory: boolean },
  ) {
    this.#context = context;
    this.#repositories = repositories;
    this.study = study;
    this.#options = options;
    this.#panel = panel;
    const { webview } = panel;
    const add = (item: Disposable): void => void this.#subscriptions.add(item);
    add(webview.onDidReceiveMessage((message: unknown) => this.#receive(message)));
    add(this.#panel.onDidDispose(() => this.dispose()));
    add(context.registry.onDidChangeStudy((changed) => changed === study && this.#updateSoon.ask()));
    add(
      context.registry.onDidChangeStudies(() => !context.registry.studies.includes(study) && this.dispose()),
    );
    const script = webview.asWebviewUri(vscode.Uri.joinPath(scriptFolder(context), 'agreement-report.js'));
    webview.html = renderShell({ script, hasHistory });
  }

  /** Is told when the panel is closed. */
  onDidDispose(listener: () => void): void {
    this.#subscriptions.add({ dispose: listener });
  }

  /** Brings the panel to the front, with a report on something else. */
  show(options: AgreementOptions): void {
    this.#panel.reveal();
    this.#change(options);
  }

  dispose(): void {
    this.#turn++;
    this.#updateSoon.dispose();
    this.#panel.dispose();
    this.#subscriptions.dispose();
  }

  #change(options: AgreementOptions): void {
    this.#options = options;
    this.#history = undefined;
    this.#run(this.#update());
  }

  /** Shows the report at once, and again with intervals as soon as these are there. */
  async #update(): Promise<void> {
    const turn = ++this.#turn;
    this.#keep();
    const { visible } = this.study;
    let report: AgreementReport;
    let comparison: Comparison;
    try {
      const plan = planAgreement(visible, this.#options);
      comparison = compareForReport(visible, plan);
      report = buildAgreementReport(visible, plan, comparison);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.#report = undefined;
      this.#showContent(
        markup`<h1>${vscode.l10n.t('Agreement')}</h1><p class="notice">${error.message}</p>`.text,
      );
      return;
    }
    this.#showReport(report);
    const redefined = this.#findRedefinitions(report, comparison);
    const work = completeReport(report, comparison);
    for (let since = Date.now(), step = work.next(); ; step = work.next()) {
      if (turn !== this.#turn) return;
      if (step.done) {
        this.#showReport(step.value);
        break;
      }
      if (Date.now() - since < slice) continue;
      this.#say(vscode.l10n.t('Computing: {0} %', Math.round(step.value * 100)));
      await pause();
      since = Date.now();
    }
    const found = await redefined;
    if (turn === this.#turn && this.#report && found.length > 0)
      this.#showReport({ ...this.#report, redefined: found });
  }

  /** Codes of the report that were redefined between the days on which the coders were done, as far as git tells. */
  async #findRedefinitions(
    report: AgreementReport,
    comparison: Comparison,
  ): Promise<readonly Redefinition[]> {
    const repository = await this.#repositories.of(this.study);
    if (!repository) return [];
    const used = new Set(report.heat.codes.map(({ id }) => id));
    const found = await findRedefinitions(repository.git, comparison).catch((error: unknown) => {
      this.#context.log.error(String(error));
      return [];
    });
    return found.filter(({ code }) => used.has(code));
  }

  #showReport(report: AgreementReport): void {
    this.#report = { ...report, ...(this.#history ? { history: this.#history } : {}) };
    this.#showContent(renderAgreement(this.#report, { version, isInteractive: true }).text);
  }

  /** So that the report is there again after the window was reloaded. */
  #keep(): void {
    const state: SavedReport = { study: this.study.root.toString(), options: this.#options };
    this.#post({ kind: 'keep', state });
    void keepReport(this.#context.extension.workspaceState, state);
  }

  #showContent(content: string): void {
    this.#content = content;
    this.#post({ kind: 'content', markup: content });
    this.#say('');
  }

  #say(text: string): void {
    this.#post({ kind: 'status', text });
  }

  #post(message: ToReport): void {
    void this.#panel.webview.postMessage(message);
  }

  #receive(message: unknown): void {
    const read = readFromReport(message);
    if (read) this.#run(this.#answer(read));
  }

  async #answer(message: FromReport): Promise<void> {
    switch (message.kind) {
      case 'ready':
        if (this.#content === '') await this.#update();
        else {
          this.#keep();
          this.#post({ kind: 'content', markup: this.#content });
        }
        return;
      case 'action':
        await this.#act(message.action);
        return;
      case 'show':
        if (message.what === 'passages' || !(await this.#showDisagreements(message.target)))
          await this.#showPassages(message.target);
    }
  }

  async #act(action: ReportAction): Promise<void> {
    const report = this.#report;
    if (action === 'options') {
      const options = await changeOptions(this.study.visible, this.#options);
      if (options) this.#change(options);
    } else if (!report) return;
    else if (action === 'over-time') await this.#readHistory(report);
    else if (action === 'save-page') await savePage(this.study, report, version);
    else if (action === 'save-table') await saveTable(this.study, report);
    else {
      await vscode.env.clipboard.writeText(describeMethods(report, version));
      vscode.window.setStatusBarMessage(vscode.l10n.t('Methods paragraph copied'), 5000);
    }
  }

  async #readHistory({ plan }: AgreementReport): Promise<void> {
    const repository = await this.#repositories.of(this.study);
    if (!repository) return;
    const turn = this.#turn;
    const source = {
      git: repository.git,
      ports: this.study.ports,
      snapshot: this.study.store.snapshot,
      viewer: this.study.coder,
    };
    try {
      const history = await readAgreementHistory(source, plan, mostCommits, (done, all) =>
        this.#say(vscode.l10n.t('Reading commit {0} of {1}', done + 1, all)),
      );
      // Intervals may have come meanwhile; another report may not.
      if (turn !== this.#turn || !this.#report) return;
      this.#history = history;
      this.#showReport(this.#report);
    } finally {
      this.#say('');
    }
  }

  /** Compares the same coders and shows only the disagreements of a cell; false where it has none. */
  async #showDisagreements(target: CellTarget): Promise<boolean> {
    const { comparison } = this.#context;
    const wanted = this.#report && findTargetDisagreements(this.study.visible.codebook, this.#report, target);
    if (!wanted) return false;
    const { filter, coders, ...round } = wanted;
    const participants = coders.map((coder) => ({ coder }));
    const before = comparison.current;
    const current = isSame(before, this.study, wanted)
      ? before
      : comparison.start({ study: this.study, participants, ...round });
    if (filterDisagreements(current.disagreements, filter, current.comparison).length === 0) {
      if (!before) comparison.stop();
      const none = vscode.l10n.t('No disagreements there. These are the passages.');
      vscode.window.setStatusBarMessage(none, 5000);
      return false;
    }
    comparison.setFilter(filter);
    await vscode.commands.executeCommand('verbatim.compare.focus');
    return true;
  }

  async #showPassages(target: CellTarget): Promise<void> {
    if (!this.#report) return;
    const { title, passages } = findTargetPassages(this.study.visible, this.#report, target);
    await vscode.commands.executeCommand('verbatim.showPassages', {
      study: this.study.root.toString(),
      query: {
        kind: 'listed',
        title,
        passages: passages.map(({ sidecar, passage }) => ({ sidecar: sidecar.path, id: passage.id })),
      },
    });
  }

  /** What was asked for in the panel ends here: a refusal is shown, a bug goes to the log. */
  #run(work: Promise<void>): void {
    work.catch((error: unknown) => {
      this.#say('');
      if (error instanceof UserError) void vscode.window.showWarningMessage(withoutLinks(error.message));
      else this.#context.log.error(error instanceof Error ? error : String(error));
    });
  }
}

/** Whether these coders are being compared already, as they are now and in the same round. */
function isSame(
  current: CurrentComparison | undefined,
  study: OpenStudy,
  { coders, round }: TargetDisagreements,
): current is CurrentComparison {
  return (
    current?.study === study &&
    current.round === round &&
    current.participants.length === coders.length &&
    current.participants.every(({ coder, at }, i) => coder === coders[i] && !at)
  );
}

/** What takes longer: codes compared together, then intervals. */
function* completeReport(
  report: AgreementReport,
  comparison: Comparison,
): Generator<number, AgreementReport> {
  const together = yield* compareTogether(report, comparison);
  return yield* estimateIntervals(together, usualBootstrap);
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
