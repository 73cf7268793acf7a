/**
 * Text as Markdown that shows exactly this text. Every mark that could mean anything is escaped, also those that make links
 * of addresses; line breaks stay, and so does indentation.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[!-/:-@[-`{-~]/g, '\\$&')
    .replace(/^[ \t]+/gm, (space) => noBreakSpace.repeat(space.length))
    .replace(/\n+/g, (breaks) => (breaks.length > 1 ? '\n\n' : '\\\n'));
}

const noBreakSpace = '\u00a0';
