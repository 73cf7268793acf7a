import { consensusCoder } from '../model/ids';
import type { Decision } from '../model/passage';
import { codersOf } from './coders-of';
import { presentId, reconciliationOf } from './consensus';
import type { Finding } from './finding';
import type { LoadedSidecar } from './loaded';
import type { StudySnapshot } from './snapshot';

/**
 * What is wrong with a consensus in the light of the passages it was decided from: sources of nobody who codes the transcript,
 * decisions that are stale or contradict each other, and codes that do not follow from the decisions.
 */
export function checkConsensus({ whole }: StudySnapshot, sidecar: LoadedSidecar): readonly Finding[] {
  const { path, transcript, value } = sidecar;
  const coders = new Set(codersOf(whole, transcript));
  const say = (code: string, id: string, message: string, advice: string): Finding => ({
    code: `consensus/${code}`,
    severity: 'warning',
    path,
    place: { kind: 'passage', id },
    message,
    advice,
  });
  const findings: Finding[] = [];
  for (const { id, codes, from = [], decisions } of value.passages) {
    for (const { coder } of from)
      if (coder === consensusCoder || !coders.has(coder))
        findings.push(
          say(
            'unknown-source',
            id,
            `This was decided from a passage of “${coder}”, who does not code ${transcript}.`,
            'Correct the coder in “from”.',
          ),
        );
    if (!decisions) continue;
    const now = codesDecided(decisions, (code) => presentId(whole, code));
    const has = new Set(codes.map((code) => presentId(whole, code)));
    for (const [code, { outcome }] of now) {
      const isIn = outcome !== 'declined';
      if (has.has(code) !== isIn)
        findings.push(
          say(
            'codes-differ',
            id,
            isIn
              ? `The last decision on “${code}” is “${outcome}”, but the passage does not have the code.`
              : `The last decision on “${code}” is “declined”, but the passage has the code.`,
            'Correct “codes”, or add a decision; the last one counts.',
          ),
        );
    }
  }
  const { matters, leftovers } = reconciliationOf(whole, transcript);
  const reported = new Set<string>();
  for (const { matter, state, groups } of matters) {
    if (state !== 'stale' && state !== 'contradicting') continue;
    const passage = groups[0]?.members[0]?.passage.id;
    if (passage === undefined || reported.has(`${passage} ${matter.code}`)) continue;
    reported.add(`${passage} ${matter.code}`);
    findings.push(
      state === 'stale'
        ? stale(passage, matter.code)
        : say(
            'contradicting',
            passage,
            `“${matter.code}” was decided twice here, from different passages.`,
            'Decide it once more: the new decision replaces both.',
          ),
    );
  }
  for (const { placed, code } of leftovers) findings.push(stale(placed.passage.id, code));
  return findings;

  function stale(id: string, code: string): Finding {
    return say(
      'stale',
      id,
      `What “${code}” was decided from has changed since.`,
      'Look at it again in Reconcile: decide anew, or confirm that it still holds.',
    );
  }
}

/** The last decision on each code. */
function codesDecided(
  decisions: readonly Decision[],
  idOf: (code: string) => string,
): ReadonlyMap<string, Decision> {
  return new Map(
    decisions.flatMap((decision) =>
      decision.code === undefined ? [] : [[idOf(decision.code), decision] as const],
    ),
  );
}
