import type { ChangeOrigin } from '../../core/study/file-history';
import type { CoderFacts, IndependenceFacts, Separation } from '../../core/study/independence';
import { readIndependence } from '../../core/study/read-independence';
import { openRepository } from '../../node/git-repository';
import { createStudyGit } from '../../node/study-git';
import type { CommonOptions, ExitCode } from '../command';
import { counted } from '../counted';
import type { Output } from '../output';
import { openStudy } from '../study-folder';
import { toOneLine } from '../terminal-text';

/** `verbatim check --independence`: what history tells about who coded in sight of whose codings. Facts, never a finding. */
export async function independence(output: Output, { study, json }: CommonOptions): Promise<ExitCode> {
  const { folder, store } = await openStudy(study);
  await openRepository(folder);
  const { facts, isShallow } = await readIndependence(store.snapshot.whole, createStudyGit(folder));
  if (json) {
    output.json({ study: folder, isShallow, transcripts: facts });
    return 0;
  }
  if (isShallow)
    output.note(
      'This copy of the repository lacks the beginning of its history (“git fetch --unshallow” gets it): the facts go no further back.',
    );
  if (facts.length === 0) output.line('No transcript has the codings of several coders.');
  for (const [n, each] of facts.entries()) {
    if (n > 0) output.line('');
    print(output, each);
  }
  return 0;
}

const meanings: Readonly<Record<Separation, string>> = {
  'separate-branches': 'nobody coded on top of another coder’s codings',
  'hidden-only':
    'codings of another coder were at hand; a blind round, as verbatim.yaml has it today, is all that hid them',
  'in-sight': 'codings of another coder were at hand, and no blind round hid them',
  unknown: 'not all codings are in a commit, so history cannot tell',
};

function print(output: Output, { transcript, blindRounds, separation, coders }: IndependenceFacts): void {
  const names = coders.map(({ coder }) => coder).join(', ');
  const rounds = blindRounds.length === 0 ? 'no blind round' : `blind in ${blindRounds.join(', ')}`;
  output.line({ text: toOneLine(transcript, 200), style: 'bold' }, `  ${names}; ${rounds}`);
  output.line('  ', { text: separation.replace('-', ' '), style: 'bold' }, `: ${meanings[separation]}`);
  for (const facts of coders)
    for (const line of linesOf(facts, coders)) output.line(`    ${toOneLine(line, 400)}`);
}

function* linesOf(
  { coder, coded, done, afterDone, onTopOf, byOthers }: CoderFacts,
  coders: readonly CoderFacts[],
): Generator<string> {
  const [first, last] = [coded[0], coded.at(-1)];
  const names = coders.map((each) => each.coder);
  if (!first || !last) yield `${coder} has codings in no commit before the transcript was done`;
  else {
    const span = first === last ? formatOrigin(first) : `${formatOrigin(first)} to ${formatOrigin(last)}`;
    const end = done ? `done in ${formatOrigin(done)}` : 'not marked done';
    yield `${coder} coded in ${counted(coded.length, 'commit')}: ${span}; ${end}`;
  }
  for (const other of new Set(onTopOf.map((fact) => fact.other))) {
    const those = onTopOf.filter((fact) => fact.other === other).map(({ origin }) => origin);
    const begin = coders.find((each) => each.coder === other)?.coded[0];
    const later = those.filter(({ commit }) => commit !== begin?.commit);
    if (later.length > 0) yield `${coder} coded on top of ${other}’s codings in ${listOf(later)}`;
    // Where both began in one commit, it is said once.
    const isSaid = first?.commit === begin?.commit && names.indexOf(other) < names.indexOf(coder);
    if (begin && later.length < those.length && !isSaid)
      yield `codings of ${coder} and ${other} came in one commit, ${formatOrigin(begin)}: which were there first, history cannot tell`;
  }
  if (afterDone.length > 0)
    yield `${coder}’s codings were changed after ${coder} was done, in ${listOf(afterDone)}`;
  for (const { origin, changedCodings } of byOthers) {
    const what = changedCodings ? 'codings changed' : 'no coding changed';
    yield `edited by another author: ${coder}’s sidecar by ${origin.author} in ${formatOrigin(origin)} (${what})`;
  }
}

function listOf(origins: readonly ChangeOrigin[]): string {
  const named = origins.slice(0, 3).map(formatOrigin).join(', ');
  return origins.length > 3 ? `${counted(origins.length, 'commit')}: ${named} …` : named;
}

function formatOrigin({ commit, time }: ChangeOrigin): string {
  return `${commit.slice(0, 9)} (${new Date(time).toISOString().slice(0, 10)})`;
}
