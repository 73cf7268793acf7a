import type * as vscode from 'vscode';
import type { Emitter } from '../../core/base/event';
import type { IdSource } from '../../core/model/ulid';
import type { Platform } from '../platform';
import type { ComparisonSession } from '../workspace/comparison';
import type { Coders } from '../workspace/coders';
import type { OpenStudy } from '../workspace/open-study';
import type { StudyRegistry } from '../workspace/study-registry';
import type { StudyWriter } from '../workspace/study-writer';
import type { SelectedEntries } from '../workspace/selected-entries';
import type { LivePassages } from '../workspace/live-passages';
import type { RowNotes } from './themes-view/row-notes';
import type { Selections } from '../workspace/selections';
import type { TypeAhead } from '../workspace/type-ahead';
import type { UsedCodes } from '../workspace/used-codes';

/** What the features are given. Each exports `register(context): Disposable`. */
export interface FeatureContext {
  readonly extension: vscode.ExtensionContext;
  readonly platform: Platform;
  readonly log: vscode.LogOutputChannel;
  readonly registry: StudyRegistry;
  readonly coders: Coders;
  readonly live: LivePassages;
  readonly selectedEntries: SelectedEntries;
  /** The comparison of coders that is going on, if any. */
  readonly comparison: ComparisonSession;
  readonly selections: Selections;
  readonly usedCodes: UsedCodes;
  /** Keys that were pressed before what they are for was there. */
  readonly typeAhead: TypeAhead;
  /** Fires when a study was got or shared through git, which may change its history and none of its files. */
  readonly exchanged: Emitter<OpenStudy>;
  /** What features add to the rows of the Themes view. */
  readonly rowNotes: RowNotes;
  readonly newId: IdSource;
  writerOf(study: OpenStudy): StudyWriter;
}
