import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import type { Note } from '../../../core/model/passage';
import type { FeatureContext } from '../feature';
import { discussionOnTopic, memosOnTopic, ownMemoOf, placeOf, titleOf, type Topic } from './topic';

/** A memo or note as a comment of the thread. Bodies are plain text, which the editor shows as it is. */
export interface MemoComment extends vscode.Comment {
  readonly body: string;
  readonly what: { readonly kind: 'memo' } | { readonly kind: 'note'; readonly note: Note };
  mode: vscode.CommentMode;
}

/**
 * The one thread in which memos and notes are read and written. It is opened on demand at its topic: threads in bulk
 * block the editor.
 */
export class MemoThread implements Disposable {
  readonly #context: FeatureContext;
  readonly #subscriptions = new DisposableStore();
  readonly #controller: vscode.CommentController;
  #open:
    { readonly topic: Topic; readonly thread: vscode.CommentThread; comments: MemoComment[] } | undefined;

  constructor(context: FeatureContext) {
    this.#context = context;
    this.#controller = this.#subscriptions.add(
      vscode.comments.createCommentController('verbatim.memos', vscode.l10n.t('Memos')),
    );
    this.#controller.options = {
      prompt: vscode.l10n.t('Add a note…'),
      placeHolder: vscode.l10n.t('A note to the others. Ctrl+Enter adds it.'),
    };
    this.#subscriptions.add(context.registry.onDidChangeStudy(() => this.#renew()));
    this.#subscriptions.add(context.registry.onDidChangeStudies(() => this.#renew()));
  }

  get topic(): Topic | undefined {
    return this.#open?.topic;
  }

  /** Opens the thread of a topic, with the viewer's own memo ready to be written. */
  async show(topic: Topic): Promise<void> {
    const { uri, range } = await placeOf(this.#context, topic);
    const editor = await vscode.window.showTextDocument(uri, {
      selection: new vscode.Range(range.end, range.end),
    });
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    this.close();
    const comments = commentsOn(topic);
    const isDrawn = boxIsDrawn();
    const thread = this.#controller.createCommentThread(uri, range, comments);
    this.#open = { topic, thread, comments };
    this.#describe();
    thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
    // The focus goes into a comment that begins to be changed, once there is something to see.
    if (!(await isDrawn)) return;
    const own = ownMemoIn(comments) ?? draftOf(topic);
    if (own) this.edit(own, true);
    else await vscode.commands.executeCommand('workbench.action.focusCommentOnCurrentLine');
  }

  /** Puts a comment into the state in which its text is changed, or takes it back out of it. */
  edit(comment: MemoComment, isEdited: boolean): void {
    if (!this.#open) return;
    const { Editing, Preview } = vscode.CommentMode;
    comment.mode = isEdited ? Editing : Preview;
    // What was typed and not saved is forgotten.
    const { topic, comments } = this.#open;
    if (!isEdited) this.#show(commentsOn(topic));
    else this.#show(comments.includes(comment) ? comments : [comment, ...comments]);
  }

  close(): void {
    this.#open?.thread.dispose();
    this.#open = undefined;
  }

  dispose(): void {
    this.close();
    this.#subscriptions.dispose();
  }

  /** After a change of the study: what is being written stays. */
  #renew(): void {
    if (!this.#open) return;
    const { topic, comments } = this.#open;
    if (comments.some(({ mode }) => mode === vscode.CommentMode.Editing)) return;
    try {
      this.#show(commentsOn(topic));
    } catch {
      // What it was about is gone.
      this.close();
    }
  }

  #show(comments: MemoComment[]): void {
    if (!this.#open) return;
    this.#open.comments = comments;
    this.#open.thread.comments = comments;
    this.#describe();
  }

  #describe(): void {
    if (!this.#open) return;
    const { topic, thread } = this.#open;
    const { coder } = topic.study;
    const mayWrite = vscode.workspace.isTrusted && coder !== undefined;
    const discussion = discussionOnTopic(topic);
    thread.label = titleOf(topic);
    thread.canReply = mayWrite && topic.kind !== 'transcript';
    thread.contextValue = discussion?.isOpen ? 'open' : 'closed';
    if (discussion) {
      const { Resolved, Unresolved } = vscode.CommentThreadState;
      thread.state = discussion.isOpen ? Unresolved : Resolved;
    }
  }
}

function ownMemoIn(comments: readonly MemoComment[]): MemoComment | undefined {
  return comments.find(({ what, contextValue }) => what.kind === 'memo' && contextValue === 'own');
}

/** A memo that is yet to be written; undefined where the viewer may write none. */
function draftOf(topic: Topic): MemoComment | undefined {
  const { coder } = topic.study;
  if (!vscode.workspace.isTrusted || coder === undefined || !ownMemoOf(topic, coder)) return undefined;
  return {
    body: '',
    mode: vscode.CommentMode.Preview,
    author: { name: nameOf(topic, coder) },
    label: vscode.l10n.t('Memo'),
    contextValue: 'own',
    what: { kind: 'memo' },
  };
}

function nameOf({ study }: Topic, coder: string): string {
  return study.visible.study.coders.get(coder)?.name ?? coder;
}

function commentsOn(topic: Topic): MemoComment[] {
  const { study } = topic;
  const { Preview } = vscode.CommentMode;
  const memos = memosOnTopic(topic).map((memo): MemoComment => {
    const isOwn = memo.kind !== 'coding' && (memo.coder === undefined || memo.coder === study.coder);
    const code =
      memo.kind === 'coding' ? (study.visible.codebook.resolve(memo.code)?.name ?? memo.code) : undefined;
    return {
      body: memo.text,
      mode: Preview,
      author: { name: memo.coder === undefined ? vscode.l10n.t('Codebook') : nameOf(topic, memo.coder) },
      label: code === undefined ? vscode.l10n.t('Memo') : vscode.l10n.t('Memo on {0}', code),
      contextValue: isOwn ? 'own' : 'other',
      what: { kind: 'memo' },
    };
  });
  const notes = (discussionOnTopic(topic)?.notes ?? []).map((note): MemoComment => ({
    body: note.text,
    mode: Preview,
    author: { name: nameOf(topic, note.by) },
    label: [vscode.l10n.t('Note'), note.date, note.open === false && vscode.l10n.t('closed the discussion')]
      .filter(Boolean)
      .join(' · '),
    contextValue: note.by === study.coder ? 'own' : 'other',
    what: { kind: 'note', note },
  }));
  return [...memos, ...notes];
}

/** Longer than drawing takes on a busy machine; in milliseconds. */
const longestDrawing = 10_000;

/** Resolves when the editor has drawn a box to write in, which is told by the document behind it: true, or false if none comes. */
function boxIsDrawn(): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (isThere: boolean): void => {
      clearTimeout(timer);
      listener.dispose();
      resolve(isThere);
    };
    const listener = vscode.workspace.onDidOpenTextDocument(({ uri }) => {
      if (uri.scheme === 'comment') end(true);
    });
    const timer = setTimeout(end, longestDrawing, false);
  });
}
