import * as vscode from 'vscode';
import { waitingFor } from '../../../core/agreement/compare';
import { earlierCodings, type Participant } from '../../../core/agreement/participants';
import { UserError } from '../../../core/base/user-error';
import { consensusCoder } from '../../../core/model/ids';
import type { Round } from '../../../core/model/study';
import { hasCoded } from '../../../core/study/coders-of';
import { openVersion } from '../../../core/study/study-version';
import type { CompareReference } from '../../contributions';
import { counted } from '../../count-words';
import type { ComparisonChoice } from '../../workspace/comparison';
import type { OpenStudy } from '../../workspace/open-study';
import { pickVersion } from '../git/pick-version';
import type { Repositories, StudyRepository } from '../git/repository';

interface ChoiceItem extends vscode.QuickPickItem {
  readonly choose?: () => Promise<ComparisonChoice | undefined>;
}

/** Asks who is to be compared, the round at hand first. @param transcript that is being read */
export async function pickComparison(
  study: OpenStudy,
  repositories: Repositories,
  transcript: string | undefined,
): Promise<ComparisonChoice | undefined> {
  const repository = await repositories.of(study);
  const items = [...roundItems(study, transcript), ...otherItems(study, repository)];
  if (items.length === 0)
    throw new UserError(
      'compare/one-coder',
      vscode.l10n.t('There is nobody to compare with yet: two coders have to have coded something.'),
    );
  const choice = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Compare whose codings?'),
    placeHolder: vscode.l10n.t('Transcripts that all of them marked done are compared'),
    matchOnDescription: true,
  });
  return choice?.choose?.();
}

function roundItems(study: OpenStudy, transcript: string | undefined): readonly ChoiceItem[] {
  const rounds = [...study.visible.study.rounds.values()].filter(({ coders }) => coders.length > 1);
  const rank = (round: Round): number =>
    (transcript !== undefined && round.transcripts.includes(transcript) ? 0 : 2) +
    (study.coder !== undefined && round.coders.includes(study.coder) ? 0 : 1);
  const items = rounds
    .sort((a, b) => rank(a) - rank(b))
    .map((round): ChoiceItem => {
      const participants = round.coders.map((coder) => ({ coder }));
      return {
        label: `$(organization) ${round.coders.join(' – ')}`,
        description: vscode.l10n.t('round “{0}”', round.id),
        detail: readinessOf(study, round),
        choose: () => Promise.resolve({ study, participants, round: round.id }),
      };
    });
  return items.length === 0 ? [] : [separator(vscode.l10n.t('Rounds')), ...items];
}

function readinessOf({ visible }: OpenStudy, { transcripts, coders }: Round): string {
  const waiting = transcripts.map((path) => waitingFor(visible, path, coders));
  if (waiting.flat().some(({ state }) => state === 'hidden'))
    return vscode.l10n.t('Hidden from you until all of the blind round is done');
  const ready = waiting.filter((list) => list.length === 0).length;
  return vscode.l10n.t('{0} of {1} can be compared', ready, counted(transcripts.length, 'transcript'));
}

function otherItems(study: OpenStudy, repository: StudyRepository | undefined): readonly ChoiceItem[] {
  const coders = codersOf(study);
  const items: ChoiceItem[] = [];
  const persons = coders.filter((id) => id !== consensusCoder);
  if (persons.length > 1)
    items.push({
      label: `$(organization) ${persons.join(' – ')}`,
      description: vscode.l10n.t('all coders, in all transcripts'),
      choose: () => Promise.resolve({ study, participants: persons.map((coder) => ({ coder })) }),
    });
  if (coders.length > 2)
    items.push({
      label: vscode.l10n.t('$(checklist) Choose coders…'),
      description: vscode.l10n.t('in all transcripts'),
      choose: () => pickCoders(study, coders),
    });
  if (coders.includes(consensusCoder) && persons.length > 0)
    items.push({
      label: vscode.l10n.t('$(verified) A coder against the consensus…'),
      choose: async () => {
        const coder = await pickCoder(persons);
        return coder === undefined
          ? undefined
          : { study, participants: [{ coder }, { coder: consensusCoder }] };
      },
    });
  if (repository && coders.length > 0)
    items.push({
      label: vscode.l10n.t('$(history) A coder at two points in time…'),
      choose: () => pickTwoVersions(repository, coders),
    });
  return items.length === 0 ? [] : [separator(vscode.l10n.t('Any transcript')), ...items];
}

/** The coders whose codings may be seen, the consensus last. */
function codersOf({ visible }: OpenStudy): readonly string[] {
  const present = new Set([...visible.sidecars.values()].filter(hasCoded).map(({ coder }) => coder));
  const known = [...visible.study.coders.keys(), ...present].filter((coder) => coder !== consensusCoder);
  return [...new Set([...known, consensusCoder])].filter((coder) => present.has(coder));
}

async function pickCoders(
  study: OpenStudy,
  coders: readonly string[],
): Promise<ComparisonChoice | undefined> {
  const { visible } = study;
  const items = coders.map((coder) => ({
    label: coder,
    description: visible.study.coders.get(coder)?.name ?? '',
    picked: coder !== consensusCoder,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    title: vscode.l10n.t('Compare which coders?'),
  });
  if (!chosen || chosen.length === 0) return undefined;
  if (chosen.length === 1)
    throw new UserError('compare/one-coder', vscode.l10n.t('It takes two to compare. Choose another one.'));
  return { study, participants: chosen.map(({ label }) => ({ coder: label })) };
}

async function pickCoder(coders: readonly string[]): Promise<string | undefined> {
  const items = coders.map((label) => ({ label }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Which coder?') }))?.label;
}

async function pickTwoVersions(
  repository: StudyRepository,
  coders: readonly string[],
): Promise<ComparisonChoice | undefined> {
  const coder = await pickCoder(coders);
  const earlier =
    coder === undefined
      ? undefined
      : await pickVersion(repository.git, vscode.l10n.t('{0}, as of when?', coder));
  if (coder === undefined || !earlier) return undefined;
  const now = { label: vscode.l10n.t('As it is now'), isNow: true };
  const another = { label: vscode.l10n.t('Another point in time…'), isNow: false };
  const with_ = await vscode.window.showQuickPick([now, another], {
    title: vscode.l10n.t('Compared with {0}…', coder),
  });
  if (!with_) return undefined;
  const later = with_.isNow
    ? undefined
    : await pickVersion(repository.git, vscode.l10n.t('{0}, as of when?', coder));
  if (!with_.isNow && !later) return undefined;
  const participants = [
    await participantAt(repository, coder, earlier),
    later ? await participantAt(repository, coder, later) : { coder },
  ];
  return { study: repository.study, participants };
}

/** A coder as a version of the study has them. @throws UserError when there is no such version */
async function participantAt(
  { study, git }: StudyRepository,
  coder: string,
  { ref, label }: { readonly ref: string; readonly label: string },
): Promise<Participant> {
  const { snapshot } = study.store;
  const globs = snapshot.whole.study.transcripts;
  const earlier = await openVersion(git, ref, globs, study.ports);
  const sidecars = await earlierCodings(earlier, snapshot, coder, study.ports);
  return { coder, at: { label, commit: ref, sidecars } };
}

/** What a command was told to compare. @throws UserError when somebody is missing */
export async function choiceOf(
  study: OpenStudy,
  repositories: Repositories,
  { coders, round }: CompareReference,
): Promise<ComparisonChoice> {
  const repository = await repositories.of(study);
  const participants: Participant[] = [];
  for (const named of coders) {
    const [coder = '', ...rest] = named.split('@');
    const ref = rest.join('@');
    if (ref !== '' && !repository)
      throw new UserError(
        'git/no-repository',
        vscode.l10n.t('This study lies in no git repository, so it has neither history nor a shared copy.'),
      );
    participants.push(
      ref !== '' && repository ? await participantAt(repository, coder, { ref, label: ref }) : { coder },
    );
  }
  return { study, participants, ...(round === undefined ? {} : { round }) };
}

function separator(label: string): ChoiceItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
