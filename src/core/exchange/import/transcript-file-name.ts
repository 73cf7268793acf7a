import { wellFormed } from './well-formed';

const reserved = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?:\.|$)/i;
const longestStem = 80;

/** Letters that have no plain form under Unicode's decomposition. */
const plainLetters: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ß: 'ss',
    æ: 'ae',
    Æ: 'Ae',
    œ: 'oe',
    Œ: 'Oe',
    ø: 'o',
    Ø: 'O',
    ł: 'l',
    Ł: 'L',
    đ: 'd',
    Đ: 'D',
    þ: 'th',
    Þ: 'Th',
    ı: 'i',
  }),
);

/**
 * The name of the transcript that a file becomes, without folder: `.vtt`, `.srt`, `.md` and `.txt` keep their extension,
 * a Word document becomes `.md` (its speakers are bold), any other text `.txt`. The stem is safe on every system and in
 * every link: Latin letters without accents, other scripts as NFC, everything else as hyphens; no reserved Windows name.
 */
export function transcriptFileName(fileName: string, format: 'docx' | 'text'): string {
  const base = fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
  const [, name = base, extension = ''] = /^(.*)\.([^.]*)$/s.exec(base) ?? [];
  return `${safeStem(name)}.${targetExtension(extension.toLowerCase(), format)}`;
}

/** The path in a folder, numbered where it is taken; taken paths are compared as NFC and ignoring case. */
export function freePath(folder: string, fileName: string, takenPaths: Iterable<string>): string {
  const taken = new Set([...takenPaths].map(pathKey));
  const prefix = folder === '' ? '' : `${folder.replace(/\/+$/, '')}/`;
  const dot = fileName.lastIndexOf('.');
  for (let n = 1; ; n++) {
    const path = `${prefix}${fileName.slice(0, dot)}${n === 1 ? '' : `-${n}`}${fileName.slice(dot)}`;
    if (!taken.has(pathKey(path))) return path;
  }
}

function safeStem(name: string): string {
  const stem = plain(name)
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-')
    .replace(/\.{2,}/g, '.')
    .replace(/-{2,}/g, '-');
  const trimmed = trim(Array.from(trim(stem)).slice(0, longestStem).join(''));
  if (trimmed === '') return 'transcript';
  return reserved.test(trimmed) ? `transcript-${trimmed}` : trimmed;
}

function trim(stem: string): string {
  return stem.replace(/^[._\p{M}-]+|[.-]+$/gu, '');
}

/** Without accents where the letter is Latin; other scripts need their marks. */
export function plain(text: string): string {
  return wellFormed(text)
    .normalize('NFKD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .replace(/[ßæÆœŒøØłŁđĐþÞı]/g, (letter) => plainLetters.get(letter) ?? letter)
    .normalize('NFC');
}

function targetExtension(extension: string, format: 'docx' | 'text'): string {
  if (format === 'docx') return 'md';
  if (extension === 'markdown') return 'md';
  return ['md', 'vtt', 'srt'].includes(extension) ? extension : 'txt';
}

function pathKey(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
