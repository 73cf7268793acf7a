// A coder in a process of its own, through the real store on the disk, made to be killed:
// node coding-process.mjs FOLDER CODER COUNT SEED. What is on the disk for good is told in lines:
// `+ID TIME` coded, begun at TIME; `~ID` about to be deleted, `-ID` deleted, `!CODE` refused.
import { readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { applyCodes } from '../../src/core/actions/apply-code';
import { deletePassage } from '../../src/core/actions/change-passage';
import { refreshPositions } from '../../src/core/actions/review-passage';
import { UserError } from '../../src/core/base/user-error';
import { sidecarPath } from '../../src/core/model/sidecar-path';
import { createIdSource } from '../../src/core/model/ulid';
import type { StudyEdit } from '../../src/core/study/edit';
import { StudyStore } from '../../src/core/study/study-store';
import { writeEdit, writeEdits } from '../../src/core/study/write-edits';
import { nodeByteTools } from '../../src/node/byte-tools';
import { createNodeFileStore } from '../../src/node/file-store';
import { createDice } from '../support/study-generator';
import { longTranscript } from './long-transcript';

const [folder = '', coder = '', count = '', seed = ''] = process.argv.slice(2);
const dice = createDice(Number(seed));
const newId = createIdSource(Date.now, (bytes) => void globalThis.crypto.getRandomValues(bytes));
const ports = { files: createNodeFileStore(folder), bytes: nodeByteTools };
const store = await StudyStore.open(ports);
const sidecar = sidecarPath(longTranscript, coder);

const tell = (line: string): void => void writeSync(1, `${line}\n`);
const write = async (edits: readonly StudyEdit[]): Promise<void> => {
  await writeEdits(edits, (edit) => writeEdit(edit, ports));
};

for (let done = 0; done < Number(count); done++) {
  try {
    await store.refresh([sidecar, longTranscript]);
    const kind = dice(12);
    if (kind === 0) await deleteOne();
    else if (kind === 1) await editAndRefresh();
    else await codeOne();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    tell(`!${error.code}`);
  }
}

async function codeOne(): Promise<void> {
  const begun = Date.now();
  const view = store.snapshot.whole;
  const length = view.transcripts.get(longTranscript)?.text.length ?? 0;
  const start = dice(length - 80);
  const span = { start, end: start + 4 + dice(70) };
  const intent = { transcript: longTranscript, coder, span, codes: [`code-${dice(9)}`] };
  const edits = applyCodes(view, intent, newId);
  await write(edits);
  const ids = edits.flatMap((edit) =>
    edit.kind === 'sidecar'
      ? edit.changes.flatMap((change) => (change.kind === 'add-passage' ? [change.passage.id] : []))
      : [],
  );
  for (const id of ids) tell(`+${id} ${begun}`);
}

async function deleteOne(): Promise<void> {
  const view = store.snapshot.whole;
  const passages = view.sidecars.get(sidecar)?.value.passages ?? [];
  const passage = passages[dice(Math.max(1, passages.length))];
  if (!passage) return;
  tell(`~${passage.id}`);
  await write(deletePassage(view, { sidecar, id: passage.id }));
  tell(`-${passage.id}`);
}

/** Somebody puts a line above the interview; the positions are brought up to date. */
async function editAndRefresh(): Promise<void> {
  const file = path.join(folder, longTranscript);
  const aside = `${file}.${process.pid}.new`;
  writeFileSync(aside, `Note ${dice(1000)}.\n\n${readFileSync(file, 'utf8')}`);
  renameSync(aside, file);
  await store.refresh([longTranscript]);
  await write(refreshPositions(store.snapshot.whole, longTranscript, coder));
}
