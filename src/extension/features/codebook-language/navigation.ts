import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { outlineOf } from '../../../core/language/outline';
import { placePassages } from '../../../core/study/placed-passages';
import { toRange } from '../../convert';
import type { FeatureContext } from '../feature';
import { locateDeclaration, locateMentions, locateUses } from './places';
import { findHere, type Here, studyYaml } from './study-yaml';

/** Go to definition, and find all references. */
export function registerNavigation({ registry, platform }: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  subscriptions.add(
    vscode.languages.registerDefinitionProvider(studyYaml, {
      async provideDefinition(document, position) {
        const here = findHere(registry, document, position);
        if (here?.symbol) return locateDeclaration(here.study, here.symbol, platform);
        return here?.slot?.kind === 'passage' ? locateInTranscript(here) : undefined;
      },
    }),
  );
  subscriptions.add(
    vscode.languages.registerReferenceProvider(studyYaml, {
      async provideReferences(document, position, { includeDeclaration }, cancelled) {
        const here = findHere(registry, document, position);
        if (!here?.symbol) return [];
        const { study, symbol } = here;
        return [
          ...(await locateMentions(study, symbol, { platform, includeDeclaration })),
          ...(await locateUses(study, symbol, { platform, cancelled })),
        ];
      },
    }),
  );
  return subscriptions;
}

/** Where the passage whose record this is stands in its transcript. */
function locateInTranscript({ study, path, file, lines, token }: Here): vscode.Location | undefined {
  const record = outlineOf(file, lines)
    .flatMap(({ children }) => children)
    .find((entry) => entry.token.line <= token.line && token.line <= entry.lastLine);
  const sidecar = study.visible.sidecars.get(path);
  const transcript = sidecar && study.visible.transcripts.get(sidecar.transcript);
  if (!record || !transcript) return undefined;
  const { span } =
    placePassages(study.visible, sidecar).find(({ passage }) => passage.id === record.token.text) ?? {};
  return span && new vscode.Location(study.uriOf(transcript.path), toRange(transcript.index(), span));
}
