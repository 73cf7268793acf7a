import { isScalar } from 'yaml';
import type { Attribute, AttributeValue } from '../model/study';
import { reportUnknown } from './id-checks';
import type { YamlFile } from './open-yaml';
import type { Entry } from './yaml-nodes';
import { booleanOf, numberOf, readMap, readText, recordOf, shorten } from './yaml-nodes';

/** The values of attributes, each as its attribute's type says; those that do not fit are reported and left out. */
export function readAttributeValues(
  file: YamlFile,
  entry: Entry | undefined,
  attributes: ReadonlyMap<string, Attribute>,
): Readonly<Record<string, AttributeValue>> {
  const values: (readonly [string, AttributeValue])[] = [];
  for (const field of readMap(file, entry).values()) {
    const written = readText(file, field);
    if (written === undefined) continue;
    const attribute = attributes.get(field.key);
    const value = attribute ? valueOf(attribute, written) : guess(field, written);
    if (!attribute) reportUndeclared(file, field, attributes);
    if (value === undefined) reportValue(file, field, attribute, written);
    else values.push([field.key, value]);
  }
  return recordOf(values);
}

function valueOf({ type, values }: Attribute, written: string): AttributeValue | undefined {
  switch (type) {
    case 'number':
      return numberOf(written);
    case 'boolean':
      return booleanOf(written);
    case 'date':
      return /^\d{4}(?:-\d\d(?:-\d\d)?)?$/.test(written) ? written : undefined;
    case 'choice':
      return values.length === 0 || values.includes(written) ? written : undefined;
    case 'text':
      return written;
  }
}

/** The value of an undeclared attribute as YAML 1.2 would take it. */
function guess(field: Entry, written: string): AttributeValue {
  if (!isScalar(field.value) || field.value.type !== 'PLAIN') return written;
  if (written === 'true' || written === 'false') return written === 'true';
  return numberOf(written) ?? written;
}

function reportUndeclared(file: YamlFile, field: Entry, attributes: ReadonlyMap<string, Attribute>): void {
  reportUnknown(file, field.keyNode, {
    code: 'study/unknown-attribute',
    kind: 'attribute',
    id: field.key,
    known: attributes.keys(),
  });
}

const wanted = {
  number: 'a number',
  boolean: 'true or false',
  date: 'a date such as 2020-08-20, 2020-08 or 2020',
  choice: 'one of its values',
  text: 'a text',
};

function reportValue(file: YamlFile, field: Entry, attribute: Attribute | undefined, written: string): void {
  const type = attribute?.type ?? 'text';
  file.report({
    code: 'study/bad-attribute-value',
    at: field.value,
    message: `“${shorten(written)}” is no value of “${shorten(field.key)}” and was left out.`,
    advice:
      type === 'choice'
        ? `Use one of: ${shorten(attribute?.values.join(', ') ?? '')}; or add it to the values.`
        : `Write ${wanted[type]}.`,
  });
}
