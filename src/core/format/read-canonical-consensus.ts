import type { Decision, PassageSource } from '../model/passage';
import { parseRange } from './at-range';
import { type Cursor, fail, take, takeLine } from './canonical-cursor';
import { outcomes } from './read-consensus';
import { decisionValue, sourceValue } from './sidecar-fields';
import { formatInline, type YamlValue } from './yaml-value';

/** What a consensus passage was decided from, in exactly the canonical form; undefined where that is not said. */
export function takeSources(cursor: Cursor): readonly PassageSource[] | undefined {
  return takeRecords(cursor, 'from', readSource, sourceValue);
}

/** What was decided about a consensus passage, likewise. */
export function takeDecisions(cursor: Cursor): readonly Decision[] | undefined {
  return takeRecords(cursor, 'decisions', readDecision, decisionValue);
}

/**
 * Reads records that stand on a line each. A line is read loosely and counts when the record read is written as that line:
 * what is spelt otherwise is left to the parser.
 */
function takeRecords<T>(
  cursor: Cursor,
  key: string,
  read: (fields: Fields) => T | undefined,
  valueOf: (record: T) => YamlValue,
): readonly T[] | undefined {
  if (take(cursor, `    ${key}: []\n`)) return [];
  if (!take(cursor, `    ${key}:\n`)) return undefined;
  const records: T[] = [];
  while (take(cursor, '      - ')) {
    const line = takeLine(cursor);
    const record = line.length > longestLine ? undefined : read(fieldsOf(line));
    if (record === undefined || formatInline(valueOf(record)) !== line) fail(cursor, undefined);
    else records.push(record);
  }
  if (records.length === 0) fail(cursor, undefined);
  return records;
}

/** A longer line is left to the parser: the pattern below has no bounds of its own. In UTF-16 code units. */
const longestLine = 20_000;

type Fields = ReadonlyMap<string, string | readonly string[] | undefined>;

const field = /([a-z]+): (?:\[(.*?)\]|("(?:[^"\\]|\\.)*"|[^",[\]{}]+))(?:, | \}$)/y;

/** The fields of a flow map. */
function fieldsOf(line: string): Fields {
  const fields = new Map<string, string | readonly string[] | undefined>();
  field.lastIndex = 2;
  for (let found = field.exec(line); found; found = field.exec(line)) {
    const [, key = '', items, scalar = ''] = found;
    fields.set(key, items === undefined ? scalarOf(scalar) : itemsOf(items));
  }
  return fields;
}

function itemsOf(written: string): readonly string[] {
  return written === '' ? [] : written.split(', ').flatMap((item) => scalarOf(item) ?? []);
}

function scalarOf(written: string): string | undefined {
  if (!written.startsWith('"')) return written;
  try {
    const value: unknown = JSON.parse(written);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

function readSource(fields: Fields): PassageSource | undefined {
  const coder = textIn(fields, 'coder');
  const passage = textIn(fields, 'passage');
  const at = parseRange(textIn(fields, 'at') ?? '');
  const codes = textsIn(fields, 'codes');
  return coder === undefined || passage === undefined || !at || !codes
    ? undefined
    : { coder, passage, at, codes };
}

function readDecision(fields: Fields): Decision | undefined {
  const code = textIn(fields, 'code');
  const outcome = outcomes.find((each) => each === fields.get('outcome'));
  const reason = textIn(fields, 'reason');
  const by = textsIn(fields, 'by');
  const date = textIn(fields, 'date');
  return (
    outcome && {
      ...(code === undefined ? {} : { code }),
      outcome,
      ...(reason === undefined ? {} : { reason }),
      ...(by === undefined ? {} : { by }),
      ...(date === undefined ? {} : { date }),
    }
  );
}

function textIn(fields: Fields, key: string): string | undefined {
  const value = fields.get(key);
  return typeof value === 'string' ? value : undefined;
}

function textsIn(fields: Fields, key: string): readonly string[] | undefined {
  const value = fields.get(key);
  return typeof value === 'string' ? undefined : value;
}
