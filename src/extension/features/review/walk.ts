import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { UserError } from '../../../core/base/user-error';
import { fileNameOf } from '../../../core/format/study-path';
import { type Argument, type PassageReference, referenceIn } from '../../contributions';
import { shorten } from '../passages/targets';
import { createComparison } from './comparison';
import type { ReviewList } from './review-list';
import { type ReviewedPassage, whatHappenedTo } from './reviewed-passage';

/** Going through the passages to review, one at a time. */
export interface ReviewWalk extends Disposable {
  /**
   * The passage that a command is about: the one it names, else the one selected or looked at last, else the only one, else
   * the one that the user picks. Undefined when the user picks none.
   * @throws UserError when there is nothing to review
   */
  choose(
    argument: Argument<PassageReference> | undefined,
    question: string,
  ): Promise<ReviewedPassage | undefined>;
  /** Shows what a passage was and what it is now, side by side. */
  show(reviewed: ReviewedPassage): Promise<void>;
  /** Does what settles a passage. Where it was being looked at, the next one is looked at then. */
  settling(reviewed: ReviewedPassage, work: () => Promise<boolean>): Promise<boolean>;
}

export function createReviewWalk(list: ReviewList): ReviewWalk {
  const subscriptions = new DisposableStore();
  const comparison = subscriptions.add(createComparison());
  let latest: PassageReference | undefined;
  subscriptions.add(list.onDidSelect(({ reference }) => (latest = reference)));
  const find = (reference: PassageReference | undefined): ReviewedPassage | undefined =>
    reference && list.passages().find((each) => isSame(each.reference, reference));
  const show = async (reviewed: ReviewedPassage): Promise<void> => {
    latest = reviewed.reference;
    await comparison.show(reviewed.study, reviewed.placed);
  };
  return {
    show,
    choose(argument, question) {
      const reference = referenceIn(argument);
      const all = list.passages();
      const [only, ...others] = all;
      if (!only || (reference && !find(reference)))
        throw new UserError(
          'review/none',
          reference
            ? vscode.l10n.t('This passage needs no review any more.')
            : vscode.l10n.t('There is no passage to review.'),
        );
      const known = find(reference ?? latest) ?? (others.length === 0 ? only : undefined);
      return known ? Promise.resolve(known) : pick(all, question);
    },
    async settling(reviewed, work) {
      const place = list.passages().findIndex(({ reference }) => isSame(reference, reviewed.reference));
      const isLookedAt = comparison.shows(reviewed.placed);
      const isDone = await work();
      if (!isDone || !isLookedAt) return isDone;
      const next = list.passages()[place] ?? list.passages().at(-1);
      if (next) await Promise.all([list.select(next), show(next)]);
      else await comparison.close();
      return isDone;
    },
    dispose: () => subscriptions.dispose(),
  };
}

async function pick(all: readonly ReviewedPassage[], question: string): Promise<ReviewedPassage | undefined> {
  const items = all.map((reviewed) => ({
    label: shorten(reviewed.placed.passage.quote, 80),
    description: `${whatHappenedTo(reviewed.placed)} · ${fileNameOf(reviewed.placed.sidecar.transcript)}`,
    reviewed,
  }));
  const choice = await vscode.window.showQuickPick(items, { title: question, matchOnDescription: true });
  return choice?.reviewed;
}

function isSame(a: PassageReference, b: PassageReference): boolean {
  return a.id === b.id && a.sidecar === b.sidecar && a.study === b.study;
}
