import * as vscode from 'vscode';
import { UserError } from '../../../core/base/user-error';
import { locateCode } from '../../../core/format/locate-code';
import { fileNameOf } from '../../../core/format/study-path';
import { codebookFileName } from '../../../core/model/study';
import { discussionOn, type Discussion, type NoteSubject } from '../../../core/study/discussions';
import { type Memo, memosOn, type MemoSubject } from '../../../core/study/memos';
import { placePassages, type PlacedPassage } from '../../../core/study/placed-passages';
import { toRange } from '../../convert';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';
import { namesOf } from '../passages/targets';

/** What people write memos on and notes about: a passage, a transcript, a code or a theme of a study. */
export type Topic =
  | { readonly kind: 'passage'; readonly study: OpenStudy; readonly sidecar: string; readonly id: string }
  | { readonly kind: 'transcript'; readonly study: OpenStudy; readonly transcript: string }
  | { readonly kind: 'code' | 'theme'; readonly study: OpenStudy; readonly id: string };

/** @throws UserError when the passage is not there any more */
function passageOf({ study, sidecar, id }: Extract<Topic, { kind: 'passage' }>): PlacedPassage {
  const loaded = study.visible.sidecars.get(sidecar);
  const placed = loaded && placePassages(study.visible, loaded).find(({ passage }) => passage.id === id);
  if (!placed) throw new UserError('passage/gone', vscode.l10n.t('This passage is not there any more.'));
  return placed;
}

export function titleOf(topic: Topic): string {
  const { study } = topic;
  switch (topic.kind) {
    case 'passage':
      return namesOf({ study, placed: passageOf(topic) });
    case 'transcript':
      return fileNameOf(topic.transcript);
    case 'code':
      return study.visible.codebook.codes.get(topic.id)?.name ?? topic.id;
    case 'theme':
      return study.visible.codebook.themes.get(topic.id)?.name ?? topic.id;
  }
}

/** The memos on a topic that the viewer may see. */
export function memosOnTopic(topic: Topic): readonly (Memo & { readonly coder?: string })[] {
  const { study, kind } = topic;
  switch (kind) {
    case 'passage': {
      const placed = passageOf(topic);
      return memosOn(placed).map((memo) => ({ ...memo, coder: placed.sidecar.coder }));
    }
    case 'transcript': {
      const { transcript } = topic;
      return study.visible
        .sidecarsOf(transcript)
        .flatMap(({ coder, value }) =>
          value.memo === undefined ? [] : [{ kind, text: value.memo, transcript, coder }],
        );
    }
    case 'code':
    case 'theme': {
      const entries = kind === 'code' ? study.visible.codebook.codes : study.visible.codebook.themes;
      const memo = entries.get(topic.id)?.memo;
      return memo === undefined ? [] : [{ kind, text: memo, id: topic.id }];
    }
  }
}

/** What a coder's memo on a topic would be on; undefined on somebody else's passage. */
export function ownMemoOf(topic: Topic, coder: string): MemoSubject | undefined {
  switch (topic.kind) {
    case 'passage': {
      const { sidecar, id } = topic;
      return passageOf(topic).sidecar.coder === coder ? { kind: 'passage', sidecar, id } : undefined;
    }
    case 'transcript':
      return { kind: 'transcript', transcript: topic.transcript, coder };
    default:
      return { kind: topic.kind, id: topic.id };
  }
}

/** What notes on a topic are about; transcripts are not discussed as a whole. */
export function noteSubjectOf(topic: Topic): NoteSubject | undefined {
  switch (topic.kind) {
    case 'passage': {
      const { transcript, coder } = passageOf(topic).sidecar;
      return { kind: 'passage', transcript, coder, id: topic.id };
    }
    case 'transcript':
      return undefined;
    default:
      return { kind: topic.kind, id: topic.id };
  }
}

export function discussionOnTopic(topic: Topic): Discussion | undefined {
  const subject = noteSubjectOf(topic);
  return subject && discussionOn(topic.study.visible, subject);
}

/** Where a topic's thread is shown. */
export interface Place {
  readonly uri: vscode.Uri;
  readonly range: vscode.Range;
}

/** A passage that needs review is shown at its record: nobody knows where it is. */
export async function placeOf(context: FeatureContext, topic: Topic): Promise<Place> {
  const { study } = topic;
  const top = new vscode.Range(0, 0, 0, 0);
  switch (topic.kind) {
    case 'transcript':
      return { uri: study.uriOf(topic.transcript), range: top };
    case 'passage': {
      const { sidecar, span } = passageOf(topic);
      const document = await vscode.workspace.openTextDocument(
        study.uriOf(span ? sidecar.transcript : sidecar.path),
      );
      if (!span) return { uri: document.uri, range: rangeOf(document, topic.id) };
      const live = context.live.of(document);
      const now = live?.passages.find(
        (entry) => entry.sidecar.path === sidecar.path && entry.passage.id === topic.id,
      );
      const index = live && now ? live.index : study.visible.transcripts.get(sidecar.transcript)?.index();
      return { uri: document.uri, range: index ? toRange(index, now?.span ?? span) : top };
    }
    case 'code':
    case 'theme': {
      const document = await vscode.workspace.openTextDocument(study.uriOf(codebookFileName));
      const at =
        topic.kind === 'code'
          ? locateCode(document.getText(), topic.id)
          : document.getText().search(new RegExp(`^[ \\t]+${topic.id}[ \\t]*:`, 'm'));
      const position = document.positionAt(Math.max(0, at ?? 0));
      return { uri: document.uri, range: document.lineAt(position.line).range };
    }
  }
}

function rangeOf(document: vscode.TextDocument, words: string): vscode.Range {
  const at = Math.max(0, document.getText().indexOf(words));
  return new vscode.Range(document.positionAt(at), document.positionAt(at + words.length));
}
