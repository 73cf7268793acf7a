import type { Unsettled } from '../core/study/final-layer';
import type { Output } from './output';

/** Says on standard error which transcripts the final layer leaves out, and why. */
export function noteUnsettled(output: Output, unsettled: readonly Unsettled[]): void {
  if (unsettled.length === 0) return;
  output.note(`Left out, because their coders have not settled everything (${unsettled.length}):`);
  for (const each of unsettled) output.note(`  ${each.transcript}: ${sayWhy(each)}`);
}

function sayWhy({ reconciliation: { obstacle, settled, total } }: Unsettled): string {
  switch (obstacle?.kind) {
    case undefined:
      return settled < total ? `${settled} of ${total} settled` : 'what all agree on has not been taken over';
    case 'not-done':
      return `not done: ${obstacle.coders.join(', ')}`;
    case 'to-review':
      return `passages to review: ${obstacle.coders.join(', ')}`;
    case 'hidden':
      return 'blind';
    case 'one-coder':
    case 'unreadable':
      return 'cannot be read';
  }
}
