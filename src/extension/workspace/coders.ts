import * as vscode from 'vscode';
import { isNameId } from '../../core/model/ids';
import { type Coder, coderWithEmail } from '../../core/model/study';
import type { Platform } from '../platform';
import type { OpenStudy } from './open-study';
import type { StudyWriter } from './study-writer';

/** The answer of someone who reads and does not code. */
const readsOnly = '';

/**
 * Finds out who is coding: the setting, else the coder with git's e-mail address, else the answer to a question asked
 * once and kept in the workspace's state, where git does not carry it.
 */
export class Coders {
  readonly #state: vscode.Memento;
  readonly #platform: Platform;
  readonly #identifiedWith = new WeakMap<OpenStudy, object>();

  constructor(state: vscode.Memento, platform: Platform) {
    this.#state = state;
    this.#platform = platform;
  }

  /** Sets a study's coder from what is known without asking. */
  async identify(study: OpenStudy): Promise<void> {
    this.#identifiedWith.set(study, study.store.snapshot.studyFile);
    study.coder = await this.#find(study);
  }

  /** The same, if the study file has changed since: it may name other coders, or other addresses. */
  async identifyAgain(study: OpenStudy): Promise<void> {
    if (this.#identifiedWith.get(study) !== study.store.snapshot.studyFile) await this.identify(study);
  }

  /** The study's coder, asking if need be; undefined when the question is not answered or the answer is "nobody". */
  async require(study: OpenStudy, writer: StudyWriter): Promise<string | undefined> {
    return study.coder ?? (await this.choose(study, writer));
  }

  /** Asks who is coding and keeps the answer. */
  async choose(study: OpenStudy, writer: StudyWriter): Promise<string | undefined> {
    const coders = [...study.store.snapshot.whole.study.coders.values()];
    const known = coders.map(({ id, name }) => ({ label: id, description: name ?? '', id }));
    const add = { label: vscode.l10n.t('$(add) Add a coder…'), id: undefined };
    const none = { label: vscode.l10n.t('$(eye) I only read'), id: readsOnly };
    const separator = { label: '', kind: vscode.QuickPickItemKind.Separator, id: undefined };
    const choice = await vscode.window.showQuickPick([...known, separator, add, none], {
      title: vscode.l10n.t('Who is coding in “{0}”?', study.title),
      placeHolder: vscode.l10n.t('Your codings go into files of your own. The answer stays on this machine.'),
    });
    if (!choice) return undefined;
    const id = choice === add ? await addCoder(study, writer, coders) : choice.id;
    if (id === undefined) return undefined;
    await this.#state.update(stateKey(study), id);
    study.coder = id === readsOnly ? undefined : id;
    return study.coder;
  }

  async #find(study: OpenStudy): Promise<string | undefined> {
    const { coders } = study.store.snapshot.whole.study;
    const setting = vscode.workspace.getConfiguration('verbatim', study.root).get<string>('coder', '');
    if (coders.has(setting)) return setting;
    const answer = this.#state.get<string>(stateKey(study));
    if (answer !== undefined) return coders.has(answer) ? answer : undefined;
    const email = await this.#platform.gitEmail(study.root);
    return email === undefined ? undefined : coderWithEmail(study.store.snapshot.whole.study, email);
  }
}

function stateKey(study: OpenStudy): string {
  return `coder:${study.root.toString()}`;
}

async function addCoder(
  study: OpenStudy,
  writer: StudyWriter,
  coders: readonly Coder[],
): Promise<string | undefined> {
  const taken = new Set(coders.map(({ id }) => id.toLowerCase()));
  const id = await vscode.window.showInputBox({
    title: vscode.l10n.t('Add a coder to “{0}”', study.title),
    prompt: vscode.l10n.t('Initials or a short name, for example MS. It becomes part of file names.'),
    validateInput: (value) => {
      if (taken.has(value.trim().toLowerCase()))
        return vscode.l10n.t('This study has a coder {0} already.', value.trim());
      if (value.trim().toLowerCase() === 'consensus')
        return vscode.l10n.t('“consensus” is reserved for what the coders settle on.');
      return isNameId(value.trim())
        ? undefined
        : vscode.l10n.t('Letters, digits, “-” and “_” only, beginning with a letter.');
    },
  });
  if (id === undefined) return undefined;
  const coder = { id: id.trim(), emails: [] };
  await writer.write(vscode.l10n.t('Add coder {0}', coder.id), () => [
    { kind: 'study', path: 'verbatim.yaml', changes: [{ kind: 'set-coder', coder }] },
  ]);
  return coder.id;
}
