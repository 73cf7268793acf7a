import { UserError } from '../base/user-error';
import type { CodingDetail, Passage } from '../model/passage';
import type { IdSource } from '../model/ulid';
import type { StudyEdit } from '../study/edit';
import type { StudyView } from '../study/snapshot';
import { unitFrom } from '../transcript/speech-units';
import { locate, readableTranscript, trimSpan } from './apply-code';
import type { PassageTarget } from './change-passage';
import { ownBase, placePassage } from './position-change';
import { writablePassage } from './writable-sidecar';

/**
 * Splits a passage in two with the same codes. The first part stays the passage, with its memos; the second is a new one.
 * @param offset UTF-16 offset into the transcript; inside a word, the word goes to the second part
 * @throws UserError when the passage cannot be changed, or one of the parts would be empty
 */
export function splitPassage(
  view: StudyView,
  target: PassageTarget,
  offset: number,
  newId: IdSource,
): readonly StudyEdit[] {
  const { sidecar, passage, span } = writablePassage(view, target.sidecar, target.id);
  const transcript = readableTranscript(view, sidecar.transcript);
  const { text } = transcript;
  const word = unitFrom({ text, transcript: transcript.turns() }, offset, 'word');
  const at = word && word.start < offset ? word.start : offset;
  if (!span || at <= span.start || at >= span.end) throw nothingToSplit(target);
  const first = trimSpan(text, { start: span.start, end: at });
  const second = trimSpan(text, { start: at, end: span.end });
  if (first.start === first.end || second.start === second.end) throw nothingToSplit(target);
  const base = ownBase(sidecar, transcript);
  const codings = withoutMemos(passage.codings);
  const added: Passage = {
    id: newId(),
    ...locate(transcript, second),
    ...(base === undefined ? {} : { base }),
    codes: passage.codes,
    ...(codings ? { codings } : {}),
  };
  return [
    {
      kind: 'sidecar',
      path: sidecar.path,
      changes: [placePassage(sidecar, transcript, target.id, first), { kind: 'add-passage', passage: added }],
    },
  ];
}

/** A memo says something once. */
function withoutMemos(codings: Passage['codings']): Passage['codings'] {
  const kept = Object.entries(codings ?? {}).flatMap(([code, detail]): [string, CodingDetail][] => {
    const fields = Object.entries(detail).filter(([key]) => key !== 'memo');
    return fields.length === 0 ? [] : [[code, Object.fromEntries(fields)]];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function nothingToSplit(target: PassageTarget): UserError {
  return new UserError(
    'passage/nothing-to-split',
    'Put the cursor between two words of the passage: it is split there.',
    { ...target },
  );
}
