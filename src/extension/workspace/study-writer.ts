import * as vscode from 'vscode';
import { UserError } from '../../core/base/user-error';
import { readSidecar } from '../../core/format/read-sidecar';
import { carryOut, type StudyEdit } from '../../core/study/edit';
import type { StudySnapshot } from '../../core/study/snapshot';
import { StalePlan, writeEdit, writeEdits, type WritingPorts } from '../../core/study/write-edits';
import { blobId } from '../../core/text/blob-id';
import type { ByteTools } from '../../core/text/bytes';
import { findUnsaved, type OpenStudy } from './open-study';

/** Something the user did that can be undone. */
interface Deed {
  readonly label: string;
  /** What takes the deed back, its last step first; each step in the order in which it is taken back. */
  readonly steps: readonly (readonly StudyEdit[])[];
  /** The series that it is the last part of. */
  readonly series?: object | undefined;
}

/** After so many plans that were out of date, edits are carried out on whatever the file holds. */
const mostPlans = 5;

/** Writes edits into one study's files and remembers how to take them back. */
export class StudyWriter {
  readonly #study: OpenStudy;
  readonly #bytes: ByteTools;
  #done: Deed[] = [];
  #undone: Deed[] = [];
  #queue: Promise<unknown> = Promise.resolve();
  readonly #written = new Map<string, string>();

  constructor(study: OpenStudy, bytes: ByteTools) {
    this.#study = study;
    this.#bytes = bytes;
  }

  /**
   * Carries out what the user asked for, one request after the other: all of the edits or, when one is refused, none.
   * The edits are computed when their turn comes, from the study as it is then; the plan may wait for what it needs. They
   * are computed again where a sidecar turns out to be another one, as when another window has coded the same words.
   * @param series what is written in one series, with nothing else in between, is undone as one
   * @returns false when there was nothing to do
   * @throws UserError when something is refused
   */
  write(
    label: string,
    plan: () => readonly StudyEdit[] | Promise<readonly StudyEdit[]>,
    series?: object,
  ): Promise<boolean> {
    return this.#inTurn(async () => {
      if (!vscode.workspace.isTrusted)
        throw new UserError(
          'write/restricted',
          vscode.l10n.t(
            'This window is in Restricted Mode, in which studies are read and not changed. Trust the folder to code in it.',
          ),
        );
      const step = await this.#carryOutPlanned(plan);
      if (!step) return false;
      const last = this.#done.at(-1);
      if (last && series && last.series === series)
        this.#done.splice(-1, 1, { ...last, steps: [step, ...last.steps] });
      else this.#done.push({ label, steps: [step], series });
      this.#undone = [];
      return true;
    });
  }

  /** Takes back the last step of a series, if it was the last thing done. @returns false when it was not */
  stepBack(series: object): Promise<boolean> {
    return this.#inTurn(async () => {
      const last = this.#done.at(-1);
      const [step, ...others] = last?.steps ?? [];
      if (!last || !step || last.series !== series) return false;
      await this.#carryOutAll(step);
      this.#done.splice(-1, 1, ...(others.length === 0 ? [] : [{ ...last, steps: others }]));
      return true;
    });
  }

  /** Takes back the last deed. @returns what was taken back, or undefined when there is nothing left to undo */
  undo(): Promise<string | undefined> {
    return this.#inTurn(() => this.#reverse(this.#done, this.#undone));
  }

  redo(): Promise<string | undefined> {
    return this.#inTurn(() => this.#reverse(this.#undone, this.#done));
  }

  /** Waits until everything asked for so far is written and read again: what a command looks at must not be older. */
  async settled(): Promise<void> {
    await this.#queue;
  }

  async #reverse(from: Deed[], to: Deed[]): Promise<string | undefined> {
    const deed = from.pop();
    if (!deed) return undefined;
    try {
      to.push({ label: deed.label, steps: [await this.#carryOutAll(deed.steps.flat())] });
    } catch (error) {
      // What could not be written may be written next time; a record that is gone never comes back.
      const isHopeless = error instanceof UserError && !error.code.startsWith('write/');
      if (!isHopeless) from.push(deed);
      throw error;
    }
    return deed.label;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  /** @returns the edits that take all of this back, or undefined when there is nothing to do */
  async #carryOutPlanned(
    plan: () => readonly StudyEdit[] | Promise<readonly StudyEdit[]>,
  ): Promise<readonly StudyEdit[] | undefined> {
    for (let plans = 1; ; plans++) {
      const { snapshot } = this.#study.store;
      const edits = await plan();
      if (edits.length === 0) return undefined;
      try {
        return await this.#carryOutAll(edits, plans < mostPlans ? snapshot : undefined);
      } catch (error) {
        if (!(error instanceof StalePlan)) throw error;
      }
    }
  }

  /** Whether a sidecar is the one that was read when edits to it were computed. */
  #isAsRead({ whole }: StudySnapshot, { kind, path }: StudyEdit, text: string | undefined): boolean {
    if (kind !== 'sidecar') return true;
    const digest = text === undefined ? undefined : blobId(this.#bytes.encodeUtf8(text), this.#bytes);
    return whole.sidecars.get(path)?.digest === digest;
  }

  /**
   * @param planned the study that the edits were computed from, where they are to be refused for any other
   * @returns the edits that take all of this back, last first
   */
  async #carryOutAll(edits: readonly StudyEdit[], planned?: StudySnapshot): Promise<readonly StudyEdit[]> {
    const ports: WritingPorts = {
      files: this.#study.files,
      bytes: this.#bytes,
      written: this.#written,
      isAsPlanned: (edit, text) => !planned || this.#isAsRead(planned, edit, text),
    };
    // Coding goes on in the file that was coded in last; the texts of others are not kept.
    const paths = new Set(edits.map(({ path }) => path));
    for (const path of this.#written.keys()) if (!paths.has(path)) this.#written.delete(path);
    try {
      return await writeEdits(edits, (edit) => {
        const unsaved = findUnsaved(this.#study.uriOf(edit.path));
        return unsaved ? editUnsaved(unsaved, edit) : writeEdit(edit, ports);
      });
    } finally {
      await this.#study.store.refresh(edits.map(({ path }) => path));
    }
  }
}

/** A file with unsaved changes is changed in its editor and saved, provided that the result can be read. */
async function editUnsaved(document: vscode.TextDocument, edit: StudyEdit): Promise<StudyEdit> {
  const name = document.uri.path.split('/').pop() ?? '';
  const before = document.getText();
  const { text, inverse } = carryOut(edit, before);
  if (text === undefined || (edit.kind === 'sidecar' && readSidecar(text, edit.path).value === undefined))
    throw new UserError(
      'write/unsaved',
      vscode.l10n.t(
        '{0} has unsaved changes that cannot be read, so nothing was changed in it. Put them right or undo them first.',
        name,
      ),
    );
  if (!(await replaceText(document, text)) || !(await document.save())) {
    // What was refused must not be saved later on, with whatever else is in the editor.
    if (document.getText() === text) await replaceText(document, before);
    throw new UserError(
      'write/unsaved',
      vscode.l10n.t('{0} has unsaved changes and could not be saved. Save it first.', name),
    );
  }
  return inverse;
}

async function replaceText(document: vscode.TextDocument, text: string): Promise<boolean> {
  const changes = new vscode.WorkspaceEdit();
  const whole = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
  changes.replace(document.uri, whole, text);
  return vscode.workspace.applyEdit(changes);
}
