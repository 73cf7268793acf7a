/** Receives the parts of an XML text in order. Names keep their prefix. */
export interface XmlVisitor {
  open(name: string, attributes: XmlAttributes, isEmpty: boolean): void;
  close(name: string): void;
  text(value: string): void;
}

export interface XmlAttributes {
  /** The value of an attribute by its name without prefix, entities resolved. */
  get(name: string): string | undefined;
}

/**
 * Walks through an XML text, tolerantly and in linear time: what is no markup is text, nothing is ever thrown, entities
 * other than XML's own five and character references are left as they stand, and a document type is skipped, so that
 * nothing expands. An empty element is opened (with `isEmpty`) and closed.
 */
export function scanXml(xml: string, visitor: XmlVisitor): void {
  for (let offset = 0; offset < xml.length;) {
    const open = xml.indexOf('<', offset);
    const end = open === -1 ? xml.length : open;
    if (end > offset) visitor.text(decodeEntities(xml.slice(offset, end)));
    if (open === -1) return;
    offset = markup(xml, open, visitor);
  }
}

/** Handles the markup at an offset and says where it ends. */
function markup(xml: string, open: number, visitor: XmlVisitor): number {
  if (xml.startsWith('<!--', open)) return after(xml, '-->', open + 4);
  if (xml.startsWith('<?', open)) return after(xml, '?>', open + 2);
  if (xml.startsWith('<![CDATA[', open)) {
    const end = after(xml, ']]>', open + 9);
    visitor.text(xml.slice(open + 9, xml.endsWith(']]>', end) ? end - 3 : end));
    return end;
  }
  const close = after(xml, '>', open + 1);
  const tag = xml.slice(open + 1, xml.endsWith('>', close) ? close - 1 : close);
  if (tag.startsWith('!')) return close;
  if (tag.startsWith('/')) visitor.close(tag.slice(1).trim());
  else element(tag, visitor);
  return close;
}

function element(tag: string, visitor: XmlVisitor): void {
  const isEmpty = tag.endsWith('/');
  const name = /^[^\s/]*/.exec(tag)?.[0] ?? '';
  const rest = tag.slice(name.length);
  visitor.open(name, { get: (attribute) => attributeIn(rest, attribute) }, isEmpty);
  if (isEmpty) visitor.close(name);
}

const attributePattern = /([^\s=]{1,80})\s{0,8}=\s{0,8}(?:"([^"]*)"|'([^']*)')/g;

function attributeIn(source: string, name: string): string | undefined {
  for (const [, key, double, single] of source.matchAll(attributePattern))
    if (key === name || key?.endsWith(`:${name}`)) return decodeEntities(double ?? single ?? '');
  return undefined;
}

function after(xml: string, end: string, from: number): number {
  const found = xml.indexOf(end, from);
  return found === -1 ? xml.length : found + end.length;
}

const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{1,8}));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return entities.get(name) ?? whole;
      const point = hex === undefined ? Number(decimal) : parseInt(hex, 16);
      return point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff)
        ? String.fromCodePoint(point)
        : whole;
    },
  );
}
