import * as vscode from 'vscode';
import { setStatus } from '../../../core/actions/set-status';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { UserError } from '../../../core/base/user-error';
import type { SidecarStatus } from '../../../core/model/passage';
import { sidecarPath } from '../../../core/model/sidecar-path';
import type { SourceKind } from '../../../core/model/study';
import { casesOfTranscripts } from '../../../core/study/cases';
import { type CodingStatus, codingStatuses } from '../../../core/study/coding-status';
import { placePassages, type PlacedPassage } from '../../../core/study/placed-passages';
import { registerCommand } from '../../commands';
import {
  type Argument,
  type PassageReference,
  referenceIn,
  type TranscriptReference,
} from '../../contributions';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';
import { openRecord } from '../passages';
import { namesOf, referenceOf, shorten } from '../passages/targets';

type Element =
  | { readonly kind: 'study'; readonly study: OpenStudy }
  | {
      readonly kind: 'transcript';
      readonly study: OpenStudy;
      readonly path: string;
      readonly reference: TranscriptReference;
    }
  | {
      readonly kind: 'coder';
      readonly study: OpenStudy;
      readonly path: string;
      readonly status: CodingStatus;
      readonly reference: TranscriptReference;
    }
  | {
      readonly kind: 'passage';
      readonly study: OpenStudy;
      readonly placed: PlacedPassage;
      readonly reference: PassageReference;
    };

/** The **Transcripts** view: each transcript with its kind and cases, how far each coder is, and their passages. */
export function register(context: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  const { registry, log } = context;
  const changed = new vscode.EventEmitter<undefined>();
  const provider: vscode.TreeDataProvider<Element> = {
    onDidChangeTreeData: changed.event,
    getChildren: (element) => (element ? childrenOf(element) : rootsOf(registry.studies)),
    getTreeItem: itemOf,
  };
  subscriptions.add(
    vscode.window.createTreeView('verbatim.transcripts', {
      treeDataProvider: provider,
      showCollapseAll: true,
    }),
  );
  subscriptions.add(changed);
  subscriptions.add(registry.onDidChangeStudy(() => changed.fire(undefined)));
  subscriptions.add(registry.onDidChangeStudies(() => changed.fire(undefined)));

  const find = (argument: Argument<TranscriptReference> | undefined): { study: OpenStudy; path: string } => {
    const reference = referenceIn(argument);
    const study = reference && registry.studyAt(reference.study);
    if (study) return { study, path: reference.transcript };
    const found = registry.findTranscript(vscode.window.activeTextEditor?.document.uri);
    if (found) return found;
    throw new UserError('transcript/none', vscode.l10n.t('Open a transcript of a study first.'));
  };
  const mark = async (
    argument: Argument<TranscriptReference> | undefined,
    status: SidecarStatus,
  ): Promise<void> => {
    const { study, path } = find(argument);
    const writer = context.writerOf(study);
    const coder = await context.coders.require(study, writer);
    if (coder === undefined) return;
    const label =
      status === 'done'
        ? vscode.l10n.t('Mark {0} done', nameOf(path))
        : vscode.l10n.t('Reopen {0}', nameOf(path));
    await writer.write(label, () => setStatus(study.store.snapshot.whole, path, coder, status));
  };
  subscriptions.add(registerCommand(log, 'verbatim.markDone', (argument) => mark(argument, 'done')));
  subscriptions.add(
    registerCommand(log, 'verbatim.markInProgress', (argument) => mark(argument, 'in-progress')),
  );
  subscriptions.add(
    registerCommand(log, 'verbatim.openTranscript', async (argument) => {
      const { study, path } = find(argument);
      await vscode.window.showTextDocument(study.uriOf(path));
    }),
  );
  subscriptions.add(
    registerCommand(log, 'verbatim.openSidecar', async (argument) => {
      const reference = referenceIn<PassageReference | TranscriptReference>(argument);
      if (reference && 'sidecar' in reference) {
        const study = registry.studyAt(reference.study);
        if (study) await openRecord(study, reference.sidecar, reference.id);
        return;
      }
      const { study, path } = find(reference);
      const coder = study.coder ?? study.visible.sidecarsOf(path)[0]?.coder;
      const sidecar = coder === undefined ? undefined : sidecarPath(path, coder);
      if (sidecar === undefined || !study.visible.sidecars.has(sidecar))
        throw new UserError('sidecar/none', vscode.l10n.t('{0} has no codings yet.', nameOf(path)));
      await vscode.window.showTextDocument(study.uriOf(sidecar));
    }),
  );
  return subscriptions;
}

function rootsOf(studies: readonly OpenStudy[]): Element[] {
  const [only] = studies;
  return studies.length === 1 && only
    ? childrenOf({ kind: 'study', study: only })
    : studies.map((study) => ({ kind: 'study', study }));
}

function childrenOf(element: Element): Element[] {
  const { study } = element;
  switch (element.kind) {
    case 'study':
      return [...study.view.transcripts.keys()].map((path) => ({
        kind: 'transcript',
        study,
        path,
        reference: { study: study.root.toString(), transcript: path },
      }));
    case 'transcript': {
      const { path, reference } = element;
      return codingStatuses(study.visible, path).map((status) => ({
        kind: 'coder',
        study,
        path,
        status,
        reference,
      }));
    }
    case 'coder': {
      const sidecar = study.visible.sidecars.get(sidecarPath(element.path, element.status.coder));
      const passages = sidecar ? placePassages(study.visible, sidecar) : [];
      return passages.map((placed) => ({
        kind: 'passage',
        study,
        placed,
        reference: referenceOf(study, placed),
      }));
    }
    case 'passage':
      return [];
  }
}

function itemOf(element: Element): vscode.TreeItem {
  switch (element.kind) {
    case 'study': {
      const item = new vscode.TreeItem(element.study.title, vscode.TreeItemCollapsibleState.Expanded);
      item.iconPath = new vscode.ThemeIcon('library');
      return item;
    }
    case 'transcript':
      return transcriptItem(element.study, element.path, element.reference);
    case 'coder':
      return coderItem(element.study, element.path, element.status);
    case 'passage':
      return passageItem(element.study, element.placed);
  }
}

function transcriptItem(study: OpenStudy, path: string, reference: TranscriptReference): vscode.TreeItem {
  const statuses = codingStatuses(study.visible, path);
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(nameOf(path), statuses.length === 0 ? None : Collapsed);
  item.id = study.uriOf(path).toString();
  const kind = study.view.study.sources.get(path)?.kind;
  const cases = casesOfTranscripts(study.view.study).get(path) ?? [];
  const progress = statuses.map(
    ({ coder, state, passages }) => `${coder} ${stateSign(state)}${passages ? ` ${passages}` : ''}`,
  );
  item.description = [cases.slice(0, 3).join(', ') + (cases.length > 3 ? ' …' : ''), ...progress]
    .filter(Boolean)
    .join(' · ');
  item.iconPath = new vscode.ThemeIcon(
    study.view.transcripts.get(path)?.isStale ? 'warning' : kindIcon(kind),
  );
  item.contextValue = `transcript-${stateOf(study, path)}`;
  const told = statuses.map((status) => describe(status));
  item.tooltip = [path, kind && kindName(kind), ...told].filter(Boolean).join('\n');
  item.accessibilityInformation = {
    label: [nameOf(path), kind && kindName(kind), ...told].filter(Boolean).join(', '),
  };
  item.command = { command: 'verbatim.openTranscript', title: vscode.l10n.t('Open'), arguments: [reference] };
  return item;
}

/** How far the viewer is, for the menu that marks a transcript done. */
function stateOf(study: OpenStudy, path: string): string {
  return (
    codingStatuses(study.visible, path).find(({ coder }) => coder === study.coder)?.state ?? 'not-started'
  );
}

function coderItem(study: OpenStudy, path: string, status: CodingStatus): vscode.TreeItem {
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(status.coder, status.passages ? Collapsed : None);
  item.id = `${study.uriOf(path).toString()}#${status.coder}`;
  item.description = describe(status).slice(status.coder.length + 2);
  item.iconPath = new vscode.ThemeIcon(stateIcon(status.state));
  item.contextValue = status.coder === study.coder ? `coder-${status.state}` : 'coder';
  item.accessibilityInformation = { label: describe(status) };
  return item;
}

function passageItem(study: OpenStudy, placed: PlacedPassage): vscode.TreeItem {
  const { passage, sidecar, span } = placed;
  const names = namesOf({ study, placed });
  const review = span ? undefined : vscode.l10n.t('needs review');
  const item = new vscode.TreeItem(shorten(passage.quote, 200));
  item.id = `${study.root.toString()}#${sidecar.path}#${passage.id}`;
  item.description = [names, review].filter(Boolean).join(' · ');
  item.iconPath = new vscode.ThemeIcon(span ? 'quote' : 'warning');
  item.contextValue = 'passage';
  item.tooltip = [passage.quote, names, passage.memo && vscode.l10n.t('Memo: {0}', passage.memo)]
    .filter(Boolean)
    .join('\n\n');
  item.accessibilityInformation = { label: [passage.quote, names, review].filter(Boolean).join(', ') };
  item.command = {
    command: 'verbatim.openPassage',
    title: vscode.l10n.t('Open'),
    arguments: [referenceOf(study, placed)],
  };
  return item;
}

/** One coder's progress in words: `MS: done, 34 passages, 2 need review`. */
function describe({ coder, state, passages, toReview }: CodingStatus): string {
  const count = passages ? [vscode.l10n.t('{0} passages', passages)] : [];
  const review = toReview > 0 ? [vscode.l10n.t('{0} need review', toReview)] : [];
  return `${coder}: ${[stateName(state), ...count, ...review].join(', ')}`;
}

function stateName(state: CodingStatus['state']): string {
  switch (state) {
    case 'done':
      return vscode.l10n.t('done');
    case 'in-progress':
      return vscode.l10n.t('in progress');
    case 'not-started':
      return vscode.l10n.t('not started');
    case 'hidden':
      return vscode.l10n.t('hidden until the round is done');
    case 'unreadable':
      return vscode.l10n.t('cannot be read');
  }
}

function stateSign(state: CodingStatus['state']): string {
  return { done: '✓', 'in-progress': '…', 'not-started': '–', hidden: '?', unreadable: '!' }[state];
}

function stateIcon(state: CodingStatus['state']): string {
  return {
    done: 'pass',
    'in-progress': 'edit',
    'not-started': 'circle-large-outline',
    hidden: 'eye-closed',
    unreadable: 'warning',
  }[state];
}

function kindIcon(kind: SourceKind | undefined): string {
  switch (kind) {
    case 'focus-group':
      return 'organization';
    case 'observation':
      return 'eye';
    case 'document':
      return 'file-text';
    default:
      return 'comment-discussion';
  }
}

function kindName(kind: SourceKind): string {
  switch (kind) {
    case 'interview':
      return vscode.l10n.t('Interview');
    case 'focus-group':
      return vscode.l10n.t('Focus group');
    case 'observation':
      return vscode.l10n.t('Observation');
    case 'document':
      return vscode.l10n.t('Document');
  }
}

function nameOf(path: string): string {
  return path.split('/').pop() ?? path;
}
