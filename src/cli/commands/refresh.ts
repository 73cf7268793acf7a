import { type ChangedWords, findChangedWords } from '../../core/actions/changed-words';
import { reattachSidecar } from '../../core/actions/reattach-sidecar';
import { editedSpan, passagesToReview, refreshPositions } from '../../core/actions/review-passage';
import type { Problem } from '../../core/base/problem';
import { requireCoder } from '../../core/exchange/export/select-passages';
import { sidecarPath } from '../../core/model/sidecar-path';
import { studyFileName } from '../../core/model/study';
import { findOldText } from '../../core/study/old-text';
import type { StudyEdit } from '../../core/study/edit';
import type { PlacedPassage } from '../../core/study/placed-passages';
import { findRenamedTranscript } from '../../core/study/renamed-transcripts';
import type { StudyView } from '../../core/study/snapshot';
import { findVanishedWords } from '../../core/study/vanished-words';
import { readText, writeEdit, writeEdits } from '../../core/study/write-edits';
import { normaliseText } from '../../core/text/normal-text';
import { counted } from '../counted';
import type { Output } from '../output';
import type { CommonOptions, ExitCode } from '../command';
import { type OpenedStudy, openStudy } from '../study-folder';
import { toOneLine } from '../terminal-text';
import { printProblem } from './check';

export interface RefreshOptions extends CommonOptions {
  readonly coder?: string;
  /** Only report what a refresh would do. */
  readonly check?: true;
  /** Renew passages whose words have changed as well. */
  readonly acceptEdited?: true;
  /** Attach sidecars to transcripts that were renamed. */
  readonly reattach?: true;
}

/**
 * `verbatim refresh`: writes the places that passages have in today's transcripts, for one or all coders. What needs review
 * is named and left as it is, save passages with other words when that is asked for.
 */
export async function refresh(
  output: Output,
  { study, json, coder, check, reattach, ...options }: RefreshOptions,
): Promise<ExitCode> {
  const acceptEdited = options.acceptEdited ?? false;
  const opened = await openStudy(study);
  const { ports, store } = opened;
  if (coder !== undefined) requireCoder(store.snapshot.whole, coder);
  const reattached = reattach ? await reattachAll(opened, { coder, check }) : [];
  const { whole } = store.snapshot;
  const vanished = findVanishedWords(whole);
  const edits = [...whole.sidecars.values()]
    .filter(
      (sidecar) =>
        (coder === undefined || sidecar.coder === coder) && whole.transcripts.has(sidecar.transcript),
    )
    .flatMap((sidecar) => refreshPositions(whole, sidecar.transcript, sidecar.coder, { acceptEdited }));
  const needReview = passagesToReview(whole, coder);
  const accepted = acceptEdited ? needReview.flatMap((placed) => describeEdited(whole, placed)) : [];
  const review = needReview
    .filter((placed) => !acceptEdited || !editedSpan(placed))
    .map(({ sidecar, passage, status }) => ({
      sidecar: sidecar.path,
      id: passage.id,
      quote: passage.quote,
      status,
    }));
  let left: readonly Problem[] = [];
  if (!check) {
    await writeEdits(edits, (edit) => writeEdit(edit, ports));
    await store.refresh();
    const read = async (path: string) => normaliseText((await readText(path, ports)) ?? '');
    left = await findOldText(store.snapshot, read, store.snapshot.whole, vanished);
  }
  const outdated = edits.map(({ path }) => path);
  if (json)
    output.json({
      reattached,
      [check ? 'outdated' : 'refreshed']: outdated,
      accepted,
      review,
      oldText: left,
    });
  else {
    for (const { from, to } of reattached) output.line(`${from}: ${check ? 'belongs to' : 'is now'} ${to}`);
    for (const edit of edits)
      output.line(
        `${edit.path}: ${countPlaced(edit)}${check ? ' to be brought up to date' : ' brought up to date'}`,
      );
    for (const { sidecar, changes } of accepted)
      output.line(`${sidecar}: ${check ? 'would accept' : 'accepted'} ${changes.map(toArrow).join('; ')}`);
    for (const { sidecar, quote, status } of review)
      output.line(`${sidecar}: needs review (${status}): “${toOneLine(quote, 60)}”`);
    for (const problem of left) printProblem(output, problem);
    if (reattached.length + outdated.length + review.length + left.length === 0)
      output.line('Every passage stands where its sidecar says.');
  }
  const isUnfinished = review.length + left.length > 0;
  return isUnfinished || (check && outdated.length + reattached.length > 0) ? 1 : 0;
}

/** Attaches every sidecar whose transcript was renamed, all of them or none. */
async function reattachAll(
  { ports, store }: OpenedStudy,
  { coder, check }: { readonly coder: string | undefined; readonly check: true | undefined },
): Promise<readonly { readonly from: string; readonly to: string }[]> {
  const moves: { from: string; to: string }[] = [];
  const { whole } = store.snapshot;
  for (const sidecar of whole.sidecars.values()) {
    if (coder !== undefined && sidecar.coder !== coder) continue;
    const transcript = await findRenamedTranscript(whole, sidecar, ports.files);
    if (transcript === undefined) continue;
    moves.push({ from: sidecar.path, to: sidecarPath(transcript, sidecar.coder) });
    if (check) continue;
    const texts = {
      sidecar: (await readText(sidecar.path, ports)) ?? '',
      studyFile: (await readText(studyFileName, ports)) ?? '',
    };
    const edits = reattachSidecar(whole, { sidecar: sidecar.path, transcript }, texts);
    await writeEdits(edits, (edit) => writeEdit(edit, ports));
  }
  if (moves.length > 0 && !check) await store.refresh();
  return moves;
}

interface AcceptedPassage {
  readonly sidecar: string;
  readonly id: string;
  readonly changes: readonly ChangedWords[];
}

/** What has changed in a passage that is accepted although its words have. */
function describeEdited(view: StudyView, placed: PlacedPassage): readonly AcceptedPassage[] {
  const { sidecar, passage } = placed;
  const span = editedSpan(placed);
  const text = view.transcripts.get(sidecar.transcript)?.text;
  if (!span || text === undefined) return [];
  const changes = findChangedWords(passage.quote, text.slice(span.start, span.end));
  return [{ sidecar: sidecar.path, id: passage.id, changes }];
}

function toArrow({ old, now }: ChangedWords): string {
  return `“${toOneLine(old, 60)}” → “${toOneLine(now, 60)}”`;
}

/** How many passages an edit gives a new place. */
function countPlaced(edit: StudyEdit): string {
  const changes = edit.kind === 'sidecar' ? edit.changes : [];
  return counted(changes.filter(({ kind }) => kind === 'set-position').length, 'passage');
}
