import { readSidecar } from '../format/read-sidecar';
import type { Sidecar } from '../model/passage';

/**
 * A sidecar as a page to read, for programs that compare texts line by line: what each passage says, its codes on lines
 * of their own, without versions and columns, which change when nobody has changed a coding. Other files as they are.
 */
export function formatForReading(text: string): string {
  const { value } = readSidecar(text, '');
  return value ? formatSidecarForReading(value) : text;
}

function formatSidecarForReading({ status, memo, passages, notes }: Sidecar): string {
  const lines = [status === 'done' ? 'Done' : 'In progress'];
  if (memo !== undefined) lines.push('', ...indent(`Memo: ${memo}`));
  for (const passage of passages) {
    lines.push('', `“${passage.quote.replace(/\s+/g, ' ')}” (line ${passage.at.start.line})`);
    if (passage.lost) lines.push('  lost');
    for (const code of passage.codes) {
      const said = passage.codings?.[code];
      const details = Object.entries(said ?? {}).map(([key, value]) => `${key}: ${String(value)}`);
      lines.push(`  ${code}${details.length > 0 ? ` (${details.join('; ').replace(/\s+/g, ' ')})` : ''}`);
    }
    if (passage.memo !== undefined) lines.push(...indent(`Memo: ${passage.memo}`));
    for (const { code, outcome, reason } of passage.decisions ?? [])
      lines.push(
        `  ${code ?? 'extent'} ${outcome}${reason === undefined ? '' : `: ${reason.replace(/\s+/g, ' ')}`}`,
      );
  }
  for (const { by, about, text, open } of notes ?? [])
    lines.push('', ...indent(`${by} on ${about}${open === false ? ' (closed)' : ''}: ${text}`));
  return `${lines.join('\n')}\n`;
}

function indent(text: string): readonly string[] {
  return text.split('\n').map((line) => (line === '' ? '' : `  ${line}`));
}
