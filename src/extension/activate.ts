import * as vscode from 'vscode';
import { DisposableStore } from '../core/base/disposable';
import { Emitter } from '../core/base/event';
import { createIdSource } from '../core/model/ulid';
import { createContextKey } from './commands';
import * as codebook from './features/codebook';
import * as changeExtent from './features/change-extent';
import * as agreementReport from './features/agreement-report';
import * as codePassage from './features/code-passage';
import * as compare from './features/compare';
import * as codebookLanguage from './features/codebook-language';
import * as coderStatus from './features/coder-status';
import * as codingMode from './features/coding-mode';
import type { FeatureContext } from './features/feature';
import * as explorer from './features/explorer';
import * as git from './features/git';
import * as highlights from './features/highlights';
import * as hover from './features/hover';
import * as importTranscripts from './features/import';
import * as language from './features/language';
import * as memos from './features/memos';
import * as passages from './features/passages';
import * as passagesView from './features/passages-view';
import * as problems from './features/problems';
import * as quickFixes from './features/quick-fixes';
import * as reconcile from './features/reconcile';
import * as review from './features/review';
import * as selection from './features/selection';
import * as start from './features/start';
import * as themesView from './features/themes-view';
import { RowNotes } from './features/themes-view/row-notes';
import * as transcriptsView from './features/transcripts-view';
import { commandOf, plainKeysOf } from './plain-keys';
import type { Platform } from './platform';
import { ComparisonSession } from './workspace/comparison';
import { Coders } from './workspace/coders';
import { createKeptVersions } from './workspace/kept-versions';
import { LivePassages } from './workspace/live-passages';
import type { OpenStudy } from './workspace/open-study';
import { createSelectedEntries } from './workspace/selected-entries';
import { Selections } from './workspace/selections';
import { StudyRegistry } from './workspace/study-registry';
import { StudyWriter } from './workspace/study-writer';
import { TypeAhead } from './workspace/type-ahead';
import { UsedCodes } from './workspace/used-codes';

const features = [
  language,
  codebookLanguage,
  coderStatus,
  highlights,
  hover,
  codePassage,
  codingMode,
  selection,
  passages,
  memos,
  passagesView,
  codebook,
  changeExtent,
  themesView,
  transcriptsView,
  explorer,
  review,
  git,
  compare,
  reconcile,
  agreementReport,
  problems,
  quickFixes,
  start,
  importTranscripts,
];

/** What other extensions and tests are given. */
export interface VerbatimApi {
  readonly registry: StudyRegistry;
  readonly live: LivePassages;
  readonly comparison: ComparisonSession;
}

/** Puts the extension together: the studies first, then every feature, each of which cleans up after itself. */
export async function activate(extension: vscode.ExtensionContext, platform: Platform): Promise<VerbatimApi> {
  const everything = new DisposableStore();
  extension.subscriptions.push(everything);
  const log = everything.add(vscode.window.createOutputChannel('Verbatim', { log: true }));
  const kept = createKeptVersions(extension.storageUri, platform.bytes);
  const coders = new Coders(extension.workspaceState, platform);
  const registry = everything.add(new StudyRegistry(platform, kept, log, (study) => coders.identify(study)));
  const live = everything.add(new LivePassages(registry));
  const writers = new WeakMap<OpenStudy, StudyWriter>();
  const plainKeys = plainKeysOf(extension.extension);
  const context: FeatureContext = {
    extension,
    platform,
    log,
    registry,
    coders,
    live,
    selectedEntries: createSelectedEntries(),
    comparison: everything.add(new ComparisonSession(registry)),
    selections: everything.add(new Selections()),
    usedCodes: new UsedCodes(extension.workspaceState),
    typeAhead: new TypeAhead((key, isReconciling) => {
      void vscode.commands.executeCommand(commandOf(plainKeys, key, isReconciling), { key });
    }),
    exchanged: everything.add(new Emitter()),
    rowNotes: everything.add(new RowNotes()),
    newId: createIdSource(Date.now, (bytes) => void globalThis.crypto.getRandomValues(bytes)),
    writerOf(study) {
      let writer = writers.get(study);
      if (!writer) writers.set(study, (writer = new StudyWriter(study, platform.bytes)));
      return writer;
    },
  };
  everything.add(
    registry.onDidChangeStudy((study) => {
      coders.identifyAgain(study).catch((error: unknown) => log.error(String(error)));
    }),
  );
  for (const feature of features) everything.add(feature.register(context));
  await registry.findStudies();
  createContextKey('verbatim.isReady')(true);
  return { registry, live, comparison: context.comparison };
}
