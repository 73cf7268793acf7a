import * as vscode from 'vscode';
import { autoCode, isCodedAlready } from '../../../core/actions/auto-code';
import { UserError } from '../../../core/base/user-error';
import { fileNameOf } from '../../../core/format/study-path';
import type { CodeTarget } from '../../../core/study/code-target';
import { type HitExtent, hitTargets } from '../../../core/search/hit-targets';
import type { PassageQuery } from '../../../core/search/passage-query';
import { type Speaker, speakersOf, turnsOf } from '../../../core/search/speaker-turns';
import type { PlacedPassage } from '../../../core/study/placed-passages';
import type { OpenStudy } from '../../workspace/open-study';
import { counted } from '../../count-words';
import { pickCode } from '../codebook/pick-code';
import type { FeatureContext } from '../feature';
import { shorten } from '../passages/targets';

/** Gives a code to the places where passages have the words that were looked for, after a look at each. */
export async function autoCodeHits(
  context: FeatureContext,
  study: OpenStudy,
  query: PassageQuery,
  placed: readonly PlacedPassage[],
): Promise<void> {
  if (query.kind !== 'found')
    throw new UserError('auto-code/nothing', vscode.l10n.t('Find some words in coded text first.'));
  const extent = await pickExtent();
  if (!extent) return;
  const { words, options = {} } = query;
  await codeTargets(context, study, () => hitTargets(study.visible, placed, { words, options, extent }));
}

/** Gives a code to every turn of a speaker, after a look at each. */
export async function autoCodeSpeaker(
  context: FeatureContext,
  study: OpenStudy,
  transcript: string | undefined,
): Promise<void> {
  const speaker = await pickSpeaker(study, transcript);
  if (speaker) await codeTargets(context, study, () => turnsOf(study.visible, speaker));
}

async function codeTargets(
  context: FeatureContext,
  study: OpenStudy,
  findTargets: () => readonly CodeTarget[],
): Promise<void> {
  const writer = context.writerOf(study);
  const coder = await context.coders.require(study, writer);
  if (coder === undefined) return;
  const picked = await pickCode(study, { title: vscode.l10n.t('Code with which code?') });
  if (picked === undefined || picked === 'first' || !('id' in picked)) return;
  await writer.settled();
  const targets = findTargets();
  refuseUnsaved(study, targets);
  const code = picked.id;
  const name = study.visible.codebook.resolve(code)?.name ?? code;
  const chosen = await reviewTargets(study, targets, { coder, code, name });
  if (!chosen || chosen.length === 0) return;
  const label = vscode.l10n.t('Code {0} with “{1}”', counted(chosen.length, 'place'), name);
  const isDone = await writer.write(label, () =>
    autoCode(study.store.snapshot.whole, { coder, code, targets: chosen }, context.newId),
  );
  vscode.window.setStatusBarMessage(
    isDone
      ? vscode.l10n.t(
          '{0} coded with “{1}”. Undo Last Coding takes all of it back.',
          counted(chosen.length, 'place'),
          name,
        )
      : vscode.l10n.t('All of it was coded with “{0}” already.', name),
    8000,
  );
}

/** What is coded must be what is on the disk. */
function refuseUnsaved(study: OpenStudy, targets: readonly CodeTarget[]): void {
  const unsaved = new Set(
    vscode.workspace.textDocuments.flatMap((document) =>
      document.isDirty ? (study.pathOf(document.uri) ?? []) : [],
    ),
  );
  const [path] = targets.map(({ transcript }) => transcript).filter((each) => unsaved.has(each));
  if (path !== undefined)
    throw new UserError(
      'auto-code/unsaved',
      vscode.l10n.t('{0} has unsaved changes. Save it first.', fileNameOf(path)),
    );
}

/** Shows every place, those that have the code already without a tick. @returns those that are ticked */
async function reviewTargets(
  study: OpenStudy,
  targets: readonly CodeTarget[],
  { coder, code, name }: { readonly coder: string; readonly code: string; readonly name: string },
): Promise<readonly CodeTarget[] | undefined> {
  if (targets.length === 0)
    throw new UserError('auto-code/nothing', vscode.l10n.t('There is nothing to code: nothing was found.'));
  const { visible } = study;
  const items = targets.map((target) => {
    const transcript = visible.transcripts.get(target.transcript);
    const { start, end } = target.span;
    const line = transcript?.index().positionAt(start).line ?? 0;
    const isCoded = isCodedAlready(visible, target, coder, code);
    const place = `${fileNameOf(target.transcript)}:${line}`;
    return {
      label: shorten(transcript?.text.slice(start, end) ?? '', 64),
      description: isCoded ? vscode.l10n.t('{0} · has the code already', place) : place,
      picked: !isCoded,
      target,
    };
  });
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Code these places with “{0}”?', name),
    placeHolder: vscode.l10n.t('Take the tick off what is not to be coded'),
    canPickMany: true,
    matchOnDescription: true,
  });
  return chosen?.map(({ target }) => target);
}

async function pickExtent(): Promise<HitExtent | undefined> {
  const items: (vscode.QuickPickItem & { readonly extent: HitExtent })[] = [
    { label: vscode.l10n.t('The sentence that the words stand in'), extent: 'sentence' },
    { label: vscode.l10n.t('The whole turn'), extent: 'turn' },
    { label: vscode.l10n.t('The passage that was found'), extent: 'passage' },
    { label: vscode.l10n.t('The words alone'), extent: 'words' },
  ];
  return (
    await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Code how much around each hit?') })
  )?.extent;
}

async function pickSpeaker(
  { visible }: OpenStudy,
  transcript: string | undefined,
): Promise<Speaker | undefined> {
  const items = speakersOf(visible, transcript).map((speaker) => ({ ...describeSpeaker(speaker), speaker }));
  if (items.length === 0)
    throw new UserError(
      'auto-code/no-speakers',
      vscode.l10n.t('Open a transcript with named speakers, or name them under “sources” in verbatim.yaml.'),
    );
  const title = vscode.l10n.t('Code every turn of whom?');
  return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.speaker;
}

function describeSpeaker(speaker: Speaker): vscode.QuickPickItem {
  switch (speaker.kind) {
    case 'label':
      return {
        label: `$(comment) ${speaker.label}`,
        description: vscode.l10n.t('in {0}', fileNameOf(speaker.transcript)),
      };
    case 'case':
      return { label: `$(person) ${speaker.case}`, description: vscode.l10n.t('in all transcripts') };
    case 'interviewer':
      return {
        label: vscode.l10n.t('$(question) The interviewers'),
        description: vscode.l10n.t('in all transcripts'),
      };
  }
}
