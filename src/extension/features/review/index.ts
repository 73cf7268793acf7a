import * as vscode from 'vscode';
import {
  markLost,
  passagesToReview,
  refreshPositions,
  settlePosition,
} from '../../../core/actions/review-passage';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { UserError } from '../../../core/base/user-error';
import { fileNameOf } from '../../../core/format/study-path';
import { sidecarPath } from '../../../core/model/sidecar-path';
import type { PlacedPassage } from '../../../core/study/placed-passages';
import type { Span } from '../../../core/text/span';
import { createContextKey, registerCommand } from '../../commands';
import { type Argument, type PassageReference, referenceIn } from '../../contributions';
import { toRange, toSpan } from '../../convert';
import { counted } from '../../count-words';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';
import { currentStudy } from '../passages/targets';
import {
  codeNoteItem,
  type CodeNoteElement,
  codeNotesGroup,
  codeNotesGroupItem,
  codeNotesOf,
  registerCloseNote,
} from './code-notes';
import { namesOf, referenceOf, shorten } from '../passages/targets';
import { watchOutdated } from '../git/outdated';
import { createComparison } from './comparison';
import {
  type OutdatedElement,
  outdatedElements,
  outdatedGroup,
  outdatedGroupItem,
  outdatedItem,
  registerStillFits,
} from './outdated-codings';

interface Element {
  readonly study: OpenStudy;
  readonly placed: PlacedPassage;
  readonly reference: PassageReference;
}

type Node = Element | OutdatedElement | CodeNoteElement | typeof outdatedGroup | typeof codeNotesGroup;

/**
 * The **Review** view: the coder's passages whose text has changed since they were coded, and the codings whose code's
 * definition has. Nothing is moved unasked: each passage is accepted at the place proposed, picked from several, selected
 * anew or marked lost; each coding is confirmed or taken off.
 */
export function register(context: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  const { registry, log } = context;
  const changed = new vscode.EventEmitter<undefined>();
  const hasReview = createContextKey('verbatim.hasReview');
  const comparison = subscriptions.add(createComparison());
  const outdated = subscriptions.add(watchOutdated(context));
  let elements: Element[] = [];
  let codings: readonly OutdatedElement[] = [];
  let notes: readonly CodeNoteElement[] = [];
  const childrenOf = (node: Node | undefined): Node[] => {
    if (node === outdatedGroup) return [...codings];
    if (node === codeNotesGroup) return [...notes];
    if (node) return [];
    return [
      ...elements,
      ...(codings.length > 0 ? [outdatedGroup] : []),
      ...(notes.length > 0 ? [codeNotesGroup] : []),
    ];
  };
  const view = vscode.window.createTreeView<Node>('verbatim.review', {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: childrenOf,
      getTreeItem: (node) => {
        if (node === outdatedGroup) return outdatedGroupItem(codings.length);
        if (node === codeNotesGroup) return codeNotesGroupItem(notes.length);
        if ('note' in node) return codeNoteItem(node);
        return 'coding' in node ? outdatedItem(node) : itemOf(node);
      },
    },
  });
  const refresh = (): void => {
    elements = registry.studies.flatMap((study) =>
      passagesToReview(study.visible, study.coder).map((placed) => ({
        study,
        placed,
        reference: referenceOf(study, placed),
      })),
    );
    codings = registry.studies.flatMap((study) => outdatedElements(study, outdated.of(study)));
    notes = registry.studies.flatMap(codeNotesOf);
    const count = elements.length + codings.length + notes.length;
    hasReview(count > 0);
    const tooltip = vscode.l10n.t('{0} to review', count);
    view.badge = count === 0 ? undefined : { value: count, tooltip };
    changed.fire(undefined);
  };
  for (const item of [view, changed]) subscriptions.add(item);
  subscriptions.add(registry.onDidChangeStudy(refresh));
  subscriptions.add(registry.onDidChangeStudies(refresh));
  subscriptions.add(outdated.onDidChange(refresh));
  subscriptions.add(registerStillFits(context));
  subscriptions.add(registerCloseNote(context));
  refresh();

  const find = (argument: Argument<PassageReference> | undefined): Element => {
    const reference = referenceIn(argument);
    const found = reference
      ? elements.find(
          (element) =>
            element.reference.id === reference.id && element.reference.sidecar === reference.sidecar,
        )
      : elements[0];
    if (!found) throw new UserError('review/none', vscode.l10n.t('There is no passage to review.'));
    return found;
  };
  const settle = ({ study, placed }: Element, span: Span): Promise<boolean> =>
    context
      .writerOf(study)
      .write(vscode.l10n.t('Settle a passage'), () =>
        settlePosition(study.store.snapshot.whole, targetOf(placed), span),
      );

  subscriptions.add(
    registerCommand(log, 'verbatim.reviewPassage', async (argument) => {
      const { study, placed } = find(argument);
      await comparison.show(study, placed);
    }),
  );
  subscriptions.add(
    registerCommand(log, 'verbatim.acceptPosition', async (argument) => {
      const element = find(argument);
      const span = followedSpan(context, element) ?? (await pickCandidate(element));
      if (span) await settle(element, span);
    }),
  );
  subscriptions.add(
    registerCommand(log, 'verbatim.reselectPassage', async (argument) => {
      const element = find(argument);
      const editor = vscode.window.activeTextEditor;
      const live = editor && context.live.of(editor.document);
      const isThere = live?.study === element.study && live.path === element.placed.sidecar.transcript;
      if (!editor || !isThere || editor.selection.isEmpty || editor.document.isDirty) {
        await vscode.window.showTextDocument(element.study.uriOf(element.placed.sidecar.transcript));
        throw new UserError(
          'review/no-selection',
          vscode.l10n.t(
            'Select the words in the saved transcript that the passage is to stand at, then choose this again.',
          ),
        );
      }
      await settle(element, toSpan(live.index, editor.selection));
    }),
  );
  subscriptions.add(
    registerCommand(log, 'verbatim.markLost', async (argument) => {
      const { study, placed } = find(argument);
      await context
        .writerOf(study)
        .write(vscode.l10n.t('Mark a passage lost'), () =>
          markLost(study.store.snapshot.whole, targetOf(placed)),
        );
    }),
  );
  subscriptions.add(
    registerCommand(log, 'verbatim.refreshPositions', async () => {
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
    }),
  );
  return subscriptions;
}

function targetOf({ sidecar, passage }: PlacedPassage): { readonly sidecar: string; readonly id: string } {
  return { sidecar: sidecar.path, id: passage.id };
}

/** Where a passage was followed to, if its text was edited in this window and is saved: then there is nothing to pick. */
function followedSpan(context: FeatureContext, { study, placed }: Element): Span | undefined {
  const key = study.uriOf(placed.sidecar.transcript).toString();
  const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === key);
  const live = document && !document.isDirty ? context.live.of(document) : undefined;
  return live?.passages.find(
    ({ passage, sidecar }) => passage === placed.passage && sidecar === placed.sidecar,
  )?.span;
}

/** The place proposed, or the one the user picks of several. */
async function pickCandidate({ study, placed }: Element): Promise<Span | undefined> {
  const [only, ...others] = placed.candidates;
  const transcript = study.visible.transcripts.get(placed.sidecar.transcript);
  if (!only || !transcript)
    throw new UserError(
      'review/lost',
      vscode.l10n.t('Nothing like this passage is left in the text. Select its words anew, or mark it lost.'),
    );
  if (others.length === 0) return only;
  const index = transcript.index();
  const items = placed.candidates.map((span) => ({
    label: shorten(transcript.text.slice(span.start, span.end), 80),
    description: vscode.l10n.t('line {0}', toRange(index, span).start.line + 1),
    detail: `…${shorten(transcript.text.slice(Math.max(0, span.start - 60), span.end + 60), 160)}…`,
    span,
  }));
  const choice = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Where does “{0}” stand now?', shorten(placed.passage.quote, 50)),
  });
  return choice?.span;
}

function itemOf({ study, placed, reference }: Element): vscode.TreeItem {
  const { passage, sidecar, status, candidates } = placed;
  const item = new vscode.TreeItem(shorten(passage.quote, 60));
  const name = fileNameOf(sidecar.transcript);
  const what =
    status === 'edited'
      ? vscode.l10n.t('words changed')
      : status === 'ambiguous'
        ? vscode.l10n.t('{0} places possible', candidates.length)
        : vscode.l10n.t('not found');
  item.id = `${study.root.toString()}#${sidecar.path}#${passage.id}`;
  item.description = `${what} · ${sidecar.coder}, ${name}`;
  item.iconPath = new vscode.ThemeIcon(
    { edited: 'edit', ambiguous: 'question', lost: 'search-stop' }[status as string] ?? 'warning',
  );
  item.contextValue = candidates.length > 0 ? 'review-found' : 'review-missing';
  item.tooltip = [passage.quote, namesOf({ study, placed }), what].join('\n\n');
  item.accessibilityInformation = {
    label: [passage.quote, namesOf({ study, placed }), what, name].join(', '),
  };
  item.command = {
    command: 'verbatim.reviewPassage',
    title: vscode.l10n.t('Compare'),
    arguments: [reference],
  };
  return item;
}
