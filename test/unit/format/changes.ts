import fc from 'fast-check';
import { comparePassages } from '../../../src/core/format/format-sidecar';
import type { PassageChange } from '../../../src/core/format/edit-record';
import type { SidecarChange } from '../../../src/core/format/sidecar-change';
import { recordOf } from '../../../src/core/format/yaml-nodes';
import type { CodingDetail, Passage, Sidecar } from '../../../src/core/model/passage';
import { blobId, codeId, hostileText, note, passage, range, ulid } from './arbitraries';

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined });

/** Changes to a sidecar: most of them possible, some to passages that are not there. */
export function changeOf(
  { passages, notes = [] }: Sidecar,
  isToPassages = false,
): fc.Arbitrary<SidecarChange> {
  const ids = passages.map(({ id }) => id);
  const id = ids.length === 0 ? ulid : fc.constantFrom(...ids);
  const known = [...passages.flatMap(({ codes }) => codes), 'new-money'];
  const noteId = fc.constantFrom(...notes.map((said) => said.id), 'n-new');
  const code = fc.oneof(fc.constantFrom(...known), codeId);
  const of = (kind: SidecarChange['kind'], fields: object): fc.Arbitrary<SidecarChange> =>
    fc
      .record(fields as Record<string, fc.Arbitrary<unknown>>, { noNullPrototype: true })
      .map((parts) => ({ kind, ...parts }) as unknown as SidecarChange);
  const detail = fc
    .record(
      { checked: hostileText, memo: hostileText, weight: fc.integer() },
      { noNullPrototype: true, requiredKeys: [] },
    )
    .filter((value) => Object.keys(value).length > 0);
  const toPassages = [
    of('delete-passage', { id }),
    of('add-code', { id, code }),
    of('remove-code', { id, code }),
    of('replace-code', { id, code, by: code }),
    of('set-memo', { id, memo: maybe(hostileText) }),
    of('set-position', {
      id,
      at: range,
      quote: hostileText,
      base: maybe(blobId),
      before: maybe(hostileText),
      after: maybe(hostileText),
    }),
    of('set-passage-base', { id, base: maybe(blobId) }),
    of('set-lost', { id, lost: fc.boolean() }),
    ...passages.flatMap((own) =>
      own.codes.map((applied) =>
        of('set-coding', { id: fc.constant(own.id), code: fc.constant(applied), detail: maybe(detail) }),
      ),
    ),
  ];
  if (isToPassages) return fc.oneof(...toPassages);
  return fc.oneof(
    ...toPassages,
    of('add-passage', { passage }),
    of('set-base', { base: blobId }),
    of('set-status', { status: fc.constantFrom('in-progress', 'done') }),
    of('set-transcript-memo', { memo: maybe(hostileText) }),
    fc.tuple(note, noteId).map(([said, id]) => ({ kind: 'set-note' as const, note: { ...said, id } })),
    of('remove-note', { note: noteId }),
  );
}

/** What a change means; undefined when it is impossible. */
export function applyToModel(sidecar: Sidecar | undefined, change: SidecarChange): Sidecar | undefined {
  if (!sidecar) return undefined;
  const { passages } = sidecar;
  switch (change.kind) {
    case 'add-passage':
      if (passages.some(({ id }) => id === change.passage.id)) return undefined;
      return { ...sidecar, passages: [...passages, change.passage].sort(comparePassages) };
    case 'set-base':
      return { ...sidecar, base: change.base };
    case 'set-status':
      return { ...sidecar, status: change.status };
    case 'set-transcript-memo':
      return without<Sidecar>({ ...sidecar, memo: change.memo });
    case 'set-note': {
      const others = sidecar.notes ?? [];
      const place = others.findIndex(({ id }) => id === change.note.id);
      return { ...sidecar, notes: place === -1 ? [...others, change.note] : others.with(place, change.note) };
    }
    case 'remove-note': {
      const left = (sidecar.notes ?? []).filter(({ id }) => id !== change.note);
      return without<Sidecar>({ ...sidecar, notes: left.length === 0 ? undefined : left });
    }
    case 'restore-passage':
    case 'restore-header':
      return sidecar;
    default: {
      const own = passages.find(({ id }) => id === change.id);
      if (!own) return undefined;
      const others = passages.filter((passage) => passage !== own);
      if (change.kind === 'set-coding' && change.detail && !own.codes.includes(change.code)) return undefined;
      if (change.kind === 'delete-passage') return { ...sidecar, passages: others };
      return {
        ...sidecar,
        passages: passages.map((passage) => (passage === own ? changePassage(own, change) : passage)),
      };
    }
  }
}

function changePassage(own: Passage, change: PassageChange): Passage {
  switch (change.kind) {
    case 'add-code':
      return own.codes.includes(change.code) ? own : { ...own, codes: [...own.codes, change.code] };
    case 'remove-code':
      return removeCode(own, change.code);
    case 'replace-code': {
      if (!own.codes.includes(change.code)) return own;
      if (own.codes.includes(change.by))
        return change.by === change.code ? own : removeCode(own, change.code);
      const rename = (code: string): string => (code === change.code ? change.by : code);
      const details = Object.entries(own.codings ?? {}).map(
        ([code, detail]) => [rename(code), detail] as const,
      );
      return withCodings({ ...own, codes: own.codes.map(rename) }, details);
    }
    case 'set-coding': {
      const details = new Map(Object.entries(own.codings ?? {}));
      if (change.detail) details.set(change.code, change.detail);
      else details.delete(change.code);
      return withCodings(own, details);
    }
    case 'set-position': {
      const { at, quote, base, before, after } = change;
      return without<Passage>({ ...own, at, quote, base, before, after });
    }
    case 'set-memo':
      return without<Passage>({ ...own, memo: change.memo });
    case 'set-passage-base':
      return without<Passage>({ ...own, base: change.base });
    case 'set-lost':
      return without<Passage>({ ...own, lost: change.lost || undefined });
    case 'set-sources':
      return without<Passage>({ ...own, from: change.from });
    case 'set-decisions':
      return without<Passage>({ ...own, decisions: change.decisions });
  }
}

function removeCode(own: Passage, code: string): Passage {
  const details = Object.entries(own.codings ?? {}).filter(([key]) => key !== code);
  return withCodings({ ...own, codes: own.codes.filter((other) => other !== code) }, details);
}

function withCodings(own: Passage, details: Iterable<readonly [string, CodingDetail]>): Passage {
  const codings = [...details];
  return without<Passage>({ ...own, codings: codings.length === 0 ? undefined : recordOf(codings) });
}

function without<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}
