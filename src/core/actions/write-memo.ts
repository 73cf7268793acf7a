import { UserError } from '../base/user-error';
import { sidecarPath } from '../model/sidecar-path';
import { codebookFileName } from '../model/study';
import type { StudyEdit } from '../study/edit';
import type { MemoSubject } from '../study/memos';
import type { StudySnapshot } from '../study/snapshot';
import { setMemo } from './change-passage';
import { readableCodebook } from './readable-codebook';
import { startSidecar } from './start-sidecar';

/**
 * Writes a memo; an empty one removes it.
 * @returns no edits when the memo reads like that already
 * @throws UserError when what it is on is not there any more, or cannot be changed
 */
export function writeMemo(snapshot: StudySnapshot, subject: MemoSubject, text: string): readonly StudyEdit[] {
  const memo = text.trim() === '' ? undefined : text;
  switch (subject.kind) {
    case 'passage':
      return setMemo(snapshot.whole, subject, text);
    case 'transcript': {
      const { transcript, coder } = subject;
      const { sidecar, start } = startSidecar(snapshot.whole, transcript, coder);
      if (sidecar?.value.memo === memo) return [];
      const changes = [...start, { kind: 'set-transcript-memo' as const, memo }];
      return [{ kind: 'sidecar', path: sidecarPath(transcript, coder), changes }];
    }
    case 'code':
    case 'theme': {
      const { id, kind } = subject;
      const codebook = readableCodebook(snapshot);
      const entry = kind === 'code' ? codebook.codes.get(id) : codebook.themes.get(id);
      if (!entry)
        throw new UserError('codebook/gone', `The codebook has no ${kind} “${id}” any more.`, { id });
      if (entry.memo === memo) return [];
      const set = kind === 'code' ? 'set-code' : 'set-theme';
      return [{ kind: 'codebook', path: codebookFileName, changes: [{ kind: set, id, fields: { memo } }] }];
    }
  }
}
