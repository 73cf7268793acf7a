const extensions = ['md', 'txt', 'vtt', 'srt'];
const anyText = `*.{${extensions.join(',')}}`;
const usualFolder = 'transcripts';

/** Where the transcripts of a new study are put. */
const starterGlobs: readonly string[] = [`${usualFolder}/**/${anyText}`];

/** What lies beside transcripts and is none. */
const aboutTheFolder = /^(?:readme|changelog|contributing|licen[cs]e|notice|authors)\b/i;

/**
 * Globs for the transcripts that a folder holds before it becomes a study: all texts of each of its folders, and those
 * that lie in no folder; these by name where a read-me file or its like lies beside them.
 * @param files their paths in the folder, with `/`
 * @returns `starterGlobs` when there is no text yet, or some are in the usual folder
 */
export function globsOfTranscripts(files: readonly string[]): readonly string[] {
  const texts = files.filter((file) => extensions.includes(extensionOf(file)));
  const loose = texts.filter((file) => !file.includes('/'));
  const transcripts = loose.filter((file) => !aboutTheFolder.test(file));
  const byName = transcripts.length < loose.length;
  const folders = new Set(
    texts.filter((file) => file.includes('/')).map((file) => file.slice(0, file.indexOf('/'))),
  );
  if (folders.has(usualFolder)) return starterGlobs;
  const globs = [
    ...[...folders].sort().map((folder) => `${literally(folder)}/**/${anyText}`),
    ...new Set(transcripts.map((file) => (byName ? literally(file) : `*.${extensionOf(file)}`))),
  ];
  return globs.length === 0 ? starterGlobs : globs;
}

function extensionOf(file: string): string {
  return file.slice(file.lastIndexOf('.') + 1);
}

/** A glob for this name: a sign that means something in a glob becomes one that stands for any character. */
function literally(name: string): string {
  return name.replace(/[*?{},[\]]/g, '?');
}
