import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { declarationsIn } from '../../../core/language/mentions';
import { symbolAt, type StudySymbol } from '../../../core/language/symbol-at';
import type { PassageQuery } from '../../../core/search/passage-query';
import { codebookFileName } from '../../../core/model/study';
import { noReach, reachOf } from '../../../core/study/reach';
import type { PassagesReference } from '../../contributions';
import type { OpenStudy } from '../../workspace/open-study';
import type { StudyRegistry } from '../../workspace/study-registry';
import { findStudyYaml, rangeOf } from './study-yaml';
import { topicOf, usageInWords } from './usage';

/** A lens whose words are found when it comes into sight. */
class UsageLens extends vscode.CodeLens {
  readonly study: OpenStudy;
  readonly symbol: StudySymbol;

  constructor(range: vscode.Range, study: OpenStudy, symbol: StudySymbol) {
    super(range);
    this.study = study;
    this.symbol = symbol;
  }
}

/** How far each code, theme and question reaches, above it in the codebook; and the way to its passages. */
export function registerLenses(registry: StudyRegistry): Disposable {
  const subscriptions = new DisposableStore();
  const changed = subscriptions.add(new vscode.EventEmitter<void>());
  subscriptions.add(registry.onDidChangeStudy(() => changed.fire()));
  subscriptions.add(
    vscode.languages.registerCodeLensProvider({ pattern: `**/${codebookFileName}` }, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses(document) {
        const yaml = findStudyYaml(registry, document);
        if (yaml?.file !== 'codebook') return [];
        const { study, path, file, lines } = yaml;
        return [...declarationsIn(path, lines).values()].flatMap((token) => {
          const symbol = symbolAt(study.visible, file, token);
          return symbol ? [new UsageLens(rangeOf(token), study, symbol)] : [];
        });
      },
      resolveCodeLens(lens) {
        lens.command = commandOf(lens.study, lens.symbol);
        return lens;
      },
    } satisfies vscode.CodeLensProvider<UsageLens>),
  );
  return subscriptions;
}

/** As the Themes view counts: what the coder may see, in the layer that is shown. */
function commandOf(study: OpenStudy, symbol: StudySymbol): vscode.Command {
  const topic = topicOf(symbol);
  const reach = (topic && reachOf(study.view).get(topic)) ?? noReach;
  const code = symbol.kind === 'code' ? study.view.codebook.codes.get(symbol.id) : undefined;
  const hint = code && code.definition === undefined ? vscode.l10n.t('no definition yet') : undefined;
  const title = [usageInWords(reach), hint].filter(Boolean).join(' · ');
  const query = queryOf(symbol);
  if (reach.passages === 0 || !query) return { title, command: '' };
  const reference: PassagesReference = { study: study.root.toString(), query };
  return { title, command: 'verbatim.showPassages', arguments: [reference] };
}

function queryOf({ kind, id }: StudySymbol): PassageQuery | undefined {
  switch (kind) {
    case 'code':
      return { kind, code: id };
    case 'theme':
      return { kind, theme: id };
    case 'question':
      return { kind, question: id };
    default:
      return undefined;
  }
}
