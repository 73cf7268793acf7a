import { Lexer } from 'yaml';

/** The comments in a piece of YAML, from `#` to the end of their lines. */
export function commentsIn(text: string): readonly string[] {
  if (!text.includes('#')) return [];
  const comments: string[] = [];
  let before = '';
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme.startsWith('#') && before !== scalarMark) comments.push(lexeme.trimEnd());
    before = lexeme;
  }
  return comments;
}

/** What the lexer puts before the text of a scalar. */
const scalarMark = '\u001f';
