import type { XmlAttributes, XmlVisitor } from './scan-xml';
import { scanXml } from './scan-xml';

/** A stretch of a paragraph with one formatting. */
export interface DocxRun {
  text: string;
  readonly isBold: boolean;
}

export interface DocxParagraph {
  readonly runs: readonly DocxRun[];
  /** 1 to 6 for headings; titles are 1. */
  readonly heading?: number;
}

/** What a document holds that does not become text, and what was decided about tracked changes. */
const docxParts = [
  'tables',
  'comments',
  'insertions',
  'deletions',
  'moves',
  'images',
  'footnotes',
  'textBoxes',
  'equations',
  'embedded',
  'hidden',
  'symbols',
  'numbered',
  'links',
] as const;
export type DocxPart = (typeof docxParts)[number];

export interface DocxDocument {
  readonly paragraphs: readonly DocxParagraph[];
  readonly counts: Readonly<Record<DocxPart, number>>;
}

/**
 * Reads `word/document.xml`. Tracked insertions are kept, deletions dropped; a tab is a tab, a line break is LF, and every
 * thing else that is no running text is counted. Never throws.
 * @param headings heading level by style id, from `readHeadingStyles`
 */
export function readDocxDocument(xml: string, headings: ReadonlyMap<string, number>): DocxDocument {
  const paragraphs: DocxParagraph[] = [];
  const counts = Object.fromEntries(docxParts.map((part) => [part, 0])) as Record<DocxPart, number>;
  const rename = wordNames(xml);
  let runs: DocxRun[] | undefined;
  let heading: number | undefined;
  let isBold = false;
  let isHidden = false;
  let isImage = false;
  /** Elements open at the moment, to know where text and properties belong. */
  const inside = new Map<string, number>();
  let skipped: { readonly name: string; depth: number } | undefined;

  const isIn = (name: string): boolean => (inside.get(name) ?? 0) > 0;
  const add = (text: string): void => {
    if (!runs || text === '') return;
    if (isHidden) return;
    const last = runs.at(-1);
    if (last?.isBold === isBold) last.text += text;
    else runs.push({ text, isBold });
  };

  const openers: Readonly<Record<string, (attributes: XmlAttributes) => void>> = {
    p: () => {
      runs = [];
      heading = undefined;
    },
    r: () => {
      isBold = false;
      isHidden = false;
    },
    b: (attributes) => {
      if (isIn('rPr') && isIn('r')) isBold = isOn(attributes);
    },
    vanish: (attributes) => {
      if (isIn('rPr') && isIn('r')) isHidden = isOn(attributes);
      if (isHidden) counts.hidden++;
    },
    pStyle: (attributes) => {
      heading = headings.get(attributes.get('val') ?? '');
    },
    numId: (attributes) => {
      if (isIn('p') && attributes.get('val') !== '0') counts.numbered++;
    },
    tab: () => {
      if (isIn('r')) add('\t');
    },
    br: (attributes) => {
      add((attributes.get('type') ?? 'textWrapping') === 'textWrapping' ? '\n' : '');
    },
    cr: () => add('\n'),
    noBreakHyphen: () => add('\u2011'),
    sym: () => {
      counts.symbols++;
      add('\ufffd');
    },
    hyperlink: (attributes) => {
      if (attributes.get('id') !== undefined) counts.links++;
    },
    drawing: () => {
      isImage = true;
    },
    pict: () => {
      isImage = true;
    },
    object: () => {
      isImage = true;
    },
    txbxContent: () => {
      counts.textBoxes++;
      isImage = false;
    },
  };

  const visitor: XmlVisitor = {
    open: (fullName, attributes, isEmpty) => {
      const name = rename(fullName);
      if (skipped) {
        if (name === skipped.name) skipped.depth++;
        return;
      }
      const counted = countedElements.get(name);
      if (counted) counts[counted]++;
      const change = trackedChanges.get(name);
      if (change && !isEmpty && !isIn('rPr')) counts[change]++;
      if (Object.hasOwn(openers, name)) openers[name]?.(attributes);
      if (withoutText.has(name)) skipped = { name, depth: 1 };
      else inside.set(name, (inside.get(name) ?? 0) + 1);
    },
    close: (fullName) => {
      const name = rename(fullName);
      if (skipped) {
        if (name === skipped.name && --skipped.depth === 0) skipped = undefined;
        return;
      }
      inside.set(name, Math.max(0, (inside.get(name) ?? 0) - 1));
      if (name === 'p' && runs) {
        paragraphs.push(heading === undefined ? { runs } : { runs, heading });
        runs = undefined;
      }
      if (isImage && (name === 'drawing' || name === 'pict' || name === 'object')) {
        counts.images++;
        isImage = false;
      }
    },
    text: (value) => {
      if (!skipped && isIn('t')) add(value);
    },
  };
  scanXml(xml, visitor);
  return { paragraphs, counts };
}

const countedElements: ReadonlyMap<string, DocxPart> = new Map([
  ['tbl', 'tables'],
  ['commentReference', 'comments'],
  ['footnoteReference', 'footnotes'],
  ['endnoteReference', 'footnotes'],
  ['altChunk', 'embedded'],
  ['m:oMath', 'equations'],
  ['m:oMathPara', 'equations'],
]);

const trackedChanges: ReadonlyMap<string, DocxPart> = new Map([
  ['ins', 'insertions'],
  ['del', 'deletions'],
  ['moveFrom', 'moves'],
]);

/** What these hold is no running text, or was deleted. */
const withoutText: ReadonlySet<string> = new Set([
  'tbl',
  'del',
  'moveFrom',
  'txbxContent',
  'rPrChange',
  'pPrChange',
  'sectPrChange',
  'mc:Fallback',
  'm:oMath',
  'm:oMathPara',
  'altChunk',
]);

/** Heading levels by style id, from `word/styles.xml`: Word's own names of styles are English in every language. */
export function readHeadingStyles(xml: string): ReadonlyMap<string, number> {
  const levels = new Map<string, number>();
  const rename = wordNames(xml);
  let style: string | undefined;
  scanXml(xml, {
    open: (fullName, attributes) => {
      const name = rename(fullName);
      if (name === 'style') style = attributes.get('styleId');
      if (name !== 'name' || style === undefined) return;
      const styleName = (attributes.get('val') ?? '').toLowerCase();
      const level = styleName === 'title' ? 1 : Number(/^heading ([1-6])$/.exec(styleName)?.[1]);
      if (level > 0) levels.set(style, level);
    },
    close: () => undefined,
    text: () => undefined,
  });
  return levels;
}

/** Word's elements without the prefix the document chose for them; all others with theirs. */
function wordNames(xml: string): (name: string) => string {
  const declaration =
    /xmlns(?::([\w.-]{1,40}))?="http:\/\/(?:schemas\.openxmlformats\.org\/wordprocessingml\/2006|purl\.oclc\.org\/ooxml\/wordprocessingml)\/main"/;
  const match = declaration.exec(xml.slice(0, 20_000));
  const prefix = match ? (match[1] === undefined ? '' : `${match[1]}:`) : 'w:';
  return (name) => (name.startsWith(prefix) ? name.slice(prefix.length) : name);
}

function isOn(attributes: XmlAttributes): boolean {
  return !['0', 'false', 'off'].includes(attributes.get('val') ?? '');
}
