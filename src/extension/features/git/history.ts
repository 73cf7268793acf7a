import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { UserError } from '../../../core/base/user-error';
import { readCodebook } from '../../../core/format/read-codebook';
import { readSidecar } from '../../../core/format/read-sidecar';
import type { Codebook } from '../../../core/model/codebook';
import { indexCodebook } from '../../../core/model/codebook-index';
import { codebookFileName } from '../../../core/model/study';
import { codeHistory, type Definition, definitionOf } from '../../../core/study/code-history';
import { type FileChange, mapHistory } from '../../../core/study/file-history';
import { passageHistory } from '../../../core/study/passage-history';
import { registerCommand } from '../../commands';
import { referenceIn } from '../../contributions';
import type { FeatureContext } from '../feature';
import { findPassage, type PassageTarget, shorten } from '../passages/targets';
import { formatCodeHistory, formatPassageHistory } from './history-text';
import type { Repositories, StudyRepository } from './repository';
import { createMadeTexts } from '../../made-texts';

const scheme = 'verbatim-history';

/** What git knows about a passage or a code, as a text to read. */
export function registerHistory(context: FeatureContext, repositories: Repositories): Disposable {
  const subscriptions = new DisposableStore();
  const { log } = context;
  const texts = subscriptions.add(createMadeTexts(scheme));
  const show = async (name: string, id: string, text: string): Promise<void> => {
    await vscode.window.showTextDocument(texts.keep(name, id, text), { preview: true });
  };

  subscriptions.add(
    registerCommand(log, 'verbatim.showPassageHistory', async (reference) => {
      const target = await findPassage(context, reference, vscode.l10n.t('The history of which passage?'));
      const repository = target && (await repositories.of(target.study));
      if (!target) return;
      if (!repository) {
        await repositories.current();
        return;
      }
      const text = await tellPassage(repository, target);
      await show(vscode.l10n.t('History of a passage'), target.placed.passage.id, text);
    }),
  );
  subscriptions.add(
    registerCommand(log, 'verbatim.showCodeHistory', async (reference) => {
      const repository = await repositories.current();
      const id = referenceIn(reference)?.code ?? (await pickCode(repository));
      if (id === undefined) return;
      await show(vscode.l10n.t('History of a code'), id, await tellCode(repository, id));
    }),
  );
  return subscriptions;
}

async function tellPassage({ study, git }: StudyRepository, { placed }: PassageTarget): Promise<string> {
  const { sidecar, passage } = placed;
  const { path, value, transcript, coder } = sidecar;
  const committed = mapHistory(await git.history(path), (text) => readSidecar(text, path).value);
  const last = await git.textAt('HEAD', path);
  const before = last === undefined ? undefined : readSidecar(last, path).value;
  const names = study.visible.codebook;
  const changes = passageHistory(
    [pending(before, value), ...committed],
    passage.id,
    (id) => names.resolve(id)?.id ?? id,
  );
  const books = new Map<string, Codebook | undefined>([['', names]]);
  for (const { origin } of changes) {
    if (books.has(origin.commit)) continue;
    const text = await git.textAt(origin.commit, codebookFileName);
    books.set(origin.commit, text === undefined ? undefined : readCodebook(text, codebookFileName).value);
  }
  const definitionAt = (commit: string, code: string): Definition | undefined => {
    const book = books.get(commit);
    const found = book && indexCodebook(book).resolve(code);
    return found && definitionOf(found);
  };
  const heading = [
    vscode.l10n.t('History of a passage'),
    `“${shorten(passage.quote, 300)}”`,
    vscode.l10n.t('Coded by {0} in {1}, line {2}', coder, transcript, passage.at.start.line),
  ];
  return formatPassageHistory(heading, changes, names, ({ commit }, code) => definitionAt(commit, code));
}

async function tellCode({ study, git }: StudyRepository, given: string): Promise<string> {
  const names = study.visible.codebook;
  const code = names.resolve(given);
  const id = code?.id ?? given;
  const committed = mapHistory(
    await git.history(codebookFileName),
    (text) => readCodebook(text, codebookFileName).value,
  );
  const last = await git.textAt('HEAD', codebookFileName);
  const before = last === undefined ? undefined : readCodebook(last, codebookFileName).value;
  const history = codeHistory([pending<Codebook>(before, names), ...committed], id);
  const heading = [vscode.l10n.t('History of the code “{0}” ({1})', code?.name ?? id, id)];
  return formatCodeHistory(heading, history, names);
}

/** What was changed since the last commit, as a change without one. */
export function pending<T>(before: T | undefined, after: T): FileChange<T> {
  return {
    origin: { commit: '', author: '', email: '', time: Date.now(), subject: '' },
    before: [before],
    after,
  };
}

async function pickCode({ study }: StudyRepository): Promise<string | undefined> {
  const codes = [...study.visible.codebook.codes.values()];
  if (codes.length === 0) throw new UserError('code/none', vscode.l10n.t('The codebook has no codes yet.'));
  const items = codes.map(({ id, name, definition }) => ({
    label: name,
    description: id,
    detail: definition === undefined ? '' : shorten(definition),
    id,
  }));
  const title = vscode.l10n.t('The history of which code?');
  return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.id;
}
