import { fileNameOf } from '../format/study-path';
import type { ChangeKind, OutcomeKind } from './outcomes';
import type { ReconciliationSummary } from './reconciliation-summary';

/** How codings were settled, in words. */
export const outcomeNames: Readonly<
  Record<OutcomeKind, { readonly name: string; readonly meaning: string }>
> = {
  agreed: { name: 'Agreed', meaning: 'all coders had given the code to the same words' },
  kept: { name: 'Kept', meaning: 'not all of them had given it' },
  extent: { name: 'Words settled', meaning: 'all had given it, to differing words' },
  added: { name: 'Added', meaning: 'nobody had given it there' },
  declined: { name: 'Declined', meaning: 'it does not stand, whoever had given it' },
};

/** What became of a coder’s codings, in words. */
export const changeNames: Readonly<Record<ChangeKind, string>> = {
  codings: 'Codings',
  asCoded: 'Stand as coded',
  otherWords: 'On other words',
  declined: 'Declined',
  notGiven: 'Only in the consensus',
};

/** Which transcripts are not in the figures because their consensus is not complete; nothing where there are none. */
export function sayProgress({ unsettled }: ReconciliationSummary): string {
  return unsettled.length === 0
    ? ''
    : `Not complete, and left out: ${unsettled.map(({ path, settled, total }) => `${fileNameOf(path)} (${settled} of ${total} settled)`).join(', ')}.`;
}
