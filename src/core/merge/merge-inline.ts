import type { MergeKind } from './merge-kind';
import { mergeOrder } from './merge-order';
import { identityOf, type PlainValue } from './plain-value';
import type { Three } from './three';

type Maybe = PlainValue | undefined;

/** Merges values that stand on one line. `conflict` where they cannot be; undefined for what is deleted. */
export function mergeInline({ base, ours, theirs }: Three<Maybe>, kind: MergeKind): Maybe | 'conflict' {
  const [b, o, t] = [base, ours, theirs].map((version) => version && identityOf(version));
  if (t === b || o === t) return ours;
  if (o === b) return theirs;
  if (kind.kind === 'set' || kind.kind === 'log') {
    const items = mergeSet({ base: itemsOf(base), ours: itemsOf(ours), theirs: itemsOf(theirs) });
    return items.length === 0 && (!ours || !theirs) ? undefined : { kind: 'list', items };
  }
  if (kind.kind !== 'map' || (kind.isRecord && (!ours || !theirs))) return 'conflict';
  const entries = { base: entriesOf(base), ours: entriesOf(ours), theirs: entriesOf(theirs) };
  if (!entries.base || !entries.ours || !entries.theirs) return 'conflict';
  const merged = new Map<string, PlainValue>();
  const keys = mergeOrder(
    {
      base: [...entries.base.keys()],
      ours: [...entries.ours.keys()],
      theirs: [...entries.theirs.keys()],
    },
    kind.fields.order,
  );
  for (const key of keys) {
    const field = mergeInline(
      { base: entries.base.get(key), ours: entries.ours.get(key), theirs: entries.theirs.get(key) },
      kind.fields.kindOf(key),
    );
    if (field === 'conflict') return 'conflict';
    if (field) merged.set(key, field);
  }
  return merged.size === 0 && !kind.isRecord ? undefined : { kind: 'map', entries: merged };
}

/** Items that either side added and neither removed: those of ours first. */
function mergeSet({ base, ours, theirs }: Three<readonly PlainValue[]>): readonly PlainValue[] {
  const { removed, added } = changesTo({ base, ours, theirs });
  return [...ours.filter((item) => !removed.has(identityOf(item))), ...added];
}

/** What theirs removed from a set and added to it, given what ours holds by now. */
export function changesTo({ base, ours, theirs }: Three<readonly PlainValue[]>): {
  readonly removed: ReadonlySet<string>;
  readonly added: readonly PlainValue[];
} {
  const idsOf = (items: readonly PlainValue[]): Set<string> => new Set(items.map(identityOf));
  const [before, mine, other] = [idsOf(base), idsOf(ours), idsOf(theirs)];
  return {
    removed: new Set([...before].filter((id) => !other.has(id))),
    added: theirs.filter((item) => !before.has(identityOf(item)) && !mine.has(identityOf(item))),
  };
}

/** The items of a list; a lone value counts as a list of one. */
export function itemsOf(value: Maybe): readonly PlainValue[] {
  if (!value || (value.kind === 'scalar' && value.source === '')) return [];
  return value.kind === 'list' ? value.items : [value];
}

function entriesOf(value: Maybe): ReadonlyMap<string, PlainValue> | undefined {
  if (!value || (value.kind === 'scalar' && value.source === '')) return new Map();
  return value.kind === 'map' ? value.entries : undefined;
}
