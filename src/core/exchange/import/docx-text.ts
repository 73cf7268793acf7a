import type { DocxDocument, DocxParagraph, DocxPart, DocxRun } from './docx-document';

/** A Word document as the text of a transcript, and what that text leaves out: one sentence each. */
export interface DocxText {
  readonly text: string;
  readonly dropped: readonly string[];
}

/**
 * Paragraphs become paragraphs with a blank line between them, headings `#`, a speaker in bold `**Name:**`. The text itself
 * is never changed, but for white space around paragraphs. Other bold is dropped and counted.
 */
export function docxAsText(document: DocxDocument, marginParts: number): DocxText {
  const paragraphs: string[] = [];
  let bold = 0;
  for (const paragraph of document.paragraphs) {
    const text = paragraphText(paragraph);
    if (text.markdown === '') continue;
    paragraphs.push(text.markdown);
    if (text.dropsBold) bold++;
  }
  const dropped = droppedParts(document.counts);
  if (bold > 0) dropped.push(`Bold in ${count(bold, 'paragraph')}: only speakers stay bold.`);
  if (marginParts > 0) dropped.push(`Headers and footers (${marginParts}): not imported.`);
  return { text: paragraphs.map((paragraph) => `${paragraph}\n`).join('\n'), dropped };
}

interface ParagraphText {
  readonly markdown: string;
  readonly dropsBold: boolean;
}

function paragraphText({ runs, heading }: DocxParagraph): ParagraphText {
  const text = runs
    .map((run) => run.text)
    .join('')
    .trim();
  if (text === '') return { markdown: '', dropsBold: false };
  if (heading !== undefined)
    return { markdown: `${'#'.repeat(heading)} ${text.replace(/\s+/g, ' ')}`, dropsBold: false };
  const bold = boldLength(runs);
  const label = boldLabel(text, bold);
  const dropsBold =
    runs.some(({ isBold, text: said }) => isBold && said.trim() !== '') && (!label || bold > label.end);
  return { markdown: label ? `**${label.text}**${text.slice(label.end)}` : text, dropsBold };
}

/** How many units at the beginning of the trimmed paragraph are bold. */
function boldLength(runs: readonly DocxRun[]): number {
  let length = 0;
  for (const { text, isBold } of runs) {
    if (!isBold && text.trim() !== '') break;
    length += text.length;
  }
  const all = runs.map((run) => run.text).join('');
  const leading = all.length - all.trimStart().length;
  return Math.min(Math.max(0, length - leading), all.trim().length);
}

const longestLabel = 60;

/** The speaker in bold that opens a paragraph, its colon included whether that is bold or not. */
function boldLabel(text: string, bold: number): { readonly text: string; readonly end: number } | undefined {
  const colon = /^[^:：\n*]{1,60}(?::\d{2}[^:：\n*]{0,20}){0,3}[:：](?!\d)/.exec(text);
  const end = colon?.[0].length ?? 0;
  if (end === 0 || end > longestLabel || bold < text.slice(0, end - 1).trimEnd().length) return undefined;
  return { text: text.slice(0, end), end };
}

const sentences: Readonly<Record<DocxPart, (n: number) => string>> = {
  tables: (n) => `${count(n, 'table')}: not imported. In Word, Layout › Convert to Text keeps what they say.`,
  comments: (n) => `${count(n, 'comment')}: not imported.`,
  insertions: (n) => `${count(n, 'tracked insertion')}: kept as text.`,
  deletions: (n) => `${count(n, 'tracked deletion')}: left out, as if accepted.`,
  moves: (n) => `${count(n, 'tracked move')}: kept only at the new place.`,
  images: (n) => `${count(n, 'image')}: not imported.`,
  footnotes: (n) => `${count(n, 'footnote or endnote', 'footnotes or endnotes')}: not imported.`,
  textBoxes: (n) => `${count(n, 'text box', 'text boxes')}: not imported.`,
  equations: (n) => `${count(n, 'equation')}: not imported.`,
  embedded: (n) => `${count(n, 'embedded document')}: not imported.`,
  hidden: (n) => `${count(n, 'stretch of hidden text', 'stretches of hidden text')}: not imported.`,
  symbols: (n) => `${count(n, 'symbol')} of a special font: replaced by \ufffd.`,
  numbered: (n) => `${count(n, 'automatic number or bullet', 'automatic numbers or bullets')}: not imported.`,
  links: (n) => `${count(n, 'link')}: kept as text, without the address.`,
};

function droppedParts(counts: Readonly<Record<DocxPart, number>>): string[] {
  return Object.entries(sentences).flatMap(([part, sentence]) => {
    const n = counts[part as DocxPart];
    return n > 0 ? [sentence(n)] : [];
  });
}

function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
