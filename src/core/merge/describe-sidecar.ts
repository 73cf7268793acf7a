import { consensusCoder } from '../model/ids';
import type { Passage, Sidecar } from '../model/passage';
import { describeDecision, newDecisions } from './describe-decisions';
import { type Change, type ChangeKind, quoteShort, sameJson } from './change';

/** Which sidecar is described, and how its codes are called by now. */
export interface SidecarNaming {
  readonly path: string;
  readonly transcript: string;
  readonly coder: string;
  /** A code's present id; the id itself where the codebook does not know it. */
  readonly presentId: (code: string) => string;
}

const nothing: Sidecar = { base: '', status: 'in-progress', passages: [] };

/** What changed between two versions of a sidecar, undefined where there is none; in the order of the passages. */
export function describeSidecar(
  naming: SidecarNaming,
  before: Sidecar | undefined,
  after: Sidecar | undefined,
): readonly Change[] {
  const [was, is] = [before ?? nothing, after ?? nothing];
  const { path, transcript, coder } = naming;
  const who = coder === consensusCoder ? 'The consensus' : coder;
  const about = shortName(transcript);
  const say = (kind: ChangeKind, sentence: string): Change => ({
    path,
    about: transcript,
    kind,
    coder,
    sentence,
  });
  const changes: Change[] = [];
  if (was.status !== is.status)
    changes.push(
      say('status', is.status === 'done' ? `${who} is done with ${about}` : `${who} took ${about} up again`),
    );
  if (was.memo !== is.memo) changes.push(say('memo', memoSentence(who, about, was.memo, is.memo)));
  const [old, now] = [byId(was), byId(is)];
  let [relocated, renamed] = [0, 0];
  for (const id of new Set([...now.keys(), ...old.keys()])) {
    const told = describePassage(who, about, old.get(id), now.get(id), naming.presentId);
    relocated += Number(isRelocated(old.get(id), now.get(id)));
    renamed += told.renamed;
    const place = now.get(id) ?? old.get(id);
    for (const [kind, sentence, code] of told.changes)
      changes.push({
        ...say(kind, sentence),
        passage: id,
        ...(place ? { at: place.at } : {}),
        ...(code === undefined ? {} : { code }),
      });
  }
  if (relocated > 0)
    changes.push(
      say('positions', `${count(relocated, 'passage')} of ${who} in ${about} moved with the text`),
    );
  if (renamed > 0)
    changes.push(say('positions', `${count(renamed, 'coding')} of ${who} in ${about} took a code’s new id`));
  const known = new Map((was.notes ?? []).map((note) => [note.id, note]));
  for (const note of is.notes ?? []) {
    const former = known.get(note.id);
    if (!former)
      changes.push(say('note', `${note.by} wrote a note about ${note.about}: ${quoteShort(note.text)}`));
    else if (former.open !== note.open && note.open === false)
      changes.push(say('note', `${note.by}’s note about ${note.about} was closed: ${quoteShort(note.text)}`));
    else if (!sameJson(former, note))
      changes.push(
        say('note', `${note.by}’s note about ${note.about} was changed: ${quoteShort(note.text)}`),
      );
  }
  return changes;
}

interface Told {
  readonly changes: readonly (readonly [kind: ChangeKind, sentence: string, code?: string])[];
  /** Codings that say the same under a code's new id. */
  readonly renamed: number;
}

function describePassage(
  who: string,
  about: string,
  was: Passage | undefined,
  is: Passage | undefined,
  presentId: (code: string) => string,
): Told {
  const passage = is ?? was;
  if (!passage) return { changes: [], renamed: 0 };
  const { line, column } = passage.at.start;
  const place = `${about} ${line}:${column} ${quoteShort(passage.quote)}`;
  const list = passage.codes.map((code) => `*${code}*`).join(', ');
  if (!is) {
    const codes = list === '' ? 'without codes' : `with ${list}`;
    return { changes: [['passage', `${who} deleted ${place}, ${codes}`]], renamed: 0 };
  }
  const changes: [ChangeKind, string, string?][] = [];
  const codesOf = (version: Passage | undefined): Set<string> => new Set(version?.codes.map(presentId));
  const [old, now] = [codesOf(was), codesOf(is)];
  if (!was && is.codes.length === 0 && !is.decisions)
    changes.push(['passage', `${who} marked ${place} to be coded later`]);
  const decisions = newDecisions(was, is);
  const isDecided = (code: string): boolean =>
    decisions.some((decision) => decision.code !== undefined && presentId(decision.code) === code);
  for (const code of now)
    if (!old.has(code) && !isDecided(code))
      changes.push(['code-applied', `${who} added *${code}* to ${place}`, code]);
  for (const code of old)
    if (!now.has(code) && !isDecided(code))
      changes.push(['code-removed', `${who} removed *${code}* from ${place}`, code]);
  if (was && was.quote !== is.quote && !decisions.some(({ code }) => code === undefined))
    changes.push(['extent', `${who} changed the extent of ${place}, which was ${quoteShort(was.quote)}`]);
  if (was && (was.lost ?? false) !== (is.lost ?? false))
    changes.push(['extent', is.lost ? `${who} marked ${place} as lost` : `${who} found ${place} again`]);
  if (was?.memo !== is.memo) changes.push(['memo', memoSentence(who, place, was?.memo, is.memo)]);
  for (const code of is.codes) {
    const [former, said] = [was?.codings?.[code], is.codings?.[code]];
    if (sameJson(former, said) || (was && !was.codes.includes(code))) continue;
    const isConfirmed = said?.checked !== undefined && said.checked !== former?.checked;
    changes.push(
      isConfirmed
        ? ['detail', `${who} confirmed *${code}* on ${place}`, code]
        : ['detail', `${who} changed what is said about *${code}* on ${place}`, code],
    );
  }
  const coders = (is.from ?? []).map(({ coder }) => coder);
  for (const decision of decisions) {
    const sentence = describeDecision(decision, coders, place);
    changes.push(
      decision.code === undefined ? ['decision', sentence] : ['decision', sentence, decision.code],
    );
  }
  const renamed = is.codes.filter((code) => was && !was.codes.includes(code) && old.has(code)).length;
  return { changes, renamed };
}

function memoSentence(who: string, on: string, was: string | undefined, is: string | undefined): string {
  if (is === undefined) return `${who} removed the memo on ${on}`;
  return `${who} ${was === undefined ? 'wrote a memo' : 'changed the memo'} on ${on}: ${quoteShort(is)}`;
}

function isRelocated(was: Passage | undefined, is: Passage | undefined): boolean {
  return was !== undefined && is !== undefined && was.quote === is.quote && !sameJson(was.at, is.at);
}

function byId({ passages }: Sidecar): ReadonlyMap<string, Passage> {
  return new Map(passages.map((passage) => [passage.id, passage]));
}

/** `transcripts/Int04.md` → `Int04`. */
export function shortName(transcript: string): string {
  const name = transcript.slice(transcript.lastIndexOf('/') + 1);
  return name.replace(/(?<=.)\.[^.]+$/, '');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
