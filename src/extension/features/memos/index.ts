import * as vscode from 'vscode';
import { deleteNote, rewriteNote, writeNote } from '../../../core/actions/write-note';
import { writeMemo } from '../../../core/actions/write-memo';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { localDay } from '../../../core/base/local-day';
import { registerCommand, registerKeyCommand } from '../../commands';
import {
  type Argument,
  type EntryReference,
  type MemoArgument,
  type PassageReference,
  referenceIn,
  type TranscriptReference,
} from '../../contributions';
import { reachEditor } from '../../typed-pick';
import type { FeatureContext } from '../feature';
import { findPassage, requireStudy } from '../passages/targets';
import { registerMemosView } from './memos-view';
import { type MemoComment, MemoThread } from './thread';
import { noteSubjectOf, ownMemoOf, type Topic } from './topic';

/** Memos and notes: written in one thread, listed in the **Memos** view. */
export function register(context: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  const { log } = context;
  const thread = subscriptions.add(new MemoThread(context));

  subscriptions.add(
    registerKeyCommand(context, 'verbatim.editMemo', (argument) =>
      context.typeAhead.during(async () => {
        const topic = await topicOf(context, argument);
        if (!topic) return;
        const { study } = topic;
        // In Restricted Mode, memos are read.
        const mayWrite = vscode.workspace.isTrusted;
        if (mayWrite) await context.coders.require(study, context.writerOf(study));
        await thread.show(topic);
        // The box has the focus as soon as the editor has drawn the comment that is being changed.
        await reachEditor();
        const { text } = context.typeAhead.take();
        if (text !== '') await vscode.commands.executeCommand('type', { text });
      }),
    ),
  );

  /** The topic of the thread that is open, and who writes in it. */
  const writing = async (): Promise<{ readonly topic: Topic; readonly coder: string } | undefined> => {
    const { topic } = thread;
    const coder = topic && (await context.coders.require(topic.study, context.writerOf(topic.study)));
    return topic && coder !== undefined ? { topic, coder } : undefined;
  };
  const saveMemo = async (text: string): Promise<void> => {
    const now = await writing();
    const subject = now && ownMemoOf(now.topic, now.coder);
    if (!subject) return;
    const { study } = now.topic;
    await context
      .writerOf(study)
      .write(vscode.l10n.t('Write a memo'), () => writeMemo(study.store.snapshot, subject, text));
  };
  const addNote = async (text: string, isClosing: boolean): Promise<void> => {
    const now = await writing();
    const subject = now && noteSubjectOf(now.topic);
    if (!subject) return;
    const { study } = now.topic;
    const intent = { subject, by: now.coder, text, day: localDay(Date.now()), isClosing };
    await context
      .writerOf(study)
      .write(vscode.l10n.t('Write a note'), () => writeNote(study.store.snapshot, intent, context.newId));
  };

  subscriptions.add(registerCommand(log, 'verbatim.addNote', ({ text }) => addNote(text, false)));
  subscriptions.add(registerCommand(log, 'verbatim.closeDiscussion', ({ text }) => addNote(text, true)));
  subscriptions.add(
    registerCommand(log, 'verbatim.editComment', async (comment) => {
      thread.edit(comment as MemoComment, true);
      await Promise.resolve();
    }),
  );
  subscriptions.add(
    registerCommand(log, 'verbatim.cancelComment', async (comment) => {
      thread.edit(comment as MemoComment, false);
      await Promise.resolve();
    }),
  );
  subscriptions.add(
    registerCommand(log, 'verbatim.saveComment', async (given) => {
      const comment = given as MemoComment;
      const { what, body } = comment;
      const now = await writing();
      if (!now) return;
      if (what.kind === 'memo') await saveMemo(body);
      else {
        const { study } = now.topic;
        const subject = noteSubjectOf(now.topic);
        if (subject)
          await context
            .writerOf(study)
            .write(vscode.l10n.t('Change a note'), () =>
              rewriteNote(study.store.snapshot, subject, what.note, body),
            );
      }
      thread.edit(comment, false);
    }),
  );
  subscriptions.add(
    registerCommand(log, 'verbatim.deleteComment', async (given) => {
      const { what } = given as MemoComment;
      if (what.kind === 'memo') return saveMemo('');
      const now = await writing();
      const subject = now && noteSubjectOf(now.topic);
      if (subject)
        await context
          .writerOf(now.topic.study)
          .write(vscode.l10n.t('Delete a note'), () => deleteNote(subject, what.note));
      return undefined;
    }),
  );
  subscriptions.add(registerMemosView(context));
  return subscriptions;
}

/** What a command names, else the passage at the cursor. */
async function topicOf(
  context: FeatureContext,
  argument: MemoArgument | undefined,
): Promise<Topic | undefined> {
  const entry = entryIn(argument);
  if (entry) {
    const study = requireStudy(context, entry.study);
    const { kind, id } = entry;
    return kind === 'question' ? undefined : { kind, study, id };
  }
  const reference = referenceIn(argument as Argument<PassageReference | TranscriptReference> | undefined);
  if (reference && 'transcript' in reference) {
    const study = context.registry.studyAt(reference.study);
    return study && { kind: 'transcript', study, transcript: reference.transcript };
  }
  const target = await findPassage(context, reference, vscode.l10n.t('Write a memo on which passage?'));
  return (
    target && {
      kind: 'passage',
      study: target.study,
      sidecar: target.placed.sidecar.path,
      id: target.placed.passage.id,
    }
  );
}

function entryIn(argument: MemoArgument | undefined): EntryReference | undefined {
  if (!argument) return undefined;
  if ('entry' in argument) return argument.entry;
  return 'kind' in argument && !('reference' in argument) ? argument : undefined;
}
