import type { StudyView } from '../study/snapshot';
import type { Lines } from './lines';
import { scanYaml, type YamlToken } from './scan-yaml';
import { fileKindOf, slotOf } from './slots';
import { type StudySymbol, symbolAt } from './symbol-at';

export interface Mention {
  readonly token: YamlToken;
  readonly isDeclaration: boolean;
}

/** Where a study file names something, in the order of the file; a code also by its former ids. */
export function mentionsIn(
  view: StudyView,
  path: string,
  lines: Lines,
  { kind, id }: StudySymbol,
): readonly Mention[] {
  const file = fileKindOf(path);
  if (!file) return [];
  const mentions: Mention[] = [];
  for (const token of scanYaml(lines)) {
    const found = symbolAt(view, file, token);
    if (found?.kind === kind && found.id === id) mentions.push({ token, isDeclaration: found.isDeclaration });
  }
  return mentions;
}

/** Where a study file describes things, by kind and id: the first place of each. */
export function declarationsIn(path: string, lines: Lines): ReadonlyMap<string, YamlToken> {
  const places = new Map<string, YamlToken>();
  const file = fileKindOf(path);
  if (!file || file === 'sidecar') return places;
  for (const token of scanYaml(lines)) {
    const slot = slotOf(file, token);
    const key = `${slot?.kind ?? ''}:${token.text}`;
    if (slot?.isDeclaration && token.text !== '' && !places.has(key)) places.set(key, token);
  }
  return places;
}
