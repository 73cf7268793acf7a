import type { Disposable } from '../../../core/base/disposable';
import { Emitter } from '../../../core/base/event';
import type { TopicNode } from '../../../core/study/themes-tree';
import type { OpenStudy } from '../../workspace/open-study';

/** What another feature adds to a row of the Themes view. */
export interface RowNote {
  /** Stands behind the counts; a figure or a word. */
  readonly short: string;
  /** It stands before them, being what somebody is looking for just now. */
  readonly comesFirst?: boolean;
  /** The same in words, for the tooltip and the screen reader. */
  readonly spoken: string;
}

export type RowNoteProvider = (study: OpenStudy, node: TopicNode) => RowNote | undefined;

/** The features that have something to say about questions, themes and codes. */
export class RowNotes implements Disposable {
  readonly #providers = new Set<RowNoteProvider>();
  readonly #changed = new Emitter<undefined>();
  /** The notes are other ones now. */
  readonly onDidChange = this.#changed.event;

  add(provider: RowNoteProvider): Disposable {
    this.#providers.add(provider);
    this.renew();
    return {
      dispose: () => {
        this.#providers.delete(provider);
        this.renew();
      },
    };
  }

  /** To be called when a provider would say something else. */
  renew(): void {
    this.#changed.fire(undefined);
  }

  of(study: OpenStudy, node: TopicNode): readonly RowNote[] {
    return [...this.#providers].flatMap((provider) => provider(study, node) ?? []);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
