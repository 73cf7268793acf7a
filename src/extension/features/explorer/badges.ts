import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { type CodingStatus, codingStatuses } from '../../../core/study/coding-status';
import { describeStatus } from '../../status-words';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';

/** Marks transcripts in the explorer with how far the coder is: a tick, or the number of passages so far. */
export function registerBadges({ registry }: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  const changed = subscriptions.add(new vscode.EventEmitter<vscode.Uri[]>());
  const shown = new Map<string, string>();
  const refresh = (study: OpenStudy): void => {
    const uris = [...study.visible.transcripts.keys()].map((path) => study.uriOf(path));
    const differing = uris.filter((uri) => {
      const key = uri.toString();
      const now = JSON.stringify(badgeOf(study, study.pathOf(uri) ?? '') ?? null);
      if (shown.get(key) === now) return false;
      shown.set(key, now);
      return true;
    });
    if (differing.length > 0) changed.fire(differing);
  };
  subscriptions.add(registry.onDidChangeStudy(refresh));
  subscriptions.add(registry.onDidChangeStudies(() => registry.studies.forEach(refresh)));
  subscriptions.add(
    vscode.window.registerFileDecorationProvider({
      onDidChangeFileDecorations: changed.event,
      provideFileDecoration(uri) {
        const found = registry.findTranscript(uri);
        return found && badgeOf(found.study, found.path);
      },
    }),
  );
  return subscriptions;
}

/** A badge has room for two characters. */
const mostPassages = 99;

/** For a reader, a transcript is done when all of its coders are. */
function badgeOf({ visible, coder }: OpenStudy, path: string): vscode.FileDecoration | undefined {
  const statuses = codingStatuses(visible, path);
  const own = statuses.find((status) => status.coder === coder);
  const badge =
    coder !== undefined
      ? own && signOf(own)
      : statuses.length > 0 && statuses.every(({ state }) => state === 'done')
        ? '✓'
        : undefined;
  if (badge === undefined) return undefined;
  return new vscode.FileDecoration(badge, (own ? [own] : statuses).map(describeStatus).join('; '));
}

function signOf({ state, passages = 0 }: CodingStatus): string | undefined {
  switch (state) {
    case 'done':
      return '✓';
    case 'in-progress':
      return passages > mostPassages ? '…' : String(passages);
    case 'unreadable':
      return '!';
    default:
      return undefined;
  }
}
