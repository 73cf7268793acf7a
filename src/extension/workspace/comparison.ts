import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { Emitter } from '../../core/base/event';
import { compareCoders, type ComparedTranscript, type Comparison } from '../../core/agreement/compare';
import { nameOfParticipant, type Participant, viewOfParticipants } from '../../core/agreement/participants';
import {
  type DisagreementFilter,
  disagreementsOf,
  filterDisagreements,
  stepToDisagreement,
  type StudyDisagreement,
  type StudyPlace,
} from '../../core/agreement/study-disagreements';
import { openAmong } from '../../core/agreement/open-disagreements';
import { placePassages } from '../../core/study/placed-passages';
import type { LiveTranscript } from './live-passages';
import type { OpenStudy } from './open-study';
import type { StudyRegistry } from './study-registry';

/** Who is compared in which transcripts. */
export interface ComparisonChoice {
  readonly study: OpenStudy;
  /** Two or more. */
  readonly participants: readonly Participant[];
  /** A round's id: its transcripts and no others. Absent: all that one of the participants has worked on. */
  readonly round?: string;
}

/** A comparison under way, as it stands. */
export interface CurrentComparison extends ComparisonChoice {
  /** What is compared, and what is not comparable and why; as the study's coder may see it. */
  readonly comparison: Comparison;
  /** All, by transcript and place. */
  readonly disagreements: readonly StudyDisagreement[];
  /** The ids of those that the consensus has not settled. */
  readonly open: ReadonlySet<string>;
  /** Those that the filter lets through. */
  readonly shown: readonly StudyDisagreement[];
  readonly filter: DisagreementFilter;
}

/** What is another: the comparison with all in it, what is shown of it or settled, or merely the disagreement one is at. */
export type ComparisonChange = 'comparison' | 'filter' | 'disagreement';

/** The comparison that is going on in the editor; one at a time. It follows the study, and ends when the study is closed. */
export class ComparisonSession implements Disposable {
  readonly #subscriptions = new DisposableStore();
  readonly #changed = this.#subscriptions.add(new Emitter<ComparisonChange>());
  readonly onDidChange = this.#changed.event;
  #current: CurrentComparison | undefined;
  #disagreement: StudyDisagreement | undefined;

  constructor(registry: StudyRegistry) {
    this.#subscriptions.add(
      registry.onDidChangeStudy((study) => {
        if (study === this.#current?.study) this.#update(this.#current);
      }),
    );
    this.#subscriptions.add(
      registry.onDidChangeStudies(() => {
        if (this.#current && !registry.studies.includes(this.#current.study)) this.stop();
      }),
    );
  }

  get current(): CurrentComparison | undefined {
    return this.#current;
  }

  /** The disagreement that one is at, also one that the filter hides; undefined before the first, and when it is gone. */
  get disagreement(): StudyDisagreement | undefined {
    const id = this.#disagreement?.id;
    return this.#current?.disagreements.find((each) => each.id === id);
  }

  start(choice: ComparisonChoice): CurrentComparison {
    this.#disagreement = undefined;
    this.#current = currentOf(choice, {}, compare(choice));
    this.#changed.fire('comparison');
    return this.#current;
  }

  stop(): void {
    if (!this.#current) return;
    this.#current = undefined;
    this.#disagreement = undefined;
    this.#changed.fire('comparison');
  }

  /** Shows only disagreements that a filter lets through; `{}` shows all. */
  setFilter(filter: DisagreementFilter): void {
    if (!this.#current) return;
    this.#current = currentOf(this.#current, filter, this.#current.comparison);
    this.#changed.fire('filter');
  }

  /** Goes to one of the disagreements, whether or not the filter shows it. */
  select(id: string): StudyDisagreement | undefined {
    const found = this.#current?.disagreements.find((each) => each.id === id);
    if (!found) return undefined;
    this.#disagreement = found;
    this.#changed.fire('disagreement');
    return found;
  }

  /**
   * Goes to the next or previous disagreement, from the one that one is at or was at last.
   * @param from where to look from, where one is at none
   */
  step(direction: 1 | -1, from?: StudyPlace): StudyDisagreement | undefined {
    if (!this.#current) return undefined;
    const { shown, comparison } = this.#current;
    const next = stepToDisagreement(shown, comparison, direction, this.#disagreement ?? from);
    return next && this.select(next.id);
  }

  /** A transcript of the comparison that is going on; undefined where it is not comparable, or nothing is being compared. */
  transcript(study: OpenStudy, path: string): ComparedTranscript | undefined {
    return this.#current?.study === study
      ? this.#current.comparison.compared.find(({ transcript }) => transcript.path === path)
      : undefined;
  }

  /** The same for a document, unless its text is not the one that is compared, because of unsaved changes. */
  shownIn({ study, path, index }: LiveTranscript): ComparedTranscript | undefined {
    const compared = this.transcript(study, path);
    return compared?.transcript.text === index.text ? compared : undefined;
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #update(current: CurrentComparison): void {
    const comparison = compare(current, current.comparison);
    const now = currentOf(current, current.filter, comparison);
    const isSameComparison = isSame(comparison, current.comparison);
    if (isSameComparison && isSameSet(now.open, current.open)) return;
    this.#current = isSameComparison ? { ...now, comparison: current.comparison } : now;
    this.#changed.fire(isSameComparison ? 'filter' : 'comparison');
  }
}

function compare({ study, participants, round }: ComparisonChoice, before?: Comparison): Comparison {
  const { snapshot } = study.store;
  const view = viewOfParticipants(snapshot, study.coder, participants);
  const transcripts = round === undefined ? undefined : view.study.rounds.get(round)?.transcripts;
  const coders = participants.map(nameOfParticipant);
  const request = { coders, place: placePassages, codes: 'merged' as const };
  return compareCoders(view, transcripts ? { ...request, transcripts } : request, before);
}

function currentOf(
  { study, participants, round }: ComparisonChoice,
  filter: DisagreementFilter,
  comparison: Comparison,
): CurrentComparison {
  const disagreements = disagreementsOf(comparison);
  const left = openAmong(study.visible, comparison.coders, disagreements);
  const open = new Set(left.map(({ id }) => id));
  return {
    study,
    participants,
    ...(round === undefined ? {} : { round }),
    comparison,
    disagreements,
    open,
    shown: filterDisagreements(disagreements, filter, comparison, open),
    filter,
  };
}

function isSame(a: Comparison, b: Comparison): boolean {
  return (
    a.codebook === b.codebook &&
    a.compared.length === b.compared.length &&
    a.compared.every((each, i) => each === b.compared[i]) &&
    JSON.stringify(a.notComparable) === JSON.stringify(b.notComparable)
  );
}

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((each) => b.has(each));
}
